/** What comes of a run from the server, and when its stream is opened again. */

import assert from "node:assert/strict";
import {
  BEAT,
  isOther,
  momentsOf,
  RunStream,
  unpacked,
} from "../../playground/stage/assets/net/runStream.js";
import { testWithClock } from "./clock.js";
import { snapshotOf } from "./runs.js";

const ONE_TWO = "AACAPwAAAEA="; // 1 and 2 as float32
/** @type {[string, Parameters<typeof isOther>, boolean][]} */
const RUNS = [
  ["nothing before, none now", [{ run: null, ended: null }, null, 0], false],
  ["the first run", [{ run: null, ended: null }, "a", 0], true],
  ["another run", [{ run: "a", ended: null }, "b", 0], true],
  ["no run any more", [{ run: "a", ended: null }, null, 0], true],
  ["the same run", [{ run: "a", ended: null }, "a", 3], false],
  ["an attempt whose end is known", [{ run: "a", ended: 3 }, "a", 3], false],
  ["the attempt after the end", [{ run: "a", ended: 3 }, "a", 4], true],
];

for (const [name, given, opens] of RUNS) {
  Deno.test(`${name}: ${opens ? "it is asked for" : "nothing is asked"}`, () => {
    assert.equal(isOther(...given), opens);
  });
}

Deno.test("an event's lists are unpacked; empty ones too", () => {
  const snapshot = snapshotOf({ epoch: 3 });
  const batch = { number: 1, of: 2, rows: [4], loss: 1, gradient: "", update: ONE_TWO };
  const event = (/** @type {object} */ more) =>
    unpacked(/** @type {any} */ ({ ...snapshot, weights: "", ...more }));
  assert.deepEqual(event({}), snapshot);
  assert.deepEqual(event({ weights: ONE_TWO }).weights, Float32Array.of(1, 2));
  assert.deepEqual(event({ batch }).batch, {
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

// --- what it asks of the tab's stream --------------------------------------------------------

/** @typedef {import("../../playground/stage/assets/net/newsStream.js").Topic} Topic */

/** A run that is followed, and what became of it. */
function followed() {
  /** @type {{topic: Topic | null, opened: number, requests: string[], lost: string[], returns: number}} */
  const seen = { topic: null, opened: 0, requests: [], lost: [], returns: 0 };
  Object.assign(globalThis, {
    fetch: (/** @type {string} */ url, /** @type {RequestInit} */ { method }) => {
      seen.requests.push(`${method} ${url.replace(/.*\/runs\//, "")}`);
      return Promise.resolve(new Response());
    },
  });
  const tab = {
    open: (/** @type {Topic} */ topic) => Object.assign(seen, { topic, opened: seen.opened + 1 }),
    close: () => void (seen.topic = null),
  };
  const stream = new RunStream(
    () => {},
    (reason) => void seen.lost.push(reason),
    () => void seen.returns++,
    /** @type {any} */ (tab),
  );
  stream.follow("a", 0);
  return { stream, seen };
}

/** @param {Topic | null} topic @param {"snapshot" | "end"} name @param {string} id */
const tell = (topic, name, id) =>
  topic?.onEvent({ name, id, data: { ...snapshotOf({ epoch: 3, attempt: 2 }), weights: "" } });

testWithClock("it is read on from the last event, and another attempt from the start", () => {
  const { stream, seen } = followed();
  assert.deepEqual(seen.topic?.ask(), { query: { run: "a", after: "" } });
  tell(seen.topic, "snapshot", "0.3.17");
  assert.deepEqual(seen.topic?.ask().query, { run: "a", after: "0.3.17" });
  stream.follow("a", 2);
  tell(seen.topic, "end", "0.3.18");
  stream.follow("a", 2);
  assert.equal(seen.opened, 1);
  stream.follow("a", 3);
  assert.deepEqual([seen.opened, seen.topic?.ask().query.after], [2, ""]);
  stream.close();
  assert.equal(seen.topic, null);
});

testWithClock("while the tab is hidden the run is told that somebody is there", async (clock) => {
  const { stream, seen } = followed();
  seen.topic?.onAway?.();
  assert.deepEqual(seen.requests, ["POST a/watch"]);
  await clock.tick(3 * BEAT);
  assert.equal(seen.requests.length, 4);
  seen.topic?.onReturn?.();
  await clock.tick(5 * BEAT);
  assert.deepEqual([seen.requests.length, seen.returns], [4, 1]);
  seen.topic?.onAway?.();
  stream.close();
  await clock.tick(5 * BEAT);
  assert.equal(seen.requests.length, 5);
});

Deno.test("a run that the server does not know is lost", () => {
  const { seen } = followed();
  seen.topic?.onRefused({ status: "lost", reason: "restarted" });
  assert.deepEqual(seen.lost, ["the server has forgotten this run"]);
});
