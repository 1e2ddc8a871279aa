/** The stage of one neuron with one input: its line, its numbers, its loss landscape. */

import { LineChart } from "../charts/lineChart.js";
import { Toggle } from "../widgets/controls.js";
import { html, setText } from "../widgets/dom.js";
import { compact, missText, withUnit } from "../widgets/format.js";
import { term } from "../widgets/explain.js";
import { Landscape } from "../charts/landscape.js";
import { NeuronDiagram } from "../panels/neuronDiagram.js";
import { ValueControls } from "../panels/valueControls.js";
import { loadPlotly, nextPaint, showChartError } from "../charts/plot.js";
import { Badge, Equation, Errors } from "../widgets/readouts.js";
import { unitFacts } from "../model/explainFacts.js";
import { predict, preview, scoreOf } from "../model/singleUnit.js";

/**
 * @typedef {import("../protocol.d.ts").NeuronPayload} NeuronPayload
 * @typedef {import("../view.d.ts").View<NeuronPayload>} View
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../protocol.d.ts").Metrics} Metrics
 * @typedef {import("../view.d.ts").Callbacks} Callbacks
 * @typedef {import("../charts/plot.js").Plotly} Plotly
 * @typedef {import("../charts/plot.js").Theme} Theme
 * @typedef {import("../model/singleUnit.js").UnitFrame} UnitFrame
 * @typedef {{w: number, b: number, relu: boolean}} Unit
 */

/** @type {Record<"relu" | "residuals" | "best", import("../widgets/controls.js").ToggleSpec>} */
const { relu: RELU, ...SWITCHES } = {
  relu: { name: "ReLU", about: "y = max(0, w·x + b)", term: "relu" },
  residuals: { name: "Misses", about: "the miss at every point, as a stick", term: "miss" },
  best: { name: "Best fit", about: "the line with the smallest MSE there is", term: "best" },
};

/** @implements {View} */
export default class NeuronView {
  /** @type {LineChart | null} */
  chart = null;
  /** @type {Landscape | null} */
  landscape = null;
  closed = false;
  prediction = html("output", { class: "np-prediction", "data-testid": "prediction" });
  liveRegion = html("p", { class: "np-hidden", role: "status" });
  chartBox = html("div", { class: "np-chart", role: "group" });
  landscapeBox = html("div", { class: "np-landscape", role: "img" });
  equation = new Equation();

  /**
   * @param {HTMLElement} root
   * @param {NeuronPayload} payload
   * @param {Theme} theme
   * @param {Callbacks} callbacks
   */
  constructor(root, payload, theme, callbacks) {
    this.payload = payload;
    this.theme = theme;
    this.callbacks = callbacks;
    const [w, b, probe] = payload.sliders;
    this.steps = { w: w.step, b: b.step, x: probe.step };
    this.controls = new ValueControls(payload.sliders, SWITCHES, callbacks);
    this.controls.toggles.best.element.hidden = payload.challenge;
    this.relu = new Toggle(RELU, (on) => {
      callbacks.set({ activations: [on ? "relu" : "linear"] });
      callbacks.commit();
    });
    this.diagram = new NeuronDiagram(payload.columns);
    this.errors = new Errors(payload.columns.target.unit);
    this.badge = new Badge(payload.columns.target.unit);
    root.replaceChildren(this.layout());
  }

  layout() {
    const { payload } = this;
    return html(
      "div",
      { class: payload.landscapes || payload.challenge ? "np-grid" : "np-grid np-small" },
      html(
        "div",
        { class: "np-head" },
        this.equation.element,
        this.errors.element,
        this.badge.element,
      ),
      html(
        "div",
        { class: "np-middle" },
        this.diagram.element,
        this.chartBox,
        html("p", { class: "np-note", text: payload.note }),
      ),
      this.panel(),
      html("div", { class: "np-side" }, this.lossLandscape()),
      this.liveRegion,
    );
  }

  panel() {
    const { columns, sliders } = this.payload;
    const [w, b, probe] = sliders.map(({ key }) => this.controls.sliders[key].element);
    const toggles = [this.relu, ...Object.values(this.controls.toggles)];
    return html(
      "div",
      { class: "np-panel", role: "group", "aria-label": "Weight, bias and probe" },
      w,
      b,
      html("div", { class: "np-toggles" }, ...toggles.map(({ element }) => element)),
      html("button", {
        type: "button",
        class: "np-button",
        text: "Reset w and b",
        onclick: () => this.reset(),
      }),
      html(
        "div",
        { class: "np-probe" },
        probe,
        html("span", { class: "np-note" }, term("prediction", `predicted ${columns.target.name}`)),
        this.prediction,
      ),
    );
  }

  lossLandscape() {
    const { landscapes, landscape_note } = this.payload;
    if (!landscapes) return html("p", { class: "np-note", text: landscape_note });
    return html(
      "div",
      {},
      html("h2", { class: "np-caption" }, term("landscape", "Loss landscape: MSE over w and b")),
      this.landscapeBox,
      html("p", {
        class: "np-note",
        text: "The stronger the colour, the smaller the error. " +
          "Drag the dot, or click a place, to set w and b.",
      }),
    );
  }

  reset() {
    const [w, b] = this.payload.sliders;
    this.callbacks.set({ weights: [[w.reset], [b.reset]] });
    this.callbacks.commit();
  }

  /** @param {NeuronPayload} payload */
  update(payload) {
    this.payload = payload;
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
      if (!this.payload.landscapes || this.closed) return;
      await this.drawLandscape(Plotly, this.payload.landscapes);
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
    this.chart = chart;
  }

  /** @param {Plotly} Plotly @param {NonNullable<NeuronPayload["landscapes"]>} figures */
  async drawLandscape(Plotly, figures) {
    const { callbacks, theme } = this;
    const landscape = new Landscape(Plotly, this.landscapeBox, theme, {
      onMove: (w, b) => callbacks.setFromPointer({ w, b }),
      onRelease: callbacks.commit,
    });
    await landscape.draw(figures, callbacks.values().activations[0]);
    this.landscape = landscape;
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
  show({ values, rows, at, predictions, errors, mse, path }) {
    const { columns, scale, challenge } = this.payload;
    const unit = unitOf(values);
    const [probe, y] = [values.at[0], at[3]];
    this.controls.show(values);
    this.relu.show(unit.relu);
    this.showEquation(unit);
    this.diagram.show({ ...unit, x: probe, y, scale, steps: this.steps });
    setText(this.prediction, withUnit(compact(y), columns.target.unit));
    this.errors.show(errors);
    this.errors.showScore(challenge ? scoreOf(this.payload, mse, activationOf(unit)) : null);
    this.chart?.show({
      unit,
      predictions,
      line: { x: rows.slice(0, 3), y: Array.from(at).slice(0, 3) },
      probe: { x: probe, y },
      residuals: values.switches.residuals,
      best: values.switches.best && !challenge ? this.bestLine(unit) : null,
    });
    const steps = path?.map(([[w], [b]]) => /** @type {[number, number]} */ ([w, b])) ?? null;
    this.landscape?.show(unit.w, unit.b, steps, activationOf(unit));
  }

  facts() {
    const { payload: { best, challenge }, errors: { scored } } = this;
    const values = this.callbacks.values();
    const { mse } = best[activationOf(unitOf(values))];
    return { ...unitFacts(values, challenge ? NaN : mse), score: scored };
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
      relu,
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
    setText(this.liveRegion, `${this.equation.text}; ${miss}${score}`);
    this.chartBox.setAttribute(
      "aria-label",
      `${this.payload.chart_label} The model: ${this.equation.text}.`,
    );
    this.landscapeBox.setAttribute("aria-label", `Loss landscape over w and b. Here: ${miss}.`);
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

/** @param {Values} values @returns {Unit} */
const unitOf = ({ weights: [[w], [b]], activations: [activation] }) => ({
  w,
  b,
  relu: activation === "relu",
});

/** @param {{relu: boolean}} unit */
const activationOf = ({ relu }) => (relu ? "relu" : "linear");
