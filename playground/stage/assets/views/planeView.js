/** The stage of a unit with several inputs: a plane over two of them, sliced through the others. */

import { ActualTab } from "../panels/actualTab.js";
import { Toggle } from "../widgets/controls.js";
import { DelayedCommit } from "../panels/delayedCommit.js";
import { EdgeCamera } from "../panels/edgeCamera.js";
import { html, setText } from "../widgets/dom.js";
import { compact, missText, withUnit } from "../widgets/format.js";
import { term } from "../widgets/explain.js";
import { PlanePicture } from "../panels/planePicture.js";
import { loadPlotly, nextPaint } from "../charts/plot.js";
import { Badge, Equation, Errors, predictionLabel } from "../widgets/readouts.js";
import { ValueControls } from "../panels/valueControls.js";
import { termName } from "../model/categories.js";
import { unitFacts } from "../model/explainFacts.js";
import { MOST_HOLLOW } from "../model/pointColors.js";
import { preview, unitGrid } from "../model/singleUnit.js";
import { ofGrid } from "../model/sketch.js";

/**
 * @typedef {import("../protocol.d.ts").PlanePayload} PlanePayload
 * @typedef {import("../view.d.ts").View<PlanePayload>} View
 * @typedef {import("../protocol.d.ts").SliderSpec} SliderSpec
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../protocol.d.ts").Metrics} Metrics
 * @typedef {import("../view.d.ts").Callbacks} Callbacks
 * @typedef {import("../charts/plot.js").Theme} Theme
 * @typedef {import("../model/singleUnit.js").UnitFrame} UnitFrame
 */

/** @type {Record<"relu" | "residuals" | "best" | "top", import("../widgets/controls.js").ToggleSpec>} */
const { relu: RELU, ...SWITCHES } = {
  relu: { name: "ReLU", about: "y = max(0, w·x + b)", term: "relu" },
  residuals: { name: "Misses", about: "how far each point is from the plane", term: "miss" },
  best: { name: "Best fit", about: "the plane with the smallest MSE", term: "best" },
  top: { name: "From above", about: "the same as a heat map" },
};

/** @implements {View} */
export default class PlaneView {
  closed = false;
  prediction = html("output", { class: "np-prediction", "data-testid": "prediction" });
  liveRegion = html("p", { class: "np-hidden", role: "status" });

  /**
   * @param {HTMLElement} root
   * @param {PlanePayload} payload
   * @param {Theme} theme
   * @param {Callbacks} callbacks
   */
  constructor(root, payload, theme, callbacks) {
    const { columns, sliders } = payload;
    this.payload = payload;
    this.theme = theme;
    this.callbacks = callbacks;
    this.delayed = new DelayedCommit(callbacks.commit);
    this.controls = new ValueControls(
      sliders,
      SWITCHES,
      callbacks,
      undefined,
      columns.categories,
    );
    this.relu = new Toggle(RELU, (on) => {
      callbacks.set({ activations: [on ? "relu" : "linear"] });
      callbacks.commit();
    });
    this.picture = new PlanePicture(payload, theme, (camera) => {
      this.edge.onTurn(camera, payload);
    });
    this.actual = new ActualTab(payload, theme, (actual) => {
      callbacks.set({ switches: { actual } });
      callbacks.commit();
    });
    this.edge = new EdgeCamera(this.picture.sceneBox, callbacks, this.delayed);
    this.equation = new Equation(columns.inputs.length);
    this.errors = new Errors(columns.target.unit);
    this.errors.showScore(null);
    this.badge = new Badge(columns.target.unit);
    this.note = html("p", { class: "np-note" }, ...this.shape());
    root.replaceChildren(this.layout());
  }

  layout() {
    const slice = this.probes(false).length === 1 ? "np-one-slice" : "";
    return html(
      "div",
      { class: `np-grid np-compact ${slice}` },
      html("div", { class: "np-head" }, this.equation.element, this.badge.element),
      html(
        "div",
        { class: "np-middle" },
        this.actual.segments.element,
        this.picture.sceneBox,
        this.picture.aboveBox,
        this.actual.box,
        this.picture.noSpace,
        this.note,
        this.actual.note,
      ),
      this.panel(),
      this.side(),
      this.liveRegion,
    );
  }

  /** What is drawn, in a sentence or two. */
  shape() {
    const { columns, points } = this.payload;
    const hollow = points.y.length > MOST_HOLLOW
      ? "."
      : ". Hollow points are below what it predicts.";
    return columns.inputs.length > 2
      ? ["This is a ", term("slice", "slice"), " of a ", term("plane", "hyperplane"), hollow]
      : ["This is a ", term("plane", "plane"), hollow];
  }

  panel() {
    const toggles = [this.relu, ...Object.values(this.controls.toggles)];
    return html(
      "div",
      { class: "np-panel", role: "group", "aria-label": "Weights and bias" },
      ...this.weights(),
      html("div", { class: "np-toggles" }, ...toggles.map(({ element }) => element)),
      html("button", {
        type: "button",
        class: "np-button",
        text: "Reset w and b",
        onclick: () => this.reset(),
      }),
    );
  }

  side() {
    const { best_note, columns, noun } = this.payload;
    const [shown, sliced] = [this.probes(true), this.probes(false)];
    return html(
      "div",
      { class: "np-side" },
      html("div", {}, this.errors.element, html("p", { class: "np-note", text: best_note })),
      html(
        "div",
        { class: "np-probe", role: "group", "aria-label": "Ask the neuron" },
        html("h2", { class: "np-caption" }, term("probe", `Ask: a ${noun} with`)),
        ...shown,
        html(
          "div",
          { class: "np-slice", hidden: !sliced.length },
          html(
            "span",
            { class: "np-note np-label" },
            "and, in the whole ",
            term("slice", "slice"),
            ",",
          ),
          ...sliced,
        ),
        predictionLabel(columns.target.name),
        this.prediction,
      ),
    );
  }

  weights() {
    return this.payload.sliders.filter(({ group }) => group === "weights")
      .map(({ key }) => this.controls.sliders[key].element);
  }

  /** What sets the probe. @param {boolean} areShown along the axes, or in the whole slice */
  probes(areShown) {
    const { axes } = this.payload;
    const shown = this.controls.probes((input) => axes.includes(input));
    return areShown ? shown : this.controls.probes().filter((one) => !shown.includes(one));
  }

  /** The weights first, the bias last: in the order of their sliders. */
  reset() {
    const resets = this.payload.sliders.filter(({ group }) => group === "weights")
      .map(({ reset }) => reset);
    this.callbacks.set({ weights: [resets.slice(0, -1), resets.slice(-1)] });
    this.callbacks.commit();
  }

  /** @param {PlanePayload} payload */
  update(payload) {
    const slopesOf = (/** @type {Values} */ { weights: [kernel] }) =>
      payload.axes.map((input) => kernel[input]);
    this.edge.onPayload(this.payload, payload, slopesOf);
    this.payload = this.picture.payload = payload;
  }

  /** @param {Values} values */
  preview(values) {
    return preview(this.payload, values, this.picture.rows(values));
  }

  /** @param {string} base @param {() => void} onDrawn */
  async drawCharts(base, onDrawn) {
    try {
      await nextPaint();
      const Plotly = await loadPlotly(base + this.payload.plotly);
      if (this.closed) return;
      this.picture.ready(Plotly, onDrawn);
      this.actual.ready(Plotly, onDrawn);
      onDrawn();
    } catch (error) {
      this.picture.fail(error);
    }
  }

  /** @param {UnitFrame} frame */
  show(frame) {
    const { values, at, predictions, errors } = frame;
    const prediction = compact(this.picture.probeOf(at));
    this.controls.show(values);
    this.relu.show(values.activations[0] === "relu");
    this.showEquation(values);
    setText(this.prediction, withUnit(prediction, this.payload.columns.target.unit));
    this.errors.show(errors);
    this.note.hidden = values.switches.actual;
    this.actual.show(values.switches.actual, predictions);
    this.picture.show(frame);
  }

  facts() {
    return unitFacts(this.callbacks.values(), NaN);
  }

  sketch() {
    const { axes, spans } = this.payload;
    return ofGrid(spans, unitGrid(this.callbacks.values(), axes, spans));
  }

  showWaiting() {} // the browser always knows what one unit gives

  /** @param {Values} values */
  showEquation({ weights: [kernel, [b]], activations }) {
    const { columns, sliders } = this.payload;
    const terms = kernel.map((w, i) => ({
      w,
      name: termName(columns, i),
      step: sliders[i].step,
    }));
    const { step } = sliders[kernel.length];
    const f = activations[0] === "relu" ? "relu" : "linear";
    this.equation.show({ terms, b, step, target: columns.target.name, f });
  }

  /** @param {Metrics} errors */
  announce(errors) {
    const miss = missText(errors.mae, this.payload.columns.target.unit);
    setText(this.liveRegion, `${this.equation.text}; ${miss}`);
    this.picture.label(`${this.payload.chart_label} The model: ${this.equation.text}.`);
    this.actual.label(miss);
  }

  flush() {
    this.controls.flush();
  }

  close() {
    this.closed = true;
    this.errors.close();
    this.edge.stop();
    this.delayed.close();
    this.actual.close();
    this.picture.close();
    this.controls.close();
  }
}
