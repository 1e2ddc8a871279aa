/** A run as it is followed: its controls, its losses, its last batch, and what is shown of it. */

import { BatchPanel, partsOf } from "./batchPanel.js";
import { Toggle } from "../widgets/controls.js";
import { html } from "../widgets/dom.js";
import { enlargeButton } from "../widgets/enlarge.js";
import { term } from "../widgets/explain.js";
import { LossChart } from "../charts/lossChart.js";
import { RunFollower } from "../model/runFollower.js";
import { AnswerScheduler } from "../net/answerScheduler.js";
import { EarlierRuns } from "./earlierRuns.js";
import { RunControls } from "./runControls.js";
import { RunStream } from "../net/runStream.js";
import { SplitTable } from "./splitTable.js";
import { epochText, pointsOf } from "../model/trainingTexts.js";
import { SlowMotion } from "./slowMotion.js";

/**
 * @typedef {import("../protocol.d.ts").TrainingPayload} TrainingPayload
 * @typedef {import("../view.d.ts").Answer} Answer
 * @typedef {import("../view.d.ts").Callbacks} Callbacks
 * @typedef {import("../model/run.d.ts").Batch} Batch
 * @typedef {import("../model/run.d.ts").RunSnapshot} RunSnapshot
 * @typedef {import("../model/runFollower.js").Outcome} Outcome
 */

/** Milliseconds until Python is told again that a run is lost. */
const RETRY = 2000;

export class RunPanel {
  /** @type {string | null} the app's address; null: events cannot be listened to yet */
  base = null;
  /** @type {LossChart | null} */
  chart = null;
  /** @type {Batch | null} whose rows and update are highlighted */
  batch = null;
  /** @type {number[] | null} the points of its rows */
  ringed = null;
  closed = false;
  lossBox = html("div", {
    class: "np-chart np-losses",
    role: "group",
    "aria-label": "Loss of every epoch",
  });

  /**
   * @param {TrainingPayload} payload
   * @param {import("./networkPanel.js").NetworkPanel} network that shows the run's weights
   * @param {Callbacks} callbacks
   */
  constructor(payload, network, callbacks) {
    this.payload = payload;
    this.network = network;
    this.callbacks = callbacks;
    this.follower = new RunFollower(payload);
    this.scheduler = new AnswerScheduler(callbacks.refreshAnswer);
    this.stream = new RunStream(
      (snapshot, isOver) => this.onEvent(snapshot, isOver),
      (reason) => this.onStreamLost(reason),
      () => this.loadHistory(),
    );
    this.controls = new RunControls({
      dispatch: callbacks.dispatch,
      commit: callbacks.commit,
      onScrub: () => this.onScrub(),
      onReplay: () => this.replay(),
    });
    this.table = new SplitTable(payload);
    this.earlier = new EarlierRuns(() => this.showEarlier());
    this.slowMotion = new SlowMotion((epoch) => {
      this.apply(this.follower.onScrub(epoch));
    });
    this.batchPanel = new BatchPanel((part) =>
      network.diagram.names.of(part, this.payload.units.length)
    );
    this.log = new Toggle(
      { name: "Log scale", about: "equal factors as equal distances", term: "log" },
      (on) => this.chart?.setLogScale(on),
    );
  }

  lossHead() {
    const caption = html("h2", { class: "np-caption" }, term("loss", "Loss"));
    const larger = enlargeButton("Larger losses");
    return html("div", { class: "np-said" }, caption, this.log.element, larger);
  }

  // --- what the view calls ------------------------------------------------------------------

  /** Listens to the run, from when the app's address is known. @param {string} base */
  listen(base) {
    this.base = base;
    this.follow();
  }

  /** @param {TrainingPayload} payload */
  update(payload) {
    this.payload = payload;
    this.chart?.setRecipe(payload.loss, payload.epochs);
    this.follow();
  }

  /**
   * @param {import("../charts/plot.js").Plotly} Plotly
   * @param {import("../charts/plot.js").Theme} theme
   */
  async draw(Plotly, theme) {
    this.chart = new LossChart(Plotly, this.lossBox, theme);
    await this.chart.draw(this.payload.loss, this.payload.epochs);
    this.show();
  }

  /** All weights at each moment up to the epoch in view. */
  pastWeights() {
    return this.follower.history.pathTo(this.controls.epoch);
  }

  /**
   * While the run goes on, an answer waits for its next event. It is dropped if the reader looks
   * back to an earlier epoch by then.
   *
   * @param {() => void} show
   * @param {Answer} answer
   * @param {number} took ms
   */
  deferAnswer(show, answer, took) {
    const showAccepted = () => {
      if (this.follower.accepts(answer)) show();
    };
    if (this.follower.isRunning) this.scheduler.defer(showAccepted, took);
    else showAccepted();
  }

  /** @param {Answer} answer @param {boolean} isNewest */
  onAnswer(answer, isNewest) {
    if (this.follower.onAnswer(answer, isNewest).isUrgent) this.show();
  }

  close() {
    this.closed = true;
    this.slowMotion.stop();
    this.scheduler.close();
    this.stream.close();
    this.chart?.close();
  }

  /** What the cards that explain terms can know of it. */
  facts() {
    const { follower: { history: { train, test }, snapshot }, payload, controls, batch } = this;
    const rate = snapshot?.learning_rate ?? payload.rate;
    const state = payload.run ? snapshot?.state ?? "queued" : undefined;
    return { state, epoch: Math.floor(controls.shownEpoch), rate, train, test, batch };
  }

  // --- following ----------------------------------------------------------------------------

  /** Listens to the run of the payload, or to none. */
  follow() {
    if (this.base === null) return;
    const { run, attempt } = this.payload;
    const before = this.follower.history;
    this.stream.follow(run, attempt);
    this.apply(this.follower.update(this.payload));
    if (this.follower.history !== before) this.slowMotion.stop();
  }

  /** @param {RunSnapshot} snapshot @param {boolean} isOver */
  onEvent(snapshot, isOver) {
    const outcome = this.follower.onEvent(snapshot, isOver);
    this.apply({ ...outcome, commit: false });
    if (!this.follower.history.runaway) this.slowMotion.stop();
    this.scheduler.flush(); // before the values are committed, as they are the answer's
    if (outcome.commit) this.callbacks.commit();
    if (outcome.replay) this.replay();
  }

  /** The way of a runaway in slow motion, then back to the last good weights. */
  replay() {
    const { runaway } = this.follower.history;
    if (runaway) this.slowMotion.play(runaway);
  }

  /** @param {string} reason */
  onStreamLost(reason) {
    this.apply(this.follower.onLost(reason));
    this.retrySync();
  }

  /** Tells Python until it has noticed: what is sent while Streamlit is away is lost. */
  retrySync() {
    setTimeout(() => {
      if (this.closed || !this.follower.isUnnoticed) return;
      this.callbacks.commit();
      this.retrySync();
    }, RETRY);
  }

  /** What the server remembers of the run so far. */
  async loadHistory() {
    const { run } = this.payload;
    const loaded = await this.stream.moments();
    if (run && !this.closed) this.apply(this.follower.onMoments(run, loaded));
  }

  /** Back and forth through the epochs; at the right end, the newest is followed again. */
  onScrub() {
    this.slowMotion.stop();
    const { isAtEnd, epoch } = this.controls;
    this.apply(this.follower.onScrub(isAtEnd ? null : epoch));
  }

  /** Does what follows from an event, an answer, or the slider. @param {Outcome} outcome */
  apply({ show, isUrgent, loadMoments, commit }) {
    this.network.model.epoch = this.follower.requestedEpoch;
    if (show?.kind === "weights") this.setWeights(show.weights);
    else if (show?.kind === "answer") this.callbacks.showCachedAnswer(show.answer);
    else if (show?.kind === "newest") this.scheduler.maybeRequest(show.isResting);
    else if (show?.kind === "recompute") this.callbacks.recompute();
    this.highlightBatch(this.follower.batch);
    if (isUrgent || !this.scheduler.isPatient) this.show();
    else this.drawLosses();
    if (loadMoments) this.loadHistory();
    if (commit) this.callbacks.commit();
  }

  /** @param {Float32Array} flat all weights, one after another */
  setWeights(flat) {
    const weights = this.network.model.weightsOf(flat);
    if (weights) this.callbacks.set({ weights });
  }

  // --- showing ------------------------------------------------------------------------------

  /** The rows of the last batch, and where it moved the weights. @param {Batch | null} batch */
  highlightBatch(batch) {
    if (batch === this.batch) return;
    this.batch = batch;
    this.ringed = batch && pointsOf(batch.rows, this.payload);
    const { snapshot } = this.follower;
    if (batch && snapshot) {
      const parts = partsOf(this.network.model.inputs, this.payload.units);
      this.batchPanel.show(batch, snapshot.weights, parts, snapshot.learning_rate);
    } else this.batchPanel.hide();
    this.showArrows(batch?.update ?? new Float32Array());
    this.callbacks.requestDraw();
  }

  /** Where each weight went. @param {Float32Array} update empty: nowhere */
  showArrows(update) {
    const { diagram, model } = this.network;
    const most = update.reduce((size, value) => Math.max(size, Math.abs(value)), 1e-30);
    if (!update.length) diagram.showArrows(null);
    else diagram.showArrows((part) => update[model.indices(part).slice(-1)[0]] / most);
  }

  /** Words, numbers and losses. */
  show() {
    const { follower, payload } = this;
    const lost = follower.lostReason;
    this.scheduler.markShown();
    this.controls.show({
      history: follower.history,
      snapshot: follower.snapshot,
      exists: payload.run !== null,
      epoch: follower.shownEpoch,
      epochs: payload.epochs,
      replay: this.slowMotion.epoch,
      about: payload.experiment || epochText(payload),
      lost: lost && `This training cannot be followed: ${lost}. ` +
          "The page is as its link says; Train starts it again.",
    });
    this.table.showLosses(follower.history, this.controls.shownEpoch);
    this.drawLosses();
    this.showEarlier();
  }

  showEarlier() {
    const { earlier } = this;
    earlier.show(this.payload.others);
    this.chart?.compare(earlier.shown, earlier.hidden);
  }

  drawLosses() {
    const { history } = this.follower;
    this.chart?.useWorker(this.network.model.isPartial);
    this.chart?.show(history, this.controls.shownEpoch, this.slowMotion.epoch ?? undefined);
  }
}
