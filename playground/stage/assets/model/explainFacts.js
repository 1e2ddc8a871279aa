/** What is on screen now, gathered for the cards that explain it. */

/**
 * @typedef {import("./explain.d.ts").Facts} Facts
 * @typedef {import("./explain.d.ts").KerasFacts} KerasFacts
 * @typedef {import("../protocol.d.ts").ColumnInfo & {label?: string}} Column
 *
 * @typedef {object} Screen
 * @property {{columns: {inputs: Column[], target: Column} | {input: Column, target: Column},
 *   points: {y: number[]}, plural: string}} payload
 * @property {import("./frame.d.ts").Frame | null} frame null: nothing was predicted yet
 * @property {number[]} at where the probe is
 * @property {KerasFacts} keras
 */

const MOST_MISSES = 3;

/**
 * What every page has.
 *
 * @param {Screen} screen
 * @returns {Facts}
 */
export function factsOf({ payload, frame, at, keras }) {
  const { columns, points: { y }, plural } = payload;
  const named = (/** @type {Column} */ { name, label, unit }) => ({ name: label ?? name, unit });
  const inputs = "inputs" in columns ? columns.inputs : [columns.input];
  return {
    inputs: inputs.map(named),
    target: named(columns.target),
    plural,
    rows: y.length,
    mean: y.reduce((sum, value) => sum + value / y.length, 0),
    errors: frame?.errors ?? null,
    misses: frame ? largestMisses(y, frame.predictions) : [],
    at,
    prediction: NaN,
    keras,
    score: null,
  };
}

/**
 * The sizes of the largest misses, the largest first; those that are no numbers are left out.
 *
 * @param {ArrayLike<number>} y
 * @param {ArrayLike<number>} predictions
 */
export function largestMisses(y, predictions) {
  /** @type {number[]} */
  const largest = [];
  for (let i = 0; i < y.length; i++) {
    const size = Math.abs(y[i] - predictions[i]);
    if (!Number.isFinite(size) || size <= (largest[MOST_MISSES - 1] ?? -1)) continue;
    const place = largest.findIndex((other) => size > other);
    largest.splice(place < 0 ? largest.length : place, 0, size);
    largest.length = Math.min(MOST_MISSES, largest.length);
  }
  return largest;
}
