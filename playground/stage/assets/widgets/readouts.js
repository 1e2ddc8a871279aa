/** The numbers beside a picture: equation, errors, score, and whether Keras agrees. */

import { r2Words } from "../model/explainTexts.js";
import { html, setText } from "./dom.js";
import { explained, term } from "./explain.js";
import { Floating } from "./floating.js";
import { missText, threeDigits, toStep, withUnit } from "./format.js";

/**
 * A labelled number; a click on either explains it.
 *
 * @param {import("../model/explainTexts.js").TermName} id
 * @param {string} name
 */
function readout(id, name) {
  const value = html("output", { class: "np-value", "data-testid": id });
  const unit = html("span", { class: "np-unit" });
  const element = html(
    "div",
    { class: "np-readout" },
    html("span", { class: "np-readout-name" }, term(id, name)),
    html("span", explained(id), value, unit),
  );
  return { element, value, unit };
}

/** The mark of the footnote about the rows in view. */
function footnote() {
  const mark = term("rows", "*");
  mark.classList.add("np-footnote");
  mark.setAttribute("aria-label", "Which rows");
  return mark;
}

/** The mean miss; MSE and R² on a click; which rows they are of; and the score of the challenge. */
export class Errors {
  mae = readout("mae", "mean miss");
  mse = readout("mse", "MSE");
  r2 = readout("r2", "R²");
  score = readout("score", "Score");
  r2Words = html("p", { class: "np-note" });
  /** The score in view; null: none. @type {number | null} */
  scored = null;
  /** Rows that are marked, of classes. @type {number[] | null} */
  marked = null;

  /** @param {string} unit of the target */
  constructor(unit) {
    this.unit = unit;
    this.mse.unit.textContent = unit ? ` ${unit}²` : "";
    this.mae.unit.textContent = unit ? ` ${unit}` : "";
    this.score.unit.textContent = " of 100";
    this.score.element.classList.add("np-score");
    this.button = html("button", {
      type: "button",
      class: "np-more",
      "aria-label": "Other errors",
      "aria-expanded": "false",
      onclick: () => this.floating.anchor ? this.close() : this.open(),
    });
    this.others = html(
      "div",
      {
        class: "np-floating np-more-errors",
        popover: "manual",
        role: "group",
        "aria-label": "Other errors",
      },
      html("div", {}, this.mse.element, html("p", { class: "np-note", text: MSE_WORDS })),
      html("div", {}, this.r2.element, this.r2Words),
    );
    this.floating = new Floating(this.others, {
      owns: (target) => target.closest(".np-floating") !== null || this.button.contains(target),
      onDismiss: () => this.close(),
    });
    this.element = html(
      "div",
      { class: "np-errors" },
      this.mae.element,
      this.button,
      footnote(),
      this.others,
      this.score.element,
    );
  }

  open() {
    this.floating.open(this.button);
    this.button.setAttribute("aria-expanded", "true");
  }

  close() {
    const hasFocus = this.others.contains(document.activeElement);
    this.floating.close();
    this.button.setAttribute("aria-expanded", "false");
    if (hasFocus) this.button.focus();
  }

  /**
   * @param {import("../protocol.d.ts").Metrics} metrics
   * @param {unknown} [_predictions] which classes are read from
   * @param {unknown} [_values] which have their threshold
   */
  show({ mse, mae, r2 }, _predictions, _values) {
    setText(this.mse.value, threeDigits(mse));
    setText(this.mae.value, threeDigits(mae));
    setText(this.r2.value, threeDigits(r2 ?? NaN));
    setText(this.r2Words, r2Words(r2));
  }

  flush() {} // nothing waits in it

  /** @returns {Partial<import("../model/explain.d.ts").Facts>} */
  facts() {
    return {}; // every page knows the errors
  }

  /** In words, to be announced. @param {import("../protocol.d.ts").Metrics} metrics */
  words({ mae }) {
    return missText(mae, this.unit);
  }

  /** @param {unknown} _payload misses are counted the same for every one */
  update(_payload) {}

  /** @param {number | null} score 0 to 100; null hides it */
  showScore(score) {
    this.scored = score;
    this.score.element.hidden = score === null;
    if (score !== null) setText(this.score.value, String(score));
  }
}

/** What stands over a prediction. @param {string} target */
export const predictionLabel = (target) =>
  html("span", { class: "np-note np-label" }, term("prediction", `predicted ${target}`));

/** What stands before a classifier's answer. @param {string[]} classes of two, no and yes */
export const probabilityLabel = (classes) =>
  html(
    "span",
    { class: "np-note np-label" },
    term(
      "probability",
      classes.length > 2 ? "answer, probability" : `probability of “${classes[1]}”`,
    ),
  );

const MSE_WORDS = "every miss is squared, then all are averaged: large ones count most";

/** What stands before the sum, by the activation. */
const OPENING = { linear: "", relu: "max(0, ", sigmoid: "sigmoid(" };

/** y = w × x + … + b with the numbers in it, each in the colour of its sign. */
export class Equation {
  /**
   * @param {number} inputs how many there are
   * @param {import("../model/explainTexts.js").Term | null} about what its numbers explain, if not
   *   themselves
   */
  constructor(inputs = 1, about = null) {
    this.head = html("span");
    this.terms = Array.from({ length: inputs }, (_, i) => ({
      w: html("span", explained(about ?? `w:${i}`)),
      name: html("span"),
    }));
    this.bias = html("span", explained(about ?? "b"));
    this.tail = html("span");
    this.element = html(
      "p",
      {
        "data-testid": "equation",
        translate: "no",
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
   *          target: string, f: keyof typeof OPENING}} unit `step`: of the bias' slider
   */
  show({ terms, b, step, target, f }) {
    setText(this.head, `${target} = ${OPENING[f]}`);
    terms.forEach(({ w, name, step: fine }, i) => {
      const next = terms[i + 1]?.w ?? b;
      writeNumber(this.terms[i].w, i ? Math.abs(w) : w, w, fine);
      setText(this.terms[i].name, ` × ${name} ${next < 0 ? "\u2212" : "+"} `);
    });
    writeNumber(this.bias, Math.abs(b), b, step);
    setText(this.tail, OPENING[f] && ")");
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

/** Whether Keras agrees with the picture: a few words, the rest on a click. */
export class Badge {
  /** Around the word Keras; not seen on a phone, where the picture would move with its length. */
  prefix = html("span", { class: "np-badge-more" });
  rest = html("span", { class: "np-badge-more" });
  element = html("p", { class: "np-badge", "data-testid": "keras-agreement" }, this.button());
  /** What the card about it knows. @type {import("../model/explain.d.ts").KerasFacts} */
  facts = { state: "waiting", difference: NaN, reason: "" };

  /** @param {string} unit of the target */
  constructor(unit) {
    this.unit = unit;
    this.#wait("Asking ", " …");
  }

  button() {
    const button = term("keras", "");
    button.append(this.prefix, "Keras", this.rest);
    return button;
  }

  /**
   * @param {"waiting" | "agrees" | "differs" | "lost"} state
   * @param {string} prefix before the word Keras
   * @param {string} rest after it
   */
  #show(state, prefix, rest) {
    if (this.element.dataset.state !== state) this.element.dataset.state = state;
    setText(this.prefix, prefix);
    setText(this.rest, rest);
  }

  /** @param {string} prefix @param {string} rest */
  #wait(prefix, rest) {
    this.facts = { state: "waiting", difference: NaN, reason: "" };
    this.#show("waiting", prefix, rest);
  }

  /** There is no answer. @param {import("../net/keras.js").Status} status @param {string} reason */
  unavailable(status, reason) {
    if (status === "starting") {
      this.#wait("", " is starting; the picture already moves");
      return;
    }
    this.facts = { state: "lost", difference: NaN, reason };
    let rest = " does not answer; the picture goes on without it";
    if (status === "failed") rest = reason.replace(/^Keras/, ""); // "Keras could not be started: …"
    if (status === "refused") rest = ` cannot answer: ${reason}`;
    this.#show("lost", "", rest);
  }

  /** @param {number} difference the largest one, in the target's unit */
  agrees(difference) {
    this.facts = { state: "agrees", difference, reason: "" };
    this.#show("agrees", "checked with ", "");
  }

  /** The network is too large for the browser's arithmetic. */
  computes() {
    this.facts = { state: "alone", difference: NaN, reason: "" };
    this.#show("agrees", "computed by ", "");
  }

  /** @param {number} difference the largest one, in the target's unit */
  differs(difference) {
    this.facts = { state: "differs", difference, reason: "" };
    const size = withUnit(threeDigits(difference), this.unit);
    this.#show("differs", "", ` disagrees by ${size}: its answer is shown`);
  }
}
