/** Over all values of a weight: the loss glides, the share of right answers jumps. */

import assert from "node:assert/strict";
import { ACTIVATIONS } from "../../playground/stage/assets/model/activations.js";
import { classMetrics } from "../../playground/stage/assets/model/classes.js";
import {
  at,
  crossingOf,
  logit,
  stepsFor,
  sweep,
} from "../../playground/stage/assets/model/sweep.js";

const ROWS = { x: [0, 1, 2, 3, 5, 8, 9, 12], y: [0, 0, 1, 0, 1, 1, 0, 1] };
const UNIT = { w: 0.7, b: -3.1 };

Deno.test("at a place they are those of the classifier", () => {
  for (const threshold of [0.2, 0.5, 0.83]) {
    const z = ROWS.x.map((x) => UNIT.w * x + UNIT.b);
    const expected = classMetrics(ROWS.y, { z, y: z.map(ACTIVATIONS.sigmoid) }, 2, threshold);
    const { loss, share } = at(ROWS, UNIT, threshold);
    assert.ok(Math.abs(loss - expected.loss) < 1e-12);
    assert.equal(share, expected.accuracy);
  }
});

Deno.test("a small step changes the loss a little, and the right answers by whole rows or not", () => {
  const values = Array.from({ length: 401 }, (_, i) => -8 + 0.02 * i);
  const { losses, shares } = sweep(ROWS, UNIT, "b", values, 0.5);
  const steps = (/** @type {number[]} */ list) => list.slice(1).map((one, i) => one - list[i]);
  assert.ok(steps(losses).every((step) => step !== 0 && Math.abs(step) <= 0.02));
  const jumps = steps(shares).filter((step) => step !== 0);
  assert.ok(jumps.length > 3 && jumps.length <= ROWS.x.length);
  assert.ok(jumps.every((step) => Number.isInteger(step * ROWS.x.length)));
  assert.deepEqual(
    sweep(ROWS, UNIT, "w", [UNIT.w], 0.5),
    sweep(ROWS, UNIT, "b", [UNIT.b], 0.5),
  );
});

Deno.test("many rows have fewer steps, so that a sweep takes no longer than a frame has", () => {
  assert.deepEqual([76, 2000, 5000, 1e6].map(stepsFor), [160, 100, 40, 40]);
});

Deno.test("a sum and its probability", () => {
  for (const sum of [-4, 0, 1.5]) {
    assert.ok(Math.abs(logit(ACTIVATIONS.sigmoid(sum)) - sum) < 1e-12);
  }
});

Deno.test("without a weight the answer never changes, wherever the threshold is", () => {
  assert.equal(crossingOf({ w: 2, b: -3 }, 0.5), 1.5);
  assert.equal(crossingOf({ w: 0, b: 0 }, 0.5), Infinity);
  assert.equal(crossingOf({ w: 0, b: -3 }, 0.5), Infinity);
});
