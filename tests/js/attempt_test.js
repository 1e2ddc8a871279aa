/** A learner's attempt at a step: what counts, what is said, and which help is given. */

import assert from "node:assert/strict";
import { Attempt, isChanged } from "../../playground/stage/assets/course/attempt.js";

/** @typedef {import("../../playground/stage/assets/protocol.d.ts").LessonPayload} LessonPayload */

const REACH = {
  fact: "b",
  is: /** @type {const} */ ("near"),
  value: 90,
  times: 1,
  tolerance: 2,
  unit: "kcal",
};
const HIGH = { ...REACH, is: /** @type {const} */ ("above"), value: 120, tolerance: 0 };

/** @type {LessonPayload} */
const PAYLOAD = {
  kind: "lesson",
  lesson: "line",
  revision: 1,
  title: "A line",
  number: 2,
  steps: 6,
  page: "One neuron",
  here: true,
  start: { w: 1, b: 80, mse: 700 },
  given: { fits: 0, runs: 0 },
  units: { b: "kcal" },
  confirmed: false,
  step: {
    say: "Move b from {start.b} to 90.",
    controls: ["b"],
    goals: [REACH],
    because: "It is {b} now.",
    bet: {
      ask: "Where will it be?",
      answers: ["Above {start.b}", "Below"],
      outcome: "Above: {b}.",
    },
    misses: [{ when: [HIGH], say: "At {b} it is over all cereals." }],
    hints: { where: "b", think: "Up.", half: [{ control: "b", to: 85 }] },
    solution: [{ control: "b", to: 90 }],
  },
};
const BEFORE = { w: 1, b: 80, mse: 700 };

Deno.test("what was on screen at the start counts for nothing", () => {
  const attempt = new Attempt({ ...PAYLOAD, start: { ...BEFORE, b: 90 } }, null);
  attempt.take({ ...BEFORE, b: 90 });
  assert.equal(attempt.verdict.goals[0].met, true);
  assert.equal(attempt.verdict.met, false, "nobody did anything");
});

Deno.test("the hand that reaches the goal meets it, and one that passes it does not", () => {
  const attempt = new Attempt(PAYLOAD, null);
  attempt.take({ ...BEFORE, b: 91 });
  assert.equal(attempt.verdict.met, true);
  attempt.take({ ...BEFORE, b: 95 });
  assert.equal(attempt.verdict.met, false);
});

Deno.test("the same picture is taken once", () => {
  const attempt = new Attempt(PAYLOAD, null);
  assert.equal(attempt.take(BEFORE), true);
  assert.equal(attempt.take({ ...BEFORE }), false);
  assert.equal(attempt.take({ ...BEFORE, b: 81 }), true);
});

Deno.test("a wrong state is named with the learner's number; the second time help is wanted", () => {
  const attempt = new Attempt(PAYLOAD, null);
  attempt.take({ ...BEFORE, b: 130 });
  assert.deepEqual(attempt.rest(), { text: "At 130 kcal it is over all cereals.", isStuck: false });
  attempt.take({ ...BEFORE, b: 140 });
  assert.deepEqual(attempt.rest(), { text: "At 140 kcal it is over all cereals.", isStuck: true });
  attempt.take({ ...BEFORE, b: 100 });
  assert.deepEqual(attempt.rest(), { text: "", isStuck: false });
});

Deno.test("help comes in its order, and the last one again and again", () => {
  const attempt = new Attempt(PAYLOAD, null);
  const given = [];
  for (let i = 0; i < 5; i++) given.push([attempt.helpLabel, attempt.takeHelp()]);
  assert.deepEqual(given, [
    ["Hint", "where"],
    ["Another hint", "think"],
    ["Do half of it", "half"],
    ["Show me", "solution"],
    ["Show me", "solution"],
  ]);
});

Deno.test("a line that was drawn is a bet, too", () => {
  const attempt = new Attempt(PAYLOAD, [2.5, 90]);
  assert.equal(attempt.betText, "Your bet is the dashed line.");
  attempt.take({ ...BEFORE, b: 90 });
  attempt.done = true;
  assert.equal(attempt.betText, "Your bet is the dashed line. Above: 90 kcal.");
});

Deno.test("a bet is told beside what came out; without one only what came out", () => {
  const attempt = new Attempt(PAYLOAD, 1);
  attempt.take({ ...BEFORE, b: 90 });
  assert.equal(attempt.betText, "Your bet: Below.");
  attempt.done = true;
  assert.equal(attempt.betText, "Your bet: Below. Above: 90 kcal.");
  const silent = new Attempt(PAYLOAD, null);
  silent.take({ ...BEFORE, b: 90 });
  assert.equal(silent.betText, "");
  silent.done = true;
  assert.equal(silent.betText, "Above: 90 kcal.");
});

Deno.test("training is a change; rounding and what is not known are none", () => {
  assert.equal(isChanged(BEFORE, PAYLOAD), false);
  assert.equal(isChanged({ ...BEFORE, mse: 700.001 }, PAYLOAD), false);
  assert.equal(isChanged({ ...BEFORE, mse: NaN }, PAYLOAD), false);
  assert.equal(isChanged({ ...BEFORE, w: 1.1 }, PAYLOAD), true);
  assert.equal(isChanged(BEFORE, { ...PAYLOAD, given: { fits: 1, runs: 0 } }), true);
});
