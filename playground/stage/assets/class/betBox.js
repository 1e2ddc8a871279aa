/** The class's bet on a learner's screen: the question, how it is answered, and later what all said. */

import { LineBet } from "../course/lineBet.js";
import { html, setText } from "../widgets/dom.js";

/** @typedef {import("../protocol.d.ts").BetNews} BetNews @typedef {import("../protocol.d.ts").Vote["answer"]} Answer */

export class BetBox {
  question = html("p", { class: "np-strip-question", id: "np-class-question" });
  answers = html("div", { class: "np-strip-answers", role: "group" });
  note = html("p", { role: "status" });
  element = html("section", { class: "np-strip-bet" }, this.question, this.answers, this.note);
  /** @type {BetNews | null} */
  #bet = null;
  /** @type {{round: number, answer: Answer | null}} */
  #vote = { round: 0, answer: null };
  #line = new LineBet((line) => this.#bet && this.onVote(this.#bet.round, line));
  /** The round that the line in the chart belongs to; 0: there is none. */
  #drawn = 0;
  /** @type {import("../course/onScreen.js").Screen | null} */
  #screen = null;

  /** @param {(round: number, answer: Answer) => void} onVote */
  constructor(onVote) {
    this.onVote = onVote;
    this.answers.setAttribute("aria-labelledby", "np-class-question");
    this.element.hidden = true;
  }

  /** @param {BetNews | null} bet */
  show(bet) {
    this.#bet = bet;
    this.#write();
  }

  /** @param {number} round @param {Answer | null} answer */
  showVote(round, answer) {
    this.#vote = { round, answer };
    this.#write();
  }

  /** A line is drawn where there is a neuron's. @param {import("../course/onScreen.js").Screen | null} screen */
  onFrame(screen) {
    const wasHere = this.#isHere;
    this.#screen = screen;
    if (this.#bet && wasHere !== this.#isHere) this.#write();
  }

  get #isHere() {
    return this.#screen?.kind === "neuron";
  }

  #write() {
    const bet = this.#bet;
    this.element.hidden = !bet;
    const draws = bet !== null && !bet.answers.length;
    if (!draws || !this.#isHere) {
      this.#line.show(null);
      this.#drawn = 0;
    }
    if (!bet) return;
    const chosen = this.#vote.round === bet.round ? this.#vote.answer : null;
    const isOpen = bet.state === "open";
    setText(this.question, bet.question);
    if (draws) this.#writeLine(bet, chosen);
    else this.#writeAnswers(bet, chosen);
    const still = chosen !== null
      ? "You may change it until it is closed."
      : draws
      ? this.#isHere
        ? "Drag the dashed line. Your bet cannot be wrong."
        : "Open One neuron: the line is drawn there."
      : "Your bet cannot be wrong.";
    setText(this.note, isOpen ? still : bet.state === "closed" ? "The bet is closed." : "");
  }

  /** @param {BetNews} bet @param {Answer | null} chosen */
  #writeAnswers(bet, chosen) {
    this.answers.replaceChildren(...bet.answers.map((text, i) => {
      const count = bet.counts.length ? ` · ${bet.counts[i]}` : "";
      return html("button", {
        type: "button",
        class: "np-button",
        text: `${chosen === i ? "✓ " : ""}${text}${count}`,
        "aria-pressed": String(chosen === i),
        disabled: bet.state !== "open",
        onclick: () => this.onVote(bet.round, i),
      });
    }));
  }

  /** @param {BetNews} bet @param {Answer | null} chosen */
  #writeLine({ round, state }, chosen) {
    const isOpen = state === "open";
    const drawn = Array.isArray(chosen) ? { w: chosen[0], b: chosen[1] } : null;
    const parts = isOpen && this.#isHere ? this.#line.parts : [];
    if (parts.length !== this.answers.childElementCount) this.answers.replaceChildren(...parts);
    setText(this.#line.done, drawn ? "✓ That is my bet" : "That is my bet");
    if (!this.#isHere) return;
    if (!isOpen) {
      this.#line.show(drawn && { ...drawn, isOpen });
      this.#drawn = 0;
    } else if (this.#drawn !== round) {
      this.#drawn = round; // once: from then on the line is where it is dragged
      this.#line.show({ ...(drawn ?? this.#start()), isOpen });
    }
  }

  /** The neuron's own line, as in a lesson. */
  #start() {
    const [kernel, bias] = this.#screen?.stage.shown.values?.weights ?? [];
    return { w: kernel?.[0] ?? 0, b: bias?.[0] ?? 0 };
  }
}
