/** The stage of one neuron that tells two classes apart: its S-curve, its numbers, loss and accuracy. */

import { SCurveChart } from "../charts/sCurve.js";
import { html, setText } from "../widgets/dom.js";
import { threeDigits } from "../widgets/format.js";
import { term } from "../widgets/explain.js";
import { ClassReadouts } from "../panels/classReadouts.js";
import { thresholdSlider } from "../panels/decisionPanel.js";
import { LossGlide } from "../panels/lossGlide.js";
import { NeuronDiagram } from "../panels/neuronDiagram.js";
import { ValueControls } from "../panels/valueControls.js";
import { loadPlotly, nextPaint, showChartError } from "../charts/plot.js";
import { Badge, Equation, probabilityLabel } from "../widgets/readouts.js";
import { answers } from "../model/classes.js";
import { crossingOf } from "../model/sweep.js";
import { thresholdOf, unitLoss } from "../model/answerFacts.js";
import { unitFacts } from "../model/explainFacts.js";
import { preview } from "../model/singleUnit.js";
import { ofUnit } from "../model/sketch.js";

/**
 * @typedef {import("../protocol.d.ts").ClassNeuronPayload} ClassNeuronPayload
 * @typedef {import("../view.d.ts").View<ClassNeuronPayload>} View
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../view.d.ts").Callbacks} Callbacks
 * @typedef {import("../charts/plot.js").Plotly} Plotly
 * @typedef {import("../charts/plot.js").Theme} Theme
 * @typedef {import("../model/singleUnit.js").UnitFrame} UnitFrame
 */

/** Points of the curve: evenly along x, and around its middle evenly along the sum. */
const [EVENLY, AROUND, FARTHEST] = [48, 48, 8];

/** A stylesheet of its own, below css/. */
export const sheet = "classes.css";

/** @implements {View} */
export default class ClassNeuronView {
  /** @type {SCurveChart | null} */
  chart = null;
  closed = false;
  prediction = html("output", { class: "np-prediction", "data-testid": "prediction" });
  liveRegion = html("p", { class: "np-hidden", role: "status" });
  chartBox = html("div", { class: "np-chart", role: "group" });
  equation = new Equation();

  /**
   * @param {HTMLElement} root
   * @param {ClassNeuronPayload} payload
   * @param {Theme} theme
   * @param {Callbacks} callbacks
   */
  constructor(root, payload, theme, callbacks) {
    const [w, b, probe] = payload.sliders;
    this.payload = payload;
    this.theme = theme;
    this.callbacks = callbacks;
    this.steps = { w: w.step, b: b.step, x: probe.step, y: 0.01 };
    const wrong = { name: "Wrong answers", about: "a cross on every point answered wrongly" };
    this.controls = new ValueControls(payload.sliders, { residuals: wrong }, callbacks);
    this.threshold = thresholdSlider(payload.classes, callbacks);
    this.errors = new ClassReadouts(payload, callbacks, this.threshold);
    this.badge = new Badge("");
    const { input } = payload.columns;
    this.diagram = new NeuronDiagram({ input, target: { name: "probability", unit: "" } });
    this.glide = payload.small ? null : new LossGlide(payload, callbacks);
    root.replaceChildren(this.layout());
  }

  layout() {
    const { payload, equation, errors, badge, glide } = this;
    const kind = payload.small ? "np-small" : "np-class-neuron";
    return html(
      "div",
      { class: `np-grid ${kind}` },
      html("div", { class: "np-head" }, equation.element, errors.element, badge.element),
      html("div", { class: "np-middle" }, this.diagram.element, this.chartBox),
      this.panel(),
      html("div", { class: "np-side" }, ...(glide ? [glide.element, this.probe()] : [])),
      this.liveRegion,
    );
  }

  panel() {
    const [w, b] = this.payload.sliders.map(({ key }) => this.controls.sliders[key].element);
    const onclick = () => this.reset();
    const reset = html("button", { class: "np-button", type: "button", onclick }, "Reset w and b");
    return html(
      "div",
      { class: "np-panel", role: "group", "aria-label": "Weight and bias" },
      w,
      b,
      this.threshold.element,
      html("div", { class: "np-toggles" }, this.controls.toggles.residuals.element, reset),
      this.glide ? "" : this.probe(),
    );
  }

  probe() {
    const { noun, sliders, classes } = this.payload;
    return html(
      "div",
      { class: "np-probe" },
      html("span", { class: "np-note np-label" }, term("probe", `Ask: a ${noun} with`)),
      this.controls.sliders[sliders[2].key].element,
      probabilityLabel(classes),
      this.prediction,
    );
  }

  reset() {
    const [w, b] = this.payload.sliders;
    this.callbacks.set({ weights: [[w.reset], [b.reset]] });
    this.callbacks.commit();
  }

  /** @param {ClassNeuronPayload} payload */
  update(payload) {
    this.payload = payload;
  }

  /** @param {Values} values */
  preview(values) {
    return preview(this.payload, values, [...this.curveX(unitOf(values)), ...values.at]);
  }

  /** Where the curve is computed, from one picture's width before the axis to one behind it. @param {Unit} unit */
  curveX({ w, b }) {
    const [low, high] = this.payload.chart.layout.xaxis.range;
    const [from, width] = [low - (high - low), 3 * (high - low)];
    const evenly = Array.from({ length: EVENLY + 1 }, (_, i) => from + width * i / EVENLY);
    const sums = Array.from({ length: AROUND + 1 }, (_, i) => FARTHEST * (2 * i / AROUND - 1));
    const around = sums.map((sum) => (sum - b) / w).filter((x) => x > from && x < from + width);
    return [...evenly, ...around].sort((one, other) => one - other);
  }

  /** @param {string} base @param {() => void} onDrawn */
  async drawCharts(base, onDrawn) {
    try {
      await nextPaint();
      const Plotly = await loadPlotly(base + this.payload.plotly);
      if (this.closed) return;
      await this.drawChart(Plotly);
      onDrawn();
    } catch (error) {
      showChartError(this.chartBox, error);
    }
  }

  /** @param {Plotly} Plotly */
  async drawChart(Plotly) {
    const { payload, callbacks, theme } = this;
    const unit = () => unitOf(callbacks.values());
    const chart = new SCurveChart(Plotly, this.chartBox, theme, {
      onShift: (x) => callbacks.setFromPointer({ b: -unit().w * x }),
      onSteepen: (x, sum) => this.steepen(x, sum),
      onThreshold: (threshold) => callbacks.set({ choices: { threshold: String(threshold) } }),
      onProbe: (x) => callbacks.setFromPointer({ probe: x }),
      onRelease: callbacks.commit,
    });
    await chart.draw(payload.chart, payload.drawn);
    if (this.closed) return chart.close();
    this.chart = chart;
  }

  /** The curve turns about its middle. @param {number} x @param {number} sum that it is to have there */
  steepen(x, sum) {
    const { w, b } = unitOf(this.callbacks.values());
    const middle = -b / w;
    const [low, high] = this.payload.chart.layout.xaxis.range;
    const away = x - middle;
    if (Math.abs(away) < (high - low) / 200) return; // as steep as it can be told
    const steep = sum / away;
    if (steep) this.callbacks.setFromPointer({ w: steep, b: -steep * middle });
  }

  /** @param {UnitFrame} frame */
  show(frame) {
    const { values, rows, at, predictions, errors } = frame;
    const unit = unitOf(values);
    const threshold = thresholdOf(values);
    const [last, probe] = [at.length - 1, values.at[0]];
    this.controls.show(values);
    const loss = unitLoss(values, this.payload.points);
    this.errors.show(errors, predictions, values, { loss, outputs: [at[last]] });
    this.showEquation(unit);
    this.diagram.show({
      ...unit,
      x: probe,
      y: at[last],
      f: "sigmoid",
      scale: 4,
      steps: this.steps,
    });
    setText(this.prediction, this.answer(at[last], threshold));
    this.chart?.show({
      unit,
      threshold,
      x: rows.slice(0, last),
      y: Array.from(at).slice(0, last),
      probe: { x: probe, y: at[last] },
      wrong: values.switches.residuals ? this.wrongRows(predictions, threshold) : [],
      ringed: this.errors.marked ?? [],
    });
    this.glide?.show(unit, threshold);
  }

  /** @param {number} p @param {number} threshold */
  answer(p, threshold) {
    return `${threeDigits(p)}: ${this.payload.classes[p >= threshold ? 1 : 0]}`;
  }

  /** @param {ArrayLike<number>} probabilities @param {number} threshold */
  wrongRows(probabilities, threshold) {
    const { y } = this.payload.points;
    const answered = answers(probabilities, 1, threshold);
    return y.flatMap((is, row) => is === answered[row] ? [] : [row]);
  }

  facts() {
    const values = this.callbacks.values();
    return { ...unitFacts(values, NaN), ...this.errors.facts() };
  }

  sketch() {
    return ofUnit(this.callbacks.values(), this.payload.points.x);
  }

  showWaiting() {} // the browser always knows what one neuron gives

  /** @param {Unit} unit */
  showEquation({ w, b }) {
    const { columns: { input }, classes } = this.payload;
    this.equation.show({
      terms: [{ w, name: input.name, step: this.steps.w }],
      b,
      step: this.steps.b,
      target: `p(${classes[1]})`,
      f: "sigmoid",
    });
  }

  /** Labels that change with every frame would flood a screen reader. */
  announce() {
    const values = this.callbacks.values();
    const [unit, threshold] = [unitOf(values), thresholdOf(values)];
    const crossing = crossingOf(unit, threshold);
    const from = Number.isFinite(crossing)
      ? `; yes ${unit.w > 0 ? "from" : "up to"} ${threeDigits(crossing)}`
      : "";
    this.diagram.updateLabel();
    setText(this.liveRegion, `${this.equation.text}; ${this.errors.words()}${from}`);
    const label = `${this.payload.chart_label} The model: ${this.equation.text}.`;
    this.chartBox.setAttribute("aria-label", label);
  }

  flush() {
    this.controls.flush();
    this.errors.flush();
  }

  close() {
    this.closed = true;
    this.errors.close();
    this.chart?.close();
    this.glide?.close();
    this.controls.close();
  }
}

/** @typedef {{w: number, b: number}} Unit */

/** @param {Values} values @returns {Unit} */
const unitOf = ({ weights: [[w], [b]] }) => ({ w, b });
