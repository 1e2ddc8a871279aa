/** How far a line has come from always answering the mean to the best there is, as a bar. */

import { challengeText, WORSE } from "../model/neuronTexts.js";
import { html } from "../widgets/dom.js";

export class ChallengeBar {
  fill = html("div", { class: "np-way-fill" });
  worse = html("p", { class: "np-note", text: WORSE });
  meter = html("div", {
    class: "np-way",
    role: "meter",
    "aria-label": "On the way to the best line",
    "aria-valuemin": "0",
    "aria-valuemax": "100",
  }, this.fill);

  /** @param {HTMLElement} score what stands above the bar */
  constructor(score) {
    this.element = html(
      "div",
      { class: "np-challenge" },
      score,
      this.meter,
      html(
        "p",
        { class: "np-note np-way-ends" },
        html("span", { text: "always the mean" }),
        html("span", { text: "the best" }),
      ),
      this.worse,
    );
  }

  /** @param {number} score 0 to 100 @param {boolean} isWorse than always answering the mean */
  show(score, isWorse) {
    this.fill.style.width = `${score}%`;
    this.worse.style.visibility = isWorse ? "visible" : "hidden";
    this.meter.setAttribute("aria-valuenow", String(score));
    this.meter.setAttribute("aria-valuetext", challengeText(score, isWorse));
  }
}
