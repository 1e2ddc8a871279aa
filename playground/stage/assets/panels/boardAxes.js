/** The axes of a board to draw points on: from 0 to SPAN both ways, in true pixels. */

import { svg } from "../widgets/dom.js";
import { SPAN } from "../model/points.js";

/** Height by width, and the least height in pixels: a thumb needs room. */
const SHAPE = 0.42;
const MIN_HEIGHT = 320;
const EDGE = { left: 46, right: 12, top: 12, bottom: 40 };
/** How far outside the axes a click still counts, in their numbers. */
const MARGIN = 0.2;

export class BoardAxes {
  element = svg("g", { "aria-hidden": "true" });
  /** In pixels; 0: not measured yet. */
  width = 0;
  height = 0;
  names = ["x", "y"];

  /** @param {number} width in pixels */
  resize(width) {
    this.width = width;
    this.height = Math.max(MIN_HEIGHT, Math.round(width * SHAPE));
  }

  /** @param {number} x */
  px(x) {
    return EDGE.left + (x / SPAN) * (this.width - EDGE.left - EDGE.right);
  }

  /** @param {number} y */
  py(y) {
    return this.height - EDGE.bottom - (y / SPAN) * (this.height - EDGE.top - EDGE.bottom);
  }

  /**
   * From pixels to the axes' numbers.
   *
   * @param {number} px
   * @param {number} py
   * @returns {[number, number]}
   */
  at(px, py) {
    return [
      ((px - this.px(0)) / (this.px(SPAN) - this.px(0))) * SPAN,
      ((this.py(0) - py) / (this.py(0) - this.py(SPAN))) * SPAN,
    ];
  }

  /** Whether a point can be put there. @param {number} px @param {number} py */
  contains(px, py) {
    return this.at(px, py).every((value) => value >= -MARGIN && value <= SPAN + MARGIN);
  }

  draw() {
    const lines = [];
    for (let value = 0; value <= SPAN; value += 2) lines.push(...this.marks(value));
    this.element.replaceChildren(...lines, ...this.labels());
  }

  /** @param {number} value */
  marks(value) {
    const [px, py] = [this.px(value), this.py(value)];
    const line = (/** @type {Record<string, number>} */ ends) =>
      svg("line", { class: "np-board-grid", ...ends });
    const number = (/** @type {Record<string, string | number>} */ place) =>
      svg("text", { class: "np-board-mark", text: value, ...place });
    return [
      line({ x1: px, x2: px, y1: this.py(0), y2: this.py(SPAN) }),
      line({ x1: this.px(0), x2: this.px(SPAN), y1: py, y2: py }),
      number({ x: px, y: this.height - 20, "text-anchor": "middle" }),
      number({ x: EDGE.left - 8, y: py + 5, "text-anchor": "end" }),
    ];
  }

  labels() {
    const label = (
      /** @type {string} */ text,
      /** @type {Record<string, string | number>} */ place,
    ) => svg("text", { class: "np-board-name", "text-anchor": "middle", text, ...place });
    const [x, y] = this.names;
    const upwards = `translate(14 ${this.py(SPAN / 2)}) rotate(-90)`;
    return [
      label(x, { x: this.px(SPAN / 2), y: this.height - 3 }),
      label(y, { x: 0, y: 0, transform: upwards }),
    ];
  }
}
