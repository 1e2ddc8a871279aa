/** One update in numbers: the batch, its loss, and what it did to the weights that moved most. */

import { plain } from "../model/explainWords.js";
import { html, setText } from "../widgets/dom.js";
import { explained, term } from "../widgets/explain.js";
import { compact, threeDigits } from "../widgets/format.js";

/**
 * @typedef {import("../model/parts.d.ts").NumberPart} NumberPart
 * @typedef {import("../model/run.d.ts").Batch} Batch
 */

/** Rows of the table. */
const MOST = 4;
/** Of the table's columns. */
const heads = () => ["", "before", term("gradient", "gradient"), term("update", "update"), "after"];

/**
 * Every weight and bias in the order of all tensors; a bias as its neuron.
 *
 * @param {number} inputs
 * @param {number[]} units of each layer
 * @returns {NumberPart[]}
 */
export function partsOf(inputs, units) {
  /** @type {NumberPart[]} */
  const parts = [];
  units.forEach((count, layer) => {
    const width = layer ? units[layer - 1] : inputs;
    for (let from = 0; from < width; from++) {
      for (let to = 0; to < count; to++) parts.push({ kind: "weight", layer, from, to });
    }
    for (let unit = 0; unit < count; unit++) parts.push({ kind: "neuron", layer, unit });
  });
  return parts;
}

export class BatchPanel {
  /** @type {Batch | null} */
  shown = null;
  title = html("span", {});
  rate = html("span", explained("rate"));
  step = html(
    "span",
    {},
    " The gradient says how the loss rises with a weight; a step of ",
    term("rate", "learning rate"),
    this.rate,
    " goes against it. The arrows show where each weight went.",
  );
  body = html("tbody", {});

  /** @param {(part: NumberPart) => string} nameOf */
  constructor(nameOf) {
    this.nameOf = nameOf;
    const head = html("tr", {}, ...heads().map((head) => html("th", { scope: "col" }, head)));
    this.table = html("table", { class: "np-walk-table" }, html("thead", {}, head), this.body);
    this.element = html(
      "section",
      { class: "np-batch", "aria-label": "Last batch", hidden: true },
      html("h2", { class: "np-caption" }, term("batch", "Batch"), this.title),
      html("p", { class: "np-note" }, "Its rows are ringed in the picture.", this.step),
      html("div", {
        class: "np-scroll",
        tabindex: 0,
        role: "group",
        "aria-label": "Largest updates",
      }, this.table),
    );
  }

  /**
   * @param {Batch} batch
   * @param {Float32Array} after all weights after it
   * @param {NumberPart[]} parts
   * @param {number} rate the learning rate
   */
  show(batch, after, parts, rate) {
    this.element.hidden = false;
    if (batch === this.shown) return;
    this.shown = batch;
    const { number, of, rows, loss, update } = batch;
    setText(this.title, ` ${number} of ${of}: ${rows.length} rows, loss ${threeDigits(loss)}`);
    this.table.hidden = this.step.hidden = !update.length;
    setText(this.rate, ` ${plain(rate)}`);
    const order = [...update.keys()].sort((a, b) => Math.abs(update[b]) - Math.abs(update[a]));
    this.body.replaceChildren(
      ...order.slice(0, MOST).map((index) => this.row(parts[index], index, batch, after)),
    );
  }

  hide() {
    this.element.hidden = true;
  }

  /**
   * @param {NumberPart} part
   * @param {number} index of its weight
   * @param {Batch} batch
   * @param {Float32Array} after
   */
  row(part, index, { gradient, update }, after) {
    const name = `${part.kind === "neuron" ? "bias of " : ""}${this.nameOf(part)}`;
    const cells = [after[index] - update[index], gradient[index], update[index], after[index]];
    return html(
      "tr",
      {},
      html("th", { scope: "row", text: name }),
      ...cells.map((value) => html("td", { text: compact(value) })),
    );
  }
}
