/** What a page shows, in at most 100 numbers: for a class's board. Pure functions. */

import { predict } from "./singleUnit.js";

/**
 * @typedef {{kind: "line" | "curve" | "map" | "losses" | "mix", numbers: number[][]}} Sketch
 *   of a line kernel and bias; of a curve, where it begins and ends, and its heights; of a map the
 *   same for its two sides, and its rows one after another; of losses those of training and test
 *   rows; of a mix, how much of each input's range it is, and what is predicted
 */

/** Points of a curve, and cells along each side of a map. */
const POINTS = 41;
const CELLS = 8;
const LOSSES = 40;

/** Six digits: a picture has no more. @param {number} value */
const short = (value) => Number(value.toPrecision(6));

/**
 * At most so many of a list, evenly, with its first and its last.
 *
 * @param {ArrayLike<number>} list
 * @param {number} most
 */
export function thinned(list, most) {
  const count = Math.min(most, list.length);
  return Array.from(
    { length: count },
    (_, i) => short(list[Math.round(i * (list.length - 1) / Math.max(1, count - 1))]),
  );
}

/**
 * A network over its one or two shown inputs.
 *
 * @param {number[][]} spans of the shown inputs
 * @param {ArrayLike<number>} grid heights; the first input runs fastest
 * @returns {Sketch | null} null: there is none yet, or it is no number
 */
export function ofGrid(spans, grid) {
  if (!grid.length || !Array.from(grid).every(Number.isFinite)) return null;
  const ends = spans.flat().map(short);
  if (spans.length === 1) return { kind: "curve", numbers: [ends, thinned(grid, POINTS)] };
  const cells = Math.round(Math.sqrt(grid.length));
  const places = thinned(Array.from({ length: cells }, (_, i) => i), CELLS);
  const rows = places.flatMap((b) => places.map((a) => short(grid[b * cells + a])));
  return { kind: "map", numbers: [ends, rows] };
}

/**
 * One unit with one input; with an S-curve it is no line.
 *
 * @param {import("./singleUnit.js").Unit} unit
 * @param {number[]} x of the data
 * @returns {Sketch | null} null: it has more inputs
 */
export function ofUnit({ weights, activations }, x) {
  if (weights[0].length !== 1) return null;
  if (["linear", "relu"].includes(activations[0])) return { kind: "line", numbers: weights };
  const [low, high] = [Math.min(...x), Math.max(...x)];
  const places = Array.from({ length: POINTS }, (_, i) => low + (high - low) * i / (POINTS - 1));
  return ofGrid([[low, high]], predict({ weights, activations }, places));
}

/**
 * What a network gives in a frame.
 *
 * @param {Pick<import("./frame.d.ts").Frame, "grid" | "request"> | null} frame
 */
export const ofFrame = (frame) =>
  frame?.grid && frame.request.grid ? ofGrid(frame.request.grid.spans, frame.grid) : null;

/**
 * Of a training.
 *
 * @param {(number | null)[]} train loss after each epoch; null: it is none
 * @param {(number | null)[]} test
 * @returns {Sketch | null} null: it has no epoch yet
 */
export function ofLosses(train, test) {
  const numbers = [train, test].map((losses) =>
    thinned(losses.filter((loss) => Number.isFinite(loss)).map(Number), LOSSES)
  );
  return numbers[0].length ? { kind: "losses", numbers } : null;
}

/**
 * @param {number[]} mix
 * @param {{low: number, high: number}[]} ranges of its inputs
 * @param {number} prediction NaN: not known yet
 * @returns {Sketch}
 */
export function ofMix(mix, ranges, prediction) {
  const shares = mix.map((value, i) => {
    const { low, high } = ranges[i];
    return short(Math.min(1, Math.max(0, (value - low) / (high - low))));
  });
  return { kind: "mix", numbers: [shares, Number.isFinite(prediction) ? [short(prediction)] : []] };
}
