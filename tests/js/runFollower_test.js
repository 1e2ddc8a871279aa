/** Which of a run's networks is looked at: inputs, and what follows from each. */

import assert from "node:assert/strict";
import { RunFollower } from "../../playground/stage/assets/model/runFollower.js";
import { answerOf, runawayPath, snapshotOf } from "./runs.js";

/**
 * @typedef {import("../../playground/stage/assets/model/runFollower.js").Outcome} Outcome
 * @typedef {import("../../playground/stage/assets/model/runFollower.js").FollowedRun} FollowedRun
 * @typedef {{attempt?: number, epochs: number[], weights?: number[]}} Loaded
 */

const NO_RUN = { run: null, start: "AAAAAA==", model: null }; // one weight, 0
const RUN = { ...NO_RUN, run: "r1" };
/** Only the server has the weights. */
const SERVER_RUN = { run: "r1", start: "", model: "m" };

/** A run whose events are listened to. @param {FollowedRun} payload */
function following(payload) {
  const follower = new RunFollower(payload);
  follower.update(payload);
  return follower;
}

/** @param {RunFollower} follower @param {number} epoch @param {Partial<import("./runs.js").Short>} [short] */
const event = (follower, epoch, short = {}) =>
  follower.onEvent(
    snapshotOf({ epoch, ...short }, { after: follower.history.train.length }),
    false,
  );

/** @param {Outcome} outcome */
function shown({ show }) {
  if (show?.kind === "weights") return Array.from(show.weights);
  return show?.kind === "answer" ? `answer of ${show.answer.epoch}` : show?.kind ?? null;
}

/** @param {Loaded} loaded */
const loadedOf = ({ attempt = 0, epochs, weights }) => ({
  attempt,
  moments: epochs.map((epoch, i) => ({
    epoch,
    ...(weights && { weights: Float32Array.of(weights[i]) }),
  })),
});

// --- states -----------------------------------------------------------------------------------

/** @type {[string, FollowedRun, (follower: RunFollower) => void, RunFollower["state"]][]} */
const STATES = [
  ["without a run", NO_RUN, () => {}, { kind: "idle" }],
  ["with a run", RUN, () => {}, { kind: "live" }],
  ["after an event", RUN, (one) => event(one, 1), { kind: "live" }],
  ["when the slider moves", RUN, (one) => one.onScrub(3), { kind: "lookingBack", epoch: 3 }],
  ["when it moves to its end", RUN, (one) => {
    one.onScrub(3);
    one.onScrub(null);
  }, { kind: "live" }],
  ["when a run goes on behind a reader who looks back", RUN, (one) => {
    event(one, 4);
    one.onScrub(3);
    event(one, 5);
  }, { kind: "lookingBack", epoch: 3 }],
  ["when it starts over behind them", RUN, (one) => {
    event(one, 4);
    one.onScrub(3);
    event(one, 1, { attempt: 1 });
  }, { kind: "live" }],
  ["with the same run again", RUN, (one) => {
    one.onScrub(3);
    one.update({ ...RUN });
  }, { kind: "lookingBack", epoch: 3 }],
  ["with another run", RUN, (one) => {
    one.onScrub(3);
    one.update({ ...RUN, run: "r2" });
  }, { kind: "live" }],
  ["with other weights to begin with", RUN, (one) => {
    one.onScrub(3);
    one.update({ ...RUN, start: "" });
  }, { kind: "live" }],
  ["when the run goes", RUN, (one) => one.update(NO_RUN), { kind: "idle" }],
  ["when the stream is lost", RUN, (one) => one.onLost("gone"), {
    kind: "lost",
    reason: "gone",
    epoch: null,
  }],
  ["when it is lost behind a reader who looks back", RUN, (one) => {
    one.onScrub(3);
    one.onLost("gone");
  }, { kind: "lost", reason: "gone", epoch: 3 }],
  ["when one looks back in a lost run", RUN, (one) => {
    one.onLost("gone");
    one.onScrub(2);
  }, { kind: "lost", reason: "gone", epoch: 2 }],
  ["when Python has noticed, the reason stays", RUN, (one) => {
    one.onScrub(3);
    one.onLost("gone");
    one.update(NO_RUN);
  }, { kind: "lost", reason: "gone", epoch: null }],
  ["when a lost run is heard again", RUN, (one) => {
    one.onScrub(3);
    one.onLost("gone");
    event(one, 4);
  }, { kind: "live" }],
];

for (const [name, payload, act, state] of STATES) {
  Deno.test(`${name}: ${state.kind}`, () => {
    const follower = following(payload);
    act(follower);
    assert.deepEqual(follower.state, state);
  });
}

// --- what is shown ----------------------------------------------------------------------------

Deno.test("who follows sees the weights of every event", () => {
  const follower = following(RUN);
  assert.deepEqual(shown(event(follower, 1, { weights: [7] })), [7]);
  assert.deepEqual(shown(event(follower, 2, { weights: [8] })), [8]);
  assert.equal(follower.shownEpoch, null);
});

Deno.test("who looks back sees what is remembered, and is not disturbed", () => {
  const follower = following(RUN);
  for (const epoch of [1, 2, 4]) event(follower, epoch, { weights: [10 * epoch] });
  assert.deepEqual(shown(follower.onScrub(3)), [20]);
  assert.equal(follower.shownEpoch, 2, "words are about the moment that is seen");
  assert.equal(shown(event(follower, 5, { weights: [50] })), null);
  assert.deepEqual(shown(follower.onScrub(0)), [0]);
  assert.deepEqual(shown(follower.onScrub(null)), [50]);
});

Deno.test("the end of the slider is the last event, even if it is within an epoch", () => {
  const follower = following(RUN);
  event(follower, 1, { weights: [10] });
  event(follower, 1, { weights: [15], batch: true });
  const highlighted = () => follower.batch?.number ?? null;
  assert.deepEqual(shown(follower.onScrub(1)), [10]);
  assert.equal(highlighted(), null);
  assert.deepEqual(shown(follower.onScrub(null)), [15]);
  assert.equal(highlighted(), 1);
});

Deno.test("a network that only the server computes is asked for when it has changed", () => {
  const follower = following(SERVER_RUN);
  const show = (/** @type {number} */ epoch, /** @type {object} */ short) =>
    event(follower, epoch, short).show;
  assert.deepEqual(show(1, {}), { kind: "newest", isResting: false });
  assert.equal(show(1, {}), null, "no other weights");
  assert.deepEqual(show(2, {}), { kind: "newest", isResting: false });
  assert.deepEqual(show(2, { state: "paused" }), { kind: "newest", isResting: true });
  assert.equal(show(2, { state: "paused" }), null);
  assert.deepEqual(show(2, { state: "paused", attempt: 1 }), { kind: "newest", isResting: true });
  follower.onScrub(1);
  assert.equal(show(3, { attempt: 1 }), null, "not while one looks back");
});

Deno.test("looking back at such a network, an answer is shown again or asked for", () => {
  const follower = following(SERVER_RUN);
  event(follower, 4);
  follower.row = "1,2";
  assert.equal(follower.onAnswer(answerOf(4, [1, 2]), true).isUrgent, true);
  assert.equal(follower.onAnswer(answerOf(4, [1, 2]), true).isUrgent, false, "it is known");
  event(follower, 6);
  assert.equal(shown(follower.onScrub(5)), "answer of 4");
  assert.equal(follower.requestedEpoch, 5);
  assert.equal(shown(follower.onScrub(3)), "recompute");
  assert.equal(follower.shownEpoch, 4, "until Keras has answered");
  assert.equal(follower.onAnswer(answerOf(3, [1, 2], 3), true).isUrgent, true);
  assert.equal(follower.shownEpoch, 3);
  assert.equal(shown(follower.onScrub(3)), "answer of 3");
  follower.row = "1,9";
  assert.equal(shown(follower.onScrub(5)), "recompute", "the answers are of another probe");
  assert.equal(shown(follower.onScrub(null)), "recompute");
  assert.equal(follower.requestedEpoch, null);
});

Deno.test("an answer that comes too late is remembered, but is not what is seen", () => {
  const follower = following(SERVER_RUN);
  event(follower, 4);
  follower.onScrub(2);
  follower.onAnswer(answerOf(4, []), false);
  assert.equal(follower.shownEpoch, 2);
  assert.ok(follower.history.has(4, ""));
});

Deno.test("answers about networks in the browser change nothing", () => {
  const follower = following(RUN);
  event(follower, 1, { weights: [1] });
  const answer = { ...answerOf(1, []), epoch: undefined };
  assert.equal(follower.onAnswer(answer, true).isUrgent, false);
  assert.equal(follower.history.moments.length, 2);
});

Deno.test("an answer that waited is dropped if one looks back before its epoch by then", () => {
  const follower = following(SERVER_RUN);
  assert.equal(follower.accepts(answerOf(5, [])), true);
  follower.onScrub(4);
  assert.equal(follower.accepts(answerOf(5, [])), false);
  assert.equal(follower.accepts(answerOf(4, [])), true);
  assert.equal(follower.accepts({ ...answerOf(5, []), epoch: undefined }), true);
});

Deno.test("while answers come with a run that goes on, words may wait for them", () => {
  const urgent = (/** @type {FollowedRun} */ payload) => {
    const follower = following(payload);
    const states = /** @type {const} */ (["queued", "running", "running", "paused", "running"]);
    return states.map((state, epoch) => event(follower, epoch, { state }).isUrgent);
  };
  assert.deepEqual(urgent(SERVER_RUN), [true, true, false, true, true]);
  assert.deepEqual(urgent(RUN), [true, true, true, true, true]);
});

// --- a loss that runs away --------------------------------------------------------------------

/** The end of a run whose loss ran away in epoch 22. @param {RunFollower} follower */
const runAway = (follower) =>
  follower.onEvent({
    ...snapshotOf({ epoch: 21, weights: [7], state: "diverged" }),
    weights_epoch: 20,
    runaway: runawayPath(),
  }, true);

Deno.test("a runaway is shown when it happens, once, also if the run was over before it was seen", () => {
  const seen = following(RUN);
  event(seen, 1, { state: "running", weights: [1] });
  assert.equal(runAway(seen).replay, true);
  assert.equal(runAway(seen).replay, false);
  const quick = following(NO_RUN);
  quick.update(RUN);
  assert.equal(runAway(quick).replay, true);
});

Deno.test("a runaway that was over when the page was opened is not shown by itself", () => {
  assert.equal(runAway(following(RUN)).replay, false);
});

Deno.test("one can look at every part of a runaway, and the good weights are followed again", () => {
  const follower = following(RUN);
  runAway(follower);
  assert.deepEqual(shown(follower.onScrub(20.5)), [-4, -8]);
  assert.equal(follower.shownEpoch, 20.5);
  assert.deepEqual(shown(follower.onScrub(21.5)), [-1e7, 9]);
  assert.deepEqual(shown(follower.onScrub(null)), [7]);
  assert.equal(follower.shownEpoch, null);
});

// --- moments of the server --------------------------------------------------------------------

Deno.test("the server's moments are loaded for each run, and when it comes to rest", () => {
  const follower = new RunFollower(NO_RUN);
  assert.equal(follower.update(NO_RUN).loadMoments, false);
  assert.equal(follower.update(RUN).loadMoments, true);
  assert.equal(follower.update(RUN).loadMoments, false);
  assert.equal(event(follower, 1, { state: "paused" }).loadMoments, false, "just loaded");
  assert.equal(event(follower, 2).loadMoments, false);
  assert.equal(event(follower, 3, { state: "paused" }).loadMoments, true);
  assert.equal(event(follower, 3, { state: "paused" }).loadMoments, false);
  assert.equal(follower.update({ ...RUN, run: "r2" }).loadMoments, true);
});

Deno.test("they wait for the first event, which says whose attempt they are", () => {
  const follower = following(RUN);
  assert.equal(
    shown(follower.onMoments("r1", loadedOf({ epochs: [1, 2], weights: [1, 2] }))),
    null,
  );
  assert.equal(follower.history.moments.length, 1);
  event(follower, 3, { weights: [3] });
  assert.deepEqual(follower.history.moments.map(({ epoch }) => epoch), [0, 1, 2, 3]);
});

Deno.test("who looks back sees them as soon as they are there", () => {
  const follower = following(RUN);
  event(follower, 9, { weights: [9] });
  assert.deepEqual(shown(follower.onScrub(5)), [0]);
  const loaded = loadedOf({ epochs: [4, 6], weights: [4, 6] });
  assert.deepEqual(shown(follower.onMoments("r1", loaded)), [4]);
  assert.equal(follower.shownEpoch, 4);
});

Deno.test("those of another run, or none, change nothing", () => {
  const follower = following(RUN);
  event(follower, 9, { weights: [9] });
  follower.onScrub(5);
  for (
    const [run, loaded] of /** @type {const} */ ([["r0", loadedOf({ epochs: [4] })], ["r1", null]])
  ) {
    assert.deepEqual(follower.onMoments(run, loaded), {
      show: null,
      isUrgent: false,
      loadMoments: false,
      commit: false,
      replay: false,
    });
  }
  assert.equal(follower.history.moments.length, 2);
});

Deno.test("moments of a run that came too late are forgotten with it", () => {
  const follower = following(RUN);
  follower.onMoments("r1", loadedOf({ epochs: [1] }));
  follower.update({ ...RUN, run: "r2" });
  event(follower, 2, { weights: [2] });
  assert.deepEqual(follower.history.moments.map(({ epoch }) => epoch), [0, 2]);
});

// --- Python -----------------------------------------------------------------------------------

Deno.test("Python is told once when a run has ended", () => {
  const follower = following(RUN);
  const end = () => follower.onEvent(snapshotOf({ epoch: 3, state: "finished" }), true).commit;
  assert.equal(event(follower, 3, { state: "finished" }).commit, false);
  assert.deepEqual([end(), end()], [true, false]);
  follower.update({ ...RUN, run: "r2" });
  assert.equal(end(), true);
});

Deno.test("Python is told that a run is lost until it has noticed", () => {
  const follower = following(RUN);
  assert.equal(follower.onLost("gone").commit, true);
  assert.equal(follower.isUnnoticed, true);
  assert.equal(follower.lostReason, "gone");
  follower.update(NO_RUN);
  assert.equal(follower.isUnnoticed, false);
  assert.equal(follower.lostReason, "gone");
  follower.update({ ...RUN, run: "r2" });
  event(follower, 0);
  assert.equal(follower.lostReason, "");
});
