/** How Keras is asked: how often, in which order, and what its answers are unpacked to. */

import assert from "node:assert/strict";
import { KerasLink, unpacked } from "../../playground/stage/assets/net/keras.js";
import { testWithClock } from "./clock.js";
import { answerOf } from "./runs.js";

const { preview } = answerOf(1, []);
const METRICS = { mse: 1, mae: 1, r2: null };
const ANSWER = { predictions: [], at: [], grid: [], metrics: METRICS };

/**
 * A link to a server that answers after a while.
 *
 * @param {import("./clock.js").Clock} clock
 * @param {(revision: number) => {status: number, body: object}} serve
 * @param {number} took ms
 */
function linked(clock, serve, took) {
  /** @type {{sent: [number, number][], heard: (number | string)[]}} */
  const log = { sent: [], heard: [] };
  const start = clock.now;
  const fetch = async (/** @type {string} */ _url, /** @type {{body: string}} */ { body }) => {
    const { revision } = JSON.parse(body);
    log.sent.push([clock.now - start, revision]);
    await new Promise((resolve) => setTimeout(resolve, took));
    const response = serve(revision);
    return { status: response.status, json: () => Promise.resolve(response.body) };
  };
  Object.assign(globalThis, { fetch });
  const link = new KerasLink(
    "keras/answer",
    (_, { revision }) => log.heard.push(revision),
    (status) => log.heard.push(status),
  );
  return { link, log };
}

const answers = () => ({ status: 200, body: ANSWER });

testWithClock(
  "while values move, one request every 200 ms, and the newest at last",
  async (clock) => {
    const { link, log } = linked(clock, answers, 10);
    for (let revision = 0; revision < 50; revision++) {
      link.request({ revision, preview });
      await clock.tick(10);
    }
    await clock.tick(500);
    assert.deepEqual(log.sent.map(([at]) => at), [0, 200, 400, 600]);
    assert.equal(log.heard.at(-1), 49);
  },
);

testWithClock(
  "only one request at a time; one at rest is sent without the pause",
  async (clock) => {
    const { link, log } = linked(clock, answers, 90);
    for (const revision of [1, 2, 3]) link.request({ revision, preview }, true);
    await clock.tick(50);
    link.request({ revision: 4, preview }, true);
    await clock.tick(1000);
    assert.deepEqual(log.sent, [[0, 3], [200, 4]]);
    link.request({ revision: 5, preview }, true);
    await clock.tick(90);
    link.request({ revision: 6, preview }, true);
    await clock.tick(500);
    assert.deepEqual(log.sent.slice(2), [[1050, 5], [1140, 6]]);
  },
);

testWithClock("while Keras starts, a request is repeated, or a newer one sent", async (clock) => {
  const starting = { status: 503, body: { status: "starting", reason: "" } };
  const { link, log } = linked(clock, () => clock.now < 3000 ? starting : answers(), 10);
  link.request({ revision: 1, preview });
  await clock.tick(900);
  link.request({ revision: 2, preview });
  await clock.tick(2000);
  assert.deepEqual(log.sent.map(([, revision]) => revision), [1, 1, 2, 2, 2]);
  assert.deepEqual(log.heard, [...Array(4).fill("starting"), 2]);
});

testWithClock("while others have their turn, it is repeated and nothing is said", async (clock) => {
  const busy = { status: 429, body: { status: "busy", reason: "" } };
  const { link, log } = linked(clock, () => clock.now < 2000 ? busy : answers(), 10);
  link.request({ revision: 1, preview });
  await clock.tick(5000);
  assert.deepEqual(log, { sent: [[0, 1], [810, 1], [1620, 1]], heard: [1] });
});

testWithClock("what is refused is not repeated", async (clock) => {
  const refused = { status: 422, body: { status: "refused", reason: "no" } };
  const { link, log } = linked(clock, () => refused, 10);
  link.request({ revision: 1, preview });
  await clock.tick(5000);
  assert.deepEqual(log, { sent: [[0, 1]], heard: ["refused"] });
});

Deno.test("packed lists are unpacked, and what is missing stays missing", () => {
  const packed = "AACAPwAAAEA="; // 1 and 2 as float32
  const answer = unpacked({
    ...{ ...ANSWER, revision: 1, predictions: packed, grid: packed, epoch: 0 },
    ...{ thumbs: [packed], blocks: [packed], dead: null },
  }, preview);
  assert.deepEqual(answer, {
    ...{ predictions: [1, 2], at: [], grid: [1, 2], metrics: METRICS, epoch: 0, preview },
    ...{ thumbs: [Float32Array.of(1, 2)], blocks: [[1, 2]], dead: undefined },
  });
  const { epoch, thumbs } = unpacked({ ...ANSWER, revision: 1, epoch: null }, preview);
  assert.deepEqual([epoch, thumbs], [undefined, undefined]);
});
