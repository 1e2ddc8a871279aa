/**
 * Sliders with number boxes, and toggles: native inputs, so that mouse, touch, keyboard and
 * screen readers work as everywhere.
 */

import { html, setText } from "./dom.js";
import { toStep, withUnit } from "./format.js";

const IDLE = 400;
const LIMIT = 1e9;
const MOST = LIMIT.toLocaleString("en-US");

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
 */

/** One number in the hand. */
export class Slider {
  /**
   * @param {SliderSpec} spec
   * @param {(value: number) => void} onMove while it moves
   * @param {() => void} onRelease when the hand rests
   */
  constructor(spec, onMove, onRelease) {
    Object.assign(this, { spec, onMove, onRelease, value: NaN, timer: 0 });
    this.range = html("input", {
      type: "range",
      step: "any",
      "aria-label": spec.name,
      oninput: () => this.move(this.snap(Number(this.range.value))),
      onchange: () => this.release(),
      onkeydown: (event) => this.key(event),
      onblur: () => this.flush(),
      ondblclick: () => {
        this.move(spec.reset);
        this.release();
      },
    });
    this.box = html("input", {
      type: "number",
      step: "any",
      inputmode: "decimal",
      "aria-label": spec.name,
      oninput: () => this.typed(),
      onchange: () => {
        this.typed();
        this.writeValue();
        this.release();
      },
    });
    this.about = html("span", { class: "np-slider-about", text: spec.about });
    this.element = html(
      "div",
      { class: "np-slider" },
      html("span", { class: "np-slider-name", text: spec.label }),
      this.about,
      this.box,
      html("span", { class: "np-slider-unit", text: spec.unit }),
      this.range,
    );
    this.span(spec.low, spec.high);
  }

  /** Shows a value; the range grows to hold it. */
  show(value) {
    if (value === this.value) return;
    this.value = value;
    if (value < this.low || value > this.high) this.widen(value);
    this.range.value = value;
    if (document.activeElement !== this.box) this.writeValue();
    const shown = toStep(value, this.spec.step, 1);
    this.range.setAttribute("aria-valuetext", withUnit(shown, this.spec.unit));
    this.paint();
  }

  /** The number in the box, without dust behind the comma. */
  writeValue() {
    this.box.setAttribute("aria-invalid", "false");
    this.box.value = String(Number(this.value.toPrecision(6)));
  }

  /** By hand: shown at once, so that the next key starts from here. */
  move(value) {
    setText(this.about, this.spec.about);
    this.show(value);
    this.onMove(value);
  }

  /** Arrow keys and page keys step on the grid; holding one rests only when it is let go. */
  key(event) {
    const { step } = this.spec;
    const steps = {
      ArrowRight: 1,
      ArrowUp: 1,
      ArrowLeft: -1,
      ArrowDown: -1,
      PageUp: 10,
      PageDown: -10,
    }[event.key];
    const target = { Home: this.low, End: this.high }[event.key] ??
      (steps && this.snap(this.value + steps * step * (event.shiftKey ? 10 : 1)));
    if (target === undefined) return;
    event.preventDefault();
    this.move(Math.min(this.high, Math.max(this.low, target)));
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.release(), IDLE);
  }

  /** What is typed counts at once if it is a sensible number; otherwise the last one stays. */
  typed() {
    const value = this.box.valueAsNumber;
    const sensible = Number.isFinite(value) && Math.abs(value) <= LIMIT;
    this.box.setAttribute("aria-invalid", String(!sensible));
    if (sensible) this.move(value);
    else {setText(
        this.about,
        `Type a number from \u2212${MOST} to ${MOST}; until then the last one stays.`,
      );}
  }

  release() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.onRelease();
  }

  /** A key was let go just now: does not wait any longer for the next one. */
  flush() {
    if (this.timer) this.release();
  }

  snap(value) {
    return Number((Math.round(value / this.spec.step) * this.spec.step).toPrecision(12));
  }

  widen(value) {
    const { low, high } = this.spec;
    const size = 2 **
      Math.ceil(Math.log2(Math.abs(value) / Math.max(Math.abs(low), Math.abs(high))));
    this.span(Math.min(low, low * size, value), Math.max(high, high * size, value));
  }

  span(low, high) {
    Object.assign(this, { low, high });
    this.range.min = low;
    this.range.max = high;
  }

  /** Fills the track from zero (or the low end) to the thumb, in the colour of the sign. */
  paint() {
    const at = (value) => (100 * (value - this.low)) / (this.high - this.low);
    const zero = Math.min(100, Math.max(0, at(0)));
    const here = at(this.value);
    this.range.style.setProperty("--from", `${Math.min(zero, here)}%`);
    this.range.style.setProperty("--to", `${Math.max(zero, here)}%`);
    this.range.dataset.sign = this.value < 0 ? "negative" : "positive";
  }

  close() {
    clearTimeout(this.timer);
  }
}

/** An on/off switch. */
export class Toggle {
  /**
   * @param {{name: string, about: string}} spec
   * @param {(on: boolean) => void} onChange
   */
  constructor({ name, about }, onChange) {
    this.input = html("input", {
      type: "checkbox",
      role: "switch",
      onchange: () => onChange(this.input.checked),
    });
    const label = html("span", { class: "np-toggle-name", text: name });
    this.element = html("label", { class: "np-toggle", title: about }, this.input, label);
  }

  show(on) {
    if (this.input.checked !== on) this.input.checked = on;
  }
}
