/** Points below the model are hollow, and change only when something changed. */

import assert from "node:assert/strict";
import { MOST_HOLLOW, PointColors } from "../../playground/stage/assets/model/pointColors.js";

const theme = { background: "white", mixed: (/** @type {number} */ share) => `ink ${share}` };
const y = [100, 100, 100];

Deno.test("a point is hollow below the model only, and paler off the slice", () => {
  const colors = new PointColors(theme);
  assert.deepEqual(colors.paint(y, [90, 100, 110], null), {
    fill: ["ink 1", "ink 1", "white"],
    outline: ["ink 1", "ink 1", "ink 1"],
  });
  assert.deepEqual(colors.paint(y, [110, 90, 110], [1, 0.5, 0.2]), {
    fill: ["white", "ink 0.5", "white"],
    outline: ["ink 1", "ink 0.5", "ink 0.2"],
  });
});

Deno.test("the colours are new objects only where a point changed its side or its strength", () => {
  const colors = new PointColors(theme);
  const before = colors.paint(y, [90, 100, 110], null);
  assert.equal(colors.paint(y, [80, 99, 300], null), before);
  const after = colors.paint(y, [101, 99, 300], null);
  assert.notEqual(after, before);
  assert.notEqual(colors.paint(y, [101, 99, 300], [1, 1, 0.5]), after);
});

Deno.test("of many points none is hollow: they are too small", () => {
  const many = Array.from({ length: MOST_HOLLOW + 1 }, () => 0);
  assert.equal(new PointColors(theme).paint(many, many, null), null);
});
