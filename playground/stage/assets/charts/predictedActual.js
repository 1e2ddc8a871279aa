/** Predicted against actual: a perfect model's points lie on the diagonal. */

import { setAttributes, svg } from "../widgets/dom.js";
import { autoResize, axisScales, themeLayout } from "./plot.js";

const CONFIG = { displayModeBar: false, responsive: false, doubleClick: false };

export class Actual {
  constructor(Plotly, box, theme, actual) {
    Object.assign(this, { Plotly, theme, actual });
    this.plot = document.createElement("div");
    this.plot.className = "np-plot";
    this.dots = svg("path", { class: actual.length > 300 ? "np-dots np-many" : "np-dots" });
    this.clip = svg("rect");
    const id = `np-clip-${Math.random().toString(36).slice(2)}`;
    box.replaceChildren(
      this.plot,
      svg(
        "svg",
        { class: "np-overlay", "aria-hidden": "true" },
        svg("clipPath", { id }, this.clip),
        svg("g", { "clip-path": `url(#${id})` }, this.dots),
      ),
    );
  }

  async draw(figure) {
    const data = figure.data.map((trace) => ({
      ...trace,
      line: { ...trace.line, color: this.theme.accent },
    }));
    await this.Plotly.react(this.plot, data, themeLayout(figure, this.theme), CONFIG);
    this.stopFitting = autoResize(this.Plotly, this.plot);
    this.plot.on("plotly_afterplot", () => this.predictions && this.show(this.predictions));
  }

  /** @param {ArrayLike<number>} predictions */
  show(predictions) {
    this.predictions = predictions;
    const { px, py, left, top, width, height } = axisScales(this.plot);
    const [x, y] = this.spots(predictions);
    setAttributes(this.clip, { x: left, y: top, width, height });
    let path = "";
    for (let i = 0; i < x.length; i++) path += `M${px(x[i]).toFixed(1)},${py(y[i]).toFixed(1)}h0`;
    this.dots.setAttribute("d", path);
  }

  /** Where each row's dot lies. @returns {ArrayLike<number>[]} */
  spots(predictions) {
    return [this.actual, predictions];
  }

  close() {
    this.stopFitting?.();
  }
}

/** The misses over the predictions: a perfect model's points lie on the line at 0. */
export class Residuals extends Actual {
  spots(predictions) {
    return [predictions, this.actual.map((value, row) => value - predictions[row])];
  }
}
