/**
 * Mix a concrete: eight sliders, the strength, its curve over any of them, and real mixes near by.
 */

import { CurveChart } from "../charts/curve.js";
import { html, setText } from "../widgets/dom.js";
import { term } from "../widgets/explain.js";
import { compact, sixDigits, toStep, withUnit } from "../widgets/format.js";
import { draggable, FINGER_REACH, isFinger } from "../widgets/drag.js";
import { nearest, outside } from "../model/coverage.js";
import { ageIndex, isVeryClose, NearestMixes } from "./nearestMixes.js";
import { axisScales } from "../charts/plot.js";
import { ValueControls } from "./valueControls.js";

/**
 * @typedef {import("../protocol.d.ts").ConcretePayload} ConcretePayload
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../view.d.ts").Callbacks} Callbacks
 * @typedef {import("../charts/plot.js").Plotly} Plotly
 * @typedef {import("../charts/plot.js").Theme} Theme
 * @typedef {{scales: ReturnType<typeof axisScales>, aside: number}} Dragged aside: how far to the
 *   right of a finger the probe is, in pixels
 * @typedef {import("./nearestMixes.js").Near} Near
 */

/** Pixels within which the mouse takes hold of the probe's line. */
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
  closed = false;
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
    }, ...inputs.map(({ name, label }) => html("option", { value: name, text: label })));
    this.box = html("div", {
      class: "np-chart",
      role: "group",
      "aria-label": `${target.label} over one input`,
    });
    this.stopDragging = draggable(this.box, {
      hitTest: (x, y, event) => this.hitTest(x, isFinger(event) ? y : null),
      onDrag: (dragged, x) => this.drag(dragged, x),
      onDrop: () => callbacks.commit(),
    });
    this.element = html(
      "div",
      { class: "np-mix" },
      html(
        "div",
        { class: "np-pinned" },
        this.strength(),
        this.chart(),
      ),
      html(
        "div",
        { class: "np-mixer", role: "group", "aria-label": "The mix" },
        ...this.sliders(),
      ),
      this.nearest.element,
    );
  }

  strength() {
    const { mean_miss, columns: { target } } = this.payload;
    return html(
      "div",
      { class: "np-strength" },
      html("h2", { class: "np-caption", text: target.label }),
      this.prediction,
      html(
        "p",
        { class: "np-note np-usual-miss" },
        term("mae", "mean miss on new mixes"),
        `: ${withUnit(mean_miss.toFixed(1), target.unit)}`,
      ),
      this.coverage,
    );
  }

  /** The age first: what it does is seen at once. */
  sliders() {
    const elements = this.payload.sliders.map(({ key }) => this.controls.sliders[key].element);
    return [...elements.splice(ageIndex(this.payload), 1), ...elements];
  }

  chart() {
    return html(
      "div",
      { class: "np-curve-box" },
      html(
        "div",
        { class: "np-titled" },
        html("h2", { class: "np-caption", text: `${this.payload.columns.target.label} over` }),
        this.select,
      ),
      this.box,
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
    this.label = `${target.label} over ${inputs[input].label}, of this mix and of all real ones.`;
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
    const { coverage: { radius }, columns: { inputs, target }, rows, test_rows } = this.payload;
    const beyond = outside(mix, inputs).map((i) => {
      const { label, unit, low, high } = inputs[i];
      return `${label} ${sixDigits(mix[i])} (real mixes: ${low} to ${
        withUnit(String(high), unit)
      })`;
    });
    const far = distance > radius;
    this.coverage.dataset.state = beyond.length || far ? "far" : "near";
    setText(
      this.coverage,
      beyond.length
        ? `Outside the data: ${beyond.join(", ")}. Do not trust it.`
        : far
        ? "Far from every real mix: the network guesses."
        : distance
        ? `${isVeryClose(distance, radius) ? "Very close" : "Close"} to a real mix.`
        : `A real mix, measured at ${withUnit(String(rows.y[row]), target.unit)}: ` +
          `a ${test_rows.includes(row) ? "test" : "training"} row.`,
    );
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
    if (this.closed) this.close();
    else this.onDrawn();
  }

  /**
   * The mouse drags the probe's line, a finger its point.
   *
   * @param {number} x in pixels of the chart
   * @param {number | null} y of a finger
   * @returns {Dragged | null}
   */
  hitTest(x, y) {
    if (!this.curve?.picture) return null;
    const { probe } = this.curve.picture;
    const scales = axisScales(this.curve.plot);
    const aside = scales.px(probe.x) - x;
    if (y === null) return Math.abs(aside) <= REACH ? { scales, aside: 0 } : null;
    return Math.hypot(aside, scales.py(probe.y) - y) <= FINGER_REACH ? { scales, aside } : null;
  }

  /** @param {Dragged} dragged @param {number} x in pixels of the chart */
  drag({ scales, aside }, x) {
    const { low, high } = this.payload.columns.inputs[this.drawn];
    const { key } = this.payload.sliders[this.drawn];
    this.callbacks.setFromPointer({ [key]: Math.min(high, Math.max(low, scales.x(x + aside))) });
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
    this.closed = true;
    this.stopDragging();
    this.curve?.close();
    this.controls.close();
  }
}

/** @param {number} strength */
const strengthText = (strength) =>
  Math.abs(strength) < 1000 ? toStep(strength, 0.1) : compact(strength);
