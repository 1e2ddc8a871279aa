/** Where a learner bets: by a tap on an answer, or by a line that is drawn. */

import { button, html } from "../widgets/dom.js";
import { LineBet } from "./lineBet.js";

/**
 * @typedef {import("./attempt.js").Attempt} Attempt
 * @typedef {import("./attempt.js").BetMade} BetMade
 */

export class BetForm {
  element = html("div", { class: "np-lesson-answers", role: "group" });
  /** @type {Attempt | null} */
  #attempt = null;
  #line = new LineBet(
    (line) => this.onBet(line),
    (key) => this.#attempt?.payload.units[key] ?? "",
  );

  /** @param {(bet: BetMade) => void} onBet */
  constructor(onBet) {
    this.onBet = onBet;
  }

  /** Another step. @param {Attempt} attempt */
  begin(attempt) {
    this.#attempt = attempt;
    this.#line.show(null);
    this.element.replaceChildren();
    const bet = attempt.payload.step.bet;
    if (!bet) return;
    this.element.setAttribute("aria-label", attempt.filled(bet.ask));
    if (bet.draws) this.element.append(...this.#line.parts);
    else {
      const answers = (bet.answers ?? []).map((answer, i) =>
        button(attempt.filled(answer), () => this.onBet(i))
      );
      this.element.append(...answers);
    }
  }

  /** The line that is drawn now, if the step has one. @param {boolean} isHere its page is in view */
  show(isHere) {
    const attempt = this.#attempt;
    if (!attempt?.payload.step.bet?.draws || !isHere) return this.#line.show(null);
    const { bet, done, payload: { start: { w, b } } } = attempt;
    if (Array.isArray(bet)) this.#line.show({ w: bet[0], b: bet[1], isOpen: false });
    else if (done) this.#line.show(null);
    else if (!this.#line.isOpen) this.#line.show({ w, b, isOpen: true });
  }

  close() {
    this.#line.close();
  }
}
