/**
 * Mix a concrete: eight sliders, the strength, its curve over any of them, and real mixes near by.
 */

import { CurveChart } from "../charts/curve.js";
import { html, setText } from "../widgets/dom.js";
import { compact, sixDigits, toStep, withUnit } from "../widgets/format.js";
import { draggable } from "../widgets/drag.js";
import { nearest, outside } from "../model/coverage.js";
import { distanceText, NearestMixes } from "./nearestMixes.js";
import { axisScales } from "../charts/plot.js";
import { ValueControls } from "./valueControls.js";

/**
 * @typedef {import("../protocol.d.ts").ConcretePayload} ConcretePayload
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../view.d.ts").Callbacks} Callbacks
 * @typedef {import("../charts/plot.js").Plotly} Plotly
 * @typedef {import("../charts/plot.js").Theme} Theme
 * @typedef {ReturnType<typeof axisScales>} Scales
 * @typedef {import("./nearestMixes.js").Near} Near
 */

/** Pixels within which the probe's line is taken hold of. */
const REACH = 14;
const FAINT = 0.16;

export class MixPanel {
  /** @type {Plotly | null} */
  Plotly = null;
  /** @type {CurveChart | null} */
  curve = null;
  /** The input that the curve runs over; -1: none is drawn yet. */
  drawn = -1;
  drawing = false;
  onDrawn = () => {};
  label = "";
  prediction = html("output", { class: "np-prediction np-huge", "data-testid": "prediction" });
  coverage = html("p", { class: "np-verdict", "data-testid": "coverage" });

  /**
   * @param {ConcretePayload} payload
   * @param {Theme} theme
   * @param {Callbacks} callbacks
   */
  constructor(payload, theme, callbacks) {
    const { inputs, target } = payload.columns;
    this.payload = payload;
    this.theme = theme;
    this.callbacks = callbacks;
    this.controls = new ValueControls(payload.sliders, {}, callbacks);
    this.nearest = new NearestMixes(payload, (row) => this.selectRow(row));
    this.select = html("select", {
      class: "np-select",
      "aria-label": "Curve over",
      onchange: () => {
        callbacks.set({ choices: { curve: this.select.value } });
        callbacks.commit();
      },
    }, ...inputs.map(({ name }) => html("option", { value: name, text: name })));
    this.box = html("div", {
      class: "np-chart",
      role: "group",
      "aria-label": `${target.name} over one input`,
    });
    this.stopDragging = draggable(this.box, {
      hitTest: (x) => this.hitTest(x),
      onDrag: (scales, x) => this.drag(scales, x),
      onDrop: () => callbacks.commit(),
    });
    this.element = html(
      "div",
      { class: "np-mix" },
      html(
        "div",
        { class: "np-told" },
        html("h2", { class: "np-caption", text: "Predicted strength" }),
        this.prediction,
        this.coverage,
      ),
      html(
        "div",
        { class: "np-panel", role: "group", "aria-label": "The mix" },
        ...payload.sliders.map(({ key }) => this.controls.sliders[key].element),
      ),
      this.chart(),
      this.nearest.element,
    );
  }

  chart() {
    return html(
      "div",
      { class: "np-middle" },
      html(
        "div",
        { class: "np-titled" },
        html("h2", { class: "np-caption", text: `${this.payload.columns.target.name} over` }),
        this.select,
      ),
      this.box,
      html("p", {
        class: "np-note",
        text: "Faint: all real mixes. Ringed: the nearest ones. " +
          "The curve: this mix, with only that input moved; drag its point.",
      }),
    );
  }

  /** @param {Plotly} Plotly @param {() => void} onDrawn */
  ready(Plotly, onDrawn) {
    this.Plotly = Plotly;
    this.onDrawn = onDrawn;
  }

  /** @param {string} text */
  fail(text) {
    setText(this.coverage, text);
    this.coverage.dataset.state = "far";
  }

  /** The input that the curve runs over. @param {Values} values */
  input({ choices }) {
    return this.payload.columns.inputs.findIndex(({ name }) => name === choices.curve);
  }

  /** Where the curve is computed: from one end of the data to the other. @param {number} input */
  along(input) {
    const { low, high } = this.payload.columns.inputs[input];
    const steps = this.payload.cells.curve - 1;
    return Array.from({ length: steps + 1 }, (_, n) => low + ((high - low) * n) / steps);
  }

  /** The mix with only that input moved. @param {Values} values */
  rows(values) {
    const input = this.input(values);
    return this.along(input).flatMap((value) => values.at.with(input, value));
  }

  /** @param {import("../view.d.ts").Frame} frame */
  show({ values, at }) {
    const { columns: { inputs, target }, rows, coverage } = this.payload;
    const mix = values.at;
    this.controls.show(values);
    if (this.select.value !== values.choices.curve) this.select.value = values.choices.curve;
    setText(this.prediction, at ? withUnit(strengthText(at[0]), target.unit) : "…");
    const near = nearest(mix, rows, coverage);
    this.showCoverage(mix, near[0]);
    this.nearest.listNearest(near);
    const input = this.input(values);
    if (this.drawn !== input) this.draw(input);
    else if (at) this.showCurve(mix, at, near);
    this.label = `${target.name} over ${inputs[input].name}, of this mix and of all real ones.`;
  }

  /** @param {number[]} mix @param {ArrayLike<number>} at @param {Near[]} near */
  showCurve(mix, at, near) {
    this.curve?.show({
      x: this.along(this.drawn),
      y: Array.from(at).slice(1),
      single: null,
      hinges: [],
      probe: { x: mix[this.drawn], y: at[0] },
      sticks: null,
      actual: this.payload.rows.y,
      opacity: FAINT,
      ringed: near.map(({ row }) => row),
    });
  }

  /** Whether the data says anything about this mix. @param {number[]} mix @param {Near} nearest */
  showCoverage(mix, { row, distance }) {
    const { coverage: { radius, near }, columns: { inputs, target }, rows, test_rows } =
      this.payload;
    const beyond = outside(mix, inputs).map((i) => {
      const { name, unit, low, high } = inputs[i];
      return `${name} ${sixDigits(mix[i])} (the data: ${low} to ${withUnit(String(high), unit)})`;
    });
    const usual = `${Math.round(100 * near)} of 100 real mixes have another within ${
      distanceText(radius)
    }`;
    const away = distanceText(distance);
    const far = distance > radius;
    this.coverage.dataset.state = beyond.length || far ? "far" : "near";
    setText(
      this.coverage,
      beyond.length
        ? `Outside the data: ${beyond.join(", ")}. Nobody has measured this: do not trust it.`
        : far
        ? `Far from every real mix: the nearest is ${away} away, while ${usual}. ` +
          "The network guesses here."
        : distance
        ? `The data covers this: a real mix is ${away} away; ${usual}.`
        : `The data holds this mix: measured at ${withUnit(String(rows.y[row]), target.unit)}, ` +
          `in a row that the network was ${test_rows.includes(row) ? "tested" : "trained"} on.`,
    );
    this.coverage.title = "Distance: each input in units of its standard deviation, σ";
  }

  /** A real mix becomes the one in view. @param {number} row */
  selectRow(row) {
    const { rows, columns } = this.payload;
    const width = columns.inputs.length;
    this.callbacks.set({ at: rows.x.slice(row * width, (row + 1) * width) });
    this.callbacks.commit();
  }

  /**
   * Axes and points of one input, drawn when its curve is first asked for.
   *
   * @param {number} input
   */
  async draw(input) {
    if (!this.Plotly || this.drawing) return;
    this.drawing = true;
    const { rows, figures, columns } = this.payload;
    const { name } = columns.inputs[input];
    const x = rows.y.map((_, row) => rows.x[row * columns.inputs.length + input]);
    const figure = figures[`profile ${name}`];
    const [points] = figure.data;
    const marker = { ...points.marker, opacity: FAINT };
    this.curve?.close();
    this.curve = null;
    const curve = new CurveChart(this.Plotly, this.box, this.theme, x);
    await curve.draw({
      ...figure,
      data: [{ ...points, x, y: rows.y, text: rows.names, marker }],
    });
    this.curve = curve;
    this.drawn = input;
    this.drawing = false;
    this.onDrawn();
  }

  /** @param {number} x in pixels of the chart @returns {Scales | null} */
  hitTest(x) {
    if (!this.curve?.picture) return null;
    const scales = axisScales(this.curve.plot);
    return Math.abs(scales.px(this.curve.picture.probe.x) - x) <= REACH ? scales : null;
  }

  /** @param {Scales} scales @param {number} x in pixels of the chart */
  drag(scales, x) {
    const { low, high } = this.payload.columns.inputs[this.drawn];
    const { key } = this.payload.sliders[this.drawn];
    this.callbacks.setFromPointer({ [key]: Math.min(high, Math.max(low, scales.x(x))) });
  }

  announcement() {
    const text = `Predicted strength ${this.prediction.textContent}. ${this.coverage.textContent}`;
    this.box.setAttribute("aria-label", `${this.label} ${text}`);
    return text;
  }

  flush() {
    this.controls.flush();
  }

  close() {
    this.stopDragging();
    this.curve?.close();
    this.controls.close();
  }
}

/** @param {number} strength */
const strengthText = (strength) =>
  Math.abs(strength) < 1000 ? toStep(strength, 0.1) : compact(strength);
