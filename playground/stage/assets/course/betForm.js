/** Where a learner bets: by a tap on an answer, or by a line that is dragged or moved with keys. */

import { button, html, setAttributes } from "../widgets/dom.js";
import { compact, withUnit } from "../widgets/format.js";
import { find } from "./controls.js";
import * as ghostLine from "./ghostLine.js";

/**
 * @typedef {import("./attempt.js").Attempt} Attempt
 * @typedef {import("./attempt.js").BetMade} BetMade
 */

/** A slider of the dashed line has so many steps. */
const STEPS = 100;
/** The numbers of the line, and what moving them does. @type {["b" | "w", string][]} */
const MOVES = [["b", "Higher or lower"], ["w", "Steeper or flatter"]];

export class BetForm {
  element = html("div", { class: "np-lesson-answers", role: "group" });
  /** @type {Attempt | null} */
  #attempt = null;
  /** @type {{key: "b" | "w", input: HTMLInputElement}[]} */
  #sliders = [];
  #stop = ghostLine.follow(() => this.#follow());

  /** @param {(bet: BetMade) => void} onBet */
  constructor(onBet) {
    this.onBet = onBet;
  }

  /** Another step. @param {Attempt} attempt */
  begin(attempt) {
    this.#attempt = attempt;
    this.#sliders = [];
    ghostLine.set(null);
    this.element.replaceChildren();
    const bet = attempt.payload.step.bet;
    if (!bet) return;
    this.element.setAttribute("aria-label", attempt.filled(bet.ask));
    if (bet.draws) this.#offerLine();
    else {
      const answers = (bet.answers ?? []).map((answer, i) =>
        button(attempt.filled(answer), () => this.onBet(i))
      );
      this.element.append(...answers);
    }
  }

  #offerLine() {
    this.#sliders = MOVES.map(([key, name]) => {
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
    const done = button("That is my bet", () => {
      const line = ghostLine.get();
      if (line) this.onBet([line.w, line.b]);
    });
    this.element.append(...this.#sliders.map(({ input }) => input), done);
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

  /** The line that is drawn now, if the step has one. @param {boolean} isHere its page is in view */
  show(isHere) {
    const attempt = this.#attempt;
    if (!attempt?.payload.step.bet?.draws || !isHere) return ghostLine.set(null);
    const { bet, done, payload: { start: { w, b } } } = attempt;
    if (Array.isArray(bet)) ghostLine.set({ w: bet[0], b: bet[1], isOpen: false });
    else if (done) ghostLine.set(null);
    else if (!ghostLine.get()?.isOpen) ghostLine.set({ w, b, isOpen: true });
    this.#follow();
  }

  /** The sliders go along with the page's own ranges, and with what is dragged. */
  #follow() {
    const line = ghostLine.get();
    for (const { key, input } of line ? this.#sliders : []) {
      const own = find(key);
      const value = /** @type {{w: number, b: number}} */ (line)[key];
      if (own instanceof HTMLInputElement) setAttributes(input, { min: own.min, max: own.max });
      input.value = String(value);
      const unit = this.#attempt?.payload.units[key] ?? "";
      input.setAttribute("aria-valuetext", withUnit(compact(value), unit));
    }
  }

  close() {
    this.#stop();
    ghostLine.set(null);
  }
}
