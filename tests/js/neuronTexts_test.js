/** What is said of one neuron, and where its earlier lines run. */

import assert from "node:assert/strict";
import { cornersOf } from "../../playground/stage/assets/charts/ghostLines.js";
import { challengeText, reluText } from "../../playground/stage/assets/model/neuronTexts.js";

const rows = { plural: "cereals", points: { x: [0, 2, 4, 6], y: [1, 2, 3, 4] } };

Deno.test("ReLU says that it changes nothing, where it bends, and that it is silent", () => {
  const said = [[1, 0], [-1, 6], [-1, 3], [-1, -1]]
    .map(([w, b]) => reluText({ w, b, relu: true }, rows));
  assert.deepEqual(said, [
    "No cereals are below 0 here: ReLU changes nothing.",
    "No cereals are below 0 here: ReLU changes nothing.",
    "The line is below 0 at 2 of 4 cereals: there, ReLU makes it 0.",
    "All cereals are below 0: this ReLU is silent, it answers 0.",
  ]);
  assert.equal(reluText({ w: -1, b: 3, relu: false }, rows), "");
});

Deno.test("the way to the best names its ends", () => {
  assert.equal(
    challengeText(62, false),
    "62 of 100 on the way from always the mean to the best line there is",
  );
  assert.equal(challengeText(0, true), "0 of 100: worse than always the mean");
});

Deno.test("an earlier line bends as the one in view, where its kink is in the picture", () => {
  assert.deepEqual(cornersOf(2, -4, false, [0, 10]), [[0, -4], [10, 16]]);
  assert.deepEqual(cornersOf(2, -4, true, [0, 10]), [[0, 0], [2, 0], [10, 16]]);
  assert.deepEqual(cornersOf(2, 4, true, [0, 10]), [[0, 4], [10, 24]]);
  assert.deepEqual(cornersOf(0, 5, true, [0, 10]), [[0, 5], [10, 5]]);
});
