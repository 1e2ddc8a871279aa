/**
 * The stage of a network that learns: its picture, its diagram and its losses, live and scrubbed.
 */

import { BestUnit } from "../panels/bestUnit.js";
import { html } from "../widgets/dom.js";
import { NetworkPanel } from "../panels/networkPanel.js";
import { nextPaint } from "../charts/plot.js";
import { RunPanel } from "../panels/runPanel.js";
import { rememberOwner } from "../net/runStream.js";
import { thresholdOf } from "../model/answerFacts.js";
import { trainingFacts } from "../model/explainFacts.js";
import { ofFrame, ofLosses } from "../model/sketch.js";

/**
 * @typedef {import("../protocol.d.ts").TrainingPayload} TrainingPayload
 * @typedef {import("../view.d.ts").View<TrainingPayload>} View
 * @typedef {import("../protocol.d.ts").Metrics} Metrics
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../view.d.ts").Answer} Answer
 * @typedef {import("../view.d.ts").Callbacks} Callbacks
 * @typedef {import("../view.d.ts").Change} Change
 * @typedef {import("../view.d.ts").Preview} Preview
 * @typedef {import("../charts/plot.js").Theme} Theme
 * @typedef {import("../panels/networkPanel.js").LayersFrame} LayersFrame
 */

export const sheet = "training.css";

/** @implements {View} */
export default class TrainingView {
  closed = false;

  /**
   * @param {HTMLElement} root
   * @param {TrainingPayload} payload
   * @param {Theme} theme
   * @param {Callbacks} callbacks
   */
  constructor(root, payload, theme, callbacks) {
    this.payload = payload;
    this.theme = theme;
    this.network = new NetworkPanel(payload, theme, callbacks, {
      setActivation: (layer, name) => callbacks.dispatch({ kind: "activation", layer, name }),
    });
    this.badge = this.network.badge;
    this.run = new RunPanel(payload, this.network, callbacks);
    this.bestUnit = payload.best && new BestUnit(payload, payload.best);
    root.replaceChildren(this.layout());
  }

  layout() {
    const { network, run } = this;
    return html(
      "div",
      { class: "np-layers np-compact np-training" },
      network.head(),
      html(
        "div",
        { class: "np-look" },
        network.picture.element,
        network.toggleRow(),
      ),
      html(
        "div",
        { class: "np-build" },
        run.controls.element,
        run.batchPanel.element,
        run.table.element,
        run.lossHead(),
        run.lossBox,
        run.earlier.element,
        this.bestUnit?.element ?? "",
        network.diagram.element,
        network.inactiveNote,
      ),
      html("div", { class: "np-inside" }, network.probe(), network.note()),
      network.liveRegion,
    );
  }

  /** @param {TrainingPayload} payload */
  update(payload) {
    this.payload = payload;
    this.network.update(payload);
    this.run.update(payload);
  }

  /** @param {Values} values */
  preview(values) {
    this.run.follower.row = String(values.at);
    return this.network.preview(values);
  }

  /** @param {string} base @param {() => void} onDrawn */
  async drawCharts(base, onDrawn) {
    rememberOwner(this.payload.owner, base);
    this.run.listen(base);
    const Plotly = await this.network.drawCharts(base, onDrawn);
    await nextPaint();
    if (!Plotly || this.closed) return;
    await this.run.draw(Plotly, this.theme);
    await this.bestUnit?.draw(Plotly, this.theme);
  }

  /** @param {LayersFrame} frame */
  show(frame) {
    this.network.show(frame, { ringed: this.run.ringed });
    this.run.table.showErrors(this.payload, frame.predictions, thresholdOf(frame.values));
    this.bestUnit?.show(frame.weights, frame.scaling, this.run.pastWeights());
  }

  facts() {
    const { payload: { classes }, network: { frame } } = this;
    const predictions = frame?.predictions ?? null;
    const threshold = frame && classes.length ? thresholdOf(frame.values) : null;
    const training = trainingFacts(this.payload, this.run.facts(), predictions, threshold);
    const unit = this.bestUnit?.unit;
    return {
      ...this.network.facts(),
      ...(unit && { unit: { ...unit, relu: false, best: NaN } }),
      training,
    };
  }

  /** Its losses, once there are some. */
  sketch() {
    const { train, test } = this.run.follower.history;
    return ofLosses(train, test) ?? ofFrame(this.network.frame);
  }

  /** @param {Preview & {values: Values}} frame */
  showWaiting(frame) {
    this.network.showNetwork(frame);
  }

  /** @param {Metrics} errors */
  announce(errors) {
    this.network.announce(errors);
  }

  /** @param {() => void} show @param {Answer} answer @param {number} took ms */
  deferAnswer(show, answer, took) {
    this.run.deferAnswer(show, answer, took);
    return true;
  }

  /**
   * Where only Keras computes, the weights come with its answers.
   *
   * @param {Answer} answer
   * @param {boolean} isNewest
   * @returns {Change}
   */
  onAnswer(answer, isNewest) {
    this.run.onAnswer(answer, isNewest);
    return isNewest && answer.blocks ? { weights: answer.blocks } : {};
  }

  flush() {
    this.network.flush();
  }

  close() {
    this.closed = true;
    this.run.close();
    this.network.close();
    this.bestUnit?.close();
  }
}
