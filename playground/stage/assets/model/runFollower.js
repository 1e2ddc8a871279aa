/**
 * Which of a run's networks is looked at, and what follows from its news: a state machine without
 * DOM, clock or connection.
 *
 * Every input returns an `Outcome`, which is to be done at once. What is displayed besides (words,
 * losses, the ends of the slider) is in the properties.
 */

import { numbers } from "../net/base64.js";
import { OVER, RunHistory } from "./runHistory.js";

/**
 * @typedef {import("./frame.d.ts").Answer} Answer
 * @typedef {import("./run.d.ts").RunSnapshot} RunSnapshot
 * @typedef {import("./run.d.ts").LoadedMoments} LoadedMoments
 * @typedef {import("../protocol.d.ts").TrainingPayload} TrainingPayload
 * @typedef {Pick<TrainingPayload, "run" | "start" | "model">} FollowedRun what is read of a payload
 *
 * @typedef {{kind: "idle"}} Idle there is no run
 * @typedef {{kind: "live"}} Live the newest network is looked at, and every event shows its own
 * @typedef {{kind: "lookingBack", epoch: number}} LookingBack an earlier epoch is looked at, where
 *   the slider is; events only add to the history
 * @typedef {{kind: "lost", reason: string, epoch: number | null}} Lost the run cannot be followed
 *   any more, but what is known of it can be looked at; `epoch` null: the newest
 * @typedef {Idle | Live | LookingBack | Lost} FollowerState
 *
 * @typedef {{kind: "weights", weights: Float32Array}} ShowWeights these are the values' weights
 *   now, all one after another
 * @typedef {{kind: "answer", answer: Answer}} ShowAnswer an answer of Keras' is shown again
 * @typedef {{kind: "newest", isResting: boolean}} AskForNewest the server's network changed: Keras
 *   may be asked again, and at once if the run does not go on
 * @typedef {{kind: "recompute"}} Recompute the preview is another one: of `requestedEpoch`
 *
 * @typedef {object} Outcome
 * @property {ShowWeights | ShowAnswer | AskForNewest | Recompute | null} show null: what is shown
 *   stays
 * @property {boolean} isUrgent words, numbers and losses are shown now. Otherwise an answer will
 *   bring them, and it is enough to draw the losses
 * @property {boolean} loadMoments the server is asked for its moments: see `onMoments`
 * @property {boolean} commit Python is told, so that it notices what happened to the run
 * @property {boolean} replay the loss has just run away: that is shown in slow motion
 */

/** States in which a run does not go on by itself. @type {string[]} */
const RESTING = ["paused", ...OVER];

/** @type {Outcome} */
const NOTHING = { show: null, isUrgent: true, loadMoments: false, commit: false, replay: false };

export class RunFollower {
  /** @type {FollowerState} */
  state = { kind: "idle" };

  /** The last event; null: none of this run yet, or the run is lost. @type {RunSnapshot | null} */
  snapshot = null;

  /** The batch whose rows and update are highlighted. @type {import("./run.d.ts").Batch | null} */
  batch = null;

  /** The probe that is shown, as text: remembered answers are its own. Set with every frame. */
  row = "";

  /** The epoch of the shown network, once known. @type {number | null} */
  #pictured = null;

  /** Moments that were there before the first event. @type {LoadedMoments | null} */
  #unmerged = null;

  /** The run whose moments were loaded first. @type {string | null} */
  #loaded = null;

  /** The run that was there before the page: nobody has seen how it went. @type {string | null} */
  #found;

  /** The run whose end is known to Python. @type {string | null} */
  #ended = null;

  /** @param {FollowedRun} payload `update` takes it again as soon as there is a stream */
  constructor(payload) {
    this.payload = payload;
    this.#found = payload.run;
    this.history = new RunHistory(numbers(payload.start));
    this.#lookAt(null);
  }

  // --- what is displayed --------------------------------------------------------------------

  /** Whether the newest network is looked at. */
  get isFollowing() {
    return this.requestedEpoch === null;
  }

  /** Whose network Keras is asked for; null: the newest. @returns {number | null} */
  get requestedEpoch() {
    return "epoch" in this.state ? this.state.epoch : null;
  }

  /** The epoch that all words are about; null: the newest of the history. @returns {number | null} */
  get shownEpoch() {
    return this.isFollowing ? null : this.#pictured ?? this.requestedEpoch;
  }

  /** Why the run cannot be followed any more; "" if it can. */
  get lostReason() {
    return this.state.kind === "lost" ? this.state.reason : "";
  }

  /** Whether Python has not noticed yet that the run is lost: it is told again and again. */
  get isUnnoticed() {
    return this.state.kind === "lost" && this.payload.run !== null;
  }

  /** Whether events come by themselves. */
  get isRunning() {
    return this.snapshot?.state === "running";
  }

  /**
   * Whether an answer that waited for the next event may still be shown: not if the reader looks
   * back by then, and it is of a later epoch.
   *
   * @param {Answer} answer
   */
  accepts({ epoch }) {
    const { requestedEpoch } = this;
    return requestedEpoch === null || epoch === undefined || epoch <= requestedEpoch;
  }

  // --- inputs -------------------------------------------------------------------------------

  /**
   * A payload. Another run, or other weights to begin with, start a new history.
   *
   * @param {FollowedRun} payload
   * @returns {Outcome}
   */
  update(payload) {
    const before = this.payload;
    this.payload = payload;
    if (payload.run !== before.run || payload.start !== before.start) {
      this.history = new RunHistory(numbers(payload.start));
      this.snapshot = this.#pictured = null;
      this.#lookAt(null);
    }
    if (payload.run !== before.run) this.#unmerged = null;
    const loadMoments = payload.run !== null && payload.run !== this.#loaded;
    if (loadMoments) this.#loaded = payload.run;
    return { ...NOTHING, loadMoments };
  }

  /**
   * @param {RunSnapshot} snapshot
   * @param {boolean} isOver no other event comes
   * @returns {Outcome}
   */
  onEvent(snapshot, isOver) {
    const before = this.snapshot;
    this.history.append(snapshot);
    this.snapshot = snapshot;
    this.batch = snapshot.batch;
    if (snapshot.attempt !== before?.attempt) this.state = { kind: "live" };
    const isMerged = this.#merge();
    const isResting = RESTING.includes(snapshot.state);
    const hasRested = isResting && snapshot.state !== before?.state;
    const isEnd = isOver && this.#ended !== this.payload.run;
    const isNew = before ? !OVER.includes(before.state) : this.payload.run !== this.#found;
    if (isEnd) this.#ended = this.payload.run;
    return {
      show: this.isFollowing ? this.#newest(before) : isMerged ? this.#moment() : null,
      isUrgent: isMerged || !this.#goesOn(before),
      loadMoments: hasRested && before !== null,
      commit: isEnd,
      replay: snapshot.runaway !== null && isNew,
    };
  }

  /** The run cannot be followed any more. @param {string} reason @returns {Outcome} */
  onLost(reason) {
    this.snapshot = null;
    this.state = { kind: "lost", reason, epoch: this.requestedEpoch };
    return { ...NOTHING, commit: this.isUnnoticed };
  }

  /**
   * What the server remembers of a run. It is merged once the run's attempt is known.
   *
   * @param {string} run the one that was asked about
   * @param {LoadedMoments | null} loaded
   * @returns {Outcome}
   */
  onMoments(run, loaded) {
    if (!loaded || run !== this.payload.run) return { ...NOTHING, isUrgent: false };
    this.#unmerged = loaded;
    const isUrgent = this.#merge();
    if (!isUrgent || this.isFollowing) return { ...NOTHING, isUrgent };
    this.batch = null;
    return { ...NOTHING, show: this.#moment() };
  }

  /**
   * The slider was moved.
   *
   * @param {number | null} epoch null: to its end, where the newest is followed again
   * @returns {Outcome}
   */
  onScrub(epoch) {
    this.#lookAt(epoch);
    this.batch = epoch === null ? this.snapshot?.batch ?? null : null;
    return { ...NOTHING, show: this.#moment() };
  }

  /**
   * Keras answered for a network that only the server computes: the moment is remembered.
   *
   * @param {Answer} answer
   * @param {boolean} isShown whether it is seen, or comes too late
   * @returns {Outcome} urgent if there is another moment, or another one is shown
   */
  onAnswer(answer, isShown) {
    const { epoch, preview: { request: { at, source } } } = answer;
    if (epoch === undefined || source.kind !== "training") return { ...NOTHING, isUrgent: false };
    const moment = { epoch, answer, row: String(at) };
    const isKnown = this.history.has(epoch, moment.row);
    if (!isKnown && (source.epoch ?? null) === null) {
      this.history.keep(moment, OVER.includes(this.snapshot?.state ?? ""));
    } else if (!isKnown) this.history.insert(moment);
    const isUrgent = !isKnown || (isShown && this.#pictured !== epoch);
    if (isShown) this.#pictured = epoch;
    return { ...NOTHING, isUrgent };
  }

  // --- steps --------------------------------------------------------------------------------

  /** @param {number | null} epoch */
  #lookAt(epoch) {
    if (this.state.kind === "lost") this.state = { ...this.state, epoch };
    else if (epoch !== null) this.state = { kind: "lookingBack", epoch };
    else this.state = { kind: this.payload.run === null ? "idle" : "live" };
  }

  /** @returns {boolean} whether there were loaded moments to merge, and they could be */
  #merge() {
    if (!this.#unmerged || !this.snapshot) return false;
    this.history.merge(this.#unmerged);
    this.#unmerged = null;
    return true;
  }

  /** What an event shows. @param {RunSnapshot | null} before the event before */
  #newest(before) {
    const { weights, state, weights_epoch, attempt } = /** @type {RunSnapshot} */ (this.snapshot);
    if (weights.length) return /** @type {const} */ ({ kind: "weights", weights });
    const isResting = RESTING.includes(state);
    const hasChanged = weights_epoch !== before?.weights_epoch || attempt !== before.attempt ||
      (isResting && state !== before.state);
    if (this.payload.model === null || !hasChanged) return null;
    return /** @type {const} */ ({ kind: "newest", isResting });
  }

  /** What is known of the epoch that is looked at. */
  #moment() {
    const { requestedEpoch, history } = this;
    if (requestedEpoch !== null && history.runaway && history.isRunaway(requestedEpoch)) {
      this.#pictured = requestedEpoch;
      const { weights } = history.runaway.at(requestedEpoch);
      return /** @type {const} */ ({ kind: "weights", weights });
    }
    const moment = history.find(requestedEpoch ?? history.epoch, this.row);
    if (moment?.weights) {
      this.#pictured = moment.epoch;
      const newest = this.isFollowing ? this.snapshot?.weights : null;
      const weights = newest?.length ? newest : moment.weights;
      return /** @type {const} */ ({ kind: "weights", weights });
    }
    const answer = this.isFollowing ? null : moment?.answer;
    if (answer) return /** @type {const} */ ({ kind: "answer", answer });
    return /** @type {const} */ ({ kind: "recompute" });
  }

  /** Whether the run goes on, and answers come with its events. @param {RunSnapshot | null} before */
  #goesOn(before) {
    return this.payload.model !== null && before?.state === "running" && this.isRunning;
  }
}
