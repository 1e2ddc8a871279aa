/** The arithmetic of dense networks, and of errors, is NumPy's. */

import assert from "node:assert/strict";
import {
  arraysOf,
  forward,
  largestDifference,
  metrics,
  outputs,
  passes,
} from "../../playground/stage/assets/model/forward.js";
import { forwardSparse } from "../../playground/stage/assets/model/sparse.js";
import { assertClose, testCases } from "./cases.js";

/**
 * @typedef {import("../../playground/stage/assets/model/forward.js").Network} Network
 * @typedef {import("../../playground/stage/assets/model/forward.js").Scaling} Scaling
 * @typedef {{network: Network, weights: number[][], x: number[], scaling: Scaling}} Given
 * @typedef {Given & {z: number[][], y: number[][]}} Passed of every layer, unscaled
 * @typedef {{y: number[], predictions: number[], mse: number, mae: number, r2: number | null}} Errors
 */

testCases("every neuron is that of NumPy", "passes", (/** @type {Passed[]} */ cases) => {
  for (const { network, weights, x, z, y } of cases) {
    const rows = x.slice();
    const layers = passes(network, weights, rows);
    assert.deepEqual(layers.map((layer) => layer.y), outputs(network, weights, rows));
    assert.deepEqual(rows, x, "the rows are not modified");
    layers.forEach((layer, i) => {
      assertClose(layer.z, z[i], { rel: 1e-9, abs: 1e-9 });
      assertClose(layer.y, y[i], { rel: 1e-9, abs: 1e-9 });
    });
  }
});

testCases("to skip zeros changes nothing", "passes", (/** @type {Passed[]} */ cases) => {
  for (const { network, weights, x, scaling } of cases) {
    const single = weights.map((array) => Float32Array.from(array));
    const expected = forward(network, single, x, scaling);
    const received = forwardSparse(network, single, x, scaling);
    assertClose(received, Array.from(expected), { rel: 1e-9, abs: 1e-9 * scaling.y_scale });
  }
});

testCases("errors are NumPy's", "errors", (/** @type {Errors[]} */ cases) => {
  for (const { y, predictions, mse, mae, r2 } of cases) {
    const errors = metrics(y, predictions);
    assertClose([errors.mse, errors.mae], [mse, mae], { rel: 1e-12 });
    assertClose([errors.r2], [r2], { rel: 1e-9, abs: 1e-12 });
  }
});

Deno.test("the largest difference takes no nonsense for agreement", () => {
  assert.equal(largestDifference([1, 2, 3], [1, 2.5, 2.9]), 0.5);
  assert.equal(largestDifference([], []), 0);
  assert.equal(largestDifference([1, NaN], [1, 1]), Infinity);
  assert.equal(largestDifference([NaN, 1], [1, 5]), Infinity);
});

Deno.test("all weights are cut into kernels and biases", () => {
  const flat = Float32Array.from({ length: 11 }, (_, i) => i);
  const arrays = arraysOf({ inputs: 3, layers: [{ units: 2 }, { units: 1 }] }, flat);
  assert.deepEqual(arrays.map((array) => Array.from(array)), [
    ...[[0, 1, 2, 3, 4, 5], [6, 7], [8, 9], [10]],
  ]);
});
