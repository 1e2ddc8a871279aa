/** Predicted against actual: a perfect model's points lie on the diagonal. */

import { setAttributes, svg } from "../widgets/dom.js";
import { Overlay } from "./overlay.js";
import { autoResize, axisScales, flatPlot, STILL_CONFIG, themeLayout } from "./plot.js";

/** More points than this are drawn smaller. */
const MANY = 300;

export class PredictedActual {
  plot = flatPlot();
  /** @type {ArrayLike<number> | null} */
  predictions = null;
  stopResizing = () => {};

  /**
   * @param {import("./plot.js").Plotly} Plotly
   * @param {HTMLElement} box
   * @param {import("./plot.js").Theme} theme
   * @param {number[]} actual
   */
  constructor(Plotly, box, theme, actual) {
    this.Plotly = Plotly;
    this.theme = theme;
    this.actual = actual;
    this.dots = svg("path", { class: actual.length > MANY ? "np-dots np-many" : "np-dots" });
    this.overlay = new Overlay([this.dots]);
    box.replaceChildren(this.plot, this.overlay.element);
  }

  /** @param {import("./plot.js").PlotlyFigure} figure */
  async draw(figure) {
    const { Plotly, theme } = this;
    const data = figure.data.map((trace) => ({
      ...trace,
      line: { ...trace.line, color: theme.accent },
    }));
    await Plotly.react(this.plot, data, themeLayout(figure, theme), STILL_CONFIG);
    this.stopResizing = autoResize(Plotly, this.plot);
    this.plot.on("plotly_afterplot", () => this.predictions && this.show(this.predictions));
  }

  /** @param {ArrayLike<number>} predictions */
  show(predictions) {
    this.predictions = predictions;
    const scales = axisScales(this.plot);
    const { px, py } = scales;
    const [x, y] = this.coordinates(predictions);
    this.overlay.clipTo(scales);
    let path = "";
    for (let i = 0; i < x.length; i++) path += `M${px(x[i]).toFixed(1)},${py(y[i]).toFixed(1)}h0`;
    setAttributes(this.dots, { d: path });
  }

  /** x and y of each row's dot. @param {ArrayLike<number>} predictions @returns {ArrayLike<number>[]} */
  coordinates(predictions) {
    return [this.actual, predictions];
  }

  close() {
    this.stopResizing();
  }
}

/** Residuals over predictions: a perfect model's points lie on the line at 0. */
export class Residuals extends PredictedActual {
  /** @override @param {ArrayLike<number>} predictions @returns {ArrayLike<number>[]} */
  coordinates(predictions) {
    return [predictions, this.actual.map((value, row) => value - predictions[row])];
  }
}
