/** What stands in place of the misses where classes are told apart: right answers, the rest on a click. */

import { answerFacts, classFacts, curveOf, thresholdOf } from "../model/answerFacts.js";
import { answers, confusion, crossEntropy, percent, pick } from "../model/classes.js";
import { html, setText, stylesheet } from "../widgets/dom.js";
import { explained, term } from "../widgets/explain.js";
import { Floating } from "../widgets/floating.js";
import { threeDigits } from "../widgets/format.js";
import { Errors } from "../widgets/readouts.js";
import { ConfusionTable, TABLE } from "./confusionTable.js";
import { CountedRows } from "./countedRows.js";
import { DecisionPanel } from "./decisionPanel.js";

/**
 * @typedef {import("../protocol.d.ts").Values} Values
 *
 * @typedef {object} ClassPayload what the readouts need to know
 * @property {string[]} classes
 * @property {{y: ArrayLike<number>}} points the class of each drawn row
 * @property {import("../protocol.d.ts").Benchmarks | null} benchmarks
 * @property {string} noun
 * @property {string} plural
 */

/**
 * What says how good a network is: the misses of a number, or the right answers of classes.
 *
 * @param {ClassPayload & {columns: {target: {unit: string}}}} payload
 * @param {import("../view.d.ts").Callbacks} callbacks
 */
export function readoutsOf(payload, callbacks) {
  if (payload.classes.length) return new ClassReadouts(payload, callbacks);
  const errors = new Errors(payload.columns.target.unit);
  errors.showScore(null);
  return errors;
}

/** As `Errors` of a number: the share that is right, and its table, threshold and costs on a click. */
export class ClassReadouts {
  right = html("output", {
    class: "np-value",
    "data-testid": "accuracy",
    ...explained("accuracy"),
  });
  loss = html("output", {
    class: "np-value",
    "data-testid": "cross-entropy",
    ...explained("crossEntropy"),
  });
  side = html("span", {});
  /** The drawn rows that are marked; null: none. @type {number[] | null} */
  marked = null;
  /** What was shown last. @type {import("../model/answerFacts.js").Shown | null} */
  shown = null;
  /** Of all rows. @type {ArrayLike<number>} */
  answered = [];
  /** The ROC curve, with the probabilities that it was made of. */
  #curve =
    /** @type {{of: ArrayLike<number>, rows: number[] | null, curve: ReturnType<typeof curveOf>} | null} */ (null);

  /**
   * @param {ClassPayload & import("./countedRows.js").Split} payload
   * @param {import("../view.d.ts").Callbacks} callbacks
   * @param {import("../widgets/controls.js").Slider | null} [slider] of the threshold, if the page
   *   shows one itself
   */
  constructor(payload, callbacks, slider = null) {
    stylesheet("classes.css");
    this.payload = payload;
    this.callbacks = callbacks;
    this.table = new ConfusionTable(payload, callbacks.requestDraw);
    this.counted = new CountedRows(payload, callbacks.requestDraw);
    this.decision = payload.classes.length === 2
      ? new DecisionPanel(payload.classes, callbacks, slider)
      : null;
    const right = html("span", { class: "np-readout-name" }, term("accuracy", "right"), this.side);
    const line = html("div", { class: "np-readout" }, right, this.right);
    const loss = html("span", { class: "np-readout-name" }, term("crossEntropy", "loss"));
    this.lossLine = html("div", { class: "np-readout", hidden: true }, loss, this.loss);
    this.bars = this.barsOf(payload);
    this.button = html("button", {
      type: "button",
      class: "np-more",
      "aria-label": TABLE,
      "aria-expanded": "false",
      onclick: () => this.toggle(this.floating.anchor === null),
    });
    this.chip = html("button", {
      type: "button",
      class: "np-chip",
      "aria-description": "Ends the marking",
      hidden: true,
      onclick: () => this.table.choose(null),
    });
    const box = html(
      "div",
      {
        class: "np-floating np-class-readouts",
        popover: "manual",
        role: "group",
        "aria-label": TABLE,
      },
      html("div", { class: "np-beats" }, ...this.bars.map(({ element }) => element)),
      this.counted.segments.element,
      this.table.element,
      this.table.note,
      this.decision?.element ?? "",
    );
    this.floating = new Floating(box, {
      owns: (target) => target.closest(".np-stage") !== null,
      onDismiss: () => this.toggle(false),
      spares: () =>
        this.element.closest(".np-stage")?.querySelector(".np-chart:not([hidden])") ?? null,
    });
    this.element = html(
      "div",
      { class: "np-errors" },
      line,
      this.lossLine,
      this.button,
      this.chip,
      box,
    );
  }

  /** The share in view beside those that it has to beat. @param {ClassPayload} payload */
  barsOf({ benchmarks, classes }) {
    const bars = [barOf("this model", NaN, "np-beat-own")];
    if (benchmarks) {
      const name = classes.length > 2 ? "the best without hidden layers" : "the best single unit";
      bars.push(barOf(name, benchmarks.unit));
      bars.push(barOf(`always “${benchmarks.commonest}”`, benchmarks.always));
    }
    return bars;
  }

  /** @param {boolean} open */
  toggle(open) {
    if (open) this.open();
    else this.floating.close();
    this.button.setAttribute("aria-expanded", String(open));
  }

  open() {
    this.floating.open(this.button);
    this.callbacks.requestDraw(); // what was not shown while it was closed
  }

  /**
   * @param {unknown} _errors
   * @param {ArrayLike<number>} probabilities at the drawn points, of each unit
   * @param {Values} values
   * @param {{loss?: number, sums?: ArrayLike<number>, outputs: ArrayLike<number>}} more the mean
   *   cross-entropy, or the sums that it is computed of; and what is given at the probe
   */
  show(_errors, probabilities, values, { loss = NaN, sums, outputs }) {
    const { payload: { points: { y }, classes }, counted: { rows, words } } = this;
    const units = probabilities.length / y.length;
    const answered = answers(probabilities, units, thresholdOf(values));
    const table = confusion(pick(y, rows), pick(answered, rows), classes.length);
    const accuracy = table.reduce((sum, row, k) => sum + row[k], 0) / (rows ?? y).length;
    if (sums) loss = crossEntropy(pick(y, rows), pick(sums, rows, units));
    this.shown = { probabilities, values, loss, outputs, table };
    this.answered = answered;
    setText(this.right, percent(accuracy));
    setText(this.side, words);
    setText(this.loss, threeDigits(loss));
    this.lossLine.hidden = Number.isNaN(loss);
    this.bars[0].show(accuracy);
    const marks = this.table.show(table);
    setText(this.chip, `${marks} ✕`);
    this.chip.hidden = !marks;
    this.marked = this.rowsOf(answered);
    this.decision?.showThreshold(values);
    if (this.floating.anchor) this.decision?.show(values, this.curveOf(probabilities), table);
  }

  /** Of two classes; sorting takes long, so it is done once. @param {ArrayLike<number>} probabilities */
  curveOf(probabilities) {
    const { rows } = this.counted;
    if (this.#curve?.of !== probabilities || this.#curve.rows !== rows) {
      const [y, of] = [pick(this.payload.points.y, rows), pick(probabilities, rows)];
      this.#curve = { of: probabilities, rows, curve: curveOf(y, of) };
    }
    return this.#curve.curve;
  }

  /** The rows of the chosen cell. @param {ArrayLike<number>} answered */
  rowsOf(answered) {
    const { payload: { points: { y } }, table: { chosen }, counted } = this;
    if (!chosen) return null;
    const all = counted.rows ?? Array.from(y, (_, row) => row);
    const rows = all.filter((row) => y[row] === chosen[0] && answered[row] === chosen[1]);
    return rows.length ? rows : null;
  }

  /** @returns {Partial<import("../model/explain.d.ts").Facts>} */
  facts() {
    const { payload, shown, counted: { rows } } = this;
    if (!shown) return {};
    if (payload.classes.length > 2) return { classes: classFacts(payload, shown, null) };
    const curve = this.curveOf(shown.probabilities);
    const { points: { y }, benchmarks } = payload;
    const all = rows ? { ...shown, table: confusion(y, this.answered, 2) } : shown;
    return { // lessons are about all rows
      answers: answerFacts(all, rows ? curveOf(y, shown.probabilities) : curve, benchmarks),
      classes: classFacts(payload, shown, curve),
    };
  }

  /** Another split. @param {ClassPayload & import("./countedRows.js").Split} payload */
  update(payload) {
    this.payload = payload;
    this.counted.update(payload);
  }

  /** @param {unknown} _score a challenge is about numbers */
  showScore(_score) {}

  words() {
    return `${this.right.textContent} of the answers${this.side.textContent} are right`;
  }

  flush() {
    this.decision?.flush();
  }

  close() {
    this.toggle(false);
    this.decision?.close();
  }
}

/**
 * A share as a bar.
 *
 * @param {string} name
 * @param {number} share
 * @param {string} [kind]
 */
function barOf(name, share, kind = "") {
  const value = html("output", { class: "np-beat-value" });
  const fill = html("div", { class: `np-beat-fill ${kind}` });
  const element = html(
    "div",
    { class: "np-beat" },
    html("span", { text: name }),
    value,
    html("div", { class: "np-beat-track", "aria-hidden": "true" }, fill),
  );
  const show = (/** @type {number} */ now) => {
    setText(value, percent(now));
    fill.style.width = `${100 * now}%`;
  };
  if (!Number.isNaN(share)) show(share);
  return { element, show };
}
