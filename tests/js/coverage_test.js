/** The nearest rows, and the inputs beyond the data, are those of the core. */

import assert from "node:assert/strict";
import { nearest, outside } from "../../playground/stage/assets/model/coverage.js";
import { assertClose, testCases } from "./cases.js";

/**
 * @typedef {object} Case
 * @property {number[]} mix
 * @property {number[]} x all rows
 * @property {number[]} spread
 * @property {number[]} rows the nearest ones
 * @property {number[]} distances
 * @property {number[]} outside inputs
 */

testCases("the nearest rows are the core's", "coverage", (/** @type {Case[]} */ cases) => {
  for (const { mix, x, spread, rows, distances } of cases) {
    const found = nearest(mix, { x }, { spread, shown: rows.length });
    assert.deepEqual(found.map(({ row }) => row), rows);
    assertClose(found.map(({ distance }) => distance), distances, { rel: 1e-9 });
  }
});

testCases("inputs beyond the data are the core's", "coverage", (/** @type {Case[]} */ cases) => {
  for (const one of cases) {
    const columns = one.mix.map((_, input) => {
      const column = one.x.filter((_, i) => i % one.mix.length === input);
      return { low: Math.min(...column), high: Math.max(...column) };
    });
    assert.deepEqual(outside(one.mix, columns), one.outside);
  }
});
