/** What comes of a run from the server, and when its stream is opened again. */

import assert from "node:assert/strict";
import { isOther, momentsOf, unpacked } from "../../playground/stage/assets/net/runStream.js";
import { snapshotOf } from "./runs.js";

const ONE_TWO = "AACAPwAAAEA="; // 1 and 2 as float32
const OPEN = /** @type {EventSource} */ ({});

/** @type {[string, Parameters<typeof isOther>, boolean][]} */
const STREAMS = [
  ["nothing before, none now", [{ url: null, source: null, ended: null }, null, 0], false],
  ["the first run", [{ url: null, source: null, ended: null }, "a", 0], true],
  ["another run", [{ url: "a", source: OPEN, ended: null }, "b", 0], true],
  ["no run any more", [{ url: "a", source: OPEN, ended: null }, null, 0], true],
  ["the same run", [{ url: "a", source: OPEN, ended: null }, "a", 3], false],
  ["an attempt whose end is known", [{ url: "a", source: OPEN, ended: 3 }, "a", 3], false],
  ["the attempt after the end", [{ url: "a", source: OPEN, ended: 3 }, "a", 4], true],
  ["a stream that was closed", [{ url: "a", source: null, ended: null }, "a", 0], true],
];

for (const [name, given, opens] of STREAMS) {
  Deno.test(`${name}: ${opens ? "another" : "no other"} stream`, () => {
    assert.equal(isOther(...given), opens);
  });
}

Deno.test("an event's lists are unpacked; empty ones too", () => {
  const snapshot = snapshotOf({ epoch: 3 });
  const batch = { number: 1, of: 2, rows: [4], loss: 1, gradient: "", update: ONE_TWO };
  const event = (/** @type {object} */ more) =>
    JSON.stringify({ ...snapshot, weights: "", ...more });
  assert.deepEqual(unpacked(event({})), snapshot);
  assert.deepEqual(unpacked(event({ weights: ONE_TWO })).weights, Float32Array.of(1, 2));
  assert.deepEqual(unpacked(event({ batch })).batch, {
    ...batch,
    gradient: new Float32Array(),
    update: Float32Array.of(1, 2),
  });
});

Deno.test("moments have their weights each, those of large networks none", () => {
  assert.deepEqual(momentsOf({ attempt: 2, epochs: [0, 5], weights: ONE_TWO }), {
    attempt: 2,
    moments: [
      { epoch: 0, weights: Float32Array.of(1) },
      { epoch: 5, weights: Float32Array.of(2) },
    ],
  });
  assert.deepEqual(momentsOf({ attempt: 0, epochs: [3], weights: "" }).moments, [{ epoch: 3 }]);
  assert.deepEqual(momentsOf({ attempt: 0, epochs: [], weights: "" }).moments, []);
});
