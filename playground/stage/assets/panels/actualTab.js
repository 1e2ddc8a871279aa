/** Predicted against actual, as the other tab of a picture; drawn when it is first looked at. */

import { PredictedActual } from "../charts/predictedActual.js";
import { showChartError } from "../charts/plot.js";
import { html } from "../widgets/dom.js";
import { term } from "../widgets/explain.js";
import { Segments } from "./segments.js";

/**
 * @typedef {Pick<import("../protocol.d.ts").PlanePayload, "actual" | "points">} Actual
 * @typedef {import("../charts/plot.js").Plotly} Plotly
 */

export class ActualTab {
  /** @type {Plotly | null} */
  Plotly = null;
  /** @type {PredictedActual | null} */
  chart = null;
  drawing = false;
  closed = false;
  onDrawn = () => {};
  box = html("div", { class: "np-chart np-actual", role: "img", hidden: true });
  note = html(
    "p",
    { class: "np-note", hidden: true },
    "On the line, predicted and actual are the same. ",
    term("actual", "How to read it"),
  );

  /**
   * @param {Actual} payload
   * @param {import("../charts/plot.js").Theme} theme
   * @param {(isOpen: boolean) => void} onChoose
   */
  constructor(payload, theme, onChoose) {
    this.payload = payload;
    this.theme = theme;
    const tabs = { plane: "The plane", actual: "Predicted against actual" };
    this.segments = new Segments(
      "Picture",
      "np-picture",
      tabs,
      (name) => onChoose(name === "actual"),
    );
  }

  /** @param {Plotly} Plotly @param {() => void} onDrawn */
  ready(Plotly, onDrawn) {
    this.Plotly = Plotly;
    this.onDrawn = onDrawn;
  }

  async draw() {
    if (!this.Plotly || this.drawing) return;
    this.drawing = true;
    try {
      const { actual, points } = this.payload;
      const chart = new PredictedActual(this.Plotly, this.box, this.theme, points.y);
      await chart.draw(actual);
      this.chart = chart;
      if (this.closed) this.close();
      else this.onDrawn();
    } catch (error) {
      showChartError(this.box, error);
    }
  }

  /** @param {boolean} isOpen @param {ArrayLike<number>} predictions */
  show(isOpen, predictions) {
    this.segments.show(isOpen ? "actual" : "plane");
    this.box.hidden = this.note.hidden = !isOpen;
    if (!isOpen) return;
    if (this.chart) this.chart.show(predictions);
    else this.draw();
  }

  /** @param {string} miss in words */
  label(miss) {
    this.box.setAttribute("aria-label", `Predicted against actual. ${miss}.`);
  }

  close() {
    this.closed = true;
    this.chart?.close();
  }
}
