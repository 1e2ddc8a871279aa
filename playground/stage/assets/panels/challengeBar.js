/** How far a line has come from always answering the mean to the best there is, as a bar. */

import { challengeText, WORSE } from "../model/neuronTexts.js";
import { html, setText } from "../widgets/dom.js";

export class ChallengeBar {
  fill = html("div", { class: "np-way-fill" });
  start = html("span");
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
        { class: "np-note np-label np-way-ends" },
        this.start,
        html("span", { text: "the best" }),
      ),
    );
  }

  /** @param {number} score 0 to 100 @param {boolean} isWorse than always answering the mean */
  show(score, isWorse) {
    this.fill.style.width = `${score}%`;
    setText(this.start, isWorse ? WORSE : "always the mean");
    this.meter.setAttribute("aria-valuenow", String(score));
    this.meter.setAttribute("aria-valuetext", challengeText(score, isWorse));
  }
}
