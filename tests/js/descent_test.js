/** Steps of gradient descent are those of NumPy, and what is said of them is so. */

import assert from "node:assert/strict";
import {
  batchOf,
  isOff,
  isPossible,
  lessonOf,
  mseAt,
  stepDifference,
  stepFrom,
  stepText,
  tenth,
  Walk,
} from "../../playground/stage/assets/model/descent.js";
import { assertClose, testCases } from "./cases.js";

/** @typedef {import("../../playground/stage/assets/model/descent.js").Place} Place */

/**
 * @typedef {object} Case
 * @property {string} name
 * @property {string} activation
 * @property {number} rate
 * @property {number[]} x
 * @property {number[]} y
 * @property {number[]} rows
 * @property {Place} place
 * @property {import("../../playground/stage/assets/model/forward.js").Scaling} scaling
 * @property {Place} after
 */

testCases("a step is NumPy's", "descent", (/** @type {Case[]} */ cases) => {
  for (const { name, activation, rate, x, y, rows, place, scaling, after } of cases) {
    const found = stepFrom(place, activation, { x, y }, rows, rate, scaling);
    assertClose(found, after, { rel: 1e-5, abs: 1e-9 }, name);
  }
});

const X = [-1, 1, -1, 1];
const Y = [1, 3, 1, 3];
/** Standardised as they are: the bottom is at w = 1, b = 2. */
const POINTS = { x: X, y: Y.map((y) => y - 2) };
const SAME = { x_mean: [0], x_scale: [1], y_mean: 0, y_scale: 1 };
const ALL = [0, 1, 2, 3];
/** @type {[number, number][]} */
const MAP = [[-3, 3], [-3, 3]];

/** Steps on all rows from a place. @param {number} rate @param {number} steps */
function walked(rate, steps) {
  /** @type {Place[]} */
  const places = [[0, 1]];
  for (let i = 0; i < steps; i++) {
    places.push(stepFrom(places[i], "linear", POINTS, ALL, rate, SAME));
  }
  return places;
}

/** @param {Place[]} places @param {number} rate @param {boolean} [whole] */
function lesson(places, rate, whole = true) {
  const errors = places.slice(-2).map((place) => mseAt(place, "linear", POINTS));
  return lessonOf(places.slice(-3), errors, { rate, whole, map: MAP });
}

Deno.test("half the rate of a whole jump is at the bottom at once", () => {
  assert.deepEqual(walked(0.5, 1)[1], [1, 0]);
  assert.deepEqual(lesson(walked(0.1, 3), 0.1), { text: "", ranOff: false });
});

Deno.test("at rate 1 it jumps from side to side, above it runs off the map", () => {
  assert.deepEqual(walked(1, 4), [[0, 1], [2, -1], [0, 1], [2, -1], [0, 1]]);
  assert.equal(lesson(walked(1, 2), 1).text, "It jumped across the bottom.");
  assert.equal(lesson(walked(1.1, 2), 1.1).text, "It was too long: the error rose.");

  const places = walked(1.1, 30);
  const off = places.findIndex((place) => isOff(place, MAP));
  assert.ok(off > 2);
  const { text, ranOff } = lesson(places.slice(0, off + 1), 1.1);
  assert.ok(ranOff);
  assert.match(text, /^It ran off the map\. At rate 1\.1 every step is too long/);
  assert.ok(lesson(places.slice(0, off), 1.1).ranOff === false);
});

Deno.test("on the way back from off the map nothing is to be repaired", () => {
  /** @type {Place[]} */
  const places = [[9, 9], [7, 7]];
  assert.equal(lesson(places, 0.1).ranOff, false);
});

Deno.test("a small batch may lead up, and where there is no slope nothing moves", () => {
  assert.match(lesson([[1, 0], [1, 1]], 0.1, false).text, /only guess the slope/);
  assert.match(lesson([[-1, -9], [-1, -9]], 0.1).text, /no slope/);
});

Deno.test("an epoch goes through every row once, in another order each time, and replays", () => {
  for (const [count, size] of [[76, 8], [76, 1], [76, 32], [5, 5], [40, 64]]) {
    const of = Math.ceil(count / size);
    const epochs = [0, 1].map((epoch) =>
      Array.from({ length: of }, (_, i) => batchOf(count, size, epoch * of + i))
    );
    for (const epoch of epochs) {
      assert.deepEqual(epoch.map(({ number }) => number), epoch.map((_, i) => i + 1));
      assert.ok(epoch.every((batch) => batch.of === of && batch.rows.length <= size));
      const rows = epoch.flatMap((batch) => batch.rows).sort((a, b) => a - b);
      assert.deepEqual(rows, Array.from({ length: count }, (_, i) => i));
    }
    const [first, second] = epochs.map((epoch) => epoch.flatMap(({ rows }) => rows));
    if (of > 1) assert.notDeepEqual(first, second);
    assert.deepEqual(batchOf(count, size, of), epochs[1][0]);
  }
});

Deno.test("a walk is gone through, found again, and left for another way", () => {
  const walk = new Walk([[0, 0], [1, 2], [0, 0], [3, 2]]);
  assert.deepEqual(walk.at(0.5), [0.5, 1]);
  assert.deepEqual([walk.at(1), walk.at(3), walk.at(9)], [[1, 2], [3, 2], [3, 2]]);
  assert.deepEqual([walk.find([0, 0]), walk.find([1, 1])], [2, -1]);
  assert.deepEqual(walk.then(1, [5, 5]).places, [[0, 0], [1, 2], [5, 5]]);
  assert.equal(walk.last, 3);
});

Deno.test("where it is, in words", () => {
  assert.equal(stepText(0, [1, 80], 700.4, "kcal"), "Start: w = 1.00, b = 80.0, MSE 700 kcal².");
  const batch = { rows: [1], number: 2, of: 10 };
  assert.equal(
    stepText(12, [-1.234, 80], 512, "", batch),
    "Step 12 (batch 2 of 10): w = \u22121.23, b = 80.0, MSE 512.",
  );
  assert.equal(tenth(1.1), 0.11);
});

Deno.test("what Keras finds is compared over the inputs; numbers beyond a link are no step", () => {
  assert.deepEqual(stepDifference([1, 0], [1, 2], [-5, 5]), { difference: 2, size: 7 });
  assert.equal(stepDifference([1, 0], [2, 0], [-1, 4]).difference, 4);
  assert.ok(isPossible([1e9, -1e9]) && !isPossible([NaN, 0]) && !isPossible([0, 2e9]));
});
