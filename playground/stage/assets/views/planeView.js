/** The stage of a unit with several inputs: a plane over two of them, sliced through the others. */

import { Above } from "../charts/above.js";
import { Actual } from "../charts/predictedActual.js";
import { Slider, Toggle } from "../widgets/controls.js";
import { html, setText } from "../widgets/dom.js";
import { folded } from "../model/reluPlane.js";
import { compact, withUnit } from "../widgets/format.js";
import { loadPlotly, nextPaint } from "../charts/plot.js";
import { Badge, Equation, Errors } from "../widgets/readouts.js";
import { NOTHING, Space } from "../charts/scene3d.js";
import { Slice } from "../model/slices.js";
import { namesOf, preview } from "../model/singleUnit.js";

const SWITCHES = {
  relu: { name: "ReLU", about: "y = max(0, w·x + b)" },
  residuals: { name: "Residuals", about: "the miss at every point, as a stick" },
  best: { name: "Best fit", about: "the plane with the smallest MSE there is" },
  top: { name: "From above", about: "the same as a heat map" },
};
const CELLS = 21;
const SETTLED = 300;

export default class PlaneView {
  /** @param {HTMLElement} root @param {object} data @param {object} theme @param {object} hands */
  constructor(root, data, theme, hands) {
    Object.assign(this, { data, theme, hands, closed: false, slice: new Slice(data, theme) });
    this.sliders = Object.fromEntries(
      data.sliders.map((spec) => [
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
    this.equation = new Equation(data.kernel.length);
    this.errors = new Errors(data.columns.target.unit);
    this.errors.showScore(null);
    this.badge = new Badge(data.columns.target.unit);
    this.prediction = html("output", { class: "np-prediction", "data-testid": "prediction" });
    this.spoken = html("p", { class: "np-hidden", role: "status" });
    this.spaceBox = html("div", { class: "np-chart", role: "group" });
    this.aboveBox = html("div", { class: "np-chart", role: "group" });
    this.actualBox = html("div", { class: "np-landscape np-actual", role: "img" });
    root.replaceChildren(this.layout());
  }

  layout() {
    const { data, hands } = this;
    const { target } = data.columns;
    const element = (key) => this.sliders[key].element;
    const places = data.kernel.map((_, i) => element(`x${i}`));
    const resets = data.sliders.slice(0, data.kernel.length + 1).map((
      { key, reset },
    ) => [key, reset]);
    const reset = html("button", {
      type: "button",
      class: "np-button",
      text: "Reset w and b",
      onclick: () => {
        hands.set(Object.fromEntries(resets));
        hands.rest();
      },
    });
    const switches = Object.values(this.toggles).map((toggle) => toggle.element);
    return html(
      "div",
      { class: "np-grid np-compact" },
      html("div", { class: "np-head" }, this.equation.element, this.badge.element),
      html(
        "div",
        { class: "np-middle" },
        this.spaceBox,
        this.aboveBox,
        html("p", { class: "np-note", text: data.note }),
      ),
      html(
        "div",
        { class: "np-panel", role: "group", "aria-label": "Weights and bias" },
        ...data.kernel.map(element),
        element("b"),
        html("div", { class: "np-toggles" }, ...switches),
        reset,
      ),
      html(
        "div",
        { class: "np-side" },
        html("div", {}, this.errors.element, html("p", { class: "np-note", text: data.bound })),
        html(
          "div",
          {},
          html("h2", { class: "np-caption", text: "Predicted against actual" }),
          this.actualBox,
        ),
        html(
          "div",
          { class: "np-probe", role: "group", "aria-label": "Probe and slice" },
          html("h2", { class: "np-caption", text: `Predict ${target.name} at` }),
          ...places,
          this.prediction,
        ),
      ),
      this.spoken,
    );
  }

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
    const { data, theme } = this;
    try {
      await nextPaint();
      const Plotly = await loadPlotly(base + data.plotly);
      if (this.closed) return;
      this.Plotly = Plotly;
      this.onDrawn = onDrawn;
      const actual = new Actual(Plotly, this.actualBox, theme, data.points.y);
      await actual.draw(data.actual);
      this.actual = actual;
      onDrawn();
    } catch (error) {
      this.spaceBox.textContent =
        `The charts could not be drawn: ${error.message}. Reload the page to try again.`;
    }
  }

  /** The chart that is looked at is drawn when it is first looked at. */
  async picture(top, camera) {
    if (!this.Plotly || this.drawing) return;
    this.drawing = true;
    if (top) {
      const above = new Above(this.Plotly, this.aboveBox, this.theme);
      await above.draw(this.data.above);
      this.above = above;
    } else {
      const space = new Space(this.Plotly, this.spaceBox, this.theme, (eye) => this.turned(eye));
      await space.draw(this.data.space, camera);
      this.space = space;
    }
    this.drawing = false;
    this.onDrawn();
  }

  turned(camera) {
    this.hands.set({ camera });
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.hands.rest(), SETTLED);
  }

  /** The four corners of the slice, the probe, and from above a grid between the corners. */
  rows(hand) {
    const { spans: [[x0, x1], [y0, y1]] } = this.data;
    const rows = [];
    const add = (x, y) => rows.push(...this.slice.row(hand, [x, y]));
    this.corners = [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
    for (const [x, y] of this.corners) add(x, y);
    rows.push(...this.slice.row(hand, []));
    if (hand.top) {
      for (let b = 0; b < CELLS; b++) {
        for (let a = 0; a < CELLS; a++) add(cell(x0, x1, a), cell(y0, y1, b));
      }
    }
    return rows;
  }

  /** The sums w·x + b at the corners, before ReLU. */
  sums({ b, ...hand }, rows) {
    const { kernel } = this.data;
    const sum = (row) =>
      kernel.reduce((z, key, i) => z + hand[key] * rows[row * kernel.length + i], b);
    return this.corners.map(([x, y], n) => ({ x, y, s: sum(n) }));
  }

  /** @param {import("./neuronView.js").Frame} frame */
  show({ hand, rows, at, predictions, errors }) {
    const { columns, kernel } = this.data;
    const { target } = columns;
    for (const key in this.sliders) this.sliders[key].show(hand[key]);
    for (const name in this.toggles) this.toggles[name].show(hand[name]);
    const terms = kernel.map((key, i) => ({
      w: hand[key],
      name: columns.inputs[i].name,
      step: this.sliders[key].spec.step,
    }));
    this.equation.show({
      terms,
      b: hand.b,
      step: this.sliders.b.spec.step,
      target: target.name,
      relu: hand.relu,
    });
    setText(this.prediction, withUnit(compact(at[4]), target.unit));
    this.errors.show(errors);
    this.actual?.show(predictions);
    this.spaceBox.hidden = hand.top;
    this.aboveBox.hidden = !hand.top;
    const fold = folded(this.sums(hand, rows), hand.relu);
    const [i, j] = this.data.axes;
    const probe = { x: [hand[`x${i}`]], y: [hand[`x${j}`]], z: [at[4]] };
    if (hand.top ? !this.above : !this.space) this.picture(hand.top, hand.camera);
    else if (hand.top) this.showAbove(hand, at, fold, probe);
    else this.showSpace(hand, rows, predictions, fold, probe);
  }

  showSpace(hand, rows, predictions, { mesh, hinge }, probe) {
    this.space.show({
      mesh,
      hinge,
      probe,
      camera: hand.camera,
      colors: this.slice.fading(hand)?.colors ?? null,
      sticks: hand.residuals ? this.slice.sticks(predictions) : NOTHING,
      best: hand.best ? this.bestLines(rows) : NOTHING,
    });
  }

  showAbove(hand, at, { hinge }, probe) {
    const [[x0, x1], [y0, y1]] = this.data.spans;
    const places = Array.from({ length: CELLS }, (_, n) => n);
    const grid = {
      x: places.map((n) => cell(x0, x1, n)),
      y: places.map((n) => cell(y0, y1, n)),
      z: places.map((b) => Array.from(at).slice(5 + b * CELLS, 5 + (b + 1) * CELLS)),
    };
    this.above.show({ grid, hinge, probe, opacity: this.slice.fading(hand)?.shares ?? null });
  }

  /** The best plane as a frame with its diagonals. */
  bestLines(rows) {
    const corners = this.sums(this.data.best, rows);
    const around = [0, 1, 2, 3, 0, 2, 1, 3].map((n) => corners[n]);
    return { x: around.map((c) => c.x), y: around.map((c) => c.y), z: around.map((c) => c.s) };
  }

  /** Told once the hand rests. */
  speak(errors) {
    const { unit } = this.data.columns.target;
    const mse = `MSE ${withUnit(compact(errors.mse), unit && `${unit}²`)}`;
    setText(this.spoken, `${this.equation.text}; ${mse}`);
    const label = `${this.data.chart_label} The model: ${this.equation.text}.`;
    this.spaceBox.setAttribute("aria-label", label);
    this.aboveBox.setAttribute("aria-label", label);
    this.actualBox.setAttribute("aria-label", `Predicted against actual. ${mse}.`);
  }

  /** What a slider still waits to report is reported now. */
  flush() {
    for (const key in this.sliders) this.sliders[key].flush();
  }

  close() {
    this.closed = true;
    clearTimeout(this.settling);
    for (const part of [this.actual, this.space, this.above]) part?.close();
    for (const key in this.sliders) this.sliders[key].close();
  }
}

const cell = (low, high, n) => low + ((high - low) * n) / (CELLS - 1);
