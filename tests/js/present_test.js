/** Present mode's field in an address: there or not, and everything else as it was. */

import assert from "node:assert/strict";
import { asksForPresent, withPresent } from "../../playground/stage/assets/present.js";

/** @type {[string, string, string][]} */
const ADDRESSES = [
  // an address, with the mode, without
  ["/neuron", "/neuron?present=1", "/neuron"],
  ["/neuron?w=2.5&b=90", "/neuron?w=2.5&b=90&present=1", "/neuron?w=2.5&b=90"],
  ["/neuron?present=1&w=2.5", "/neuron?w=2.5&present=1", "/neuron?w=2.5"],
  ["?present=0", "?present=1", ""],
  ["http://a:1/c/#top", "http://a:1/c/?present=1#top", "http://a:1/c/#top"],
  [
    "/layers?layers=8-relu,3&presented=1",
    "/layers?layers=8-relu,3&presented=1&present=1",
    "/layers?layers=8-relu,3&presented=1",
  ],
  ["/data?x=a%26b+c?d#e?f", "/data?x=a%26b+c?d&present=1#e?f", "/data?x=a%26b+c?d#e?f"],
];

for (const [address, on, off] of ADDRESSES) {
  Deno.test(`the field in ${address}`, () => {
    assert.equal(withPresent(address, true), on);
    assert.equal(withPresent(on, true), on);
    assert.equal(withPresent(on, false), off);
  });
}

Deno.test("which addresses turn the mode on", () => {
  for (const search of ["?present=1", "?w=2&present=1", "?present", "?present=yes"]) {
    assert.ok(asksForPresent(search), search);
  }
  for (const search of ["", "?present=0", "?w=2", "?presented=1"]) {
    assert.ok(!asksForPresent(search), search);
  }
});
