/** How a loss ran away, seen update by update and in between. */

import assert from "node:assert/strict";
import { Runaway } from "../../playground/stage/assets/model/runaway.js";
import { RunHistory } from "../../playground/stage/assets/model/runHistory.js";
import { runawayPath, snapshotOf } from "./runs.js";

const runaway = new Runaway(runawayPath());

Deno.test("at every update it has the weights and the loss of that update", () => {
  const { epochs, losses, weights } = runawayPath();
  epochs.forEach((epoch, i) => {
    assert.deepEqual([...runaway.at(epoch).weights], [...weights[i]]);
    assert.equal(runaway.at(epoch).loss, losses[i]);
  });
  assert.deepEqual([runaway.start, runaway.end], [20, 21.5]);
});

Deno.test("between two updates the weights lie on a straight line, and go on without a jump", () => {
  const seen = Array.from({ length: 301 }, (_, i) => runaway.at(20 + i / 200));
  assert.equal(new Set(seen.map(({ weights }) => String(weights))).size, 301);
  for (const { weights: [w, b] } of seen.slice(0, 101)) assert.ok(Math.abs(2 * w - b) < 1e-6);
  for (const end of [20.5, 21]) {
    const [before, after] = [-1e-9, 1e-9].map((more) => runaway.at(end + more));
    assert.ok(Math.abs(before.weights[0] - after.weights[0]) < 1e-3);
    assert.ok(Math.abs(before.loss / after.loss - 1) < 1e-3);
  }
});

Deno.test("in equal times the errors grow by equal factors", () => {
  const losses = [0, 1, 2, 3, 4].map((i) => runaway.at(20.5 + i / 8).loss);
  for (let i = 2; i < 5; i++) {
    assert.ok(Math.abs(losses[i] / losses[i - 1] / (losses[1] / losses[0]) - 1) < 1e-9);
  }
  const [first, half, last] = [20.5, 20.75, 21].map((epoch) => runaway.at(epoch).weights[0]);
  assert.ok((half - first) / (last - first) < 0.1, "most of the way comes last");
});

Deno.test("before and after it, its ends", () => {
  assert.deepEqual(runaway.at(3), runaway.at(20));
  assert.deepEqual(runaway.at(99), runaway.at(21.5));
});

Deno.test("a place within an epoch is named by its batch", () => {
  const named = [20, 20.1, 20.5, 20.7, 21, 21.5].map((epoch) => runaway.place(epoch));
  assert.deepEqual(named, [
    "20",
    "21, batch 1 of 2",
    "21, batch 1 of 2",
    "21, batch 2 of 2",
    "21",
    "22, batch 1 of 2",
  ]);
});

Deno.test("its curve ends where one looks, and never goes back", () => {
  for (const until of [20, 20.2, 21, 21.5, 30]) {
    const { epochs, losses } = runaway.curve(until);
    assert.equal(epochs[0], 20);
    assert.equal(epochs.at(-1), Math.min(until, 21.5));
    assert.ok(epochs.every((epoch, i) => i === 0 || epoch > epochs[i - 1]));
    assert.equal(losses.at(-1), runaway.at(until).loss);
  }
});

Deno.test("the picture is left at the first update beyond a limit", () => {
  assert.deepEqual([3, 100, 1e30].map((limit) => runaway.exit(limit)), [20.5, 21, 21.5]);
});

Deno.test("a history with a runaway reaches beyond the weights that are back", () => {
  const history = new RunHistory(Float32Array.of(0, 0));
  const losses = Array.from({ length: 21 }, (_, i) => 1 + i);
  history.append({
    ...snapshotOf({ epoch: 21, losses, weights: [1, 2], state: "diverged" }),
    weights_epoch: 20,
    runaway: runawayPath(),
  });
  assert.deepEqual([history.epoch, history.reach], [20, 21.5]);
  assert.deepEqual(history.lossesAt(20), { train: 20, test: null });
  assert.deepEqual(history.lossesAt(21), { train: 1e6, test: null });
  assert.equal(history.isRunaway(20), false);
  const path = (/** @type {number} */ epoch) => history.pathTo(epoch).map(([first]) => first);
  assert.deepEqual(path(19), [0]);
  assert.deepEqual(path(20), [0, 1]);
  assert.deepEqual(path(21), [0, 1, 1, -4, 1e3]);
  history.append(snapshotOf({ epoch: 1, losses: [1], weights: [1, 1], attempt: 1 }));
  assert.deepEqual([history.runaway, history.reach], [null, 1]);
});
