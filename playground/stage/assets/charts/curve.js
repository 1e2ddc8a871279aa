/** A function of one input: Plotly's axes and points, the curve over them, and where it bends. */

import { setAttributes, svg } from "../widgets/dom.js";
import { Overlay, pixel, ring } from "./overlay.js";
import { autoResize, axisScales, flatPlot, themeLayout, ZOOM_CONFIG } from "./plot.js";

/**
 * @typedef {{x: number, y: number}} Spot in the data's units
 *
 * @typedef {object} CurvePicture
 * @property {number[]} x where the curve is computed
 * @property {ArrayLike<number>} y
 * @property {{x: number[], y: number[]} | null} single a line beside it
 * @property {Spot[]} hinges
 * @property {Spot} probe
 * @property {ArrayLike<number> | null} sticks predictions, to which the points are joined
 * @property {number[]} actual the points' targets
 * @property {number | number[] | null} opacity of the points
 * @property {number[]} ringed points with a ring around them, by their indices
 */

export class CurveChart {
  plot = flatPlot();
  sticks = svg("path", { class: "np-sticks" });
  single = svg("path", { class: "np-single" });
  model = svg("path", { class: "np-curve" });
  rings = svg("path", { class: "np-batch-points" });
  hinges = svg("path", { class: "np-hinges" });
  probe = svg("path", { class: "np-probe-line" });
  dot = svg("circle", { class: "np-probe-dot", r: 7 });
  overlay = new Overlay(
    [this.sticks, this.single, this.model, this.rings, this.hinges, this.probe, this.dot],
  );
  /** @type {CurvePicture | null} */
  picture = null;
  /** @type {number | number[] | null} of the points */
  opacity = null;
  stopResizing = () => {};

  /**
   * @param {import("./plot.js").Plotly} Plotly
   * @param {HTMLElement} box
   * @param {import("./plot.js").Theme} theme
   * @param {number[]} drawnAt x of each point, side by side where several lie on one spot
   */
  constructor(Plotly, box, theme, drawnAt) {
    this.Plotly = Plotly;
    this.theme = theme;
    this.drawnAt = drawnAt;
    box.replaceChildren(this.plot, this.overlay.element);
  }

  /** @param {import("./plot.js").PlotlyFigure} figure with its `points` */
  async draw(figure) {
    const { Plotly, theme } = this;
    const points = figure.data.find(({ name }) => name === "points");
    const marker = { ...points.marker, color: theme.text };
    this.opacity = marker.opacity;
    const layout = themeLayout(figure, theme);
    await Plotly.react(this.plot, [{ ...points, marker }], layout, ZOOM_CONFIG);
    this.plot.on("plotly_afterplot", () => this.picture && this.paint(this.picture));
    this.stopResizing = autoResize(Plotly, this.plot);
  }

  /** @param {CurvePicture} picture */
  show(picture) {
    this.picture = picture;
    this.paint(picture);
    const opacity = picture.opacity ?? 0.6;
    if (opacity === this.opacity) return;
    this.opacity = opacity;
    this.Plotly.restyle(this.plot, { "marker.opacity": [opacity] }, [0]);
  }

  /** @param {CurvePicture} picture */
  paint({ x, y, single, hinges, probe, sticks, actual, ringed }) {
    const { drawnAt } = this;
    const scales = axisScales(this.plot);
    const { px, py, top, height } = scales;
    const at = (/** @type {number} */ a, /** @type {number} */ b) =>
      `${pixel(px(a))},${pixel(py(b))}`;
    const line = (/** @type {number[]} */ xs, /** @type {ArrayLike<number>} */ ys) =>
      xs.map((value, i) => `${i ? "L" : "M"}${at(value, ys[i])}`).join("");
    const joined = sticks &&
      actual.map((value, i) => `M${at(drawnAt[i], value)}V${pixel(py(sticks[i]))}`);
    this.overlay.clipTo(scales);
    setAttributes(this.model, { d: line(x, y) });
    setAttributes(this.single, { d: single ? line(single.x, single.y) : "" });
    setAttributes(this.hinges, { d: hinges.map((h) => `M${at(h.x, h.y)}m0,-11v22`).join("") });
    setAttributes(this.probe, { d: `M${at(probe.x, probe.y)}V${top + height}` });
    setAttributes(this.dot, { cx: px(probe.x), cy: pixel(py(probe.y)) });
    setAttributes(this.rings, {
      d: ringed.map((row) => ring(px(drawnAt[row]), py(actual[row]))).join(""),
    });
    setAttributes(this.sticks, { d: joined?.join("") ?? "" });
  }

  close() {
    this.stopResizing();
  }
}
