/** The strip below the picture: the one neuron that the stack is, or would be without activations. */

import { Toggle } from "../widgets/controls.js";
import { html, setText } from "../widgets/dom.js";
import { term } from "../widgets/explain.js";
import { Equation } from "../widgets/readouts.js";
import { termName } from "../model/categories.js";
import { differenceText, stackText } from "../model/layersTexts.js";
import { collapsed, inDataUnits, largestDistance } from "../model/networkAnalysis.js";

/**
 * @typedef {import("../protocol.d.ts").LayersPayload} LayersPayload
 * @typedef {import("../model/layersModel.js").LayersPreview} LayersPreview
 * @typedef {{w: ArrayLike<number>, b: number}} Unit in the data's units
 */

export class CollapsePanel {
  /** The difference in view; NaN: none. */
  shown = NaN;
  stack = html("span");
  difference = html("p", {
    class: "np-collapse-difference",
    "data-testid": "collapse-difference",
    translate: "no",
  });

  /**
   * @param {Pick<LayersPayload, "columns" | "points" | "spread" | "scale">} payload
   * @param {(on: boolean) => void} onShow draws the neuron into the picture, or not
   */
  constructor(payload, onShow) {
    this.payload = payload;
    this.equation = new Equation(payload.columns.inputs.length, "single");
    this.equation.element.dataset.testid = "collapsed";
    this.equation.element.className = "np-collapse-equation";
    this.toggle = new Toggle(
      { name: "One neuron", about: "dashed in the picture", term: "single" },
      onShow,
    );
    this.element = html(
      "section",
      { class: "np-collapse", "aria-label": "One neuron" },
      html("p", { translate: "no" }, this.stack, term("single", "one neuron"), ": "),
      this.equation.element,
      ". ",
      this.difference,
    );
  }

  hide() {
    this.element.hidden = true;
    this.shown = NaN;
  }

  /**
   * @param {LayersPreview} preview whose predictions are the browser's own float64: Keras' float32
   *   would hide how equal the two are. Without them, there is nothing to show
   * @returns {Unit | null} the neuron
   */
  show({ network, weights, scaling, own }) {
    this.element.hidden = !own;
    this.shown = NaN;
    if (!own) return null;
    const { payload } = this;
    const unit = inDataUnits(collapsed(network, weights), scaling);
    const hidden = network.layers.slice(0, -1).map(({ activation }) => activation);
    const numbers = weights.reduce((sum, array) => sum + array.length, 0);
    this.shown = largestDistance(unit, payload.points.x, own);
    setText(this.stack, stackText(hidden, numbers));
    this.showEquation(unit);
    setText(this.difference, differenceText(hidden, this.shown, payload));
    return unit;
  }

  /** @param {Unit} unit */
  showEquation(unit) {
    const { columns, spread, scale } = this.payload;
    const { inputs, target } = columns;
    const terms = inputs.map((_, i) => ({
      w: unit.w[i],
      name: termName(columns, i),
      step: stepFor(scale / spread[i]) / 10,
    }));
    const step = stepFor(scale);
    this.equation.show({ terms, b: unit.b, step, target: target.name, f: "linear" });
  }
}

/** A step for numbers of this size; the equation shows a digit more than it has. @param {number} size */
const stepFor = (size) => 10 ** (Math.floor(Math.log10(size)) - 1);
