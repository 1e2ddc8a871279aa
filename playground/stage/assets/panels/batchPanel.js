/** One update in numbers: the batch, its loss, and what it did to the weights that moved most. */

import { html, setText } from "../widgets/dom.js";
import { compact } from "../widgets/format.js";

const MOST = 8;
const HEADS = ["", "before", "gradient", "update", "after"];

/**
 * Every weight and bias in the order of all tensors.
 *
 * @param {number} inputs
 * @param {number[]} units of each layer
 * @returns {import("../diagram/networkParts.js").Part[]}
 */
export function partsOf(inputs, units) {
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
  /** @param {(part: import("../diagram/networkParts.js").Part) => string} nameOf */
  constructor(nameOf) {
    this.nameOf = nameOf;
    this.title = html("h2", { class: "np-caption" });
    this.note = html("p", { class: "np-note" });
    this.body = html("tbody");
    const head = html("tr", {}, ...HEADS.map((text) => html("th", { scope: "col", text })));
    this.table = html("table", { class: "np-walk-table" }, html("thead", {}, head), this.body);
    this.element = html(
      "section",
      { class: "np-batch", "aria-label": "Last batch", hidden: true },
      this.title,
      this.note,
      html("div", {
        class: "np-scroll",
        tabindex: 0,
        role: "group",
        "aria-label": "Largest updates",
      }, this.table),
    );
  }

  /**
   * @param {import("../net/runStream.js").Batch | null} batch
   * @param {Float32Array} after all weights after it
   * @param {import("../diagram/networkParts.js").Part[]} parts
   * @param {number} rate the learning rate
   */
  show(batch, after, parts, rate) {
    this.element.hidden = !batch;
    if (!batch || batch === this.shown) return;
    this.shown = batch;
    setText(
      this.title,
      `Batch ${batch.number} of ${batch.of}: ${batch.rows.length} rows, loss ${
        compact(batch.loss)
      }`,
    );
    this.table.hidden = !batch.update.length;
    setText(
      this.note,
      batch.update.length
        ? `Its rows are ringed in the picture. The gradient says how the loss rises with a weight; a step of
        learning rate ${compact(rate)} goes against it. The arrows show where each weight went.`
          .replace(/\s+/g, " ")
        : "Its rows are ringed in the picture.",
    );
    const order = [...batch.update.keys()].sort((a, b) =>
      Math.abs(batch.update[b]) - Math.abs(batch.update[a])
    );
    this.body.replaceChildren(
      ...order.slice(0, MOST).map((place) => this.row(place, batch, after, parts)),
    );
  }

  row(place, { gradient, update }, after, parts) {
    const part = parts[place];
    const name = `${part.kind === "neuron" ? "bias of " : ""}${this.nameOf(part)}`;
    const cells = [after[place] - update[place], gradient[place], update[place], after[place]];
    return html(
      "tr",
      {},
      html("th", { scope: "row", text: name }),
      ...cells.map((value) => html("td", { text: compact(value) })),
    );
  }
}
