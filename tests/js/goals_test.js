/** Goals and texts of lessons, in one table with the server. */

import assert from "node:assert/strict";
import { fill } from "../../playground/stage/assets/model/courseTexts.js";
import { judge } from "../../playground/stage/assets/model/goals.js";
import table from "./goalCases.json" with { type: "json" };

/**
 * @typedef {import("../../playground/stage/assets/model/course.d.ts").Goal} Goal
 * @typedef {import("../../playground/stage/assets/model/course.d.ts").CourseFacts} CourseFacts
 */

/** @param {object} written @returns {Goal} with what the file may leave out */
const goal = (written) => /** @type {Goal} */ ({ times: 1, tolerance: 0, unit: "", ...written });

/** @param {object} facts */
const factsIn = (facts) => /** @type {CourseFacts} */ (facts);

Deno.test("what is on screen is judged as the server judges it", () => {
  for (const one of table.verdicts) {
    const misses = (one.misses ?? []).map((when) => ({ when: when.map(goal) }));
    const verdict = judge(one.goals.map(goal), misses, factsIn(one.facts), factsIn(one.start));
    assert.equal(verdict.met, one.met, one.about);
    assert.equal(verdict.miss, one.miss ?? null, one.about);
    assert.equal(verdict.goals.length, one.progress.length);
    verdict.goals.forEach(({ met, share, distance }, i) => {
      const [isMet, expected, text] = one.progress[i];
      assert.deepEqual([met, distance], [isMet, text], one.about);
      assert.ok(Math.abs(share - Number(expected)) < 1e-9, `${one.about}: ${share}`);
    });
  }
});

Deno.test("texts have the numbers on screen", () => {
  const { facts, start, units } = table.textFacts;
  for (const [text, filled] of table.texts) {
    assert.equal(fill(text, factsIn(facts), factsIn(start), units), filled);
  }
});

Deno.test("a meter fills as the distance shrinks, and is full only at the goal", () => {
  const one = goal({ fact: "mae", is: "at most", value: 12 });
  const start = { mae: 22 };
  const shares = Array.from({ length: 201 }, (_, i) => {
    const facts = { changed: 1, mae: 32 - i / 10 };
    const { goals: [progress], met } = judge([one], [], facts, start);
    assert.equal(progress.share === 1, met);
    return progress.share;
  });
  assert.deepEqual(shares, shares.toSorted((a, b) => a - b));
  assert.deepEqual([shares[0], shares[100], shares[150], shares[200]], [0, 0, 0.5, 1]);
});
