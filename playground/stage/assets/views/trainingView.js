/** The stage of a network that learns: its picture, its diagram and its losses, live and scrubbed. */

import { BatchPanel, partsOf } from "../panels/batchPanel.js";
import { BestUnit } from "../panels/bestUnit.js";
import { Toggle } from "../widgets/controls.js";
import { html, setText } from "../widgets/dom.js";
import { LossChart } from "../charts/lossChart.js";
import { NetworkPanel } from "../panels/networkPanel.js";
import { nextPaint } from "../charts/plot.js";
import { RunFollower } from "../model/runFollower.js";
import { AnswerScheduler } from "../net/answerScheduler.js";
import { RunControls } from "../panels/runControls.js";
import { rememberOwner, RunStream } from "../net/runStream.js";
import { arraysOf } from "../model/sparse.js";
import { pointsOf, splitText } from "../model/trainingTexts.js";

/**
 * @typedef {import("../protocol.d.ts").TrainingPayload} TrainingPayload
 * @typedef {import("../protocol.d.ts").Metrics} Metrics
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../view.d.ts").Answer} Answer
 * @typedef {import("../view.d.ts").Callbacks} Callbacks
 * @typedef {import("../view.d.ts").Change} Change
 * @typedef {import("../view.d.ts").Preview} Preview
 * @typedef {import("../charts/plot.js").Theme} Theme
 * @typedef {import("../model/run.d.ts").Batch} Batch
 * @typedef {import("../model/run.d.ts").RunSnapshot} RunSnapshot
 * @typedef {import("../model/runFollower.js").Outcome} Outcome
 * @typedef {import("../panels/networkPanel.js").LayersFrame} LayersFrame
 */

export { sheet } from "./layersView.js";

const SWITCHES = {
  hinges: { name: "Hinges", about: "where the neurons of the first ReLU layer bend" },
  residuals: { name: "Residuals", about: "the miss at every point, as a stick" },
  top: { name: "From above", about: "the same as a heat map" },
};
/** Milliseconds until Python is told again that a run is lost. */
const RETRY = 2000;

/** @implements {import("../view.d.ts").View<TrainingPayload>} */
export default class TrainingView {
  /** @type {string | null} the app's address; null: events cannot be listened to yet */
  base = null;
  /** @type {LossChart | null} */
  chart = null;
  /** @type {Batch | null} whose rows and update are highlighted */
  batch = null;
  /** @type {number[] | null} the points of its rows */
  ringed = null;
  closed = false;
  splits = html("p", { class: "np-run-losses", "data-testid": "sides" });
  lossBox = html("div", {
    class: "np-chart np-losses",
    role: "group",
    "aria-label": "Loss of every epoch",
  });

  /**
   * @param {HTMLElement} root
   * @param {TrainingPayload} payload
   * @param {Theme} theme
   * @param {Callbacks} callbacks
   */
  constructor(root, payload, theme, callbacks) {
    this.payload = payload;
    this.theme = theme;
    this.callbacks = callbacks;
    rememberOwner(payload.owner);
    this.network = new NetworkPanel(payload, theme, callbacks, {
      switches: SWITCHES,
      setActivation: (layer, name) => callbacks.dispatch({ kind: "activation", layer, name }),
    });
    this.badge = this.network.badge;
    this.follower = new RunFollower(payload);
    this.scheduler = new AnswerScheduler(callbacks.refreshAnswer);
    this.stream = new RunStream(
      (snapshot, isOver) => this.onEvent(snapshot, isOver),
      (reason) => this.onStreamLost(reason),
    );
    this.run = new RunControls({
      dispatch: callbacks.dispatch,
      commit: callbacks.commit,
      onScrub: () => this.onScrub(),
    });
    this.batchPanel = new BatchPanel((part) =>
      this.network.diagram.names.of(part, this.payload.units.length)
    );
    this.bestUnit = payload.best ? new BestUnit(payload, payload.best) : null;
    this.log = new Toggle(
      { name: "Log scale", about: "equal factors as equal distances" },
      (on) => this.chart?.setLogScale(on),
    );
    root.replaceChildren(this.layout());
  }

  layout() {
    const { network } = this;
    return html(
      "div",
      { class: "np-layers np-compact np-training" },
      network.head(),
      this.run.element,
      html(
        "div",
        { class: "np-look" },
        network.toggleRow(),
        network.pictureHead(),
        this.splits,
        network.picture.element,
        network.note(),
        network.probe(),
      ),
      html(
        "div",
        { class: "np-build" },
        html(
          "div",
          { class: "np-said" },
          html("h2", { class: "np-caption", text: "Loss" }),
          this.log.element,
        ),
        this.lossBox,
        network.diagram.element,
        network.inactiveNote,
        this.bestUnit?.element ?? "",
        this.batchPanel.element,
      ),
      network.liveRegion,
    );
  }

  // --- what the stage calls -----------------------------------------------------------------

  /** @param {TrainingPayload} payload */
  update(payload) {
    this.payload = payload;
    this.network.update(payload);
    this.chart?.setRecipe(payload.loss, payload.epochs);
    this.follow();
  }

  /** @param {string} base @param {() => void} onDrawn */
  async drawCharts(base, onDrawn) {
    this.base = base;
    this.follow();
    const Plotly = await this.network.drawCharts(base, onDrawn);
    await nextPaint();
    if (!Plotly || this.closed) return;
    this.chart = new LossChart(Plotly, this.lossBox, this.theme);
    await this.chart.draw(this.payload.loss, this.payload.epochs);
    await this.bestUnit?.draw(Plotly, this.theme);
    this.showRun();
  }

  /** @param {Values} values */
  preview(values) {
    this.follower.row = String(values.at);
    return this.network.preview(values);
  }

  /** @param {LayersFrame} frame */
  show(frame) {
    this.network.show(frame, { ringed: this.ringed });
    setText(this.splits, splitText(this.payload, frame.predictions));
    const past = this.follower.history.moments.filter(({ epoch }) => epoch <= this.run.epoch);
    this.bestUnit?.show(
      frame.weights,
      frame.scaling,
      past.flatMap(({ weights }) => weights ?? []),
    );
  }

  /** @param {Preview & {values: Values}} frame */
  showWaiting(frame) {
    this.network.showNetwork(frame);
  }

  /** @param {Metrics} errors */
  announce(errors) {
    this.network.announce(errors);
  }

  /**
   * While the run goes on, an answer waits for its next event: one frame takes less time from
   * training than two. It is dropped if the reader looks back to an earlier epoch by then.
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
    return true;
  }

  /** @param {Answer} answer @param {boolean} isNewest @returns {Change} */
  onAnswer(answer, isNewest) {
    const { isUrgent } = this.follower.onAnswer(answer, isNewest);
    if (isUrgent) this.showRun();
    return isNewest && answer.blocks ? { weights: answer.blocks } : {};
  }

  flush() {
    this.network.flush();
  }

  close() {
    this.closed = true;
    this.scheduler.close();
    this.stream.close();
    this.network.close();
    this.chart?.close();
    this.bestUnit?.close();
  }

  // --- the run ------------------------------------------------------------------------------

  /** Listens to the run of the payload, or to none. */
  follow() {
    if (this.base === null) return;
    const { run, attempt } = this.payload;
    this.stream.follow(run && `${this.base}runs/${run}/events`, attempt);
    this.apply(this.follower.update(this.payload));
  }

  /** @param {RunSnapshot} snapshot @param {boolean} isOver */
  onEvent(snapshot, isOver) {
    this.apply(this.follower.onEvent(snapshot, isOver));
    this.scheduler.flush();
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
    if (!this.closed && run) this.apply(this.follower.onMoments(run, loaded));
  }

  /** Back and forth through the epochs; at the right end, the newest is followed again. */
  onScrub() {
    this.apply(this.follower.onScrub(this.run.isAtEnd ? null : this.run.epoch));
  }

  /** Does what follows from an event, an answer, or the slider. @param {Outcome} outcome */
  apply({ show, isUrgent, loadMoments, commit }) {
    this.network.model.epoch = this.follower.requestedEpoch;
    if (show?.kind === "weights") this.setWeights(show.weights);
    else if (show?.kind === "answer") this.callbacks.showCachedAnswer(show.answer);
    else if (show?.kind === "newest") this.scheduler.maybeRequest(show.isResting);
    else if (show?.kind === "recompute") this.callbacks.recompute();
    this.highlightBatch(this.follower.batch);
    if (isUrgent || !this.scheduler.isPatient) this.showRun();
    else this.drawLosses();
    if (loadMoments) this.loadHistory();
    if (commit) this.callbacks.commit();
  }

  /** @param {Float32Array} weights all of them, one after another */
  setWeights(weights) {
    if (weights.length !== this.payload.parameters) return; // of the network before
    const network = this.network.model.network(this.callbacks.values());
    const arrays = arraysOf(network, weights).map((array) => Array.from(array));
    this.callbacks.set({ weights: arrays });
  }

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
    this.showArrows(batch?.update ?? null);
    this.callbacks.requestDraw();
  }

  /** @param {Float32Array | null} update of each weight */
  showArrows(update) {
    const { diagram, model } = this.network;
    if (!update?.length) {
      diagram.showArrows(null);
      return;
    }
    const most = update.reduce((size, value) => Math.max(size, Math.abs(value)), 1e-30);
    diagram.showArrows((part) => update[model.ownIndex(part)] / most);
  }

  /** Words, numbers and losses. */
  showRun() {
    const { follower, payload } = this;
    this.scheduler.markShown();
    this.run.show({
      history: follower.history,
      snapshot: follower.snapshot,
      exists: Boolean(payload.run),
      epoch: follower.shownEpoch,
      epochs: payload.epochs,
      lost: follower.lostReason && `This training cannot be followed: ${follower.lostReason}. ` +
          "The page is as its link says; Train starts it again.",
    });
    this.drawLosses();
    this.chart?.compare(payload.others);
  }

  drawLosses() {
    this.chart?.useWorker(this.network.model.isPartial);
    this.chart?.show(this.follower.history, this.run.shownEpoch);
  }
}
