/**
 * The stage of a unit with several inputs that tells two classes apart: from above the line where the
 * answer changes, in space the surface that the threshold cuts.
 */

import { LayersPicture } from "../charts/layersPicture.js";
import { loadPlotly, nextPaint } from "../charts/plot.js";
import { termName } from "../model/categories.js";
import { thresholdOf, unitLoss } from "../model/answerFacts.js";
import { unitFacts } from "../model/explainFacts.js";
import { NetworkModel } from "../model/layersModel.js";
import { ofFrame } from "../model/sketch.js";
import { ClassReadouts } from "../panels/classReadouts.js";
import { thresholdSlider } from "../panels/decisionPanel.js";
import { DelayedCommit } from "../panels/delayedCommit.js";
import { EdgeCamera } from "../panels/edgeCamera.js";
import { ValueControls } from "../panels/valueControls.js";
import { html, setText } from "../widgets/dom.js";
import { term } from "../widgets/explain.js";
import { threeDigits } from "../widgets/format.js";
import { Badge, Equation, probabilityLabel } from "../widgets/readouts.js";

/**
 * @typedef {import("../protocol.d.ts").ClassPlanePayload} ClassPlanePayload
 * @typedef {import("../view.d.ts").View<ClassPlanePayload>} View
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../view.d.ts").Callbacks} Callbacks
 * @typedef {import("../charts/plot.js").Theme} Theme
 * @typedef {import("../panels/networkPanel.js").LayersFrame} LayersFrame
 * @typedef {import("../model/layersModel.js").LayersPreview} LayersPreview
 */

/** @type {Record<string, import("../widgets/controls.js").ToggleSpec>} */
const SWITCHES = {
  residuals: { name: "Wrong answers", about: "a mark on every point answered wrongly" },
  top: { name: "From above", about: "the same as a map" },
};

/** A stylesheet of its own, below css/. */
export const sheet = "layers.css";

/** @implements {View} */
export default class ClassPlaneView {
  closed = false;
  /** The last one. @type {LayersFrame | null} */
  frame = null;
  prediction = html("output", { class: "np-prediction", "data-testid": "prediction" });
  liveRegion = html("p", { class: "np-hidden", role: "status" });

  /**
   * @param {HTMLElement} root
   * @param {ClassPlanePayload} payload
   * @param {Theme} theme
   * @param {Callbacks} callbacks
   */
  constructor(root, payload, theme, callbacks) {
    const { columns, sliders, classes } = payload;
    this.payload = payload;
    this.callbacks = callbacks;
    this.model = new NetworkModel(payload);
    this.delayed = new DelayedCommit(callbacks.commit);
    this.controls = new ValueControls(sliders, SWITCHES, callbacks, undefined, columns.categories);
    this.threshold = thresholdSlider(classes, callbacks);
    this.picture = new LayersPicture(payload, theme, this.model, callbacks, (camera) => {
      this.edge.onTurn(camera, payload);
    });
    this.edge = new EdgeCamera(this.picture.element, callbacks, this.delayed);
    this.equation = new Equation(columns.inputs.length);
    this.errors = new ClassReadouts(payload, callbacks, this.threshold);
    this.badge = new Badge("");
    root.replaceChildren(this.layout());
  }

  layout() {
    const { best_note } = this.payload;
    return html(
      "div",
      { class: "np-grid np-compact np-class-plane" },
      html(
        "div",
        { class: "np-head" },
        this.equation.element,
        this.errors.element,
        this.badge.element,
      ),
      html("div", { class: "np-middle" }, this.picture.element),
      this.panel(),
      html(
        "div",
        { class: "np-side" },
        html("p", { class: "np-note", text: best_note }),
        this.probe(),
      ),
      this.liveRegion,
    );
  }

  panel() {
    const weights = this.payload.sliders.filter(({ group }) => group === "weights")
      .map(({ key }) => this.controls.sliders[key].element);
    const toggles = Object.values(this.controls.toggles);
    return html(
      "div",
      { class: "np-panel", role: "group", "aria-label": "Weights and bias" },
      ...weights,
      this.threshold.element,
      html("div", { class: "np-toggles" }, ...toggles.map(({ element }) => element)),
      html("button", {
        type: "button",
        class: "np-button",
        text: "Reset w and b",
        onclick: () => this.reset(),
      }),
    );
  }

  probe() {
    const { noun, classes } = this.payload;
    return html(
      "div",
      { class: "np-probe", role: "group", "aria-label": "Ask the neuron" },
      html("h2", { class: "np-caption" }, term("probe", `Ask: a ${noun} with`)),
      ...this.controls.probes(),
      probabilityLabel(classes),
      this.prediction,
    );
  }

  /** The weights first, the bias last: in the order of their sliders. */
  reset() {
    const resets = this.payload.sliders.filter(({ group }) => group === "weights")
      .map(({ reset }) => reset);
    this.callbacks.set({ weights: [resets.slice(0, -1), resets.slice(-1)] });
    this.callbacks.commit();
  }

  /** @param {ClassPlanePayload} payload */
  update(payload) {
    this.edge.onPayload(this.payload, payload, (values) => this.picture.slopes(values));
    this.payload = this.model.payload = this.picture.payload = payload;
  }

  /** @param {Values} values */
  preview(values) {
    return this.model.preview(values);
  }

  /** @param {string} base @param {() => void} onDrawn */
  async drawCharts(base, onDrawn) {
    try {
      await nextPaint();
      const Plotly = await loadPlotly(base + this.payload.plotly);
      if (this.closed) return;
      this.picture.ready(Plotly, onDrawn);
      onDrawn();
    } catch (error) {
      this.picture.fail(error);
    }
  }

  /** @param {LayersFrame} frame */
  show(frame) {
    this.frame = frame;
    const { values, at, predictions, errors } = frame;
    const { cells, row } = /** @type {LayersPreview} */ (frame.preview);
    const answer = this.payload.classes[at[0] >= thresholdOf(values) ? 1 : 0];
    this.controls.show(values);
    const loss = unitLoss(values, this.payload.points);
    this.errors.show(errors, predictions, values, { loss, outputs: at });
    this.showEquation(values);
    setText(this.prediction, `${threeDigits(at[0])}: ${answer}`);
    const ringed = this.errors.marked;
    this.picture.show({
      ...frame,
      cells,
      row,
      outputs: null,
      single: null,
      enlarged: null,
      ringed,
    });
  }

  facts() {
    const values = this.callbacks.values();
    return { ...unitFacts(values, NaN), ...this.errors.facts() };
  }

  sketch() {
    return ofFrame(this.frame);
  }

  showWaiting() {} // the browser always knows what one unit gives

  /** @param {Values} values */
  showEquation({ weights: [kernel, [b]] }) {
    const { columns, sliders, classes } = this.payload;
    const terms = kernel.map((w, i) => ({ w, name: termName(columns, i), step: sliders[i].step }));
    const { step } = sliders[kernel.length];
    this.equation.show({ terms, b, step, target: `p(${classes[1]})`, f: "sigmoid" });
  }

  announce() {
    setText(this.liveRegion, `${this.equation.text}; ${this.errors.words()}`);
    this.picture.label(`${this.payload.chart_label} The model: ${this.equation.text}.`);
  }

  flush() {
    this.controls.flush();
    this.errors.flush();
  }

  close() {
    this.closed = true;
    this.errors.close();
    this.edge.stop();
    this.delayed.close();
    this.picture.close();
    this.controls.close();
  }
}
