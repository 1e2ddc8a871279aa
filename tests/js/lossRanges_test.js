/** How far the axes of the losses reach. */

import assert from "node:assert/strict";
import { lossRanges } from "../../playground/stage/assets/model/lossRanges.js";
import { powerText } from "../../playground/stage/assets/widgets/format.js";

Deno.test("a loss that runs away ends the axis at three times the first one", () => {
  const [epochs, losses] = lossRanges([[1, 2, 1e12], []], 300, false, null);
  assert.deepEqual(epochs, [0, 300]);
  assert.ok(losses[1] >= 3 && losses[1] < 3.5, `the axis ends at ${losses[1]}`);
});

Deno.test("a test loss that is high from its first epoch on does not set the axis", () => {
  const [, losses] = lossRanges([[1, 5], [1e9, 1e10]], 2, false, null);
  assert.ok(losses[1] < 3.5, `the axis ends at ${losses[1]}`);
});

Deno.test("without a loss of its own a run has the axes of its recipe", () => {
  assert.deepEqual(lossRanges([], 40, false, null), [[0, 40], [0, 1]]);
  assert.deepEqual(lossRanges([], 0.5, false, null)[0], [0, 0.5]);
});

Deno.test("an axis grows with room for more, and seldom", () => {
  const [, first] = lossRanges([[1], []], 10, false, null);
  const [, grown] = lossRanges([[1, 2], []], 10, false, [[0, 10], first]);
  assert.ok(grown[1] > 2);
  const [, same] = lossRanges([[1, 2, 0.5], []], 10, false, [[0, 10], grown]);
  assert.deepEqual(same, grown);
});

Deno.test("nothing but gaps leaves the axes as they are", () => {
  assert.deepEqual(lossRanges([[null], []], 5, false, null), [[0, 5], [0, 1]]);
});

Deno.test("a large number by its power of ten", () => {
  assert.deepEqual([3.2e12, 1e4, 42].map(powerText), ["10¹²", "10⁴", "42.00"]);
});
