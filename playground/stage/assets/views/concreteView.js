/** The stage of Concrete: a mix of one's own, the ladder of networks, what each input does. */

import { html, setText } from "../widgets/dom.js";
import { DelayedCommit } from "../panels/delayedCommit.js";
import { EffectsPanel } from "../panels/effectsPanel.js";
import { concreteFacts } from "../model/concreteFacts.js";
import { ladderFacts } from "../model/explainFacts.js";
import { decodeFloat16 } from "../net/float16.js";
import { LadderPanel } from "../panels/ladderPanel.js";
import { MixPanel } from "../panels/mixPanel.js";
import { Segments } from "../panels/segments.js";
import { chartErrorText, loadPlotly, nextPaint, reloadText } from "../charts/plot.js";
import { Badge } from "../widgets/readouts.js";
import { arraysOf } from "../model/forward.js";
import { ofMix } from "../model/sketch.js";
import { forwardSparse } from "../model/sparse.js";

/**
 * @typedef {import("../protocol.d.ts").ConcretePayload} ConcretePayload
 * @typedef {import("../view.d.ts").View<ConcretePayload>} View
 * @typedef {import("../protocol.d.ts").GridRequest} GridRequest
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../view.d.ts").Callbacks} Callbacks
 * @typedef {import("../view.d.ts").Frame} Frame
 * @typedef {import("../view.d.ts").Preview} Preview
 * @typedef {import("../charts/plot.js").Plotly} Plotly
 * @typedef {import("../charts/plot.js").Theme} Theme
 * @typedef {"mix" | "ladder" | "inputs"} PartName
 *
 * @typedef {object} ConcretePanel one part of the page
 * @property {HTMLElement} element
 * @property {(Plotly: Plotly, onDrawn: () => void) => void} ready
 * @property {(values: Values) => number[]} [rows] that it draws besides the mix, one after another
 * @property {(values: Values) => GridRequest} [gridRequest] what only Keras computes
 * @property {(frame: Frame) => void} show
 * @property {() => string} announcement
 * @property {() => void} close
 */

export const sheet = "concrete.css";

/** @type {Record<PartName, string>} */
const PARTS = { mix: "Mix a concrete", ladder: "Does depth pay?", inputs: "What each input does" };
const FORMULA = "strength = network(age, cement, …)";
const PART_NAMES = /** @type {PartName[]} */ (Object.keys(PARTS));

/** @implements {View} */
export default class ConcreteView {
  /** @type {Float32Array[] | null} of the network, once they are there */
  weights = null;
  /** @type {{key: string, predictions: Float64Array} | null} of the rows that were drawn last */
  cached = null;
  closed = false;
  liveRegion = html("p", { class: "np-hidden", role: "status" });

  /**
   * @param {HTMLElement} root
   * @param {ConcretePayload} payload
   * @param {Theme} theme
   * @param {Callbacks} callbacks
   */
  constructor(root, payload, theme, callbacks) {
    this.payload = payload;
    this.callbacks = callbacks;
    this.badge = new Badge(payload.columns.target.unit);
    this.delayed = new DelayedCommit(callbacks.commit);
    this.mix = new MixPanel(payload, theme, callbacks);
    /** @type {Record<PartName, ConcretePanel>} */
    this.panels = {
      mix: this.mix,
      ladder: new LadderPanel(payload, theme, callbacks),
      inputs: new EffectsPanel(payload, theme, callbacks, (camera) => {
        callbacks.set({ camera });
        this.delayed.commitSoon();
      }),
    };
    this.parts = new Segments("Show", "np-part", PARTS, (part) => {
      callbacks.set({ choices: { part } });
      callbacks.commit();
    });
    root.replaceChildren(this.layout());
  }

  layout() {
    return html(
      "div",
      { class: "np-concrete np-compact" },
      html(
        "div",
        { class: "np-head" },
        html("p", { class: "np-equation", text: FORMULA, "data-testid": "equation" }),
        this.parts.element,
        this.badge.element,
      ),
      ...PART_NAMES.map((part) => this.panels[part].element),
      this.liveRegion,
    );
  }

  /** @param {ConcretePayload} payload */
  update(payload) {
    this.payload = payload;
  }

  /**
   * Plotly and the network's weights, each as soon as it is there.
   *
   * @param {string} base
   * @param {() => void} onDrawn
   */
  async drawCharts(base, onDrawn) {
    const weights = this.loadWeights(base)
      .catch((error) => this.fail(reloadText("The network's weights did not arrive", error)));
    await nextPaint();
    await loadPlotly(base + this.payload.plotly).then((Plotly) => {
      for (const part of PART_NAMES) {
        if (!this.closed) this.panels[part].ready(Plotly, onDrawn);
      }
      onDrawn();
    }).catch((error) => this.fail(chartErrorText(error)));
    await weights;
  }

  /** @param {string} base */
  async loadWeights(base) {
    const response = await fetch(base + this.payload.weights_path);
    if (!response.ok) throw new Error(await response.text());
    this.weights = arraysOf(this.payload.network, decodeFloat16(await response.arrayBuffer()));
    this.callbacks.recompute();
  }

  /** @param {string} text */
  fail(text) {
    if (!this.closed) this.mix.fail(text);
  }

  /**
   * The mix itself, then the rows that the part in view draws.
   *
   * @param {Values} values
   * @returns {Preview}
   */
  preview(values) {
    const { eval_points, model, test_predictions } = this.payload;
    const panel = this.panels[partOf(values)];
    const rows = panel.rows?.(values) ?? [];
    return {
      request: {
        eval_points,
        source: { kind: "stored", model },
        at: [...values.at, ...rows],
        grid: panel.gridRequest?.(values),
      },
      predictions: test_predictions,
      at: this.predict(values.at, rows),
    };
  }

  /**
   * What the browser computes itself; the rows, which are many, only when they are others.
   *
   * @param {number[]} mix
   * @param {number[]} rows one after another
   */
  predict(mix, rows) {
    const { weights, payload: { network, scaling } } = this;
    if (!weights) return null;
    const key = rows.join();
    if (this.cached?.key !== key) {
      this.cached = { key, predictions: forwardSparse(network, weights, rows, scaling) };
    }
    return [forwardSparse(network, weights, mix, scaling)[0], ...this.cached.predictions];
  }

  /** @param {Frame} frame */
  show(frame) {
    const shown = partOf(frame.values);
    for (const part of PART_NAMES) this.panels[part].element.hidden = part !== shown;
    this.parts.show(shown);
    this.panels[shown].show(frame);
  }

  facts() {
    const values = this.callbacks.values();
    const isLadder = partOf(values) === "ladder";
    const deepest = this.payload.ladder.networks.at(-1)?.name ?? "";
    const network = isLadder ? values.choices.network : deepest;
    return {
      ...ladderFacts(this.payload, { network, split: isLadder ? values.choices.split : "mix" }),
      concrete: concreteFacts(this.payload, values, network),
    };
  }

  sketch() {
    const { weights, payload: { network, scaling, columns } } = this;
    const { at } = this.callbacks.values();
    const prediction = weights ? forwardSparse(network, weights, at, scaling)[0] : NaN;
    return ofMix(at, columns.inputs, prediction);
  }

  showWaiting() {} // the predictions of the test rows come with the page

  announce() {
    const part = partOf(this.callbacks.values());
    setText(this.liveRegion, this.panels[part].announcement());
  }

  flush() {
    this.mix.flush();
  }

  close() {
    this.closed = true;
    this.delayed.close();
    for (const part of PART_NAMES) this.panels[part].close();
  }
}

/** @param {Values} values */
const partOf = ({ choices }) => /** @type {PartName} */ (choices.part);
