/** Mix a concrete: eight sliders, the strength, its curve over any of them, and real mixes near by. */

import { Slider } from "../widgets/controls.js";
import { Curve } from "../charts/curve.js";
import { html, setText } from "../widgets/dom.js";
import { compact, sixDigits, toStep, withUnit } from "../widgets/format.js";
import { draggable } from "../widgets/drag.js";
import { nearest, outside } from "../model/coverage.js";
import { axisScales } from "../charts/plot.js";

const NEAR = 14;
const FAINT = 0.16;

export class MixPanel {
  constructor(data, theme, hands) {
    Object.assign(this, { data, theme, hands });
    const { inputs, target } = data.columns;
    this.sliders = data.sliders.map((spec) =>
      new Slider(spec, (value) => hands.set({ [spec.key]: value }), hands.rest)
    );
    this.prediction = html("output", {
      class: "np-prediction np-huge",
      "data-testid": "prediction",
    });
    this.verdict = html("p", { class: "np-verdict", "data-testid": "coverage" });
    this.list = html("ol", { class: "np-near" });
    this.select = html("select", {
      class: "np-select",
      "aria-label": "Curve over",
      onchange: () => {
        hands.set({ curve: this.select.value });
        hands.rest();
      },
    }, ...inputs.map(({ name }) => html("option", { value: name, text: name })));
    this.box = html("div", {
      class: "np-chart",
      role: "group",
      "aria-label": `${target.name} over one input`,
    });
    this.letGo = draggable(this.box, {
      hitTest: (x) => this.hitTest(x),
      onDrag: (scales, x) => this.drag(scales, x),
      onDrop: () => hands.rest(),
    });
    this.element = html(
      "div",
      { class: "np-mix" },
      html(
        "div",
        { class: "np-told" },
        html("h2", { class: "np-caption", text: "Predicted strength" }),
        this.prediction,
        this.verdict,
      ),
      html(
        "div",
        { class: "np-panel", role: "group", "aria-label": "The mix" },
        ...this.sliders.map(({ element }) => element),
      ),
      html(
        "div",
        { class: "np-middle" },
        html(
          "div",
          { class: "np-titled" },
          html("h2", { class: "np-caption", text: `${target.name} over` }),
          this.select,
        ),
        this.box,
        html("p", {
          class: "np-note",
          text: "Faint: all real mixes. Ringed: the nearest ones. " +
            "The curve: this mix, with only that input moved; drag its point.",
        }),
      ),
      html(
        "div",
        { class: "np-nearest" },
        html("h2", { class: "np-caption", text: "Nearest real mixes" }),
        html("p", { class: "np-note", text: "strength, age, distance; press one to take it" }),
        this.list,
      ),
    );
  }

  ready(Plotly, onDrawn) {
    Object.assign(this, { Plotly, onDrawn });
  }

  fail(text) {
    setText(this.verdict, text);
    this.verdict.dataset.state = "far";
  }

  input(hand) {
    return this.data.columns.inputs.findIndex(({ name }) => name === hand.curve);
  }

  /** Where the curve is computed: from one end of the data to the other. */
  along(input) {
    const { low, high } = this.data.columns.inputs[input];
    const steps = this.data.cells.curve - 1;
    return Array.from({ length: steps + 1 }, (_, n) => low + ((high - low) * n) / steps);
  }

  rows(hand, mix) {
    const input = this.input(hand);
    return this.along(input).flatMap((value) => mix.map((held, i) => (i === input ? value : held)));
  }

  show({ hand, at, mix }) {
    const { inputs, target } = this.data.columns;
    this.sliders.forEach((slider, i) => slider.show(hand[`x${i}`]));
    if (this.select.value !== hand.curve) this.select.value = hand.curve;
    setText(
      this.prediction,
      at
        ? withUnit(Math.abs(at[0]) < 1000 ? toStep(at[0], 0.1) : compact(at[0]), target.unit)
        : "…",
    );
    const near = nearest(mix, this.data.rows, this.data.coverage);
    this.judge(mix, near[0]);
    this.name(near);
    const input = this.input(hand);
    if (this.drawn !== input) this.draw(input);
    else if (at) {
      this.curve?.show({
        x: this.along(input),
        y: Array.from(at).slice(1),
        single: null,
        hinges: [],
        probe: { x: mix[input], y: at[0] },
        sticks: null,
        actual: this.data.rows.y,
        opacity: FAINT,
        lit: near.map(({ row }) => row),
      });
    }
    this.label = `${target.name} over ${inputs[input].name}, of this mix and of all real ones.`;
  }

  /** Whether the data says anything about this mix. */
  judge(mix, { row, distance }) {
    const { coverage: { reach, near }, columns: { inputs, target }, rows, tested } = this.data;
    const beyond = outside(mix, inputs).map((i) => {
      const { name, unit, low, high } = inputs[i];
      return `${name} ${sixDigits(mix[i])} (the data: ${low} to ${withUnit(String(high), unit)})`;
    });
    const usual = `${Math.round(100 * near)} of 100 real mixes have another within ${away(reach)}`;
    const far = distance > reach;
    this.verdict.dataset.state = beyond.length || far ? "far" : "near";
    setText(
      this.verdict,
      beyond.length
        ? `Outside the data: ${beyond.join(", ")}. Nobody has measured this: do not trust it.`
        : far
        ? `Far from every real mix: the nearest is ${
          away(distance)
        } away, while ${usual}. The network guesses here.`
        : distance
        ? `The data covers this: a real mix is ${away(distance)} away; ${usual}.`
        : `The data holds this mix: measured at ${withUnit(String(rows.y[row]), target.unit)}, ` +
          `in a row that the network was ${tested.includes(row) ? "tested" : "trained"} on.`,
    );
    this.verdict.title = "Distance: each input in units of its standard deviation, σ";
  }

  name(near) {
    const key = near.map(({ row, distance }) => `${row} ${away(distance)}`).join();
    if (key === this.named) return;
    this.named = key;
    const { rows, columns } = this.data;
    const width = columns.inputs.length;
    const age = columns.inputs.findIndex(({ name }) => name === "Age");
    if (!this.list.children.length) this.list.append(...near.map(() => this.line()));
    near.forEach(({ row, distance }, n) => {
      const button = this.list.children[n].firstChild;
      const [strength, days] = [rows.y[row].toFixed(1), rows.x[row * width + age]];
      const texts = [
        rows.names[row],
        withUnit(strength, columns.target.unit),
        `${days} d`,
        away(distance),
      ];
      texts.forEach((text, i) => setText(button.children[i], text));
      button.dataset.row = row;
      button.title = `Take ${rows.names[row]} over`;
      button.setAttribute(
        "aria-label",
        `Take ${rows.names[row]}: ${texts[1]} after ${days} days, ${texts[3]} away`,
      );
    });
  }

  line() {
    return html(
      "li",
      {},
      html(
        "button",
        {
          type: "button",
          class: "np-near-mix",
          onclick: (event) => this.take(Number(event.currentTarget.dataset.row)),
        },
        ...["name", "strength", "age", "distance"].map((part) =>
          html("span", { class: `np-near-${part}` })
        ),
      ),
    );
  }

  take(row) {
    const width = this.sliders.length;
    this.hands.set(
      Object.fromEntries(this.sliders.map((_, i) => [`x${i}`, this.data.rows.x[row * width + i]])),
    );
    this.hands.rest();
  }

  /** Axes and points of one input, drawn when its curve is first asked for. */
  async draw(input) {
    if (!this.Plotly || this.drawing) return;
    this.drawing = true;
    const { rows, figures, columns } = this.data;
    const { name } = columns.inputs[input];
    const x = rows.y.map((_, row) => rows.x[row * columns.inputs.length + input]);
    const figure = figures[`profile ${name}`];
    const [points] = figure.data;
    this.curve?.close();
    this.curve = null;
    const curve = new Curve(this.Plotly, this.box, this.theme, x);
    await curve.draw({
      ...figure,
      data: [{
        ...points,
        x,
        y: rows.y,
        text: rows.names,
        marker: { ...points.marker, opacity: FAINT },
      }],
    });
    curve.opacity = FAINT;
    Object.assign(this, { curve, drawn: input, drawing: false });
    this.onDrawn();
  }

  hitTest(x) {
    if (!this.curve?.shown) return null;
    const scales = axisScales(this.curve.plot);
    return Math.abs(scales.px(this.curve.shown.probe.x) - x) <= NEAR ? scales : null;
  }

  drag(scales, x) {
    const { low, high } = this.data.columns.inputs[this.drawn];
    this.hands.hold({ [`x${this.drawn}`]: Math.min(high, Math.max(low, scales.x(x))) });
  }

  said() {
    const text = `Predicted strength ${this.prediction.textContent}. ${this.verdict.textContent}`;
    this.box.setAttribute("aria-label", `${this.label} ${text}`);
    return text;
  }

  flush() {
    for (const slider of this.sliders) slider.flush();
  }

  close() {
    this.letGo();
    this.curve?.close();
    for (const slider of this.sliders) slider.close();
  }
}

/** A distance in standard deviations. */
const away = (distance) =>
  `${distance < 10 ? distance.toFixed(2) : Math.round(distance).toLocaleString("en-US")} σ`;
