/**
 * Sliders with number boxes, and switches: native inputs, so that mouse, touch, keyboard and
 * screen readers work as everywhere.
 */

import { html } from "./dom.js";
import { hint, term } from "./explain.js";
import { toStep, withUnit } from "./format.js";
import { NumberBox } from "./numberBox.js";

/** Milliseconds after the last key press that a value is committed. */
const IDLE = 400;
const LIMIT = 1e9;
const MOST = LIMIT.toLocaleString("en-US");
const HINT = `Type a number from \u2212${MOST} to ${MOST}; until then the last one stays.`;

/** How many steps a key moves a slider. @type {Record<string, number>} */
const KEY_STEPS = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};

/**
 * @typedef {object} SliderSpec
 * @property {string} name accessible name: "w", "b", "probe"
 * @property {string} label what is shown: "w"
 * @property {string} about what the number is, shown below: "calories per gram of sugars"
 * @property {string} unit
 * @property {number} low
 * @property {number} high
 * @property {number} step
 * @property {number} reset value on double click
 * @property {boolean} [bounded] whether no number beyond the range can be typed
 * @property {import("../model/explainTexts.js").Term} [term] that explains its label
 */

/** A number with a slider and a box to type it. */
export class Slider {
  value = NaN;
  low = 0;
  high = 1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {SliderSpec} spec
   * @param {(value: number) => void} onMove while it moves
   * @param {() => void} onRelease when a value is committed
   */
  constructor(spec, onMove, onRelease) {
    this.spec = spec;
    this.onMove = onMove;
    this.onRelease = onRelease;
    this.range = html("input", {
      type: "range",
      step: "any",
      "aria-label": spec.name,
      oninput: () => this.move(this.snap(Number(this.range.value))),
      onchange: () => this.release(),
      onkeydown: (event) => this.onKey(event),
      ondblclick: () => {
        this.move(spec.reset);
        this.release();
      },
    });
    const { name, low, high, bounded } = spec;
    const ends = bounded
      ? { low, high, hint: `Type a number from ${low} to ${high}; until then the last one stays.` }
      : { low: -LIMIT, high: LIMIT, hint: HINT };
    this.box = new NumberBox({ name, ...ends }, {
      onType: (value) => this.move(value),
      onStep: (steps) => this.moveTo(this.stepped(steps)),
      onCommit: () => this.release(),
    });
    this.about = html("span", { class: "np-slider-about", text: spec.about });
    this.element = html(
      "div",
      { class: "np-slider", onfocusout: () => this.flush() },
      html(
        "span",
        { class: "np-slider-name" },
        spec.term ? term(spec.term, spec.label) : spec.label,
      ),
      this.box.hint,
      this.about,
      this.box.input,
      html("span", { class: "np-slider-unit", text: spec.unit }),
      this.range,
    );
    this.setRange(spec.low, spec.high);
  }

  /** Shows a value; the range grows to hold it. @param {number} value */
  show(value) {
    if (value === this.value) return;
    this.value = value;
    if (value < this.low || value > this.high) this.growRange(value);
    this.range.value = String(value);
    this.box.show(value);
    const text = toStep(value, this.spec.step, 1);
    this.range.setAttribute("aria-valuetext", withUnit(text, this.spec.unit));
    this.paintTrack();
  }

  /** A person moved it: shown at once, so that the next key press starts here. @param {number} value */
  move(value) {
    this.show(value);
    this.onMove(value);
  }

  /** Arrow and page keys step on the grid; a held key commits once. @param {KeyboardEvent} event */
  onKey(event) {
    const target = this.keyTarget(event);
    if (target === undefined) return;
    event.preventDefault();
    this.moveTo(target);
  }

  /** By a key, within the range; committed once no other key follows. @param {number} target */
  moveTo(target) {
    this.move(Math.min(this.high, Math.max(this.low, target)));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.release(), IDLE);
  }

  /** @param {KeyboardEvent} event @returns {number | undefined} undefined: the key is not for it */
  keyTarget({ key, shiftKey }) {
    if (key === "Home") return this.low;
    if (key === "End") return this.high;
    const steps = KEY_STEPS[key];
    return steps && this.stepped(steps * (shiftKey ? 10 : 1));
  }

  /** @param {number} steps @returns {number} on the grid */
  stepped(steps) {
    return this.snap(this.value + steps * this.spec.step);
  }

  release() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.onRelease();
  }

  /** Commits now what still waits for another key press. */
  flush() {
    if (this.#timer) this.release();
  }

  /** @param {number} value @returns {number} the nearest whole number of steps */
  snap(value) {
    return Number((Math.round(value / this.spec.step) * this.spec.step).toPrecision(12));
  }

  /** Doubles the range until it holds the value. @param {number} value */
  growRange(value) {
    const { low, high } = this.spec;
    const size = 2 **
      Math.ceil(Math.log2(Math.abs(value) / Math.max(Math.abs(low), Math.abs(high))));
    this.setRange(Math.min(low, low * size, value), Math.max(high, high * size, value));
  }

  /** @param {number} low @param {number} high */
  setRange(low, high) {
    this.low = low;
    this.high = high;
    this.range.min = String(low);
    this.range.max = String(high);
    this.box.setRange(low, high);
  }

  /** Fills the track from zero (or the low end) to the thumb, in the colour of the sign. */
  paintTrack() {
    const percent = (/** @type {number} */ value) =>
      (100 * (value - this.low)) / (this.high - this.low);
    const zero = Math.min(100, Math.max(0, percent(0)));
    const thumb = percent(this.value);
    this.range.style.setProperty("--from", `${Math.min(zero, thumb)}%`);
    this.range.style.setProperty("--to", `${Math.max(zero, thumb)}%`);
    this.range.dataset.sign = this.value < 0 ? "negative" : "positive";
  }

  close() {
    clearTimeout(this.#timer);
  }
}

/**
 * @typedef {object} ToggleSpec
 * @property {string} name
 * @property {string} about
 * @property {import("../model/explainTexts.js").Term} [term] that explains it
 */

/** An on/off switch. */
export class Toggle {
  /**
   * @param {ToggleSpec} spec
   * @param {(on: boolean) => void} onChange
   */
  constructor({ name, about, term }, onChange) {
    this.input = html("input", {
      type: "checkbox",
      role: "switch",
      onchange: () => onChange(this.input.checked),
    });
    const label = html("span", { class: "np-toggle-name", text: name });
    const toggle = html("label", { class: "np-toggle", title: about }, this.input, label);
    this.element = term
      ? html("span", { class: "np-toggle-explained" }, toggle, hint(term, name))
      : toggle;
  }

  /** @param {boolean} on */
  show(on) {
    if (this.input.checked !== on) this.input.checked = on;
  }

  /** It stays as it is. @param {string} reason */
  disable(reason) {
    this.input.disabled = true;
    this.input.setAttribute("aria-description", reason);
    this.element.title = reason;
  }
}
