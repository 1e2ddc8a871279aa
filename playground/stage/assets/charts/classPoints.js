/**
 * The points of classes in any picture: each in its class's colour and shape, wrong answers ringed,
 * and where one class gives way to another.
 */

import { boundary, classMarker, marksOf } from "../model/classMarks.js";
import { missed } from "../model/classes.js";
import { ClassLegend } from "../panels/classLegend.js";

/**
 * @typedef {import("./plot.js").PlotlyFigure} PlotlyFigure
 * @typedef {import("./heatMap.js").Line} Line
 *
 * @typedef {object} Classified what is read of a payload
 * @property {string[]} classes their names; empty where a number is predicted
 * @property {{y: number[]}} points
 * @property {[number, number][]} spans the ends of the axes, of the target last
 */

export class ClassPoints {
  /** @param {Classified} payload @param {import("./plot.js").Theme} theme */
  constructor(payload, theme) {
    this.payload = payload;
    this.theme = theme;
    this.marks = marksOf(payload.classes.length);
    /** Colour and shape of each point; null where a number is predicted. */
    this.marker = this.marks.length ? classMarker(payload.points.y, this.marks) : null;
    this.legend = new ClassLegend(payload.classes);
  }

  /** Whether there are more than two, with a probability each. */
  get areMany() {
    return this.marks.length > 2;
  }

  /** Of a point, paler the smaller its share; as `Slice` takes it. */
  get colorOf() {
    const { marker, theme } = this;
    return marker
      ? (/** @type {number} */ row, /** @type {number} */ share) =>
        theme.toned(marker.color[row], share)
      : undefined;
  }

  /**
   * A figure with its `points` in the marks of their classes.
   *
   * @param {PlotlyFigure} figure
   * @param {{flat?: boolean, alongX?: boolean}} [picture] whether it has two axes, and y is the target
   * @returns {PlotlyFigure}
   */
  figure(figure, { flat = true, alongX = false } = {}) {
    const { marker, theme } = this;
    if (!marker) return figure;
    const line = flat && { line: { width: 1.2, color: theme.text } };
    const y = alongX && { y: this.heights() };
    const marked = (/** @type {import("./plot.js").Trace} */ trace) => ({
      ...trace,
      ...y,
      marker: { ...trace.marker, ...marker, ...line },
    });
    const data = figure.data.map((trace) => trace.name === "points" ? marked(trace) : trace);
    return { ...figure, data };
  }

  /** How high each point lies over one input: of many classes, each on a line of its own below 0. */
  heights() {
    const { points: { y }, spans } = this.payload;
    if (!this.areMany) return y;
    const row = -spans[spans.length - 1][0] / (this.marks.length + 0.5);
    return y.map((k) => -row * (k + 1));
  }

  /**
   * The points that are answered wrongly; of a number none.
   *
   * @param {ArrayLike<number>} predictions
   * @param {number} [threshold] of two classes
   */
  missed(predictions, threshold) {
    return this.marker ? missed(this.payload.points.y, predictions, threshold) : [];
  }

  /**
   * Where one class gives way to another, in the data's units.
   *
   * @param {ArrayLike<number>} grid of the predictions, the first input fastest
   * @param {number} cells along each of two inputs
   * @param {number} [threshold] of two classes
   * @returns {Line[]}
   */
  boundary(grid, cells, threshold) {
    if (!this.marker) return [];
    const { spans } = this.payload;
    const at = (/** @type {number} */ cell, /** @type {number} */ axis) =>
      spans[axis][0] + (spans[axis][1] - spans[axis][0]) * cell / (cells - 1);
    return boundary(grid, cells, this.areMany ? this.marks.length : 1, threshold).map((
      ends,
    ) => /** @type {Line} */ (ends.map(([x, y]) => [at(x, 0), at(y, 1)])));
  }
}
