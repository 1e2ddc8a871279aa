/** What the picture of a classifier has of its own: marks, a legend, curves, where a class ends. */

import { ClassRaster } from "../charts/classRaster.js";
import { boundary, marksOf } from "../model/classMarks.js";
import { setAttributes, svg } from "../widgets/dom.js";

/**
 * @typedef {import("../protocol.d.ts").LayersPayload} LayersPayload
 * @typedef {(x: number, y: number) => [number, number]} Place of the data in px
 */

/** Of an entry of the legend in px: its line, a letter, what is beside the letters. */
const ENTRY = { line: 22, letter: 8, beside: 34 };
const SIZE = 0.8;
/** So far from the ends of its curve a mark stays, as a share: there it would be cut. */
const END = 0.03;

export class ClassDrawing {
  /** @param {LayersPayload} payload @param {import("../charts/plot.js").Theme} theme */
  constructor({ classes, points: { y }, spans, axes }, theme) {
    this.classes = classes;
    this.marks = marksOf(classes.length);
    this.areMany = classes.length > 2;
    this.units = this.areMany ? classes.length : 1;
    this.goal = { name: this.areMany ? "probability" : `probability of ${classes[1]}`, unit: "" };
    this.raster = new ClassRaster(this.marks, theme.background);
    const row = spans[spans.length - 1][0] / (classes.length + 0.5);
    /** Of each point over one input: of many classes, each on a line of its own below 0. */
    this.heights = this.areMany ? y.map((k) => row * (k + 1)) : y;
    this.level = svg("path", { class: "np-boundary" });
    this.curves = (this.areMany && axes.length === 1 ? this.marks : []).map(({ color, path }) => ({
      line: svg("path", { class: "np-class-curve", stroke: color }),
      mark: svg("path", { class: "np-class-mark", d: path, fill: color }),
    }));
    this.drawn = [
      ...this.curves.map(({ line }) => line),
      ...this.curves.map(({ mark }) => mark),
      this.level,
    ];
  }

  /**
   * Where one class gives way to another on a map.
   *
   * @param {ArrayLike<number>} grid
   * @param {number} cells along each axis
   * @param {Place} at of a cell, from 0 to 1 along each axis
   */
  showBoundary(grid, cells, at) {
    const lines = boundary(grid, cells, this.units).map((ends) => {
      const [start, end] = ends.map(([x, y]) => at(x / (cells - 1), y / (cells - 1)).map(fixed));
      return `M${start}L${end}`;
    });
    setAttributes(this.level, { d: lines.join("") });
  }

  /**
   * Of many classes, a curve for each, with its mark where it is highest.
   *
   * @param {ArrayLike<number>} grid cells × classes
   * @param {number} cells
   * @param {(cell: number, p: number) => [number, number]} at in px
   */
  showCurves(grid, cells, at) {
    this.curves.forEach(({ line, mark }, k) => {
      const p = Array.from({ length: cells }, (_, n) => grid[n * this.units + k]);
      const path = p.map((value, n) => at(n, value).map(fixed).join(","));
      const end = Math.ceil(END * cells);
      const top = end +
        p.slice(end, -end).reduce((best, value, n, all) => value > all[best] ? n : best, 0);
      const [x, y] = at(top, p[top]).map(fixed);
      setAttributes(line, { d: `M${path.join("L")}` });
      setAttributes(mark, { transform: `translate(${x} ${y}) scale(1.4)` });
    });
  }

  /** @param {ArrayLike<number>} y the class of each point @param {(row: number) => [number, number]} at */
  dots(y, at) {
    return Array.from(y, (k, row) => this.mark(k, at(row)));
  }

  /** @param {number} k @param {[number, number]} at in px */
  mark(k, [x, y]) {
    const { color, path } = this.marks[k];
    const transform = `translate(${fixed(x)} ${fixed(y)}) scale(${SIZE})`;
    return svg("path", { class: "np-class-mark", d: path, fill: color, transform });
  }

  /**
   * Marks and names beside each other, in as many lines as they need.
   *
   * @param {number} width in px
   * @returns {{parts: (left: number, top: number) => SVGElement[], height: number}}
   */
  legend(width) {
    let [x, line] = [0, 0];
    const places = this.classes.map((name) => {
      const wide = ENTRY.beside + ENTRY.letter * name.length;
      if (x && x + wide > width) [x, line] = [0, line + 1];
      const place = { name, x, y: line * ENTRY.line };
      x += wide;
      return place;
    });
    return {
      height: (line + 1) * ENTRY.line,
      parts: (left, top) =>
        places.flatMap(({ name, x, y }, k) => [
          this.mark(k, [left + x + 6, top + y]),
          svg("text", { class: "np-legend", x: left + x + 18, y: top + y + 5, text: name }),
        ]),
    };
  }
}

/** @param {number} value in px */
const fixed = (value) => value.toFixed(1);
