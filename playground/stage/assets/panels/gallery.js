/** The gallery of activation functions: what each makes of one sum w·x + b, and how steep it is. */

import { ACTIVATIONS, DERIVATIVES } from "../model/activations.js";
import { Slider } from "../widgets/controls.js";
import { html, setAttributes, svg } from "../widgets/dom.js";
import { term } from "../widgets/explain.js";
import { compact, toStep } from "../widgets/format.js";

/** @typedef {import("../protocol.d.ts").ActivationInfo} ActivationInfo */

const SPAN = { low: -4, high: 4 };
const HEIGHT = { low: -2, high: 4 };
const PIECES = 160;
const BOX = { left: 26, top: 8, width: 166, height: 124, right: 8, bottom: 22 };
const STEP = 0.1;
const START = { w: 1, b: 0 };
const RANGES = { w: { low: -3, high: 3 }, b: { low: -4, high: 4 } };

/** @param {number} x */
const px = (x) => ((x - SPAN.low) / (SPAN.high - SPAN.low)) * BOX.width;
/** @param {number} y */
const py = (y) => ((HEIGHT.high - y) / (HEIGHT.high - HEIGHT.low)) * BOX.height;

export class Gallery {
  w = START.w;
  b = START.b;
  /** The animation frame that draws next; 0: none. */
  frame = 0;

  /**
   * @param {ActivationInfo[]} activations
   * @param {(name: string) => void} [onChoose] an activation was chosen; without it, none can be
   */
  constructor(activations, onChoose) {
    this.sliders = { w: this.slider("w"), b: this.slider("b") };
    this.cards = activations.map((activation) => new Card(activation, onChoose));
    this.element = html(
      "section",
      { class: "np-gallery", "aria-label": "Gallery of activations" },
      html(
        "h2",
        { class: "np-caption" },
        "What each ",
        term("activation", "activation"),
        " makes of z = w·x + b",
      ),
      html(
        "div",
        { class: "np-gallery-controls" },
        this.sliders.w.element,
        this.sliders.b.element,
        html("button", {
          class: "np-button",
          type: "button",
          text: "Reset w and b",
          onclick: () => this.reset(),
        }),
        legend(),
      ),
      html("div", { class: "np-cards" }, ...this.cards.map(({ element }) => element)),
    );
    this.draw();
    this.updateLabels();
  }

  /** @param {"w" | "b"} key */
  slider(key) {
    const range = { ...RANGES[key], step: STEP, reset: START[key] };
    const spec = { name: `gallery ${key}`, label: key, about: "", unit: "", ...range };
    const move = (/** @type {number} */ value) => {
      this[key] = value;
      this.requestDraw();
    };
    const slider = new Slider(spec, move, () => this.updateLabels());
    slider.show(START[key]);
    return slider;
  }

  /** Draws in the next frame, however often it is called. */
  requestDraw() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  draw() {
    for (const card of this.cards) card.draw(this.w, this.b);
  }

  /** The numbers in the pictures' labels, once the sliders are at rest. */
  updateLabels() {
    for (const card of this.cards) card.updateLabel(this.w, this.b);
  }

  reset() {
    this.w = START.w;
    this.b = START.b;
    this.sliders.w.show(this.w);
    this.sliders.b.show(this.b);
    this.requestDraw();
    this.updateLabels();
  }

  close() {
    cancelAnimationFrame(this.frame);
    this.sliders.w.close();
    this.sliders.b.close();
  }
}

/** One function: its curve over x, and its slope. */
class Card {
  slope = svg("path", { class: "np-slope" });
  curve = svg("path", { class: "np-answer" });

  /** @param {ActivationInfo} activation @param {(name: string) => void} [onChoose] */
  constructor({ name, label, formula }, onChoose) {
    const { left, top, width, height, right, bottom } = BOX;
    this.name = name;
    this.label = label;
    this.formula = formula.replaceAll("-", "\u2212");
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
      onChoose ? chooseButton(label, () => onChoose(name)) : "",
    );
  }

  /** @param {number} w @param {number} b */
  draw(w, b) {
    setAttributes(this.curve, { d: path(ACTIVATIONS[this.name], w, b) });
    setAttributes(this.slope, { d: path(DERIVATIVES[this.name], w, b) });
  }

  /** @param {number} w @param {number} b */
  updateLabel(w, b) {
    const z = w + b;
    const sum = `z = ${toStep(w, STEP)}·x ${b < 0 ? "\u2212" : "+"} ${toStep(Math.abs(b), STEP)}`;
    const here = `at x = 1, y is ${compact(ACTIVATIONS[this.name](z))} and dy/dz is ${
      compact(DERIVATIVES[this.name](z))
    }`;
    this.svg.setAttribute("aria-label", `${this.label}: ${this.formula}; ${sum}; ${here}`);
  }
}

/** @param {string} label @param {() => void} onclick */
const chooseButton = (label, onclick) =>
  html("button", {
    type: "button",
    class: "np-button",
    "aria-label": `Use ${label}`,
    text: "Use",
    onclick,
  });

/**
 * y = f(w·x + b) over the span, in px; what leaves the box is cut not far outside.
 *
 * @param {(z: number) => number} f
 * @param {number} w
 * @param {number} b
 */
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
  const across = [-4, -2, 0, 2, 4].flatMap((x) => [
    svg("path", { class: x ? "np-gridline" : "np-axis", d: `M${left + px(x)},${top}v${height}` }),
    svg("text", {
      class: "np-x-tick",
      x: left + px(x),
      y: top + height + 16,
      text: toStep(x, 1),
    }),
  ]);
  const upwards = [-2, 0, 2, 4].flatMap((y) => [
    svg("path", { class: y ? "np-gridline" : "np-axis", d: `M${left},${top + py(y)}h${width}` }),
    svg("text", { class: "np-y-tick", x: left - 5, y: top + py(y) + 4.5, text: toStep(y, 1) }),
  ]);
  return [...across, ...upwards];
}

function legend() {
  const line = (/** @type {string} */ kind, /** @type {string} */ text) =>
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
