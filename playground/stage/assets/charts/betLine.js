/** The dashed line of a bet in the chart of one neuron: dragged as the neuron's own line is. */

import * as ghostLine from "../course/ghostLine.js";
import { setAttributes, setText, svg } from "../widgets/dom.js";
import { fingerHandles, hitHandle, mouseHandles } from "./lineHandles.js";
import { clamp, hitLine, visibleSegment } from "./lineSegment.js";
import { pixel } from "./overlay.js";

/**
 * @typedef {import("./plot.js").AxisScales} AxisScales
 * @typedef {import("./lineSegment.js").Target} Target
 */

/** How near to the line the mouse must come, in pixels. */
const REACH = 12;
/** No handle of a finger's is kept free of the probe's: it is over it. */
const NOWHERE = { x: NaN, y: NaN };
const SQUARE = { x: -8, y: -8, width: 16, height: 16, rx: 3 };

export class BetLine {
  line = svg("path", { class: "np-bet-line" });
  turn = svg("g", {}, svg("circle", { class: "np-bet-handle", r: 8 }));
  lift = svg("g", {}, svg("rect", { class: "np-bet-handle", ...SQUARE }));
  name = svg("text", { class: "np-bet-name" });
  element = svg("g", { class: "np-bet" }, this.line, this.name, this.turn, this.lift);
  /** @type {AxisScales | null} */
  scales = null;

  /** @param {() => void} redraw of the chart */
  constructor(redraw) {
    this.stop = ghostLine.follow(redraw);
  }

  /** @param {AxisScales} scales @param {boolean} isTouched by a finger, last */
  draw(scales, isTouched) {
    this.scales = scales;
    const ghost = ghostLine.get();
    this.element.style.display = ghost ? "" : "none";
    if (!ghost) return;
    const { px, py, x0, x1, left, top, width, height } = scales;
    const y = (/** @type {number} */ x) => py(ghost.w * x + ghost.b);
    const segment = visibleSegment({ ...ghost, relu: false }, scales);
    const ends = segment ? [segment.from, segment.to] : [];
    const path = ends.map((x) => `${pixel(px(x))},${pixel(y(x))}`).join("L");
    setAttributes(this.line, { d: path && `M${path}` });
    const at = x0 + 0.8 * (x1 - x0);
    setAttributes(this.name, {
      x: px(at),
      y: clamp(y(at) - 10, top + 14, top + height - 6),
      "text-anchor": px(at) > left + width / 2 ? "end" : "start",
    });
    setText(this.name, "your bet");
    const handles = this.handles(isTouched);
    for (const part of /** @type {const} */ (["turn", "lift"])) {
      const spot = ghost.isOpen ? handles?.[part] : null;
      setAttributes(this[part], {
        transform: spot ? `translate(${spot.x},${spot.y})` : "",
        visibility: spot ? "visible" : "hidden",
      });
    }
  }

  /** @param {boolean} isTouched */
  handles(isTouched) {
    const ghost = ghostLine.get();
    if (!ghost?.isOpen || !this.scales) return null;
    const unit = { ...ghost, relu: false };
    const segment = visibleSegment(unit, this.scales);
    return isTouched
      ? fingerHandles(segment, unit, this.scales, NOWHERE)
      : mouseHandles(segment, unit, this.scales);
  }

  /**
   * What can be dragged here, before anything of the neuron's own line.
   *
   * @param {number} x in pixels
   * @param {number} y in pixels
   * @param {boolean} isTouched by a finger: on a handle only
   * @returns {Target & {isBet: true} | null}
   */
  hitTest(x, y, isTouched) {
    const [ghost, handles] = [ghostLine.get(), this.handles(isTouched)];
    if (!ghost || !handles || !this.scales) return null;
    const unit = { ...ghost, relu: false };
    const segment = visibleSegment(unit, this.scales);
    const target = isTouched
      ? hitHandle(handles, { x, y })
      : segment && hitLine(segment, unit, this.scales, { x, y, reach: REACH });
    return target && { ...target, isBet: true };
  }

  /** @param {Target["part"]} part @param {number} x @param {number} y in the axes' units */
  drag(part, x, y) {
    const ghost = ghostLine.get();
    if (!ghost?.isOpen) return;
    if (part === "lift") ghostLine.set({ ...ghost, b: y - ghost.w * x });
    else if (x !== 0) ghostLine.set({ ...ghost, w: (y - ghost.b) / x });
  }
}
