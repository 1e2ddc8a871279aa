/**
 * The loss landscape of one neuron, as a map or as a bowl, and gradient descent over it: the steps,
 * the walk, and what is said about them.
 */

import { Landscape } from "../charts/landscape.js";
import { loadPlotly, showChartError } from "../charts/plot.js";
import { hasWebGl, NO_SPACE } from "../charts/webgl.js";
import { stepFacts } from "../model/explainFacts.js";
import { html } from "../widgets/dom.js";
import { enlargeButton } from "../widgets/enlarge.js";
import { term } from "../widgets/explain.js";
import { Descent } from "./descent.js";
import { Segments } from "./segments.js";

/**
 * @typedef {import("../protocol.d.ts").NeuronPayload} NeuronPayload
 * @typedef {import("../view.d.ts").Callbacks} Callbacks
 * @typedef {import("../charts/plot.js").Plotly} Plotly
 * @typedef {import("../charts/plot.js").Theme} Theme
 * @typedef {import("../model/singleUnit.js").UnitFrame} UnitFrame
 * @typedef {import("../model/descent.js").Place} Place
 */

export class LandscapePanel {
  /** @type {Landscape | null} */
  map = null;
  /** @type {import("../charts/bowl.js").Bowl | null} */
  bowl = null;
  /** A bowl is being drawn. */
  drawing = false;
  closed = false;
  mapBox = html("div", { class: "np-landscape", role: "img", "data-lesson-name": "landscape" });
  bowlBox = html("div", { class: "np-bowl", role: "group", hidden: true });
  noSpace = html("p", { class: "np-note", text: NO_SPACE, hidden: true });
  /** On a phone the picture of the line and the landscape share the width: which one has more. */
  enlarge = enlargeButton("Larger landscape");

  /**
   * @param {NeuronPayload} payload with landscapes
   * @param {Theme} theme
   * @param {Callbacks} callbacks
   */
  constructor(payload, theme, callbacks) {
    this.payload = payload;
    this.theme = theme;
    this.callbacks = callbacks;
    this.segments = new Segments(
      "The landscape as",
      "landscape",
      { map: "Map", bowl: "Bowl" },
      (shape) => {
        callbacks.set({ switches: { bowl: shape === "bowl" } });
        callbacks.commit();
      },
    );
    this.descent = new Descent(payload, callbacks, this.segments.element);
    this.element = html(
      "div",
      { class: "np-descent-side" },
      html(
        "div",
        { class: "np-slopes" },
        html(
          "div",
          { class: "np-descent-head" },
          html("h2", { class: "np-caption" }, term("landscape", "Loss landscape")),
          this.enlarge,
        ),
        this.noSpace,
        this.mapBox,
        this.bowlBox,
      ),
      this.descent.element,
    );
  }

  /** @param {NeuronPayload} payload */
  update(payload) {
    this.payload = payload;
    this.descent.update(payload);
  }

  /** @param {Plotly} Plotly @param {string} base address of the app */
  async draw(Plotly, base) {
    const { callbacks, theme, payload } = this;
    if (!payload.landscapes) return;
    this.descent.base = base;
    const map = new Landscape(Plotly, this.mapBox, theme, {
      onMove: (w, b) => callbacks.setFromPointer({ w, b }),
      onRelease: callbacks.commit,
    });
    await map.draw(payload.landscapes, callbacks.values().activations[0]);
    if (this.closed) map.close();
    else this.map = map;
  }

  /** @param {UnitFrame} frame */
  show(frame) {
    const { weights: [[w], [b]], activations: [activation], switches } = frame.values;
    this.descent.show(frame);
    const isBowl = switches.bowl && hasWebGl();
    this.segments.show(switches.bowl ? "bowl" : "map");
    this.noSpace.hidden = !switches.bowl || hasWebGl();
    this.mapBox.hidden = isBowl;
    this.bowlBox.hidden = !isBowl;
    const places = this.descent.walk.places.length > 1 ? this.descent.walk.places : null;
    const best = this.payload.best[activation];
    if (isBowl) this.showBowl([w, b], activation);
    else this.map?.show(w, b, places, activation, [best.w, best.b]);
  }

  /** @param {Place} here @param {string} activation */
  showBowl(here, activation) {
    const { bowl, descent: { walk }, payload: { best } } = this;
    if (bowl?.activation === activation) bowl.show(here, walk.places, best[activation]);
    else this.drawBowl(activation);
  }

  /** Its scripts are fetched when it is first looked at. @param {string} activation */
  async drawBowl(activation) {
    if (!this.map || this.drawing) return;
    this.drawing = true;
    this.bowl?.close();
    this.bowl = null;
    try {
      await this.fetchBowl(activation);
      this.drawing = false;
    } catch (error) {
      showChartError(this.bowlBox, error);
    }
  }

  /** @param {string} activation */
  async fetchBowl(activation) {
    const { payload: { landscapes, points, plotly_3d }, descent: { base } } = this;
    if (!landscapes) return;
    const { Bowl } = await import("../charts/bowl.js");
    const Plotly = await loadPlotly(base + plotly_3d);
    const onLost = () => {
      this.bowl = null;
      this.callbacks.requestDraw();
    };
    const bowl = new Bowl(Plotly, this.bowlBox, this.theme, { activation, points, onLost });
    if (!this.closed) await bowl.draw(landscapes[activation]);
    if (this.closed) return bowl.close();
    if (bowl.scene.closed) return; // the graphics card gave it nothing to draw in
    this.bowl = bowl;
    this.callbacks.requestDraw();
  }

  facts() {
    const { rate, size, count } = this.descent.chosen;
    return stepFacts(rate, Math.min(size, count), count);
  }

  /** @param {string} miss the error here, in words, for those who cannot see it */
  label(miss) {
    const label = `Loss landscape over w and b. Here: ${miss}.`;
    this.mapBox.setAttribute("aria-label", label);
    this.bowlBox.setAttribute("aria-label", label);
  }

  close() {
    this.closed = true;
    this.descent.close();
    this.map?.close();
    this.bowl?.close();
  }
}
