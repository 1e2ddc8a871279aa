/** Numbers as people read them. */

import assert from "node:assert/strict";
import {
  compact,
  sixDigits,
  threeDigits,
  toStep,
  withUnit,
} from "../../playground/stage/assets/widgets/format.js";

Deno.test("four significant digits at most, but all whole ones", () => {
  const shown = [102.5, -3.14159, 0, 12345.6, 2.5e7, -0.00001, NaN].map((value) => compact(value));
  assert.deepEqual(shown, [
    "102.5",
    "\u22123.142",
    "0.000",
    "12,346",
    "2.5e+7",
    "\u22121.0e-5",
    "–",
  ]);
});

Deno.test("as many decimals as a step asks for", () => {
  assert.equal(toStep(2.537, 0.05, 1), "2.537");
  assert.equal(toStep(-0.0001, 0.5), "0.0");
  assert.equal(toStep(90, 1), "90");
});

Deno.test("six significant digits without float dust", () => {
  assert.deepEqual([0.1 + 0.2, 1234567.8, -2.5].map(sixDigits), [0.3, 1234570, -2.5]);
});

Deno.test("a unit, if there is one", () => {
  assert.deepEqual([withUnit("3", "g"), withUnit("3", "")], ["3 g", "3"]);
});

Deno.test("three significant digits, as errors are read", () => {
  const shown = [380.44, 12.04, 0.32413, -0.0523, 9.999, 12345.6, 2.5e7, 0, 0.00001, NaN];
  assert.deepEqual(shown.map(threeDigits), [
    "380",
    "12.0",
    "0.324",
    "\u22120.0523",
    "10.0",
    "12,300",
    "2.5e+7",
    "0",
    "1.0e-5",
    "–",
  ]);
});
