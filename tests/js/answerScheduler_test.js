/** When Keras is asked about a network in training, and when its answers are drawn. */

import assert from "node:assert/strict";
import { AnswerScheduler } from "../../playground/stage/assets/net/answerScheduler.js";
import { testWithClock } from "./clock.js";

/** When an answer is requested, in ms, if one takes `took` ms and an event comes every 50 ms. */
async function requests(
  /** @type {import("./clock.js").Clock} */ clock,
  /** @type {number} */ took,
) {
  /** @type {number[]} */
  const times = [];
  const start = clock.now;
  const scheduler = new AnswerScheduler(() => times.push(clock.now - start));
  scheduler.defer(() => {}, took);
  for (let event = 0; event < 20; event++) {
    scheduler.maybeRequest(false);
    await clock.tick(50);
  }
  scheduler.maybeRequest(true);
  return times;
}

testWithClock("Keras is asked for a twentieth of its time at most", async (clock) => {
  assert.deepEqual(await requests(clock, 10), [0, 200, 400, 600, 800, 1000]);
  assert.deepEqual(await requests(clock, 40), [0, 800, 1000]);
});

testWithClock("an answer is drawn once with the next event, or soon without", async (clock) => {
  const scheduler = new AnswerScheduler(() => {});
  /** @type {string[]} */
  const drawn = [];
  const defer = (/** @type {string} */ name) => scheduler.defer(() => drawn.push(name), 1);
  defer("with the event");
  drawn.push("event");
  scheduler.flush();
  scheduler.flush();
  defer("the one before");
  defer("late");
  drawn.push("no event");
  await clock.tick(59);
  drawn.push("59 ms");
  await clock.tick(141);
  defer("after the end");
  scheduler.close();
  await clock.tick(200);
  assert.deepEqual(drawn, [
    ...["event", "with the event", "the one before", "no event", "59 ms", "late"],
  ]);
});

testWithClock("words and numbers wait for 700 ms at most", async (clock) => {
  const scheduler = new AnswerScheduler(() => {});
  scheduler.markShown();
  assert.equal(scheduler.isPatient, true);
  await clock.tick(699);
  assert.equal(scheduler.isPatient, true);
  await clock.tick(1);
  assert.equal(scheduler.isPatient, false);
});
