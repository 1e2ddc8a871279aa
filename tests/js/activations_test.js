/** The activation functions and their slopes are NumPy's, however far from 0. */

import assert from "node:assert/strict";
import { ACTIVATIONS, DERIVATIVES } from "../../playground/stage/assets/model/activations.js";
import { assertClose, testCases } from "./cases.js";

/** @typedef {{z: number[], functions: Record<string, number[]>, slopes: Record<string, number[]>}} Case */

testCases("functions keep their digits", "activations", (/** @type {Case[]} */ cases) => {
  for (const { z, functions } of cases) {
    assert.deepEqual(Object.keys(ACTIVATIONS), Object.keys(functions));
    for (const [name, f] of Object.entries(ACTIVATIONS)) {
      assertClose(z.map((value) => f(value)), functions[name], { rel: 1e-11, abs: 1e-305 }, name);
    }
  }
});

testCases("slopes keep their digits", "activations", (/** @type {Case[]} */ cases) => {
  for (const { z, slopes } of cases) {
    assert.deepEqual(Object.keys(DERIVATIVES), Object.keys(slopes));
    for (const [name, slope] of Object.entries(DERIVATIVES)) {
      z.forEach((value, i) => {
        // Where SiLU and GELU turn round, their slopes are differences near 0.
        const abs = Math.abs(value) < 3 ? 1e-15 : 1e-305;
        assertClose([slope(value)], [slopes[name][i]], { rel: 1e-11, abs }, `${name} at ${value}`);
      });
    }
  }
});
