/** A line that is drawn as a bet: dragged in the chart of one neuron, or moved by two sliders. */

import { button, html, setAttributes } from "../widgets/dom.js";
import { compact, withUnit } from "../widgets/format.js";
import { find } from "./controls.js";
import * as ghostLine from "./ghostLine.js";

/** A slider of the dashed line has so many steps. */
const STEPS = 100;
/** The numbers of the line, and what moving them does. @type {["b" | "w", string][]} */
const MOVES = [["b", "Higher or lower"], ["w", "Steeper or flatter"]];

export class LineBet {
  sliders = MOVES.map(([key, name]) => {
    const input = html("input", {
      type: "range",
      class: "np-bet-slider",
      step: "any",
      "aria-label": `Your bet: ${name.toLowerCase()}`,
      title: name,
      oninput: () => this.#move(key, Number(input.value)),
      onkeydown: (event) => this.#onKey(event, key),
    });
    return { key, input };
  });
  done = button("That is my bet", () => {
    const line = ghostLine.get();
    if (line) this.onBet([line.w, line.b]);
  });
  /** What stands in the form. */
  parts = [...this.sliders.map(({ input }) => input), this.done];
  /** Whether the line in the chart is this bet's: a lesson and a class may both ask for one. */
  #isShown = false;
  #stop = ghostLine.follow(() => this.#follow());

  /**
   * @param {(line: [number, number]) => void} onBet
   * @param {(key: "b" | "w") => string} unitOf
   */
  constructor(onBet, unitOf = () => "") {
    this.onBet = onBet;
    this.unitOf = unitOf;
  }

  /** Whether its line is in the chart, and can be moved. */
  get isOpen() {
    return this.#isShown && Boolean(ghostLine.get()?.isOpen);
  }

  /** @param {ghostLine.Ghost | null} line null: none */
  show(line) {
    if (line) {
      this.#isShown = true;
      ghostLine.set(line);
      this.#follow();
    } else if (this.#isShown) {
      this.#isShown = false;
      ghostLine.set(null);
    }
  }

  /** @param {"b" | "w"} key @param {number} value */
  #move(key, value) {
    const line = ghostLine.get();
    if (line?.isOpen) ghostLine.set({ ...line, [key]: value });
  }

  /** Without a grid, a browser's own steps are no use. @param {KeyboardEvent} event @param {"b" | "w"} key */
  #onKey(event, key) {
    const by = {
      ArrowUp: 1,
      ArrowRight: 1,
      ArrowDown: -1,
      ArrowLeft: -1,
      PageUp: 10,
      PageDown: -10,
    };
    const steps = by[/** @type {keyof typeof by} */ (event.key)];
    const line = ghostLine.get();
    const input = /** @type {HTMLInputElement} */ (event.target);
    if (!steps || !line) return;
    event.preventDefault();
    this.#move(key, line[key] + (steps * (Number(input.max) - Number(input.min))) / STEPS);
  }

  /** The sliders go along with the page's own ranges, and with what is dragged. */
  #follow() {
    const line = ghostLine.get();
    for (const { key, input } of line && this.#isShown ? this.sliders : []) {
      const own = find(key);
      const value = /** @type {{w: number, b: number}} */ (line)[key];
      if (own instanceof HTMLInputElement) setAttributes(input, { min: own.min, max: own.max });
      input.value = String(value);
      input.setAttribute("aria-valuetext", withUnit(compact(value), this.unitOf(key)));
    }
  }

  close() {
    this.#stop();
    this.show(null);
  }
}
