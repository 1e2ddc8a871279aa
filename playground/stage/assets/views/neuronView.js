/** The stage of one neuron, as it is seen: built once for a scene, then shown frame by frame. */

import { Chart } from "../charts/lineChart.js";
import { Slider, Toggle } from "../widgets/controls.js";
import { html, setText } from "../widgets/dom.js";
import { compact, withUnit } from "../widgets/format.js";
import { Landscape } from "../charts/landscape.js";
import { NeuronPicture } from "../panels/neuronDiagram.js";
import { loadPlotly, nextPaint } from "../charts/plot.js";
import { Badge, Equation, Errors } from "../widgets/readouts.js";
import { namesOf, predict, preview } from "../model/singleUnit.js";

const SWITCHES = {
  relu: { name: "ReLU", about: "y = max(0, w·x + b)" },
  residuals: { name: "Residuals", about: "the miss at every point, as a stick" },
  best: { name: "Best fit", about: "the line with the smallest MSE there is" },
};

/**
 * @typedef {object} Hands what a view reports
 * @property {(values: object) => void} set exact values, from sliders, boxes and switches
 * @property {(values: object) => void} hold values from the pointer, to be rounded
 * @property {() => void} rest the hand let go
 *
 * @typedef {object} Frame what a view shows
 * @property {object} hand
 * @property {number[]} rows the rows the view asked for, one after another
 * @property {ArrayLike<number>} at predictions there
 * @property {ArrayLike<number>} predictions at the points
 * @property {{mse: number, mae: number, r2: number}} errors
 * @property {number} mse
 * @property {number[][] | null} path of the last fit
 */

export default class NeuronView {
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
    this.sliders = Object.fromEntries(
      [w, b, probe].map((spec) => [
        spec.key,
        new Slider(spec, (value) => hands.set({ [spec.key]: value }), hands.rest),
      ]),
    );
    this.toggles = Object.fromEntries(
      Object.entries(SWITCHES).map(([name, spec]) => [
        name,
        new Toggle(spec, (on) => {
          hands.set({ [name]: on });
          hands.rest();
        }),
      ]),
    );
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
    const [w, b, probe] = data.sliders.map(({ key }) => this.sliders[key].element);
    const switches = Object.values(this.toggles).map((toggle) => toggle.element);
    const [{ reset: resetW }, { reset: resetB }] = data.sliders;
    const reset = html("button", {
      type: "button",
      class: "np-button",
      text: "Reset w and b",
      onclick: () => {
        hands.set({ w: resetW, b: resetB });
        hands.rest();
      },
    });
    return html(
      "div",
      { class: data.landscapes || data.challenge ? "np-grid" : "np-grid np-small" },
      html("div", { class: "np-head" }, this.equation.element, this.badge.element),
      html(
        "div",
        { class: "np-middle" },
        this.picture.element,
        this.chartBox,
        html("p", { class: "np-note", text: data.note }),
      ),
      html(
        "div",
        { class: "np-panel", role: "group", "aria-label": "Weight, bias and probe" },
        w,
        b,
        html("div", { class: "np-toggles" }, ...switches),
        reset,
        html(
          "div",
          { class: "np-probe" },
          probe,
          html("span", { class: "np-note", text: `predicted ${data.columns.target.name}` }),
          this.prediction,
        ),
      ),
      html("div", { class: "np-side" }, this.errors.element, this.lossLandscape()),
      this.spoken,
    );
  }

  lossLandscape() {
    if (!this.data.landscapes) return html("p", { class: "np-note", text: this.data.hidden });
    return html(
      "div",
      {},
      html("h2", { class: "np-caption", text: "Loss landscape: MSE over w and b" }),
      this.landscapeBox,
      html("p", {
        class: "np-note",
        text: "The stronger the colour, the smaller the error. Drag or click to set w and b.",
      }),
    );
  }

  /** Draws the charts, in pieces between which the page can paint and listen. */
  /** Other data with the same columns: another version, or a server that was started again. */
  update(data) {
    this.data = data;
  }

  get names() {
    return namesOf(this.data);
  }

  preview(hand) {
    return preview(this.data, hand, this.rows(hand));
  }

  async drawCharts(base, onDrawn) {
    const { data, hands, theme } = this;
    try {
      await nextPaint();
      const Plotly = await loadPlotly(base + data.plotly);
      if (this.closed) return;
      const chart = new Chart(Plotly, this.chartBox, theme, {
        onTurn: (x, y) => hands.hold({ w: (y - this.hand.b) / x }),
        onLift: (x, y) => hands.hold({ b: y - this.hand.w * x }),
        onProbe: (x) => hands.hold({ probe: x }),
        onRelease: hands.rest,
      });
      await chart.draw(data.chart, data.drawn);
      this.chart = chart;
      onDrawn();
      await nextPaint();
      if (!data.landscapes || this.closed) return;
      const landscape = new Landscape(Plotly, this.landscapeBox, theme, {
        onMove: (w, b) => hands.hold({ w, b }),
        onRelease: hands.rest,
      });
      await landscape.draw(data.landscapes, this.hand?.relu ? "relu" : "linear");
      this.landscape = landscape;
      onDrawn();
    } catch (error) {
      this.chartBox.textContent =
        `The chart could not be drawn: ${error.message}. Reload the page to try again.`;
    }
  }

  /** The ends of the line, far outside the picture, the kink (or the middle), and the probe. */
  rows(hand) {
    return [...this.lineX(hand, hand.relu), hand.probe];
  }

  lineX({ w, b }, relu) {
    const [low, high] = this.data.domain;
    const kink = -b / w;
    return [low, relu && kink > low && kink < high ? kink : (low + high) / 2, high];
  }

  /** @param {Frame} frame */
  show({ hand, rows, at, predictions, errors, mse, path }) {
    const activation = hand.relu ? "relu" : "linear";
    const { w, b, relu } = hand;
    const { columns, scale, challenge } = this.data;
    const y = at[3];
    this.hand = hand;
    for (const key in this.sliders) this.sliders[key].show(hand[key]);
    for (const name in this.toggles) this.toggles[name].show(hand[name]);
    this.equation.show({
      terms: [{ w, name: columns.input.name, step: this.steps.w }],
      b,
      step: this.steps.b,
      target: columns.target.name,
      relu,
    });
    this.picture.show({ w, b, x: hand.probe, y, relu, scale, steps: this.steps });
    setText(this.prediction, withUnit(compact(y), columns.target.unit));
    this.errors.show(errors);
    this.errors.showScore(challenge ? this.score(mse, activation) : null);
    this.chart?.show({
      unit: { w, b, relu },
      predictions,
      line: { x: rows.slice(0, 3), y: Array.from(at).slice(0, 3) },
      probe: { x: hand.probe, y },
      residuals: hand.residuals,
      best: hand.best && !challenge ? this.bestLine(hand) : null,
    });
    this.landscape?.show(w, b, path, activation);
  }

  bestLine({ relu }) {
    const best = { ...this.data.best[relu ? "relu" : "linear"], relu };
    const x = this.lineX(best, relu);
    return { x, y: Array.from(predict(this.data, best, x)) };
  }

  /** 0: no better than a flat line through the mean; 100: the best there is. */
  score(mse, activation) {
    const { flat, best } = this.data;
    const possible = flat - best[activation].mse;
    if (possible <= 0) return 100;
    return Math.max(0, Math.min(100, Math.floor((100 * (flat - mse)) / possible + 1e-6)));
  }

  /** Told once the hand rests: labels that change with every frame would flood a screen reader. */
  speak(errors) {
    const { unit } = this.data.columns.target;
    const mse = `MSE ${withUnit(compact(errors.mse), unit && `${unit}²`)}`;
    this.picture.rest();
    const score = this.data.challenge ? `; ${this.errors.score.element.textContent}` : "";
    setText(this.spoken, `${this.equation.text}; ${mse}${score}`);
    this.chartBox.setAttribute(
      "aria-label",
      `${this.data.chart_label} The model: ${this.equation.text}.`,
    );
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
