/**
 * A box to type a number. It is a text field: a browser's own number field drops a comma and a
 * true minus sign without a word, and 2,5 becomes 25.
 */

import { readingHint, readNumber, readWhole } from "../model/readNumber.js";
import { html, setText } from "./dom.js";
import { sixDigits } from "./format.js";

/** How many steps a key moves the number; the other arrows move the caret. @type {Record<string, number>} */
const KEY_STEPS = { ArrowUp: 1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
const PASTE_HINT = "Paste one number at a time.";

let count = 0;

/**
 * @typedef {object} NumberBoxSpec
 * @property {string} name accessible name
 * @property {number} low smallest number that may be typed
 * @property {number} high
 * @property {string} hint shown where the text is no number between them
 * @property {boolean} [whole] whether only whole numbers may be typed
 * @property {number} [linger] milliseconds after the box is left that a hint goes, if it covers something
 *
 * @typedef {object} NumberBoxCallbacks
 * @property {(value: number) => void} onType a number stands in the box
 * @property {(steps: number) => void} onStep a key moves the number
 * @property {() => void} onCommit Enter, or the box is left with a new text
 */

export class NumberBox {
  value = NaN;
  /** Whether somebody types, or is about to: the text stays until it is committed or left. */
  isTyping = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {NumberBoxSpec} spec @param {NumberBoxCallbacks} callbacks */
  constructor(spec, callbacks) {
    this.spec = spec;
    this.callbacks = callbacks;
    const id = `np-hint-${++count}`;
    this.hint = html("span", { id, class: "np-number-hint", role: "status" });
    this.input = html("input", {
      type: "text",
      role: "spinbutton",
      class: "np-number",
      inputmode: spec.whole ? "numeric" : "decimal",
      autocomplete: "off",
      "aria-label": spec.name,
      "aria-describedby": id,
      "aria-invalid": "false",
      onfocus: () => {
        this.isTyping = true; // the text may be selected to be replaced
      },
      oninput: () => this.onInput(),
      onpaste: (event) => this.onPaste(event),
      onkeydown: (event) => this.onKey(event),
      onchange: () => {
        this.isTyping = false;
        callbacks.onCommit();
      },
      onblur: () => {
        this.isTyping = false;
        this.write();
        if (spec.linger) this.#timer = setTimeout(() => this.showHint(""), spec.linger);
      },
    });
    this.setRange(spec.low, spec.high);
  }

  /** Of the keys' steps, and as a screen reader announces it. @param {number} low @param {number} high */
  setRange(low, high) {
    this.input.setAttribute("aria-valuemin", String(low));
    this.input.setAttribute("aria-valuemax", String(high));
  }

  /** Shows a number, except where somebody types one. @param {number} value */
  show(value) {
    if (value === this.value) return;
    this.value = value;
    this.input.setAttribute("aria-valuenow", String(sixDigits(value)));
    if (this.isTyping) return;
    this.write();
    this.showHint("");
  }

  /** The number as it is, to six significant digits. */
  write() {
    this.input.setAttribute("aria-invalid", "false");
    const text = String(sixDigits(this.value));
    if (this.input.value !== text) this.input.value = text;
  }

  /** What to know about the text, or "". @param {string} text */
  showHint(text) {
    clearTimeout(this.#timer);
    setText(this.hint, text);
  }

  /** A number counts at once; otherwise the last one stays. */
  onInput() {
    this.isTyping = true;
    const { low, high, hint, whole } = this.spec;
    const reading = (whole ? readWhole : readNumber)(this.input.value);
    const isValid = reading !== null && reading.value >= low && reading.value <= high;
    this.input.setAttribute("aria-invalid", String(!isValid));
    if (isValid) this.callbacks.onType(reading.value);
    this.showHint(isValid ? readingHint(reading) : hint);
  }

  /** A browser joins the cells of a table: 1 and 234 would become 1234. @param {ClipboardEvent} event */
  onPaste(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!/[\r\n\t]/.test(text.trim())) return;
    event.preventDefault();
    this.showHint(PASTE_HINT);
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const steps = KEY_STEPS[event.key];
    if (!steps || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.isTyping = false;
    this.callbacks.onStep(steps * (event.shiftKey ? 10 : 1));
    this.write();
  }
}
