/** What the strip below the picture of Layers says of a stack and the one neuron it may be. */

import assert from "node:assert/strict";
import {
  differenceText,
  inactiveParts,
  stackText,
} from "../../playground/stage/assets/model/layersTexts.js";

const payload =
  /** @type {import("../../playground/stage/assets/protocol.d.ts").LayersPayload} */ ({
    columns: { target: { name: "calories", unit: "kcal" } },
    scale: 110,
  });

Deno.test("a stack without activations is one neuron, with them it would be", () => {
  const said = [["linear", "linear"], ["relu", "linear"], ["relu", "tanh"], []]
    .map((hidden) => stackText(hidden, 1234));
  assert.deepEqual(said, [
    "This stack of 1,234 numbers is ",
    "Without ReLU, this stack of 1,234 numbers would be ",
    "Without activations, this stack of 1,234 numbers would be ",
    "This stack of 1,234 numbers is ",
  ]);
});

Deno.test("rounding is no difference: a zero reads none, never 3e-14 kcal", () => {
  for (const rounding of [0, 3e-14, 1e-5]) {
    assert.equal(differenceText(["linear", "linear"], rounding, payload), "Difference: none.");
    assert.equal(
      differenceText(["relu"], rounding, payload),
      "With ReLU between them nothing bends here: difference none.",
    );
  }
});

Deno.test("a difference has three digits and the target's unit", () => {
  assert.equal(
    differenceText(["relu", "relu"], 12.3456, payload),
    "With ReLU between them they differ by up to 12.3 kcal.",
  );
  assert.equal(
    differenceText(["tanh"], 0.5, payload),
    "With activations between them they differ by up to 0.500 kcal.",
  );
});

Deno.test("silent and saturated neurons are named, the output never", () => {
  assert.deepEqual(inactiveParts(null), []);
  assert.deepEqual(inactiveParts([[0, 0], [1]]), []);
  assert.deepEqual(inactiveParts([[1, 0], [2, 1], [1]]), [
    { names: "Neurons 1 of layer 1, 2 of layer 2 are", name: "silent", text: "silent." },
    { names: "Neuron 1 of layer 2 is", name: "saturated", text: "saturated." },
  ]);
});
