/** A single unit y = f(w·x + b) on the data's own numbers, as the stage's model. */

import { forward } from "./forward.js";

/**
 * @typedef {import("../protocol.d.ts").NeuronPayload} NeuronPayload
 * @typedef {import("../protocol.d.ts").PlanePayload} PlanePayload
 * @typedef {Pick<import("../protocol.d.ts").Values, "weights" | "activations">} Unit [w, [b]] and
 *   one activation
 * @typedef {import("./frame.d.ts").Preview & {rows: number[], at: ArrayLike<number>}} UnitPreview
 *   `rows`: what is predicted besides the points, one after another
 * @typedef {import("./frame.d.ts").Frame & UnitPreview
 *   & {predictions: ArrayLike<number>}} UnitFrame
 */

/** @param {Unit} unit @returns {import("./forward.js").Network} */
const network = ({ weights: [w], activations: [activation] }) => ({
  inputs: w.length,
  layers: [{ units: 1, activation }],
});

/** The unit's predictions for rows. @param {Unit} unit @param {ArrayLike<number>} x */
export const predict = (unit, x) => forward(network(unit), unit.weights, x);

/** Along each side of `unitGrid`. */
const CELLS = 8;

/**
 * The unit over two of its inputs; the first runs fastest.
 *
 * @param {Unit & {at: number[]}} values `at`: all inputs, from which the others are taken
 * @param {number[]} axes the two inputs
 * @param {[number, number][]} spans of the two
 */
export function unitGrid({ at, ...unit }, [first, second], [across, up]) {
  const along = (/** @type {[number, number]} */ [low, high], /** @type {number} */ i) =>
    low + ((high - low) * i) / (CELLS - 1);
  const rows = [];
  for (let i = 0; i < CELLS * CELLS; i++) {
    const row = at.with(first, along(across, i % CELLS));
    rows.push(...row.with(second, along(up, Math.floor(i / CELLS))));
  }
  return predict(unit, rows);
}

/**
 * What the browser computes of the values, and what Keras is asked about them.
 *
 * @param {Pick<NeuronPayload | PlanePayload, "eval_points" | "points">} payload
 * @param {Unit} unit
 * @param {number[]} rows what is predicted besides the points
 * @returns {UnitPreview}
 */
export function preview({ eval_points, points }, unit, rows) {
  return {
    request: {
      eval_points,
      at: rows,
      source: { kind: "inline", network: network(unit), weights: unit.weights },
    },
    rows,
    predictions: predict(unit, points.x),
    at: predict(unit, rows),
  };
}

/**
 * 0: no better than a flat line through the mean; 100: the best there is.
 *
 * @param {Pick<NeuronPayload, "baseline_mse" | "best">} payload
 * @param {number} mse
 * @param {string} activation
 */
export function scoreOf({ baseline_mse, best }, mse, activation) {
  const possible = baseline_mse - best[activation].mse;
  if (possible <= 0) return 100;
  return Math.max(0, Math.min(100, Math.floor((100 * (baseline_mse - mse)) / possible + 1e-6)));
}
