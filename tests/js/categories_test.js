/** A category among the inputs is one choice: found in a row, set, and named once. */

import assert from "node:assert/strict";
import {
  choiceNames,
  placeIn,
  termName,
  withPlace,
} from "../../playground/stage/assets/model/categories.js";
import { summaryOf } from "../../playground/stage/assets/model/layersTexts.js";

const MAKER = { name: "maker", first: 1, options: ["K", "G", "other"] };
const names = ["sugars", "maker = K", "maker = G", "maker = other", "fiber"];
const columns = {
  inputs: names.map((name) => ({ name, unit: "" })),
  target: { name: "calories", unit: "kcal" },
  categories: [MAKER],
};

Deno.test("every choice is found again, and the numbers around it stay", () => {
  const row = [3, 1, 0, 0, 7];
  MAKER.options.forEach((_, place) => {
    const other = withPlace(row, MAKER, place);
    assert.equal(placeIn(MAKER, other), place);
    assert.deepEqual([other[0], other[4]], [3, 7]);
    assert.equal(other.slice(1, 4).reduce((sum, one) => sum + one), 1);
  });
});

for (const row of [[3, 0, 0, 0, 7], [3, 1, 1, 0, 7], [3, 0.4, 0, 0, 7], [3, 0.5, 0.5, 0, 7]]) {
  Deno.test(`${row} lies between the categories`, () => assert.equal(placeIn(MAKER, row), -1));
}

Deno.test("a category is named once, and in brackets behind a weight", () => {
  assert.deepEqual(choiceNames(columns), ["sugars", "maker", "fiber"]);
  const terms = names.map((_, i) => termName(columns, i));
  assert.deepEqual(terms, [
    "sugars",
    "(maker = K)",
    "(maker = G)",
    "(maker = other)",
    "fiber",
  ]);
  const payload = { columns, activations: [], parameters: 6 };
  const text = summaryOf(payload, { inputs: 5, layers: [{ units: 1, activation: "linear" }] });
  assert.equal(text, "sugars, maker, fiber → calories · 6 ");
});
