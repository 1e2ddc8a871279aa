/** What ReLU does to the rows in view, in a sentence: often nothing. */

import { html, setText } from "../widgets/dom.js";

/**
 * @typedef {{w: number, b: number, relu: boolean}} Unit
 * @typedef {Pick<import("../protocol.d.ts").NeuronPayload, "points" | "plural">} Rows
 */

export class ReluNote {
  element = html("p", { class: "np-note np-relu-note" });

  /** @param {Unit} unit @param {Rows} rows */
  show(unit, rows) {
    setText(this.element, reluText(unit, rows));
  }
}

/** @param {Unit} unit @param {Rows} rows */
export function reluText({ w, b, relu }, { points: { x }, plural }) {
  if (!relu) return "";
  const below = x.filter((value) => w * value + b < 0).length;
  if (below === 0) return `No ${plural} are below 0 here: ReLU changes nothing.`;
  if (below === x.length) return `All ${plural} are below 0: this ReLU is silent, it answers 0.`;
  return `The line is below 0 at ${below.toLocaleString("en-US")} of ${
    x.length.toLocaleString("en-US")
  } ${plural}: there, ReLU makes it 0.`;
}
