/**
 * A plane seen edge-on is a line, at the moment when a fit has put it right. The camera eases off
 * its edge then, unless a person turned the picture since the same columns are shown.
 */

import { between, cameraForPlane, normalOf } from "../model/camera.js";
import { ease, tween } from "../widgets/tween.js";

/** As long as the plane glides along a fit, ms. */
const EASE_MS = 1400;

/**
 * @typedef {import("../model/camera.js").Camera} Camera
 * @typedef {import("../protocol.d.ts").Values} Values
 *
 * @typedef {object} Fitted what is read of a payload
 * @property {unknown} path null: no fit
 * @property {number} version
 * @property {unknown[]} layout_key of the columns that are shown
 * @property {import("../protocol.d.ts").PlotlyFigure | null} space
 * @property {Values} values
 */

export class EdgeCamera {
  /** Stops an ease where it is. */
  stop = () => {};

  /**
   * @param {HTMLElement} box of the picture; who touches it stops the camera
   * @param {import("../view.d.ts").Callbacks} callbacks
   * @param {import("./delayedCommit.js").DelayedCommit} delayed
   */
  constructor(box, callbacks, delayed) {
    this.box = box;
    this.callbacks = callbacks;
    this.delayed = delayed;
    box.addEventListener("pointerdown", () => this.stop(), true);
  }

  /** Remembers which columns' picture was turned; a change of theme builds the view in it anew. */
  get #stage() {
    return /** @type {HTMLElement | null} */ (this.box.closest(".np-stage"));
  }

  /** A person turned the picture. @param {Camera} camera @param {Pick<Fitted, "layout_key">} payload */
  onTurn(camera, { layout_key }) {
    if (this.#stage) this.#stage.dataset.turned = String(layout_key);
    this.stop();
    this.callbacks.set({ camera });
    this.delayed.commitSoon();
  }

  /**
   * The camera leaves the edge of a plane that was fitted.
   *
   * @param {Fitted} before the payload that is shown
   * @param {Fitted} payload
   * @param {(values: Values) => number[] | null} slopesOf both axes; null: it is no plane
   */
  onPayload(before, payload, slopesOf) {
    if (!payload.path || !payload.space || payload.version === before.version) return;
    const { layout: { scene: { xaxis, yaxis, zaxis } } } = payload.space;
    // Afterwards, as the stage takes all of Python's values first, and the camera is one of them.
    queueMicrotask(() => {
      const slopes = slopesOf(payload.values);
      if (!slopes || this.#stage?.dataset.turned === String(payload.layout_key)) return;
      this.#leave(normalOf(slopes, [xaxis.range, yaxis.range, zaxis.range]));
    });
  }

  /** @param {Camera} normal of the plane */
  #leave(normal) {
    const { camera } = this.callbacks.values();
    const goal = camera && cameraForPlane(camera, normal);
    if (!goal || goal === camera) return;
    this.stop();
    this.stop = tween(EASE_MS, (t) => {
      this.callbacks.set({ camera: between(camera, goal, ease(t)) });
      if (t === 1) this.delayed.commitSoon();
    });
  }
}
