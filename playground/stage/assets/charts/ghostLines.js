/** Lines of one neuron that were there before: faint, behind what moves. */

import { setAttributes, svg } from "../widgets/dom.js";
import { pixel } from "./overlay.js";

/**
 * @typedef {import("./plot.js").AxisScales} AxisScales
 * @typedef {import("./lineSegment.js").Unit} Unit as the lines bend
 */

export class GhostLines {
  element = svg("path", { class: "np-ghosts" });
  /** w and b of each. @type {[number, number][]} */
  lines = [];

  /** All but the line in view, which is over them. @param {AxisScales} scales @param {Unit} unit */
  draw(scales, unit) {
    const { px, py, x0, x1 } = scales;
    const others = this.lines.filter(([w, b]) => w !== unit.w || b !== unit.b);
    const path = others.map(([w, b]) =>
      cornersOf(w, b, unit.relu, [Math.min(x0, x1), Math.max(x0, x1)])
        .map(([x, y], i) => `${i ? "L" : "M"}${pixel(px(x))},${pixel(py(y))}`).join("")
    );
    setAttributes(this.element, { d: path.join("") });
  }
}

/**
 * Where a neuron's line begins, bends and ends.
 *
 * @param {number} w
 * @param {number} b
 * @param {boolean} relu
 * @param {[number, number]} ends in x, the smaller first
 * @returns {[number, number][]}
 */
export function cornersOf(w, b, relu, [low, high]) {
  const kink = -b / w;
  const xs = relu && kink > low && kink < high ? [low, kink, high] : [low, high];
  return xs.map((x) => [x, relu ? Math.max(0, w * x + b) : w * x + b]);
}
