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

export { stepsOf } from "../model/walkSteps.js";

const OWN = "your own values";

export class Walk {
  /**
   * @param {{rows: string[], columns: import("../model/walkSteps.js").Columns}} spec
   * @param {{pick: (row: number | null) => void, reached: (layer: number | null) => void}} hands
   *   `pick`: the probe shall go to a row, or stays with one's own values; `reached`: the layer
   *   that is lit, -1 for the inputs, null for none
   */
  constructor({ rows, columns }, hands) {
    Object.assign(this, {
      rows,
      columns,
      hands,
      row: null,
      at: 0,
      unit: 0,
      lit: null,
      steps: [],
      numbers: null,
    });
    this.select = html(
      "select",
      {
        class: "np-select",
        "aria-label": "Row",
        onchange: () => this.pick(),
      },
      html("option", { value: "", text: OWN }),
      ...rows.map((name, row) => html("option", { value: row, text: name })),
    );
    this.buttons = Object.fromEntries(
      ["Back", "Next", "Restart"].map((
        name,
      ) => [
        name,
        html("button", {
          class: "np-button",
          type: "button",
          text: name,
          onclick: () => this.press(name),
        }),
      ]),
    );
    this.progress = html("span", { class: "np-walk-progress", "data-testid": "walk-progress" });
    this.words = html("p", { class: "np-walk-words", role: "status", "aria-live": "polite" });
    this.head = html("tr");
    this.body = html("tbody");
    this.terms = [0, 1, 2].map(() => html("p"));
    this.sum = html("div", { class: "np-walk-terms", "data-testid": "walk-terms" }, ...this.terms);
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

  /** Every frame: writes only what changed. @param {import("../model/walkSteps.js").Frame} frame */
  show(frame) {
    if (this.row !== null) {
      if (this.spot && !alike(this.spot, frame.x)) this.leave();
      this.spot = frame.x.slice();
    }
    this.frame = frame;
    this.restep();
    this.render();
  }

  /** The probe left the row by other hands: its values are one's own now. */
  leave() {
    if (this.row === null) return;
    this.row = null;
    this.select.value = "";
    this.hands.pick(null);
  }

  pick() {
    this.row = this.select.value === "" ? null : Number(this.select.value);
    this.spot = null;
    this.hands.pick(this.row);
    if (this.row === null) this.render();
  }

  /** @param {"Back" | "Next" | "Restart"} name */
  press(name) {
    const to = { Back: this.at - 1, Next: this.at + 1, Restart: 0 }[name];
    if (this.frame && to >= 0 && to < this.steps.length) this.go(to);
  }

  choose(unit) {
    this.unit = unit;
    this.render();
  }

  go(to) {
    this.at = to;
    this.render();
    const { layer } = this.steps[to];
    if (layer !== this.lit) this.hands.reached(this.lit = layer);
  }

  /** Another network or scaling has other steps: stays at the same one, if there still is one. */
  restep() {
    const { network, scaling } = this.frame;
    const key = `${network.layers.length} ${isScaled(scaling)}`;
    if (key === this.key) return;
    this.key = key;
    const before = this.steps[this.at];
    this.steps = stepsOf(network, isScaled(scaling));
    const same = ({ kind, layer }) =>
      kind === before?.kind && (kind === "target" || layer === before.layer);
    this.go(Math.max(0, this.steps.findIndex(same)));
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
      keras,
      actual,
      this.key,
      ...x,
      ...weights,
      ...network.layers.flatMap(({ units, activation }) => [units, activation]),
    ];
    if (this.shown && alike(shown, this.shown)) return;
    this.shown = shown;
    this.draw({ ...frame, actual: row === null ? null : actual }, this.steps[this.at]);
  }

  draw(frame, step) {
    const layers = step.layer === null ? null : walked(frame);
    this.numbers = layers && numbersOf(step, frame, layers);
    setText(this.progress, `step ${this.at + 1} of ${this.steps.length}`);
    const ends = {
      Back: this.at === 0,
      Next: this.at === this.steps.length - 1,
      Restart: this.at === 0,
    };
    for (const name in ends) this.buttons[name].setAttribute("aria-disabled", String(ends[name]));
    setText(this.words, wordsOf(step, frame, this.row === null ? null : this.rows[this.row]));
    const table = tableOf(step, frame, this.columns, layers);
    const neurons = table.head[0] === "neuron";
    this.build(table, neurons);
    table.rows.forEach((texts, n) =>
      texts.forEach((text, column) => setText(this.cells[n][column], text))
    );
    const unit = Math.min(this.unit, table.rows.length - 1);
    if (neurons) {
      this.cells.forEach(([button], n) => button.setAttribute("aria-pressed", String(n === unit)));
    }
    const lines = layers ? termsOf(step, frame, layers, unit) : [];
    this.terms.forEach((line, n) => setText(line, lines[n] ?? ""));
    this.sum.hidden = lines.length === 0;
  }

  /** The table's rows and cells, made anew only where their number or meaning differs. */
  build({ head, rows, more }, neurons) {
    const shape = `${head};${rows.length};${more}`;
    if (shape === this.shape) return;
    this.shape = shape;
    this.head.replaceChildren(...head.map((text) => html("th", { scope: "col", text })));
    this.cells = rows.map((texts, n) =>
      texts.map((_, column) => {
        if (column > 0) return html("td");
        return neurons
          ? html("button", {
            type: "button",
            class: "np-walk-neuron",
            "aria-label": `Neuron ${n + 1}`,
          })
          : html("th", { scope: "row" });
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
      ...this.cells.map((cells, n) => (neurons ? this.neuron(cells, n) : html("tr", {}, ...cells))),
      ...(more ? [left] : []),
    );
  }

  /** The row of a neuron: pressed or focused, its sum is written out below the table. */
  neuron([button, ...cells], unit) {
    return html(
      "tr",
      { onclick: () => this.choose(unit), onfocusin: () => this.choose(unit) },
      html("th", { scope: "row" }, button),
      ...cells,
    );
  }
}

const alike = (some, others) =>
  some.length === others.length && some.every((value, i) => Object.is(value, others[i]));
