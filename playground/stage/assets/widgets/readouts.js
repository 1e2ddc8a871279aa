/** The numbers beside the picture: equation, errors, prediction, score, and whether Keras agrees. */

import { html, setText } from "./dom.js";
import { compact, toStep, withUnit } from "./format.js";

const METRICS = [
  ["mse", "MSE", "mean squared error"],
  ["mae", "MAE", "mean absolute error"],
  ["r2", "R²", "share of the variance explained"],
];

/** A labelled number. */
function readout(id, name, about) {
  const value = html("output", { class: "np-value", "data-testid": id });
  const unit = html("span", { class: "np-unit" });
  const element = html(
    "div",
    { class: "np-readout", title: about },
    html("span", { class: "np-readout-name", text: name }),
    html("span", {}, value, unit),
  );
  return { element, value, unit };
}

/** MSE, MAE, R², and the score of the challenge. */
export class Errors {
  constructor(unit) {
    this.parts = Object.fromEntries(
      METRICS.map(([id, name, about]) => [id, readout(id, name, about)]),
    );
    this.parts.mse.unit.textContent = unit ? ` ${unit}²` : "";
    this.parts.mae.unit.textContent = unit ? ` ${unit}` : "";
    this.score = readout(
      "score",
      "Score",
      "0: as good as a flat line through the mean; 100: the best possible",
    );
    this.score.unit.textContent = " of 100";
    this.score.element.classList.add("np-score");
    this.element = html(
      "div",
      { class: "np-errors" },
      ...METRICS.map(([id]) => this.parts[id].element),
      this.score.element,
    );
  }

  /** @param {{mse: number, mae: number, r2: number}} metrics */
  show({ mse, mae, r2 }) {
    setText(this.parts.mse.value, compact(mse));
    setText(this.parts.mae.value, compact(mae));
    setText(this.parts.r2.value, toStep(r2, 0.001));
  }

  /** @param {number | null} score 0 to 100; null hides it */
  showScore(score) {
    this.score.element.hidden = score === null;
    if (score !== null) setText(this.score.value, String(score));
  }
}

/** y = w × x + … + b with the numbers in it, each in the colour of its sign. */
export class Equation {
  /** @param {number} terms how many inputs there are */
  constructor(terms = 1) {
    this.element = html("p", {
      "data-testid": "equation",
      class: terms > 3 ? "np-equation np-long" : "np-equation",
    });
    this.parts = Array.from({ length: 2 * terms + 3 }, () => html("span"));
    this.element.append(...this.parts);
  }

  /**
   * @param {{terms: {w: number, name: string, step: number}[], b: number, step: number,
   *          target: string, relu: boolean}} unit `step`: of the bias' slider
   */
  show({ terms, b, step, target, relu }) {
    const [head, ...rest] = this.parts;
    setText(head, `${target} = ${relu ? "max(0, " : ""}`);
    terms.forEach(({ w, name, step: fine }, i) => {
      const next = terms[i + 1]?.w ?? b;
      number(rest[2 * i], i ? Math.abs(w) : w, w, fine);
      setText(rest[2 * i + 1], ` × ${name} ${next < 0 ? "\u2212" : "+"} `);
    });
    number(rest.at(-2), Math.abs(b), b, step);
    setText(rest.at(-1), relu ? ")" : "");
  }

  get text() {
    return this.element.textContent;
  }
}

function number(element, shown, value, step) {
  setText(element, toStep(shown, step, 1));
  element.className = value < 0 ? "np-negative" : "np-positive";
}

/** What Keras says of what is on screen. */
export class Badge {
  constructor(unit) {
    this.unit = unit;
    this.element = html("p", { class: "np-badge", "data-testid": "keras-agreement" });
    this.show("waiting", "Asking Keras …");
  }

  /** @param {"waiting" | "agrees" | "differs" | "lost"} state */
  show(state, text) {
    if (this.element.dataset.state !== state) this.element.dataset.state = state;
    setText(this.element, text);
  }

  agrees(difference) {
    const size = difference === 0 ? "0" : difference.toExponential(0).replace("-", "\u2212");
    this.show("agrees", `Keras agrees, largest difference ${withUnit(size, this.unit)}`);
  }

  /** Of a network that is too large for the browser's arithmetic. */
  computes() {
    this.show("agrees", "Computed by Keras alone: this network is too large for the browser");
  }

  differs(difference) {
    this.show(
      "differs",
      "Keras disagrees: its answer is shown, " +
        `the preview differs by up to ${withUnit(compact(difference), this.unit)}`,
    );
  }
}
