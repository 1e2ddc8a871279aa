/** What comes of a run from the server, and when its stream is opened again. */

import assert from "node:assert/strict";
import {
  BEAT,
  GRACE,
  isOther,
  momentsOf,
  RunStream,
  unpacked,
} from "../../playground/stage/assets/net/runStream.js";
import { testWithClock } from "./clock.js";
import { snapshotOf } from "./runs.js";

const ONE_TWO = "AACAPwAAAEA="; // 1 and 2 as float32
const OPEN = /** @type {EventSource} */ ({});

/** @type {[string, Parameters<typeof isOther>, boolean][]} */
const STREAMS = [
  [
    "nothing before, none now",
    [{ url: null, source: null, ended: null, isAway: false }, null, 0],
    false,
  ],
  ["the first run", [{ url: null, source: null, ended: null, isAway: false }, "a", 0], true],
  ["another run", [{ url: "a", source: OPEN, ended: null, isAway: false }, "b", 0], true],
  ["no run any more", [{ url: "a", source: OPEN, ended: null, isAway: false }, null, 0], true],
  ["the same run", [{ url: "a", source: OPEN, ended: null, isAway: false }, "a", 3], false],
  [
    "an attempt whose end is known",
    [{ url: "a", source: OPEN, ended: 3, isAway: false }, "a", 3],
    false,
  ],
  [
    "the attempt after the end",
    [{ url: "a", source: OPEN, ended: 3, isAway: false }, "a", 4],
    true,
  ],
  [
    "a stream that was given back",
    [{ url: "a", source: null, ended: null, isAway: true }, "a", 0],
    false,
  ],
  ["another run meanwhile", [{ url: "a", source: null, ended: null, isAway: true }, "b", 0], true],
  [
    "a stream that was closed",
    [{ url: "a", source: null, ended: null, isAway: false }, "a", 0],
    true,
  ],
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

// --- hidden tabs -----------------------------------------------------------------------------

class FakeSource extends EventTarget {
  static CLOSED = 2;
  /** @type {FakeSource[]} */
  static opened = [];
  isOpen = true;

  /** @param {string} url */
  constructor(url) {
    super();
    this.url = url;
    FakeSource.opened.push(this);
  }

  close() {
    this.isOpen = false;
  }

  /** @param {"snapshot" | "end"} kind @param {string} lastEventId */
  send(kind, lastEventId) {
    const data = JSON.stringify({ ...snapshotOf({ epoch: 3 }), weights: "" });
    this.dispatchEvent(new MessageEvent(kind, { data, lastEventId }));
  }
}

class FakePage extends EventTarget {
  hidden = false;

  /** @param {boolean} hidden */
  setHidden(hidden) {
    this.hidden = hidden;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

/** @typedef {{page: FakePage, stream: RunStream, requests: string[], returns: () => number}} Tab */

/** A tab that follows a run. @param {boolean} hidden @returns {Tab} */
function tab(hidden = false) {
  FakeSource.opened = [];
  const page = new FakePage();
  page.hidden = hidden;
  /** @type {string[]} */
  const requests = [];
  let returned = 0;
  Object.assign(globalThis, {
    EventSource: FakeSource,
    fetch: (/** @type {string} */ url, /** @type {RequestInit} */ { method }) => {
      requests.push(`${method} ${url}`);
      return Promise.resolve(new Response());
    },
  });
  const count = () => void returned++;
  const stream = new RunStream(
    () => {},
    () => {},
    count,
    /** @type {Document} */ (/** @type {unknown} */ (page)),
  );
  stream.follow("runs/a/events", 0);
  return { page, stream, requests, returns: () => returned };
}

const urls = () => FakeSource.opened.map(({ url }) => url);
const open = () => FakeSource.opened.filter(({ isOpen }) => isOpen).length;

testWithClock("a hidden tab gives its stream back and goes on where it was", async (clock) => {
  const { page, requests, returns } = tab();
  FakeSource.opened[0].send("snapshot", "0.3.17");
  page.setHidden(true);
  await clock.tick(GRACE - 1);
  assert.equal(open(), 1);
  await clock.tick(1);
  assert.equal(open(), 0);
  assert.deepEqual(requests, ["POST runs/a/watch"]);
  await clock.tick(3 * BEAT);
  assert.equal(requests.length, 4);
  page.setHidden(false);
  assert.deepEqual(urls(), ["runs/a/events", "runs/a/events?after=0.3.17"]);
  assert.deepEqual([open(), returns()], [1, 1]);
  await clock.tick(5 * BEAT);
  assert.equal(requests.length, 4);
});

testWithClock("a glance at another tab changes nothing", async (clock) => {
  const { page, requests, returns } = tab();
  page.setHidden(true);
  await clock.tick(GRACE - 1);
  page.setHidden(false);
  await clock.tick(10 * GRACE);
  assert.deepEqual([urls(), open(), requests, returns()], [["runs/a/events"], 1, [], 0]);
});

testWithClock("a page that Python draws anew meanwhile opens no stream", async (clock) => {
  const { page, stream } = tab();
  page.setHidden(true);
  await clock.tick(GRACE);
  stream.follow("runs/a/events", 0);
  assert.equal(open(), 0);
});

testWithClock("a tab in the background opens its stream when it is seen", async (clock) => {
  const { page, requests } = tab(true);
  await clock.tick(BEAT);
  assert.deepEqual([urls(), requests.length], [[], 2]);
  page.setHidden(false);
  assert.deepEqual(urls(), ["runs/a/events"]);
});

testWithClock("a run that is over needs no stream and no sign of life", async (clock) => {
  const { page, requests } = tab();
  FakeSource.opened[0].send("end", "0.3.18");
  page.setHidden(true);
  await clock.tick(3 * BEAT);
  page.setHidden(false);
  assert.deepEqual([urls(), requests], [["runs/a/events"], []]);
});

testWithClock("a stream that is closed stays closed", async (clock) => {
  const { page, stream, requests } = tab();
  page.setHidden(true);
  await clock.tick(GRACE);
  stream.close();
  page.setHidden(false);
  await clock.tick(3 * BEAT);
  assert.deepEqual([open(), requests.length], [0, 1]);
});
