/**
 * Gradient descent of one neuron, a step at a time: the arithmetic of Keras' SGD, in float64, which
 * Keras checks. Training sees standardised numbers, so a step is taken there and folded back.
 */

import { sixDigits, threeDigits, withUnit } from "../widgets/format.js";
import { ACTIVATIONS, DERIVATIVES } from "./activations.js";
import { inDataUnits } from "./networkAnalysis.js";

/**
 * @typedef {[number, number]} Place w and b, in the data's units
 * @typedef {{x: ArrayLike<number>, y: ArrayLike<number>}} Points
 * @typedef {import("./forward.js").Scaling} Scaling
 *
 * @typedef {object} Batch
 * @property {number[]} rows its indices among the points
 * @property {number} number of the batches of its epoch, from 1
 * @property {number} of how many there are
 */

/** A step with larger numbers is not taken; links have room for these. */
const LIMIT = 1e9;
/** Two errors that differ by less than this share count as equal. */
const SAME = 1e-4;
/** A step shorter than this share of the map is none. */
const STILL = 1e-5;

/**
 * One update: rate times the gradient of the batch's MSE, taken away.
 *
 * @param {Place} place
 * @param {string} activation
 * @param {Points} points in the data's units
 * @param {number[]} rows of the batch
 * @param {number} rate
 * @param {Scaling} scaling
 * @returns {Place} to six digits, as links and boxes show it
 */
export function stepFrom([w, b], activation, { x, y }, rows, rate, scaling) {
  const { x_mean: [mean], x_scale: [scale], y_mean, y_scale } = scaling;
  const [f, slope] = [ACTIVATIONS[activation], DERIVATIVES[activation]];
  const kernel = (w * scale) / y_scale;
  const bias = (b + w * mean - y_mean) / y_scale;
  let [ofKernel, ofBias] = [0, 0];
  for (const row of rows) {
    const input = (x[row] - mean) / scale;
    const z = kernel * input + bias;
    const pull = (2 * (f(z) - (y[row] - y_mean) / y_scale) * slope(z)) / rows.length;
    ofKernel += pull * input;
    ofBias += pull;
  }
  const after = { kernel: [kernel - rate * ofKernel], bias: bias - rate * ofBias };
  const unit = inDataUnits(after, scaling);
  return [sixDigits(unit.w[0]), sixDigits(unit.b)];
}

/** Whether a place can be shown and linked. @param {Place} place */
export const isPossible = (place) => place.every((number) => Math.abs(number) <= LIMIT);

/** @param {Place} place @param {string} activation @param {Points} points */
export function mseAt([w, b], activation, { x, y }) {
  const f = ACTIVATIONS[activation];
  let total = 0;
  for (let row = 0; row < y.length; row++) total += (f(w * x[row] + b) - y[row]) ** 2;
  return total / y.length;
}

/**
 * The batch of a step. Every epoch has another order of the rows, the same on every machine.
 *
 * @param {number} count of all rows
 * @param {number} size of a batch; the last one of an epoch may be smaller
 * @param {number} step from 0
 * @returns {Batch}
 */
export function batchOf(count, size, step) {
  const of = Math.ceil(count / size);
  const number = step % of;
  const order = of === 1 ? range(count) : shuffled(count, Math.floor(step / of));
  return { rows: order.slice(number * size, (number + 1) * size), number: number + 1, of };
}

/** @param {number} count */
const range = (count) => Array.from({ length: count }, (_, i) => i);

/** Fisher and Yates' shuffle. @param {number} count @param {number} seed */
function shuffled(count, seed) {
  const [order, random] = [range(count), randomNumbers(seed)];
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j], order[i]];
  }
  return order;
}

/** Mulberry32, by Tommy Ettinger: from 0 to below 1. @param {number} seed */
function randomNumbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {Place | undefined} a @param {Place | undefined} b */
export const isSame = (a, b) =>
  a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];

/** The places of a fit or of single steps, in order: at least one. */
export class Walk {
  /** @param {Place[]} places */
  constructor(places) {
    this.places = places;
  }

  get last() {
    return this.places.length - 1;
  }

  /** Between two places in a straight line. @param {number} position @returns {Place} */
  at(position) {
    const index = Math.min(this.last, Math.max(0, Math.floor(position)));
    const [from, to] = [this.places[index], this.places[Math.min(this.last, index + 1)]];
    const share = position - index;
    if (share <= 0 || from === to) return from;
    return [from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1])];
  }

  /** The last index of a place; -1: it is none of the walk's. @param {Place} place */
  find(place) {
    return this.places.findLastIndex((one) => isSame(one, place));
  }

  /** Goes on from one of its places: what came after it is left. @param {number} index @param {Place} next */
  then(index, next) {
    return new Walk([...this.places.slice(0, index + 1), next]);
  }
}

/**
 * What a step showed, in a sentence, or "".
 *
 * @typedef {object} Lesson
 * @property {string} text
 * @property {boolean} ranOff it left the map uphill: a smaller rate repairs that
 *
 * @param {Place[]} places the last three of the walk: before, here, after; the first may be missing
 * @param {number[]} errors MSE here and after
 * @param {object} how
 * @param {number} how.rate
 * @param {boolean} how.whole the batch is all rows
 * @param {[number, number][]} how.map the ends of w and of b
 * @returns {Lesson}
 */
export function lessonOf(places, [before, now], { rate, whole, map }) {
  const [after, here, earlier] = [...places].reverse();
  const rose = now > before * (1 + SAME);
  const move = map.map(([low, high], i) => (after[i] - here[i]) / (high - low));
  if (rose && isOff(after, map)) {
    const text = `It ran off the map. At rate ${rate} every step is too long: it ends farther ` +
      "from the bottom than it began.";
    return { text, ranOff: true };
  }
  if (Math.hypot(...move) < STILL) return lesson("There is no slope here, so it stays.");
  if (rose && !whole) return lesson("It led up: a few rows only guess the slope.");
  if (rose) return lesson("It was too long: the error rose.");
  if (!earlier || !whole) return lesson("");
  const last = map.map(([low, high], i) => (here[i] - earlier[i]) / (high - low));
  const turned = move[0] * last[0] + move[1] * last[1] < 0;
  return lesson(turned ? "It jumped across the bottom." : "");
}

/** @param {string} text @returns {Lesson} */
const lesson = (text) => ({ text, ranOff: false });

/** @param {Place} place @param {[number, number][]} map the ends of w and of b */
export const isOff = (place, map) =>
  map.some(([low, high], i) => !(place[i] >= low && place[i] <= high));

/**
 * Where a walk is, in words: "Step 4: w = 1.20, b = 85.0, MSE 512 kcal²."
 *
 * @param {number} index
 * @param {Place} place
 * @param {number} mse
 * @param {string} unit of the target
 * @param {Batch | null} batch null: nothing to say of it
 */
export function stepText(index, [w, b], mse, unit, batch = null) {
  const which = batch && batch.of > 1 ? ` (batch ${batch.number} of ${batch.of})` : "";
  const error = withUnit(threeDigits(mse), unit && `${unit}²`);
  const name = index ? `Step ${index}${which}` : "Start";
  return `${name}: w = ${threeDigits(w)}, b = ${threeDigits(b)}, MSE ${error}.`;
}

/** A tenth of a learning rate, to three digits. @param {number} rate */
export const tenth = (rate) => Number((rate / 10).toPrecision(3));

/**
 * How far two units lie apart over the inputs, in the target's unit; and how large they are there.
 *
 * @param {Place} a
 * @param {Place} b
 * @param {[number, number]} domain the ends of the input
 */
export function stepDifference(a, b, domain) {
  const at = (/** @type {Place} */ [w, bias], /** @type {number} */ x) => w * x + bias;
  return {
    difference: Math.max(...domain.map((x) => Math.abs(at(a, x) - at(b, x)))),
    size: Math.max(...domain.map((x) => Math.abs(at(b, x)))),
  };
}
