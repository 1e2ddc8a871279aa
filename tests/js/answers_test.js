/** Which of Keras' answers holds, and how a forgotten token comes back. */

import assert from "node:assert/strict";
import { agreement, Answers } from "../../playground/stage/assets/net/answers.js";
import { testWithClock } from "./clock.js";

/** @typedef {import("../../playground/stage/assets/model/frame.d.ts").Preview} Preview */
/** @typedef {import("../../playground/stage/assets/model/frame.d.ts").Answer} Answer */

/** @param {number} y @returns {Preview} */
const previewOf = (y) => ({
  request: {
    eval_points: "token",
    at: [],
    source: { kind: "inline", network: { inputs: 1, layers: [] }, weights: [[y]] },
  },
  predictions: [y],
});

const METRICS = { mse: 1, mae: 1, r2: 0 };

/** A server whose replies are set by the test. */
function served() {
  /** @type {{status: number, body: any}[]} */
  const replies = [];
  /** @type {any[]} */
  const requests = [];
  const events = {
    lost: 0,
    unavailable: /** @type {string[]} */ ([]),
    answers: /** @type {[number, boolean][]} */ ([]),
  };
  const fetched = globalThis.fetch;
  globalThis.fetch = (_url, options) => {
    const body = JSON.parse(String(options?.body));
    requests.push(body);
    const reply = replies.shift() ??
      { status: 200, body: { predictions: [7], at: [], grid: [], metrics: METRICS } };
    const text = JSON.stringify({ revision: body.revision, ...reply.body });
    return Promise.resolve(new Response(text, { status: reply.status }));
  };
  const answers = new Answers("keras/answer", {
    onArrival: (show) => show(),
    onAnswer: (answer, isNewest) => events.answers.push([answer.predictions[0], isNewest]),
    onUnavailable: (status) => events.unavailable.push(status),
    onLost: () => (events.lost += 1),
  });
  const close = () => {
    answers.close();
    globalThis.fetch = fetched;
  };
  return { answers, replies, requests, events, close };
}

testWithClock(
  "an answer holds for the values it was asked for, until they change",
  async (clock) => {
    const { answers, requests, close } = served();
    answers.invalidate();
    answers.onPreview(previewOf(1));
    answers.onPreview(previewOf(1));
    await clock.tick(30);
    assert.equal(requests.length, 1, "asked once, however often it is drawn");
    assert.equal(answers.current?.predictions[0], 7);
    answers.invalidate();
    assert.equal(answers.current, null);
    assert.equal(answers.latest?.predictions[0], 7);
    close();
  },
);

testWithClock(
  "a token that was lost is told once a second at most, and asked for until it is back",
  async (clock) => {
    const { answers, replies, requests, events, close } = served();
    const lost = { status: 404, body: { status: "lost", reason: "forgotten" } };
    replies.push(lost, lost);
    answers.onPreview(previewOf(1));
    await clock.tick(1100);
    assert.equal(events.lost, 1);
    assert.deepEqual(events.unavailable, ["lost", "lost"]);
    assert.equal(requests.length, 3);
    assert.deepEqual(events.answers, [[7, true]]);
    assert.equal(answers.current?.predictions[0], 7);
    for (const times of [2, 3]) {
      replies.push(lost);
      answers.invalidate();
      answers.onPreview(previewOf(times));
      await clock.tick(1100);
      assert.equal(events.lost, times, "each time that it is lost");
      assert.equal(answers.current?.preview.predictions?.[0], times);
    }
    close();
  },
);

testWithClock(
  "an answer that is shown again is not asked for when the values rest",
  async (clock) => {
    const { answers, requests, close } = served();
    const answer = /** @type {Answer} */ ({
      predictions: [5],
      at: [],
      grid: [],
      metrics: METRICS,
      preview: previewOf(5),
    });
    answers.showCached(answer);
    answers.onPreview(previewOf(5));
    answers.settle();
    await clock.tick(30);
    assert.equal(requests.length, 0);
    assert.equal(answers.source, "cached");
    answers.invalidate();
    answers.onPreview(previewOf(6));
    await clock.tick(30);
    assert.equal(requests.length, 1);
    close();
  },
);

testWithClock(
  "at rest Keras is asked at once, and not about what it was asked already",
  async (clock) => {
    const { answers, requests, close } = served();
    answers.onPreview(previewOf(1));
    answers.settle();
    await clock.tick(30);
    answers.settle();
    await clock.tick(30);
    assert.equal(requests.length, 1);
    answers.invalidate();
    answers.onPreview(previewOf(2));
    await clock.tick(30);
    assert.equal(requests.length, 1, "while values move, there is a pause");
    answers.settle();
    await clock.tick(30);
    assert.equal(requests.length, 2);
    close();
  },
);

testWithClock(
  "while the server's weights change, the answer holds until another arrives",
  async (clock) => {
    const { answers, requests, close } = served();
    answers.onPreview(previewOf(1));
    await clock.tick(30);
    answers.refresh(previewOf(2));
    assert.equal(answers.current?.predictions[0], 7);
    await clock.tick(250);
    assert.equal(requests.length, 2);
    assert.equal(answers.current?.preview.predictions?.[0], 2);
    close();
  },
);

/** @type {[number, number, boolean][]} */
const AGREEMENT = [[100, 100.005, true], [100, 100.02, false]];

for (const [previewed, answered, agrees] of AGREEMENT) {
  Deno.test(`${answered} for ${previewed} ${agrees ? "agrees" : "differs"} at a range of 100`, () => {
    const answer = {
      predictions: [answered],
      at: [],
      grid: [],
      metrics: METRICS,
      preview: previewOf(previewed),
    };
    assert.equal(agreement(answer, 100).agrees, agrees);
  });
}
