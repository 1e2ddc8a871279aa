/**
 * How classes are told apart in pictures, by colour and by shape, and where on a map one gives way
 * to another. No DOM.
 *
 * Colours and shapes are those of the Data page (`figures/cloud.py`): Okabe and Ito's, which
 * colour-blind people can distinguish, and two of Tol's.
 *
 * @typedef {object} Mark
 * @property {string} color
 * @property {string} symbol in Plotly's words
 * @property {string} path its outline, around 0, from -6 to 6
 *
 * @typedef {[[number, number], [number, number]]} Segment between two spots of a grid, counted in
 *   cells from below on the left
 */

import { answers, THRESHOLD } from "./classes.js";

/** @type {[string, string, string][]} */
const TABLE = [
  ["#0072b2", "circle", "M-5.5,0a5.5,5.5 0 1,0 11,0a5.5,5.5 0 1,0 -11,0Z"],
  ["#e69f00", "square", "M-5,-5H5V5H-5Z"],
  ["#009e73", "diamond", "M0,-6.5L6.5,0L0,6.5L-6.5,0Z"],
  ["#cc79a7", "triangle-up", "M0,-6L6,5H-6Z"],
  ["#56b4e9", "cross", "M-2,-6H2V-2H6V2H2V6H-2V2H-6V-2H-2Z"],
  ["#d55e00", "x", "M-3,-6L0,-3L3,-6L6,-3L3,0L6,3L3,6L0,3L-3,6L-6,3L-3,0L-6,-3Z"],
  ["#f0e442", "triangle-down", "M0,6L6,-5H-6Z"],
  [
    "#8a8f98",
    "star",
    "M0,-6.5L1.5,-2L6.2,-2L2.4,0.8L3.8,5.3L0,2.5L-3.8,5.3L-2.4,0.8L-6.2,-2L-1.5,-2Z",
  ],
  ["#882255", "pentagon", "M0,-6.2L5.9,-1.9L3.6,5H-3.6L-5.9,-1.9Z"],
  ["#44aa99", "hourglass", "M-5.5,-5.5H5.5L-5.5,5.5H5.5Z"],
];
/** @type {Mark[]} */
const MARKS = TABLE.map(([color, symbol, path]) => ({ color, symbol, path }));
const [BLUE, ORANGE] = MARKS;

/**
 * A mark for each class. Of two, yes is blue and no is orange, as weights that speak for and
 * against it are in the diagram.
 *
 * @param {number} classes how many there are
 */
export const marksOf = (classes) => classes === 2 ? [ORANGE, BLUE] : MARKS.slice(0, classes);

/**
 * The points' marker for Plotly, each in its class's colour and shape.
 *
 * @param {ArrayLike<number>} y the class of each
 * @param {Mark[]} marks
 */
export function classMarker(y, marks) {
  const of = Array.from(y, (one) => marks[one]);
  return { color: of.map(({ color }) => color), symbol: of.map(({ symbol }) => symbol) };
}

// --- the map ------------------------------------------------------------------------------------

/** Float32 has no probability nearer to 1: beyond it, how sure a network is cannot be told. */
const LEAST = 1e-7;

/**
 * What is answered at each cell, and how sure: from 0, where another class is as probable, to 1.
 *
 * @param {ArrayLike<number>} outputs of the last layer, cells × units; of one unit, the probability
 *   of yes
 * @param {number} units
 * @param {number} [threshold] of one unit, from where on the answer is yes
 */
export function answersAt(outputs, units, threshold = THRESHOLD) {
  const answered = answers(outputs, units, threshold);
  const sure = Float64Array.from(answered, (best, cell) => {
    if (units === 1) {
      const ahead = outputs[cell] - threshold;
      return Math.abs(ahead) / Math.max(LEAST, ahead < 0 ? threshold : 1 - threshold);
    }
    let second = 0;
    for (let k = 0; k < units; k++) {
      if (k !== best) second = Math.max(second, outputs[cell * units + k]);
    }
    return outputs[cell * units + best] - second;
  });
  return { answered, sure };
}

/**
 * Where one class gives way to another: lines through the cells where two are equally probable, or
 * where the probability of yes is the threshold.
 *
 * Along the sides of each square of four cells, the logarithm of how much more probable one class is
 * than any other changes its sign (marching squares, with straight lines between the cells).
 *
 * @param {ArrayLike<number>} outputs of the last layer over cells × cells, the first input fastest
 * @param {number} cells along each side
 * @param {number} units of the last layer
 * @param {number} [threshold] of one unit
 * @returns {Segment[]}
 */
export function boundary(outputs, cells, units, threshold = THRESHOLD) {
  /** @type {Segment[]} */
  const lines = [];
  const log = (/** @type {number} */ p) => Math.log(Math.max(LEAST, p));
  if (units === 1) {
    const at = log(threshold) - log(1 - threshold);
    const ahead = Float64Array.from(outputs, (p) => log(p) - log(1 - p) - at);
    levelZero(ahead, cells, lines);
    return lines;
  }
  const logs = Float64Array.from(outputs, log);
  const ahead = new Float64Array(cells * cells);
  for (let k = 0; k < units; k++) {
    for (let cell = 0; cell < ahead.length; cell++) {
      let other = -Infinity;
      for (let j = 0; j < units; j++) if (j !== k) other = Math.max(other, logs[cell * units + j]);
      ahead[cell] = logs[cell * units + k] - other;
    }
    levelZero(ahead, cells, lines);
  }
  return lines;
}

/**
 * Adds the lines along which values are 0.
 *
 * @param {Float64Array} values cells × cells
 * @param {number} cells
 * @param {Segment[]} lines
 */
function levelZero(values, cells, lines) {
  for (let row = 0; row + 1 < cells; row++) {
    for (let column = 0; column + 1 < cells; column++) {
      const from = row * cells + column;
      // the corners in turn, against the clock from below on the left
      const corners = [from, from + 1, from + cells + 1, from + cells].map((cell) => values[cell]);
      const above = corners.map((value) => value > 0);
      if (above.every((one) => one === above[0])) continue;
      const crossed = SIDES.flatMap(([start, end], side) => {
        if (above[side] === above[(side + 1) % 4]) return [];
        const [a, b] = [corners[side], corners[(side + 1) % 4]];
        const share = a / (a - b);
        return [
          /** @type {[number, number]} */ ([
            column + start[0] + (end[0] - start[0]) * share,
            row + start[1] + (end[1] - start[1]) * share,
          ]),
        ];
      });
      for (let n = 0; n + 1 < crossed.length; n += 2) lines.push([crossed[n], crossed[n + 1]]);
    }
  }
}

/** Of a square, in turn: ends of its lower, right, upper and left side. */
const SIDES = [[[0, 0], [1, 0]], [[1, 0], [1, 1]], [[1, 1], [0, 1]], [[0, 1], [0, 0]]];
