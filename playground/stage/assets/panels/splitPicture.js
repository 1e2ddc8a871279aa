/** Why the split matters: the rows of one mix, torn apart at random or put aside together. */

import { html, setText } from "../widgets/dom.js";

/**
 * @typedef {import("../protocol.d.ts").LadderInfo} LadderInfo
 * @typedef {import("../protocol.d.ts").LadderEntry} LadderEntry
 */

const SIDES = ["trained on", "tested on"];
/** @type {Record<string, string>} what each split means for the network, by its name */
const MEANING = {
  random: "It has seen this concrete, at other ages.",
  mix: "It has never seen this concrete.",
};

export class SplitPicture {
  /** @param {LadderInfo} ladder */
  constructor({ ages, splits }) {
    this.scores = splits.map(() => html("b", { class: "np-way-score" }));
    this.element = html(
      "div",
      { class: "np-why", role: "group", "aria-label": "Why the split matters" },
      html("p", { text: `One concrete, tested after ${listed(ages)} days: four rows.` }),
      html(
        "div",
        { class: "np-ways" },
        ...splits.map((split, n) => this.way(split, ages, this.scores[n])),
      ),
      html("p", { text: "Your own mix is new, too. So whole mixes give the honest figure." }),
    );
  }

  /**
   * @param {LadderInfo["splits"][number]} split
   * @param {number[]} ages
   * @param {HTMLElement} score
   */
  way({ name, aside, tested }, ages, score) {
    const lines = SIDES.map((side, test) =>
      html(
        "tr",
        {},
        html("th", { scope: "row", text: side }),
        ...ages.map((_, n) => {
          const here = tested[n] === Boolean(test);
          return html("td", {}, here && html("i", { class: "np-row-dot" }) || "", hidden(here));
        }),
      )
    );
    return html(
      "figure",
      { class: "np-way", "data-testid": `way-${name}` },
      html("figcaption", {}, html("span", { text: sentence(aside) }), score),
      html(
        "table",
        {},
        html(
          "tr",
          {},
          html("td"),
          ...ages.map((age) => html("th", { scope: "col", text: `${age} d` })),
        ),
        ...lines,
      ),
      html("p", { class: "np-note", text: MEANING[name] }),
    );
  }

  /** @param {LadderEntry} network */
  show({ r2 }) {
    Object.keys(MEANING).forEach((split, n) =>
      setText(this.scores[n], `R² ${r2[split].toFixed(2)}`)
    );
  }
}

/** For screen readers, what the dot shows. @param {boolean} here */
const hidden = (here) => html("span", { class: "np-hidden", text: here ? "yes" : "no" });

/** With a capital. @param {string} text */
const sentence = (text) => text[0].toUpperCase() + text.slice(1);

/** @param {number[]} numbers */
const listed = (numbers) => `${numbers.slice(0, -1).join(", ")} and ${numbers.at(-1)}`;
