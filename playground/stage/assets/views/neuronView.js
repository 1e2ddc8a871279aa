/** The stage of one neuron with one input: its line, its numbers, its loss landscape. */

import { LineChart } from "../charts/lineChart.js";
import { Toggle } from "../widgets/controls.js";
import { html, setText } from "../widgets/dom.js";
import { compact, missText, withUnit } from "../widgets/format.js";
import { term } from "../widgets/explain.js";
import { ChallengeBar } from "../panels/challengeBar.js";
import { LandscapePanel } from "../panels/landscapePanel.js";
import { NeuronDiagram } from "../panels/neuronDiagram.js";
import { ReluNote } from "../panels/reluNote.js";
import { ValueControls } from "../panels/valueControls.js";
import { loadPlotly, nextPaint, showChartError } from "../charts/plot.js";
import { Badge, Equation, Errors, predictionLabel } from "../widgets/readouts.js";
import { unitFacts } from "../model/explainFacts.js";
import { predict, preview, scoreOf } from "../model/singleUnit.js";
import { ofUnit } from "../model/sketch.js";

/**
 * @typedef {import("../protocol.d.ts").NeuronPayload} NeuronPayload
 * @typedef {import("../view.d.ts").View<NeuronPayload>} View
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../protocol.d.ts").Metrics} Metrics
 * @typedef {import("../view.d.ts").Callbacks} Callbacks
 * @typedef {import("../charts/plot.js").Plotly} Plotly
 * @typedef {import("../model/singleUnit.js").UnitFrame} UnitFrame
 * @typedef {{w: number, b: number, relu: boolean}} Unit
 */

/** @type {Record<"relu" | "residuals" | "best", import("../widgets/controls.js").ToggleSpec>} */
const { relu: RELU, ...SWITCHES } = {
  relu: { name: "ReLU", about: "y = max(0, w·x + b)", term: "relu" },
  residuals: { name: "Misses", about: "how far each point is from the line", term: "miss" },
  best: { name: "Best fit", about: "the line with the smallest MSE", term: "best" },
};

/** A stylesheet of its own, below css/. */
export const sheet = "descent.css";

/** @implements {View} */
export default class NeuronView {
  /** @type {LineChart | null} */
  chart = null;
  /** @type {LandscapePanel | null} */
  landscape = null;
  closed = false;
  prediction = html("output", { class: "np-prediction", "data-testid": "prediction" });
  liveRegion = html("p", { class: "np-hidden", role: "status" });
  chartBox = html("div", { class: "np-chart", role: "group" });
  equation = new Equation();

  /**
   * @param {HTMLElement} root
   * @param {NeuronPayload} payload
   * @param {import("../charts/plot.js").Theme} theme
   * @param {Callbacks} callbacks
   */
  constructor(root, payload, theme, callbacks) {
    this.payload = payload;
    this.theme = theme;
    this.callbacks = callbacks;
    const [w, b, probe] = payload.sliders;
    this.steps = { w: w.step, b: b.step, x: probe.step, y: b.step };
    this.controls = new ValueControls(payload.sliders, SWITCHES, callbacks);
    this.controls.toggles.best.element.hidden = payload.challenge;
    this.relu = new Toggle(RELU, (on) => {
      callbacks.set({ activations: [on ? "relu" : "linear"] });
      callbacks.commit();
    });
    this.diagram = new NeuronDiagram(payload.columns);
    this.reluNote = new ReluNote();
    this.errors = new Errors(payload.columns.target.unit);
    this.challenge = payload.challenge ? new ChallengeBar(this.errors.score.element) : null;
    this.badge = new Badge(payload.columns.target.unit);
    if (payload.landscapes) this.landscape = new LandscapePanel(payload, theme, callbacks);
    root.replaceChildren(this.layout());
  }

  layout() {
    const { payload, equation, errors, badge } = this;
    return html(
      "div",
      { class: `np-grid ${kindOf(payload)}` },
      html("div", { class: "np-head" }, equation.element, errors.element, badge.element),
      html(
        "div",
        { class: "np-middle" },
        this.diagram.element,
        this.chartBox,
      ),
      this.panel(),
      html("div", { class: "np-side" }, this.lossLandscape()),
      this.liveRegion,
    );
  }

  panel() {
    const { columns, noun, sliders } = this.payload;
    const [w, b, probe] = sliders.map(({ key }) => this.controls.sliders[key].element);
    const toggles = [this.relu, ...Object.values(this.controls.toggles)];
    const onclick = () => this.reset();
    const reset = html("button", { class: "np-button", type: "button", onclick }, "Reset w and b");
    return html(
      "div",
      { class: "np-panel", role: "group", "aria-label": "Weight and bias" },
      this.challenge?.element ?? "",
      w,
      b,
      html("div", { class: "np-toggles" }, ...toggles.map(({ element }) => element), reset),
      this.reluNote.element,
      html(
        "div",
        { class: "np-probe" },
        html("span", { class: "np-note np-label" }, term("probe", `Ask: a ${noun} with`)),
        probe,
        predictionLabel(columns.target.name),
        this.prediction,
      ),
    );
  }

  lossLandscape() {
    return this.landscape?.element ??
      html("p", { class: "np-note", text: this.payload.landscape_note });
  }

  reset() {
    const [w, b] = this.payload.sliders;
    this.callbacks.set({ weights: [[w.reset], [b.reset]] });
    this.callbacks.commit();
  }

  /** @param {NeuronPayload} payload */
  update(payload) {
    this.payload = payload;
    this.landscape?.update(payload);
    this.showGhosts();
  }

  /** The payload's random starts, from the next frame on. */
  showGhosts() {
    if (this.chart) this.chart.ghosts.lines = this.payload.ghosts;
  }

  /** @param {Values} values */
  preview(values) {
    return preview(this.payload, values, this.rows(values));
  }

  /** @param {string} base @param {() => void} onDrawn */
  async drawCharts(base, onDrawn) {
    try {
      await nextPaint();
      const Plotly = await loadPlotly(base + this.payload.plotly);
      if (this.closed) return;
      await this.drawChart(Plotly);
      onDrawn();
      await nextPaint();
      if (!this.landscape || this.closed) return;
      await this.landscape.draw(Plotly, base);
      onDrawn();
    } catch (error) {
      showChartError(this.chartBox, error);
    }
  }

  /** @param {Plotly} Plotly */
  async drawChart(Plotly) {
    const { payload, callbacks, theme } = this;
    const unit = () => unitOf(callbacks.values());
    const chart = new LineChart(Plotly, this.chartBox, theme, {
      onTurn: (x, y) => callbacks.setFromPointer({ w: (y - unit().b) / x }),
      onLift: (x, y) => callbacks.setFromPointer({ b: y - unit().w * x }),
      onProbe: (x) => callbacks.setFromPointer({ probe: x }),
      onRelease: callbacks.commit,
    });
    await chart.draw(payload.chart, payload.drawn);
    if (this.closed) return chart.close();
    this.chart = chart;
    this.showGhosts();
  }

  /**
   * The ends of the line, far outside the picture, the kink (or the middle), and the probe.
   *
   * @param {Values} values
   */
  rows(values) {
    return [...this.lineX(unitOf(values)), ...values.at];
  }

  /** @param {Unit} unit */
  lineX({ w, b, relu }) {
    const [low, high] = this.payload.domain;
    const kink = -b / w;
    return [low, relu && kink > low && kink < high ? kink : (low + high) / 2, high];
  }

  /** @param {UnitFrame} frame */
  show(frame) {
    const { values, rows, at, predictions, errors, mse } = frame;
    const { columns, scale, challenge } = this.payload;
    const unit = unitOf(values);
    const [probe, y] = [values.at[0], at[3]];
    this.controls.show(values);
    this.relu.show(unit.relu);
    this.showEquation(unit);
    const f = activationOf(unit);
    this.diagram.show({ ...unit, f, x: probe, y, scale, steps: this.steps });
    setText(this.prediction, withUnit(compact(y), columns.target.unit));
    this.errors.show(errors);
    const score = challenge ? scoreOf(this.payload, mse, activationOf(unit)) : null;
    this.errors.showScore(score);
    this.challenge?.show(score ?? 0, mse > this.payload.baseline_mse);
    this.reluNote.show(unit, this.payload);
    this.chart?.show({
      unit,
      predictions,
      line: { x: rows.slice(0, 3), y: Array.from(at).slice(0, 3) },
      probe: { x: probe, y },
      residuals: values.switches.residuals,
      best: values.switches.best && !challenge ? this.bestLine(unit) : null,
    });
    this.landscape?.show(frame);
  }

  facts() {
    const { payload: { best, challenge }, errors: { scored } } = this;
    const values = this.callbacks.values();
    const { mse } = best[activationOf(unitOf(values))];
    const unit = unitFacts(values, challenge ? NaN : mse);
    return { ...unit, ...this.landscape?.facts(), score: scored };
  }

  sketch() {
    return ofUnit(this.callbacks.values(), this.payload.points.x);
  }

  showWaiting() {} // the browser always knows what one neuron gives

  /** @param {Unit} unit */
  showEquation({ w, b, relu }) {
    const { input, target } = this.payload.columns;
    this.equation.show({
      terms: [{ w, name: input.name, step: this.steps.w }],
      b,
      step: this.steps.b,
      target: target.name,
      f: relu ? "relu" : "linear",
    });
  }

  /** The best neuron's line, with the activation of the one in view. @param {Unit} unit */
  bestLine(unit) {
    const { w, b } = this.payload.best[activationOf(unit)];
    const x = this.lineX({ w, b, relu: unit.relu });
    const best = { weights: [[w], [b]], activations: [activationOf(unit)] };
    return { x, y: Array.from(predict(best, x)) };
  }

  /** Labels that change with every frame would flood a screen reader. @param {Metrics} errors */
  announce(errors) {
    const miss = missText(errors.mae, this.payload.columns.target.unit);
    this.diagram.updateLabel();
    const score = this.payload.challenge ? `; ${this.errors.score.element.textContent}` : "";
    const relu = this.reluNote.element.textContent;
    setText(this.liveRegion, `${this.equation.text}; ${miss}${score}. ${relu}`);
    this.chartBox.setAttribute(
      "aria-label",
      `${this.payload.chart_label} The model: ${this.equation.text}.`,
    );
    this.landscape?.label(miss);
  }

  flush() {
    this.controls.flush();
  }

  close() {
    this.closed = true;
    this.errors.close();
    this.chart?.close();
    this.landscape?.close();
    this.controls.close();
  }
}

/** With a landscape; of a challenge; or Start's. @param {NeuronPayload} payload */
const kindOf = ({ landscapes, challenge }) =>
  landscapes ? "np-with-map" : challenge ? "" : "np-small";

/** @param {Values} values @returns {Unit} */
const unitOf = ({ weights: [[w], [b]], activations: [activation] }) => ({
  w,
  b,
  relu: activation === "relu",
});

/** @param {{relu: boolean}} unit */
const activationOf = ({ relu }) => (relu ? "relu" : "linear");
