/** Round numbers along an axis, and lines of equal height. */

import assert from "node:assert/strict";
import { ticks } from "../../playground/stage/assets/model/ticks.js";

Deno.test("numbers along an axis are round, and lie within it", () => {
  assert.deepEqual(ticks(0, 10, 5), [0, 2, 4, 6, 8, 10]);
  assert.deepEqual(ticks(-0.13, 0.31, 5), [-0.1, 0, 0.1, 0.2, 0.3]);
  assert.deepEqual(ticks(47, 163, 4), [50, 100, 150]);
  assert.deepEqual(ticks(1e-7, 5e-7, 4), [1e-7, 2e-7, 3e-7, 4e-7, 5e-7]);
});

Deno.test("there are never more than twice as many as there is room for", () => {
  for (let n = 1; n < 200; n++) {
    const [low, high] = [Math.sin(n) * 10 ** (n % 9), Math.sin(n) * 10 ** (n % 9) + n ** 3];
    const found = ticks(low, high, 6);
    assert.ok(found.length >= 1 && found.length <= 8, `${low} to ${high}: ${found}`);
    assert.ok(found.every((x) => x >= low - 1e-6 && x <= high + 1e-6));
  }
});
