/** What is remembered of a run, and what is found when one looks back. */

import assert from "node:assert/strict";
import { RunHistory } from "../../playground/stage/assets/model/runHistory.js";
import { answerOf, snapshotOf } from "./runs.js";

const START = Float32Array.of(0);
const EPOCHS = [0, 1, 2, 3, 4, 5, 7, 8, 9];

/** @param {RunHistory} history */
const epochsOf = ({ moments }) => moments.map(({ epoch }) => epoch);

/** @param {number} epoch @param {string} row */
const answered = (epoch, row) => ({ epoch, row, answer: answerOf(epoch, [Number(row)]) });

Deno.test("looking back finds the latest moment that is known so, or can be asked for", () => {
  const history = new RunHistory(new Float32Array());
  for (const moment of [answered(2, "1"), answered(5, "1"), answered(9, "2")]) history.keep(moment);
  history.merge({ attempt: 0, moments: [0, 4, 5, 8].map((epoch) => ({ epoch })) });
  const found = (/** @type {string} */ row) =>
    EPOCHS.map((epoch) => history.find(epoch, row)?.epoch);
  assert.deepEqual(found("1"), [0, 0, 2, 2, 4, 5, 5, 8, 8]);
  assert.deepEqual(found("2"), [0, 0, 0, 0, 4, 4, 4, 8, 9]);
  history.insert(answered(4, "2"));
  history.merge({ attempt: 0, moments: [{ epoch: 0 }, { epoch: 8 }] });
  assert.deepEqual(found("2"), [0, 0, 0, 0, 4, 4, 4, 8, 9]);
  assert.deepEqual(epochsOf(history), [0, 2, 4, 5, 8, 9]);
  assert.ok(history.has(4, "2"));
  assert.ok(!history.has(4, "1"));
});

Deno.test("before the first moment there is nothing to find", () => {
  const history = new RunHistory(new Float32Array());
  assert.equal(history.find(3, ""), null);
  assert.equal(history.epoch, 0);
});

Deno.test("losses follow each other, and weights are moments, but not those of a batch", () => {
  const history = new RunHistory(START);
  history.append(snapshotOf({ epoch: 2, losses: [3, 2], weights: [1] }));
  history.append(snapshotOf({ epoch: 3, losses: [1], weights: [2] }, { after: 2 }));
  history.append(snapshotOf({ epoch: 3, losses: [], weights: [3], batch: true }, { after: 3 }));
  assert.deepEqual(history.train, [3, 2, 1]);
  assert.deepEqual(epochsOf(history), [0, 2, 3]);
});

Deno.test("another attempt, or losses from the start again, begin a new history", () => {
  for (const again of [{ attempt: 2 }, {}]) {
    const history = new RunHistory(START);
    history.append(snapshotOf({ epoch: 2, losses: [3, 2], weights: [1], attempt: 1 }));
    history.append(snapshotOf({ epoch: 1, losses: [9], weights: [2], attempt: 1, ...again }));
    assert.deepEqual(history.train, [9]);
    assert.deepEqual(epochsOf(history), [0, 1]);
  }
});

Deno.test("a run that ends earlier than it was seen takes the later moments with it", () => {
  const history = new RunHistory(START);
  for (const epoch of [1, 2, 3]) history.keep({ epoch, weights: START });
  history.keep({ epoch: 2, weights: START }, true);
  assert.deepEqual(epochsOf(history), [0, 1, 2]);
});

Deno.test("of a long run, every other moment goes, never the start and the newest", () => {
  const history = new RunHistory(START);
  for (let epoch = 1; epoch <= 5000; epoch++) {
    history.keep({ epoch, weights: START });
    const epochs = epochsOf(history);
    assert.ok(epochs.length <= 401);
    assert.equal(epochs[0], 0);
    assert.equal(epochs.at(-1), epoch);
  }
  const epochs = epochsOf(history).slice(0, -1);
  assert.deepEqual([...new Set(epochs.slice(1).map((epoch, i) => epoch - epochs[i]))], [16]);
});

Deno.test("moments of another attempt are not merged", () => {
  const history = new RunHistory(START);
  history.merge({ attempt: 1, moments: [{ epoch: 7, weights: START }] });
  assert.deepEqual(epochsOf(history), [0]);
});
