/** The single unit that a stack of layers equals when nothing bends between them, live. */

import { Toggle } from "../widgets/controls.js";
import { html, setText } from "../widgets/dom.js";
import { term } from "../widgets/explain.js";
import { compact, withUnit } from "../widgets/format.js";
import { Equation } from "../widgets/readouts.js";
import { collapsed, inDataUnits } from "../model/networkAnalysis.js";

/**
 * @typedef {import("../protocol.d.ts").LayersPayload} LayersPayload
 * @typedef {import("../model/layersModel.js").LayersPreview} LayersPreview
 * @typedef {{w: ArrayLike<number>, b: number}} Unit in the data's units
 */

/** Below this share of the target's range, the stack and the unit are the same but for rounding. */
const SAME = 1e-6;

export class CollapsePanel {
  /** The difference in view; NaN: none. */
  shown = NaN;
  difference = html("p", {
    class: "np-collapse-difference",
    "data-testid": "collapse-difference",
  });

  /**
   * @param {Pick<LayersPayload, "columns" | "points" | "spread" | "scale">} payload
   * @param {(on: boolean) => void} onShow draws the unit into the picture, or not
   */
  constructor(payload, onShow) {
    this.payload = payload;
    this.equation = new Equation(payload.columns.inputs.length, "single");
    this.equation.element.dataset.testid = "collapsed";
    this.equation.element.classList.add("np-long");
    this.toggle = new Toggle(
      { name: "Single unit", about: "draws the unit into the picture" },
      onShow,
    );
    this.element = html(
      "section",
      { class: "np-collapse", "aria-label": "Collapse" },
      html("h2", { class: "np-caption" }, term("single", "Without activations: one unit")),
      this.equation.element,
      this.difference,
      this.toggle.element,
    );
  }

  /**
   * @param {LayersPreview} preview whose predictions are the browser's own float64: Keras' float32
   *   would hide how equal the two are. Without them, there is nothing to show
   * @returns {Unit | null} the unit
   */
  show({ network, weights, scaling, own }) {
    this.element.hidden = !own;
    this.shown = NaN;
    if (!own) return null;
    const unit = inDataUnits(collapsed(network, weights), scaling);
    const bends = network.layers.some(({ activation }) => activation !== "linear");
    this.showEquation(unit);
    this.showDifference(largestDistance(unit, this.payload.points.x, own), bends);
    return unit;
  }

  /** @param {Unit} unit */
  showEquation(unit) {
    const { columns: { inputs, target }, spread, scale } = this.payload;
    const terms = inputs.map(({ name }, i) => ({
      w: unit.w[i],
      name,
      step: stepFor(scale / spread[i]),
    }));
    const step = stepFor(scale);
    this.equation.show({ terms, b: unit.b, step, target: target.name, relu: false });
  }

  /**
   * @param {number} difference the largest between the stack and the unit
   * @param {boolean} bends whether a layer has an activation
   */
  showDifference(difference, bends) {
    this.shown = difference;
    const { columns: { target }, scale } = this.payload;
    const isSame = difference < SAME * scale;
    const size = isSame ? difference.toExponential(0).replace("-", "\u2212") : compact(difference);
    const meaning = !isSame
      ? "The activations bend the stack: no single unit says the same."
      : bends
      ? "What could bend does not bend here."
      : "Layers upon layers without an activation are one unit.";
    setText(
      this.difference,
      `Largest difference between the stack and this unit: ${
        withUnit(size, target.unit)
      }. ${meaning}`,
    );
  }
}

/**
 * How far the unit and the stack lie apart on the data.
 *
 * @param {Unit} unit
 * @param {number[]} x all rows, one after another
 * @param {ArrayLike<number>} predictions of the stack
 */
function largestDistance({ w, b }, x, predictions) {
  let largest = 0;
  for (let row = 0; row < predictions.length; row++) {
    let y = b;
    for (let i = 0; i < w.length; i++) y += w[i] * x[row * w.length + i];
    largest = Math.max(largest, Math.abs(y - predictions[row]));
  }
  return largest;
}

/** A step fine enough to show three digits of a number of this size. @param {number} size */
const stepFor = (size) => 10 ** (Math.floor(Math.log10(size)) - 2);
