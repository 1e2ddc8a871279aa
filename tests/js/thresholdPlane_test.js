/** The threshold in space is level, and reaches from edge to edge. */

import assert from "node:assert/strict";
import { level, thresholdPlane } from "../../playground/stage/assets/model/thresholdPlane.js";

Deno.test("lines are level, and none goes on into the next", () => {
  const { x, y, z } = level([[[0, 1], [2, 3]], [[4, 5], [6, 7]]], 0.3);
  assert.deepEqual(x, [0, 2, null, 4, 6, null]);
  assert.deepEqual(y, [1, 3, null, 5, 7, null]);
  assert.deepEqual(z, [0.3, 0.3, null, 0.3, 0.3, null]);
});

Deno.test("the plane has all four edges, and lines in both directions", () => {
  const { x, y, z } = thresholdPlane([[-1, 5], [10, 40]], 0.7);
  const known = (/** @type {(number | null)[]} */ list) => list.filter((one) => one !== null);
  assert.deepEqual([Math.min(...known(x)), Math.max(...known(x))], [-1, 5]);
  assert.deepEqual([Math.min(...known(y)), Math.max(...known(y))], [10, 40]);
  assert.deepEqual(new Set(known(z)), new Set([0.7]));
  const segments = x.flatMap((_, i) => i % 3 ? [] : [[x[i], y[i], x[i + 1], y[i + 1]].join()]);
  for (const edge of ["-1,10,-1,40", "5,10,5,40", "-1,10,5,10", "-1,40,5,40"]) {
    assert.ok(segments.includes(edge), edge);
  }
});
