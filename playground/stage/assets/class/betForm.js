/** The teacher asks a bet, closes it, shows what came out, and has it voted on again. */

import { button, html } from "../widgets/dom.js";

/**
 * @typedef {import("../protocol.d.ts").Command} Command
 * @typedef {import("../protocol.d.ts").BetNews} BetNews
 */

export class BetForm {
  question = html("input", { id: "question", type: "text", maxlength: "200", required: true });
  answers = html("textarea", { id: "answers", rows: "3", maxlength: "500", required: true });
  draws = html("input", { type: "checkbox", onchange: () => this.#choose() });
  #listed = html(
    "div",
    {},
    html("label", { for: "answers", text: "Answers, one a line, two to six" }),
    this.answers,
  );
  note = html("p", { class: "np-class-note", role: "status" });
  close = button("Close the bet", () => this.onCommand({ kind: "bet", to: "closed" }));
  reveal = button("Show it to everybody", () => this.onCommand({ kind: "bet", to: "shown" }));
  again = button("Vote again", () => this.onCommand({ kind: "bet", to: "again" }));
  gone = button("Take it away", () => this.onCommand({ kind: "bet", to: "gone" }));
  form = html(
    "form",
    {
      onsubmit: (event) => {
        event.preventDefault();
        this.#ask();
      },
    },
    html("label", { for: "question", text: "Bet: the question" }),
    this.question,
    html("label", { class: "np-board-draws" }, this.draws, " Everybody draws a line"),
    this.#listed,
    html("button", { type: "submit", class: "np-button", text: "Ask the class" }),
    this.note,
  );
  acts = html(
    "div",
    { class: "np-board-bet-acts" },
    this.close,
    this.reveal,
    this.again,
    this.gone,
  );
  element = html("div", {}, this.acts, this.form);

  /** @param {(command: Command) => void} onCommand */
  constructor(onCommand) {
    this.onCommand = onCommand;
    this.show(null);
  }

  /** @param {BetNews | null} bet */
  show(bet) {
    this.acts.hidden = !bet;
    this.form.hidden = Boolean(bet);
    this.close.hidden = bet?.state !== "open";
    this.reveal.hidden = !bet || bet.state === "shown";
  }

  #choose() {
    this.#listed.hidden = this.answers.disabled = this.draws.checked;
  }

  #ask() {
    if (this.draws.checked) {
      this.note.textContent = "";
      return this.onCommand({ kind: "draw", question: this.question.value.trim() });
    }
    const answers = this.answers.value.split("\n").map((line) => line.trim()).filter(Boolean);
    const fits = answers.length >= 2 && answers.length <= 6 &&
      answers.every(({ length }) => length <= 80);
    this.note.textContent = fits ? "" : "Two to six answers of at most 80 letters, one a line.";
    if (fits) this.onCommand({ kind: "ask", question: this.question.value.trim(), answers });
  }
}
