/** The table of right and wrong answers; a click on a count marks its points in the picture. */

import { html, setText } from "../widgets/dom.js";
import { hint } from "../widgets/explain.js";

export const TABLE = "Right and wrong answers";

/** @typedef {[number, number]} Cell the true class and the answer */

export class ConfusionTable {
  /** The cell whose points are marked. @type {Cell | null} */
  chosen = null;
  note = html("p", { class: "np-note", role: "status", "data-testid": "marked" });

  /**
   * @param {{classes: string[], noun: string, plural: string}} payload
   * @param {() => void} onChoose
   */
  constructor({ classes, noun, plural }, onChoose) {
    this.classes = classes;
    this.nouns = { noun, plural };
    this.onChoose = onChoose;
    this.cells = classes.map((_, is) => classes.map((_, answer) => this.button([is, answer])));
    const is = html("span", {}, "is ", hint("confusion", "the table"));
    const heads = [is, ...classes.map((name) => `answer: ${name}`)];
    this.element = html(
      "table",
      { class: "np-confusion", "aria-label": TABLE, "data-testid": "confusion", translate: "no" },
      html(
        "thead",
        {},
        html("tr", {}, ...heads.map((head) => html("th", { scope: "col" }, head))),
      ),
      html(
        "tbody",
        {},
        ...classes.map((name, is) =>
          html(
            "tr",
            {},
            html("th", { scope: "row", text: name }),
            ...this.cells[is].map((cell, answer) =>
              html("td", { class: is === answer ? "np-right" : "np-wrong" }, cell)
            ),
          )
        ),
      ),
    );
  }

  /** @param {Cell} cell */
  button(cell) {
    return html("button", {
      type: "button",
      class: "np-count",
      "aria-pressed": "false",
      onclick: () => this.choose(String(cell) === String(this.chosen) ? null : cell),
    });
  }

  /** @param {Cell | null} cell null: none is marked any more */
  choose(cell) {
    this.chosen = cell;
    this.onChoose();
  }

  /**
   * @param {number[][]} table as of `confusion`
   * @returns {string} how many points are marked, in a few words; "" where no cell is chosen
   */
  show(table) {
    table.forEach((row, is) => row.forEach((count, answer) => this.showCell([is, answer], count)));
    if (!this.chosen) {
      setText(this.note, "Tap a number: its points are marked in the picture.");
      return "";
    }
    const [is, answer] = this.chosen;
    const count = table[is][answer];
    const many = `${count} ${count === 1 ? this.nouns.noun : this.nouns.plural}`;
    const what = `“${this.classes[is]}”, answered “${this.classes[answer]}”`;
    setText(this.note, `${many} marked: ${what}.`);
    return `${count} marked`;
  }

  /** @param {Cell} cell @param {number} count */
  showCell([is, answer], count) {
    const button = this.cells[is][answer];
    const kind = is === answer ? "right" : "wrong";
    setText(button, String(count));
    button.setAttribute("aria-pressed", String(String([is, answer]) === String(this.chosen)));
    const name = `${count} ${kind}: is ${this.classes[is]}, answer ${this.classes[answer]}`;
    if (button.getAttribute("aria-label") !== name) button.setAttribute("aria-label", name);
  }
}
