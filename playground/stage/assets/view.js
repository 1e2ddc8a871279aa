/** Everything of the stage that can be seen: built once for a scene, then shown frame by frame. */

import { Chart } from "./chart.js";
import { Slider, Toggle } from "./controls.js";
import { html, write } from "./dom.js";
import { short, withUnit } from "./format.js";
import { Landscape } from "./landscape.js";
import { NeuronPicture } from "./neuron.js";
import { loadPlotly, painted } from "./plot.js";
import { Badge, Equation, Errors } from "./readouts.js";

const SWITCHES = {
  relu: { name: "ReLU", about: "y = max(0, w·x + b)" },
  residuals: { name: "Residuals", about: "the miss at every point, as a stick" },
  best: { name: "Best fit", about: "the line with the smallest MSE there is" },
};

/**
 * @typedef {object} Hands what the view reports
 * @property {(values: object) => void} set exact values, from sliders, boxes and switches
 * @property {(values: object) => void} hold values from the pointer, to be rounded
 * @property {(x: number, y: number) => void} turn the line's end was pulled to (x, y)
 * @property {(x: number, y: number) => void} lift its middle was
 * @property {() => void} rest the hand let go
 *
 * @typedef {object} Frame
 * @property {{w: number, b: number, probe: number, relu: boolean, residuals: boolean}} hand
 * @property {number} y the prediction at the probe
 * @property {{mse: number, mae: number, r2: number}} errors
 * @property {number | null} score
 * @property {ArrayLike<number>} predictions at the points
 * @property {{x: number[], y: number[]}} line
 * @property {{x: number[], y: number[]} | null} best
 * @property {number[][] | null} path
 */

export class View {
  /**
   * @param {HTMLElement} root
   * @param {object} data from Python
   * @param {object} theme
   * @param {Hands} hands
   */
  constructor(root, data, theme, hands) {
    Object.assign(this, { data, theme, hands, closed: false });
    const [w, b, probe] = data.sliders;
    this.steps = { w: w.step, b: b.step, x: probe.step };
    this.sliders = Object.fromEntries([w, b, probe].map((spec) =>
      [spec.name, new Slider(spec, (value) => hands.set({ [spec.name]: value }), hands.rest)]));
    this.toggles = Object.fromEntries(Object.entries(SWITCHES).map(([name, spec]) =>
      [name, new Toggle(spec, (on) => { hands.set({ [name]: on }); hands.rest(); })]));
    this.toggles.best.element.hidden = data.challenge;
    this.equation = new Equation();
    this.picture = new NeuronPicture(data.columns);
    this.errors = new Errors(data.columns.target.unit);
    this.badge = new Badge(data.columns.target.unit);
    this.prediction = html("output", { class: "np-prediction", "data-testid": "prediction" });
    this.spoken = html("p", { class: "np-hidden", role: "status" });
    this.chartBox = html("div", { class: "np-chart", role: "group" });
    this.landscapeBox = html("div", { class: "np-landscape", role: "img" });
    root.replaceChildren(this.layout());
  }

  layout() {
    const { data, hands } = this;
    const [w, b, probe] = data.sliders.map(({ name }) => this.sliders[name].element);
    const switches = Object.values(this.toggles).map((toggle) => toggle.element);
    const [{ reset: resetW }, { reset: resetB }] = data.sliders;
    const reset = html("button", { type: "button", class: "np-button", text: "Reset w and b",
      onclick: () => { hands.set({ w: resetW, b: resetB }); hands.rest(); } });
    return html("div", { class: data.landscapes || data.challenge ? "np-grid" : "np-grid np-small" },
      html("div", { class: "np-head" }, this.equation.element, this.badge.element),
      html("div", { class: "np-middle" }, this.picture.element, this.chartBox,
        html("p", { class: "np-note", text: data.note })),
      html("div", { class: "np-panel", role: "group", "aria-label": "Weight, bias and probe" },
        w, b, html("div", { class: "np-toggles" }, ...switches), reset,
        html("div", { class: "np-probe" }, probe,
          html("span", { class: "np-note", text: `predicted ${data.columns.target.name}` }),
          this.prediction)),
      html("div", { class: "np-side" }, this.errors.element, this.lossLandscape()),
      this.spoken);
  }

  lossLandscape() {
    if (!this.data.landscapes) return html("p", { class: "np-note", text: this.data.hidden });
    return html("div", {},
      html("h2", { class: "np-caption", text: "Loss landscape: MSE over w and b" }),
      this.landscapeBox,
      html("p", { class: "np-note",
        text: "The stronger the colour, the smaller the error. Drag or click to set w and b." }));
  }

  /** Draws the charts, in pieces between which the page can paint and listen. */
  async drawCharts(base, activation, onDrawn) {
    const { data, hands, theme } = this;
    try {
      await painted();
      const Plotly = await loadPlotly(base + data.plotly);
      if (this.closed) return;
      const chart = new Chart(Plotly, this.chartBox, theme, { onTurn: hands.turn,
        onLift: hands.lift, onProbe: (x) => hands.hold({ probe: x }), onRelease: hands.rest });
      await chart.draw(data.chart, data.drawn);
      this.chart = chart;
      onDrawn();
      await painted();
      if (!data.landscapes || this.closed) return;
      const landscape = new Landscape(Plotly, this.landscapeBox, theme, {
        onMove: (w, b) => hands.hold({ w, b }), onRelease: hands.rest });
      await landscape.draw(data.landscapes, activation());
      this.landscape = landscape;
      onDrawn();
    } catch (error) {
      this.chartBox.textContent =
        `The chart could not be drawn: ${error.message}. Reload the page to try again.`;
    }
  }

  /** @param {Frame} frame */
  show({ hand, y, errors, score, predictions, line, best, path }) {
    const { w, b, relu } = hand;
    const { input, target } = this.data.columns;
    const { scale } = this.data;
    for (const name in this.sliders) this.sliders[name].show(hand[name]);
    for (const name in this.toggles) this.toggles[name].show(hand[name]);
    this.equation.show({ input: input.name, target: target.name, w, b, relu, steps: this.steps });
    this.picture.show({ w, b, x: hand.probe, y, relu, scale, steps: this.steps });
    write(this.prediction, withUnit(short(y), target.unit));
    this.errors.show(errors);
    this.errors.showScore(score);
    this.chart?.show({ unit: { w, b, relu }, predictions, line, probe: { x: hand.probe, y },
      residuals: hand.residuals, best });
    this.landscape?.show(w, b, path, relu ? "relu" : "linear");
  }

  /** Told once the hand rests: labels that change with every frame would flood a screen reader. */
  speak(errors) {
    const { unit } = this.data.columns.target;
    const mse = `MSE ${withUnit(short(errors.mse), unit && `${unit}²`)}`;
    this.picture.rest();
    const score = this.data.challenge ? `; ${this.errors.score.element.textContent}` : "";
    write(this.spoken, `${this.equation.text}; ${mse}${score}`);
    this.chartBox.setAttribute("aria-label", `${this.data.chart_label} The model: ${this.equation.text}.`);
    this.landscapeBox.setAttribute("aria-label", `Loss landscape over w and b. Here: ${mse}.`);
  }

  /** What a slider still waits to report is reported now. */
  flush() {
    for (const name in this.sliders) this.sliders[name].flush();
  }

  close() {
    this.closed = true;
    this.chart?.close();
    this.landscape?.close();
    for (const name in this.sliders) this.sliders[name].close();
  }
}
