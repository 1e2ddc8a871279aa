/** How many have chosen each answer of a bet. */

import { html } from "../widgets/dom.js";

/**
 * @param {import("../protocol.d.ts").BetNews} bet
 * @param {number} votes
 * @param {number} here how many could vote
 */
export function histogram({ question, answers, state, counts }, votes, here) {
  const most = Math.max(1, ...counts);
  const note = state === "open"
    ? `${votes} of ${here} have bet.`
    : counts.length || !answers.length && state === "shown"
    ? `${votes} bets.`
    : `The bet is closed: ${votes} bets.`;
  return html(
    "section",
    { class: "np-histogram", "aria-label": "Bet" },
    html("h2", { text: question }),
    html(
      "ul",
      {},
      ...answers.map((text, i) =>
        html(
          "li",
          {},
          html("span", { class: "np-histogram-answer", text }),
          ...(counts.length
            ? [
              html("span", {
                class: "np-histogram-bar",
                style: `inline-size: ${counts[i] / most * 50}%`,
              }),
              html("span", { class: "np-histogram-count", text: String(counts[i]) }),
            ]
            : []),
        )
      ),
    ),
    html("p", { class: "np-class-note", text: note }),
  );
}
