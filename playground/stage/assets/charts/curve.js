/** A function of one input: Plotly's axes and points, the curve over them, and where it bends. */

import { setAttributes, svg } from "../widgets/dom.js";
import { MANY_MISSED, Overlay, pixel, ring } from "./overlay.js";
import { autoResize, axisScales, flatPlot, themeLayout, ZOOM_CONFIG } from "./plot.js";

/**
 * @typedef {{x: number, y: number}} Spot in the data's units
 *
 * @typedef {object} CurvePicture
 * @property {number[]} x where the curve is computed
 * @property {ArrayLike<number>} y of several classes, each one's probability beside each other
 * @property {{x: number[], y: number[]} | null} single a line beside it
 * @property {Spot[]} hinges
 * @property {Spot} probe
 * @property {ArrayLike<number> | null} sticks predictions, to which the points are joined
 * @property {ArrayLike<number>} actual how high each point lies
 * @property {number | number[] | null} opacity of the points
 * @property {number[]} ringed points with a ring around them, by their indices
 * @property {number[]} [missed] points that are answered wrongly
 */

export class CurveChart {
  plot = flatPlot();
  sticks = svg("path", { class: "np-sticks" });
  single = svg("path", { class: "np-single" });
  model = svg("path", { class: "np-curve" });
  rings = svg("path", { class: "np-batch-points" });
  missed = svg("path", { class: "np-missed" });
  hinges = svg("path", { class: "np-hinges" });
  probe = svg("path", { class: "np-probe-line" });
  dot = svg("circle", { class: "np-probe-dot", r: 7 });
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
   * @param {import("../model/classMarks.js").Mark[]} marks of several classes, a curve for each
   */
  constructor(Plotly, box, theme, drawnAt, marks = []) {
    this.Plotly = Plotly;
    this.theme = theme;
    this.drawnAt = drawnAt;
    this.curves = marks.map(({ color, path }) => ({
      line: svg("path", { class: "np-class-curve", stroke: color }),
      mark: svg("path", { class: "np-class-mark", d: path, fill: color }),
    }));
    const { sticks, single, model, curves, rings, missed, hinges, probe, dot } = this;
    const ofClasses = [...curves.map(({ line }) => line), ...curves.map(({ mark }) => mark)];
    this.overlay = new Overlay(
      [sticks, single, model, ...ofClasses, missed, rings, hinges, probe, dot],
    );
    box.replaceChildren(this.plot, this.overlay.element);
  }

  /** @param {import("./plot.js").PlotlyFigure} figure with its `points` */
  async draw(figure) {
    const { Plotly, theme } = this;
    const [points] = figure.data;
    const marker = { color: theme.text, ...points.marker };
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
  paint({ x, y, single, hinges, probe, sticks, actual, ringed, missed = [] }) {
    const { drawnAt } = this;
    const scales = axisScales(this.plot);
    const { px, py, top, height } = scales;
    const at = (/** @type {number} */ a, /** @type {number} */ b) =>
      `${pixel(px(a))},${pixel(py(b))}`;
    const line = (/** @type {number[]} */ xs, /** @type {ArrayLike<number>} */ ys) =>
      xs.map((value, i) => `${i ? "L" : "M"}${at(value, ys[i])}`).join("");
    const joined = sticks &&
      drawnAt.map((value, i) => `M${at(value, actual[i])}V${pixel(py(sticks[i]))}`);
    const rings = (/** @type {number[]} */ rows) =>
      rows.map((row) => ring(px(drawnAt[row]), py(actual[row]))).join("");
    this.overlay.clipTo(scales);
    setAttributes(this.model, { d: this.curves.length ? "" : line(x, y) });
    this.curves.forEach((curve, k) => {
      const own = x.map((_, i) => y[i * this.curves.length + k]);
      const top = middleOfTop(own);
      setAttributes(curve.line, { d: line(x, own) });
      const [left, up] = [pixel(px(x[top])), pixel(py(own[top]))];
      setAttributes(curve.mark, { transform: `translate(${left} ${up}) scale(1.5)` });
    });
    setAttributes(this.single, { d: single ? line(single.x, single.y) : "" });
    setAttributes(this.hinges, { d: hinges.map((h) => `M${at(h.x, h.y)}m0,-11v22`).join("") });
    setAttributes(this.probe, { d: `M${at(probe.x, probe.y)}V${top + height}` });
    setAttributes(this.dot, { cx: px(probe.x), cy: pixel(py(probe.y)) });
    setAttributes(this.rings, { d: rings(ringed) });
    setAttributes(this.missed, { d: rings(missed) });
    this.missed.classList.toggle("np-many", missed.length > MANY_MISSED);
    setAttributes(this.sticks, { d: joined?.join("") ?? "" });
  }

  close() {
    this.stopResizing();
  }
}

/** Where a curve is highest, or the middle of where it is nearly so. @param {number[]} y */
function middleOfTop(y) {
  const highest = Math.max(...y);
  const high = Array.from(y.keys()).filter((i) => y[i] >= 0.97 * highest);
  return high[Math.floor(high.length / 2)] ?? 0;
}
