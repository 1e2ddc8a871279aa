/** The numbers beside a picture: equation, errors, score, and whether Keras agrees. */

import { html, setText } from "./dom.js";
import { compact, toStep, withUnit } from "./format.js";

/** A labelled number. @param {string} id @param {string} name @param {string} about */
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
  mse = readout("mse", "MSE", "mean squared error");
  mae = readout("mae", "MAE", "mean absolute error");
  r2 = readout("r2", "R²", "share of the variance explained");
  score = readout(
    "score",
    "Score",
    "0: as good as a flat line through the mean; 100: the best possible",
  );

  /** @param {string} unit of the target */
  constructor(unit) {
    this.mse.unit.textContent = unit ? ` ${unit}²` : "";
    this.mae.unit.textContent = unit ? ` ${unit}` : "";
    this.score.unit.textContent = " of 100";
    this.score.element.classList.add("np-score");
    const all = [this.mse, this.mae, this.r2, this.score];
    this.element = html("div", { class: "np-errors" }, ...all.map(({ element }) => element));
  }

  /** @param {import("../protocol.d.ts").Metrics} metrics */
  show({ mse, mae, r2 }) {
    setText(this.mse.value, compact(mse));
    setText(this.mae.value, compact(mae));
    setText(this.r2.value, toStep(r2 ?? NaN, 0.001));
  }

  /** @param {number | null} score 0 to 100; null hides it */
  showScore(score) {
    this.score.element.hidden = score === null;
    if (score !== null) setText(this.score.value, String(score));
  }
}

/** y = w × x + … + b with the numbers in it, each in the colour of its sign. */
export class Equation {
  /** @param {number} inputs how many there are */
  constructor(inputs = 1) {
    this.head = html("span");
    this.terms = Array.from({ length: inputs }, () => ({ w: html("span"), name: html("span") }));
    this.bias = html("span");
    this.tail = html("span");
    this.element = html(
      "p",
      {
        "data-testid": "equation",
        class: inputs > 3 ? "np-equation np-long" : "np-equation",
      },
      this.head,
      ...this.terms.flatMap(({ w, name }) => [w, name]),
      this.bias,
      this.tail,
    );
  }

  /**
   * @param {{terms: {w: number, name: string, step: number}[], b: number, step: number,
   *          target: string, relu: boolean}} unit `step`: of the bias' slider
   */
  show({ terms, b, step, target, relu }) {
    setText(this.head, `${target} = ${relu ? "max(0, " : ""}`);
    terms.forEach(({ w, name, step: fine }, i) => {
      const next = terms[i + 1]?.w ?? b;
      writeNumber(this.terms[i].w, i ? Math.abs(w) : w, w, fine);
      setText(this.terms[i].name, ` × ${name} ${next < 0 ? "\u2212" : "+"} `);
    });
    writeNumber(this.bias, Math.abs(b), b, step);
    setText(this.tail, relu ? ")" : "");
  }

  get text() {
    return this.element.textContent ?? "";
  }
}

/**
 * @param {HTMLElement} element
 * @param {number} shown the number, or its size where the sign stands before it
 * @param {number} value whose sign gives the colour
 * @param {number} step
 */
function writeNumber(element, shown, value, step) {
  setText(element, toStep(shown, step, 1));
  element.className = value < 0 ? "np-negative" : "np-positive";
}

/** Whether Keras agrees with the picture. */
export class Badge {
  element = html("p", { class: "np-badge", "data-testid": "keras-agreement" });

  /** @param {string} unit of the target */
  constructor(unit) {
    this.unit = unit;
    this.show("waiting", "Asking Keras …");
  }

  /** @param {"waiting" | "agrees" | "differs" | "lost"} state @param {string} text */
  show(state, text) {
    if (this.element.dataset.state !== state) this.element.dataset.state = state;
    setText(this.element, text);
  }

  /** @param {number} difference the largest one, in the target's unit */
  agrees(difference) {
    const size = difference === 0 ? "0" : difference.toExponential(0).replace("-", "\u2212");
    this.show("agrees", `Keras agrees, largest difference ${withUnit(size, this.unit)}`);
  }

  /** The network is too large for the browser's arithmetic. */
  computes() {
    this.show("agrees", "Computed by Keras alone: this network is too large for the browser");
  }

  /** @param {number} difference the largest one, in the target's unit */
  differs(difference) {
    this.show(
      "differs",
      "Keras disagrees: its answer is shown, " +
        `the preview differs by up to ${withUnit(compact(difference), this.unit)}`,
    );
  }
}
