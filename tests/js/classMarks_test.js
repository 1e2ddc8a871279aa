/** Classes keep their marks, and the boundary lies where two are equally probable. */

import assert from "node:assert/strict";
import {
  answersAt,
  boundary,
  classMarker,
  marksOf,
} from "../../playground/stage/assets/model/classMarks.js";
import {
  accuracy,
  answerText,
  commonest,
  errorsOf,
  missed,
} from "../../playground/stage/assets/model/classes.js";
import { assertClose, testCases } from "./cases.js";

testCases(
  "colours and shapes are those of the Data page",
  "marks",
  (/** @type {{color: string, symbol: string}[]} */ cases) => {
    const marks = marksOf(10).map(({ color, symbol }) => ({ color, symbol }));
    assert.deepEqual(marks.slice(0, cases.length), cases);
  },
);

Deno.test("no two classes share a colour or a shape, and of two yes is blue", () => {
  for (const key of /** @type {const} */ (["color", "symbol", "path"])) {
    assert.equal(new Set(marksOf(10).map((mark) => mark[key])).size, 10);
  }
  const [no, yes] = marksOf(2);
  assert.deepEqual([yes, no], marksOf(10).slice(0, 2));
  assert.deepEqual(classMarker([1, 0], [no, yes]).symbol, [yes.symbol, no.symbol]);
});

const CELLS = 21;

/** @param {(x: number, y: number) => number[]} outputs of a cell, x and y from 0 to 1 */
const over = (outputs) =>
  Float64Array.from({ length: CELLS ** 2 }, (_, cell) => cell).reduce(
    (all, cell) =>
      all.concat(outputs((cell % CELLS) / (CELLS - 1), Math.floor(cell / CELLS) / (CELLS - 1))),
    /** @type {number[]} */ ([]),
  );

/** @param {number} z */
const sigmoid = (z) => 1 / (1 + Math.exp(-z));

Deno.test("the boundary of two classes is the line of one half, however steep they change", () => {
  for (const steep of [1, 30, 500]) {
    const grid = over((x, y) => [sigmoid(steep * (x + 0.5 * y - 0.63))]);
    const lines = boundary(grid, CELLS, 1);
    assert.ok(lines.length >= CELLS - 1);
    for (const [x, y] of lines.flat()) {
      const away = (x + 0.5 * y) / (CELLS - 1) - 0.63;
      assert.ok(Math.abs(away) < (steep < 100 ? 1e-6 : 0.03), `${steep}: ${away}`);
    }
    assert.ok(lines.every(([from, to]) => Math.hypot(to[0] - from[0], to[1] - from[1]) < 1.5));
  }
});

Deno.test("with another threshold the boundary is where the probability is that", () => {
  const grid = over((x) => [sigmoid(10 * (x - 0.5))]);
  for (const threshold of [0.2, 0.9]) {
    const at = 0.5 + Math.log(threshold / (1 - threshold)) / 10;
    const lines = boundary(grid, CELLS, 1, threshold);
    for (const [x] of lines.flat()) assert.ok(Math.abs(x / (CELLS - 1) - at) < 1e-6);
    assert.ok(lines.length > 0);
  }
  assert.deepEqual(boundary(grid, CELLS, 1, 0), [], "always yes");
  assert.deepEqual(boundary(grid, CELLS, 1, 1), [], "never yes");
});

Deno.test("three classes meet in a point, and each pair shares a line", () => {
  const sums = (/** @type {number} */ x, /** @type {number} */ y) => [4 * x, 4 * y, 2.1];
  const grid = over((x, y) => {
    const powers = sums(x, y).map(Math.exp);
    const sum = powers.reduce((all, one) => all + one, 0);
    return powers.map((power) => power / sum);
  });
  const ends = boundary(grid, CELLS, 3).flat().map((spot) => spot.map((at) => at / (CELLS - 1)));
  for (const [x, y] of ends) {
    const [best, second] = sums(x, y).sort((a, b) => b - a);
    assert.ok(best - second < 0.15, `${x}, ${y}: ${best - second}`);
  }
  const near = (/** @type {number} */ x, /** @type {number} */ y) =>
    ends.some((spot) => Math.hypot(spot[0] - x, spot[1] - y) < 0.06);
  assert.ok(near(0.525, 0.2) && near(0.2, 0.525) && near(0.8, 0.8) && near(0.525, 0.525));
  assert.ok(!near(0.8, 0.2) && !near(0.2, 0.2));
});

Deno.test("where one class is answered everywhere there is no boundary", () => {
  assert.deepEqual(boundary(over(() => [0.7]), CELLS, 1), []);
  assert.deepEqual(boundary(over(() => [0.1, 0.7, 0.2]), CELLS, 3), []);
});

Deno.test("a cell's class, and how sure it is", () => {
  const two = answersAt([0.5, 0.25, 1], 1);
  assert.deepEqual([...two.answered], [1, 0, 1]);
  assertClose(two.sure, [0, 0.5, 1], { abs: 1e-12 });
  const strict = answersAt([0.5, 0.9, 1], 1, 0.9);
  assert.deepEqual([...strict.answered], [0, 1, 1]);
  assertClose(strict.sure, [4 / 9, 0, 1], { abs: 1e-12 });
  const three = answersAt([0.2, 0.5, 0.3, 1, 0, 0], 3);
  assert.deepEqual([...three.answered], [1, 0]);
  assertClose(three.sure, [0.2, 1], { abs: 1e-12 });
});

Deno.test("right and wrong answers of two classes and of three", () => {
  assert.deepEqual(missed([0, 1, 1], [0.4, 0.5, 0.4]), [2]);
  assert.deepEqual(missed([0, 1, 1], [0.4, 0.5, 0.4], 0.3), [0]);
  const three = [0.5, 0.3, 0.2, 0.1, 0.1, 0.8];
  assert.deepEqual(missed([0, 1], three), [1]);
  assert.equal(accuracy([0, 1], three), 0.5);
  assert.equal(commonest([2, 2, 0, 1]), 0.5);
  assert.equal(answerText(["a", "b"], [0.25]), "a, 75.0 %");
  assert.equal(answerText(["a", "b", "c"], three.slice(3)), "c, 80.0 %");
});

Deno.test("the errors of several classes are those of their probabilities", () => {
  const { mse, mae } = errorsOf([0, 2], [0.5, 0.3, 0.2, 0, 0, 1]);
  assertClose([mse, mae], [(0.25 + 0.09 + 0.04) / 6, 1 / 6], { abs: 1e-12 });
  assertClose([errorsOf([1, 3], [2, 3]).mse], [0.5], { abs: 1e-12 });
});
