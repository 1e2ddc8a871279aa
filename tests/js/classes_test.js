/** The figures of a classifier are NumPy's, however sure it is. */

import assert from "node:assert/strict";
import { softmax } from "../../playground/stage/assets/model/activations.js";
import {
  answers,
  cheapest,
  classMetrics,
  confusion,
  costOf,
  pick,
  precisionAndRecall,
  roc,
} from "../../playground/stage/assets/model/classes.js";
import { assertClose, testCases } from "./cases.js";

/**
 * @typedef {object} Case
 * @property {number[]} y
 * @property {number[]} z
 * @property {number[]} probabilities
 * @property {number} classes
 * @property {number} threshold
 * @property {number} loss
 * @property {number} accuracy
 * @property {number[][]} confusion
 * @property {(number | null)[]} precision
 * @property {(number | null)[]} recall
 * @property {number[]} scores
 * @property {number[]} thresholds
 * @property {number[]} falseAlarms
 * @property {number[]} hits
 * @property {number} area
 * @property {{falseAlarm: number, miss: number}} costs
 * @property {number | null} least what the mistakes cost at the best threshold
 */

testCases("loss, table, precision and recall", "classes", (/** @type {Case[]} */ cases) => {
  for (const { y, z, probabilities, classes, threshold, ...expected } of cases) {
    const last = { z, y: probabilities };
    const found = classMetrics(y, last, classes, threshold);
    assertClose([found.loss, found.accuracy], [expected.loss, expected.accuracy], { rel: 1e-12 });
    assert.deepEqual(found.confusion, expected.confusion);
    for (let of = 0; of < classes; of++) {
      const { precision, recall } = precisionAndRecall(found.confusion, of);
      assertClose([precision, recall], [expected.precision[of], expected.recall[of]], {
        rel: 1e-12,
      });
    }
  }
});

testCases("softmax keeps its digits", "classes", (/** @type {Case[]} */ cases) => {
  for (const { z, probabilities, classes } of cases.filter(({ classes }) => classes > 2)) {
    const sums = Float64Array.from(z);
    assertClose(softmax(sums, classes, sums), probabilities, { rel: 1e-11, abs: 1e-305 });
  }
});

testCases("the ROC curve", "classes", (/** @type {Case[]} */ cases) => {
  for (const { y, scores, thresholds, falseAlarms, hits, area } of cases) {
    const curve = roc(y.map((one) => Math.min(1, one)), scores);
    assert.deepEqual(curve.thresholds, [Infinity, ...thresholds]);
    assert.deepEqual([curve.falseAlarms, curve.hits], [falseAlarms, hits]);
    assertClose([curve.area], [area], { rel: 1e-12 });
  }
});

testCases("the threshold of least cost, with its few decimals, costs that", "classes", (
  /** @type {Case[]} */ cases,
) => {
  for (const { y, probabilities, costs, least } of cases.filter(({ least }) => least !== null)) {
    const { cost, threshold } = cheapest(roc(y, probabilities), costs);
    const table = confusion(y, answers(probabilities, 1, threshold), 2);
    assert.deepEqual([cost, costOf(table, costs)], [least, least]);
  }
});

Deno.test("a threshold is said with as few decimals as tell the rows apart", () => {
  const costs = { falseAlarm: 1, miss: 1 };
  assert.equal(cheapest(roc([0, 0, 1, 1], [0.1, 0.2, 0.8, 0.9]), costs).threshold, 0.8);
  assert.equal(cheapest(roc([0, 0, 1, 1], [0.1, 0.71, 0.7432, 0.9]), costs).threshold, 0.74);
  assert.equal(cheapest(roc([1, 0, 1], [0.1, 0.2, 0.9]), { falseAlarm: 0, miss: 1 }).threshold, 0);
  assert.equal(cheapest(roc([1, 0], [0.1, 0.2]), { falseAlarm: 1, miss: 0 }).threshold, Infinity);
});

Deno.test("of equally likely classes the first is answered", () => {
  assert.deepEqual([...answers([0.4, 0.2, 0.4, 0, 0.5, 0.5], 3)], [0, 1]);
  assert.deepEqual([...answers([0.5, 0.49, NaN], 1)], [1, 0, 0]);
});

Deno.test("some rows of a list keep their units together", () => {
  const list = Float32Array.of(0, 1, 10, 11, 20, 21);
  assert.deepEqual(Array.from(pick(list, [2, 0], 2)), [20, 21, 0, 1]);
  assert.deepEqual(Array.from(pick(list, [5])), [21]);
  assert.equal(pick(list, null, 2), list);
});
