/** The gallery of activation functions: what each makes of one sum w·x + b, and how steep it is. */

import { ACTIVATIONS, DERIVATIVES } from "../model/activations.js";
import { Slider } from "../widgets/controls.js";
import { html, setAttributes, svg } from "../widgets/dom.js";
import { compact, toStep } from "../widgets/format.js";

const SPAN = { low: -4, high: 4 };
const HEIGHT = { low: -2, high: 4 };
const PIECES = 160;
const BOX = { left: 26, top: 8, width: 166, height: 124, right: 8, bottom: 22 };
const STEP = 0.1;
const START = { w: 1, b: 0 };
const RANGES = { w: { low: -3, high: 3 }, b: { low: -4, high: 4 } };

const px = (x) => ((x - SPAN.low) / (SPAN.high - SPAN.low)) * BOX.width;
const py = (y) => ((HEIGHT.high - y) / (HEIGHT.high - HEIGHT.low)) * BOX.height;

export class Gallery {
  /** @param {{name: string, label: string, formula: string}[]} activations by Keras' names */
  constructor(activations) {
    Object.assign(this, { ...START, frame: 0 });
    this.sliders = Object.fromEntries(Object.keys(START).map((key) => [key, this.slider(key)]));
    this.cards = activations.map((activation) => new Card(activation));
    const reset = html("button", {
      class: "np-button",
      type: "button",
      text: "Reset w and b",
      onclick: () => this.reset(),
    });
    this.element = html(
      "section",
      { class: "np-gallery", "aria-label": "Gallery of activations" },
      html("h2", { class: "np-caption", text: "What each activation makes of z = w·x + b" }),
      html(
        "div",
        { class: "np-gallery-controls" },
        ...Object.values(this.sliders).map(({ element }) => element),
        reset,
        legend(),
      ),
      html("div", { class: "np-cards" }, ...this.cards.map(({ element }) => element)),
    );
    this.draw();
    this.rest();
  }

  slider(key) {
    const range = { ...RANGES[key], step: STEP, reset: START[key] };
    const spec = { name: `gallery ${key}`, label: key, about: "", unit: "", ...range };
    const slider = new Slider(spec, (value) => this.move({ [key]: value }), () => this.rest());
    slider.show(START[key]);
    return slider;
  }

  /** Draws in the next frame, however often it is called. */
  move(values) {
    Object.assign(this, values);
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  draw() {
    for (const card of this.cards) card.draw(this.w, this.b);
  }

  /** The hand rests: the pictures' names tell their numbers. */
  rest() {
    for (const card of this.cards) card.tell(this.w, this.b);
  }

  reset() {
    for (const key in START) this.sliders[key].show(START[key]);
    this.move(START);
    this.rest();
  }

  close() {
    cancelAnimationFrame(this.frame);
    for (const key in this.sliders) this.sliders[key].close();
  }
}

/** One function: its curve over x, and its slope. */
class Card {
  constructor({ name, label, formula }) {
    Object.assign(this, { name, label, formula: formula.replaceAll("-", "\u2212") });
    this.slope = svg("path", { class: "np-slope" });
    this.curve = svg("path", { class: "np-answer" });
    const { left, top, width, height, right, bottom } = BOX;
    this.svg = svg(
      "svg",
      { role: "img", viewBox: `0 0 ${left + width + right} ${top + height + bottom}` },
      ...axes(),
      svg("svg", { x: left, y: top, width, height }, this.slope, this.curve),
    );
    this.element = html(
      "div",
      { class: "np-card" },
      html("h3", { text: label }),
      this.svg,
      html("p", { text: this.formula }),
    );
  }

  draw(w, b) {
    setAttributes(this.curve, { d: path(ACTIVATIONS[this.name], w, b) });
    setAttributes(this.slope, { d: path(DERIVATIVES[this.name], w, b) });
  }

  tell(w, b) {
    const z = w + b;
    const sum = `z = ${toStep(w, STEP)}·x ${b < 0 ? "\u2212" : "+"} ${toStep(Math.abs(b), STEP)}`;
    const here = `at x = 1, y is ${compact(ACTIVATIONS[this.name](z))} and dy/dz is ${
      compact(DERIVATIVES[this.name](z))
    }`;
    this.svg.setAttribute("aria-label", `${this.label}: ${this.formula}; ${sum}; ${here}`);
  }
}

/** y = f(w·x + b) over the span, in px; what leaves the box is cut not far outside. */
function path(f, w, b) {
  const points = [];
  for (let n = 0; n <= PIECES; n++) {
    const x = SPAN.low + ((SPAN.high - SPAN.low) * n) / PIECES;
    const y = Math.min(2 * HEIGHT.high, Math.max(2 * HEIGHT.low, f(w * x + b)));
    points.push(`${px(x).toFixed(2)},${py(y).toFixed(2)}`);
  }
  return `M${points.join("L")}`;
}

function axes() {
  const { left, top, width, height } = BOX;
  const number = (value) => toStep(value, 1);
  const across = [-4, -2, 0, 2, 4].flatMap((x) => [
    svg("path", { class: x ? "np-gridline" : "np-axis", d: `M${left + px(x)},${top}v${height}` }),
    svg("text", { class: "np-x-tick", x: left + px(x), y: top + height + 16, text: number(x) }),
  ]);
  const upwards = [-2, 0, 2, 4].flatMap((y) => [
    svg("path", { class: y ? "np-gridline" : "np-axis", d: `M${left},${top + py(y)}h${width}` }),
    svg("text", { class: "np-y-tick", x: left - 5, y: top + py(y) + 4.5, text: number(y) }),
  ]);
  return [...across, ...upwards];
}

function legend() {
  const line = (kind, text) =>
    html(
      "span",
      {},
      svg(
        "svg",
        { class: "np-legend-line", viewBox: "0 0 34 10", "aria-hidden": "true" },
        svg("path", { class: kind, d: "M1,5h32" }),
      ),
      html("span", { text }),
    );
  return html(
    "p",
    { class: "np-legend" },
    line("np-answer", "y = f(z)"),
    line("np-slope", "dy/dz = f′(z), its slope"),
  );
}
