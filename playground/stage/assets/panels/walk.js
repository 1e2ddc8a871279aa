/** The panel "Walk a row through": one row of the data, step by step through the network. */

import { html, setText } from "../widgets/dom.js";
import {
  isScaled,
  numbersOf,
  stepsOf,
  tableOf,
  termsOf,
  walked,
  wordsOf,
} from "../model/walkSteps.js";

/**
 * @typedef {import("../model/walkSteps.js").Columns} Columns
 * @typedef {import("../model/walkSteps.js").Frame} Frame
 * @typedef {import("../model/walkSteps.js").Step} Step
 * @typedef {ReturnType<typeof tableOf>} Table
 * @typedef {"Back" | "Next" | "Restart"} ButtonName
 *
 * @typedef {object} WalkCallbacks
 * @property {(row: number | null) => void} selectRow that the probe goes to; null: own values
 * @property {(layer: number | null) => void} highlightLayer -1: the inputs, null: none
 */

const OWN = "your own values";

export class Walk {
  /** @type {Frame | null} */
  frame = null;
  /** @type {number | null} the row on its way; null: own values */
  row = null;
  /** @type {ArrayLike<number> | null} where the probe was in the last frame */
  probe = null;
  /** @type {Step[]} */
  steps = [];
  /** The index of the step in view. */
  at = 0;
  /** What the steps were made for. */
  key = "";
  /** The neuron whose sum is written out. */
  unit = 0;
  /** @type {number | null} */
  highlighted = null;
  /** @type {number[][] | null} known at this step, of each layer's neurons that are drawn */
  numbers = null;
  /** @type {unknown[] | null} what is written now */
  shown = null;
  /** What the table's rows and columns were made for. */
  shape = "";
  /** @type {HTMLElement[][]} */
  cells = [];

  progress = html("span", { class: "np-walk-progress", "data-testid": "walk-progress" });
  words = html("p", { class: "np-walk-words", role: "status", "aria-live": "polite" });
  head = html("tr", {});
  body = html("tbody", {});
  terms = [0, 1, 2].map(() => html("p", {}));
  sum = html(
    "div",
    { class: "np-walk-terms", "data-testid": "walk-terms", translate: "no" },
    ...this.terms,
  );

  /** @param {{rows: string[], columns: Columns}} spec @param {WalkCallbacks} callbacks */
  constructor({ rows, columns }, callbacks) {
    this.rows = rows;
    this.columns = columns;
    this.callbacks = callbacks;
    this.select = html(
      "select",
      { class: "np-select", "aria-label": "Row", onchange: () => this.selectRow() },
      html("option", { value: "", text: OWN }),
      ...rows.map((name, row) => html("option", { value: row, text: name })),
    );
    this.buttons = {
      Back: this.button("Back"),
      Next: this.button("Next"),
      Restart: this.button("Restart"),
    };
    this.element = html(
      "section",
      { class: "np-walk", "aria-label": "Walk a row through" },
      html("h2", { class: "np-caption", text: "Walk a row through" }),
      html(
        "div",
        { class: "np-walk-bar" },
        html("label", { class: "np-walk-row" }, html("span", { text: "Row" }), this.select),
        html("div", { class: "np-walk-buttons" }, ...Object.values(this.buttons), this.progress),
      ),
      this.words,
      html("table", { class: "np-walk-table" }, html("thead", {}, this.head), this.body),
      this.sum,
    );
  }

  /** @param {ButtonName} name */
  button(name) {
    return html("button", {
      class: "np-button",
      type: "button",
      text: name,
      onclick: () => this.press(name),
    });
  }

  /** Every frame: writes only what changed. @param {Frame} frame */
  show(frame) {
    if (this.row !== null) {
      if (this.probe && !equal(this.probe, frame.x)) this.leaveRow();
      this.probe = frame.x.slice();
    }
    this.frame = frame;
    this.updateSteps();
    this.render();
  }

  /** The probe was moved away from the row: these are own values. */
  leaveRow() {
    if (this.row === null) return;
    this.row = null;
    this.select.value = "";
    this.callbacks.selectRow(null);
  }

  selectRow() {
    this.row = this.select.value === "" ? null : Number(this.select.value);
    this.probe = null;
    this.callbacks.selectRow(this.row);
    if (this.row === null) this.render();
  }

  /** @param {ButtonName} name */
  press(name) {
    const to = { Back: this.at - 1, Next: this.at + 1, Restart: 0 }[name];
    if (this.frame && to >= 0 && to < this.steps.length) this.goTo(to);
  }

  /** @param {number} unit */
  choose(unit) {
    this.unit = unit;
    this.render();
  }

  /** @param {number} step its index */
  goTo(step) {
    this.at = step;
    this.render();
    const { layer } = this.steps[step];
    if (layer === this.highlighted) return;
    this.highlighted = layer;
    this.callbacks.highlightLayer(layer);
  }

  /** Another network or scaling has other steps: stays at the same one, if there still is one. */
  updateSteps() {
    if (!this.frame) return;
    const { network, scaling } = this.frame;
    const key = `${network.layers.length} ${isScaled(scaling)}`;
    if (key === this.key) return;
    this.key = key;
    const before = this.steps.at(this.at);
    this.steps = stepsOf(network, isScaled(scaling));
    const isSame = (/** @type {Step} */ { kind, layer }) =>
      kind === before?.kind && (kind === "target" || layer === before.layer);
    this.goTo(Math.max(0, this.steps.findIndex(isSame)));
  }

  render() {
    const { frame, row } = this;
    if (!frame) return;
    const { network, weights, x, scaling, keras, actual } = frame;
    const shown = [
      this.at,
      this.unit,
      row,
      scaling,
      ...Array.from(keras ?? []),
      actual,
      this.key,
      ...x,
      ...weights,
      ...network.layers.flatMap(({ units, activation }) => [units, activation]),
    ];
    if (this.shown && equal(shown, this.shown)) return;
    this.shown = shown;
    this.draw({ ...frame, actual: row === null ? null : actual }, this.steps[this.at]);
  }

  /** @param {Frame} frame @param {Step} step */
  draw(frame, step) {
    const layers = step.layer === null ? null : walked(frame);
    this.numbers = layers && numbersOf(step, frame, layers);
    setText(this.progress, `step ${this.at + 1} of ${this.steps.length}`);
    const atStart = String(this.at === 0);
    this.buttons.Back.setAttribute("aria-disabled", atStart);
    this.buttons.Next.setAttribute("aria-disabled", String(this.at === this.steps.length - 1));
    this.buttons.Restart.setAttribute("aria-disabled", atStart);
    setText(this.words, wordsOf(step, frame, this.row === null ? null : this.rows[this.row]));
    const table = tableOf(step, frame, this.columns, layers);
    const unit = Math.min(this.unit, table.rows.length - 1);
    this.writeTable(table, unit);
    const lines = layers ? termsOf(step, frame, layers, unit) : [];
    this.terms.forEach((line, n) => setText(line, lines[n] ?? ""));
    this.sum.hidden = lines.length === 0;
  }

  /** @param {Table} table @param {number} unit */
  writeTable(table, unit) {
    const hasNeurons = table.head[0] === "neuron";
    this.buildTable(table, hasNeurons);
    table.rows.forEach((texts, n) =>
      texts.forEach((text, column) => setText(this.cells[n][column], text))
    );
    if (!hasNeurons) return;
    this.cells.forEach(([button], n) => button.setAttribute("aria-pressed", String(n === unit)));
  }

  /**
   * The table's rows and cells, made anew only where their number or meaning differs.
   *
   * @param {Table} table
   * @param {boolean} hasNeurons
   */
  buildTable({ head, rows, more }, hasNeurons) {
    const shape = `${head};${rows.length};${more}`;
    if (shape === this.shape) return;
    this.shape = shape;
    this.head.replaceChildren(...head.map((text) => html("th", { scope: "col", text })));
    this.cells = rows.map((texts, n) =>
      texts.map((_, column) => {
        if (column > 0) return html("td", {});
        return hasNeurons ? neuronButton(n) : html("th", { scope: "row" });
      })
    );
    const left = html(
      "tr",
      {},
      html("td", {
        class: "np-walk-more",
        colspan: head.length,
        text: `… ${more.toLocaleString("en-US")} more`,
      }),
    );
    this.body.replaceChildren(
      ...this.cells.map((
        cells,
        n,
      ) => (hasNeurons ? this.neuronRow(cells, n) : html("tr", {}, ...cells))),
      ...(more ? [left] : []),
    );
  }

  /**
   * The row of a neuron: pressed or focused, its sum is written out below the table.
   *
   * @param {HTMLElement[]} cells
   * @param {number} unit
   */
  neuronRow([button, ...cells], unit) {
    return html(
      "tr",
      { onclick: () => this.choose(unit), onfocusin: () => this.choose(unit) },
      html("th", { scope: "row" }, button),
      ...cells,
    );
  }
}

/** @param {number} unit */
const neuronButton = (unit) =>
  html("button", { type: "button", class: "np-walk-neuron", "aria-label": `Neuron ${unit + 1}` });

/** @param {ArrayLike<unknown>} some @param {ArrayLike<unknown>} others */
const equal = (some, others) =>
  some.length === others.length &&
  Array.prototype.every.call(some, (value, i) => Object.is(value, others[i]));
