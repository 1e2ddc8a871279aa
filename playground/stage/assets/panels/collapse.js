/** The single unit that a stack of layers equals when nothing bends between them, live. */

import { Toggle } from "../widgets/controls.js";
import { html, setText } from "../widgets/dom.js";
import { compact, withUnit } from "../widgets/format.js";
import { Equation } from "../widgets/readouts.js";

/**
 * @typedef {object} CollapseState
 * @property {{w: ArrayLike<number>, b: number}} unit in the data's units
 * @property {number} difference the largest between the stack and the unit
 * @property {boolean} bends whether a layer has an activation
 * @property {boolean} shown whether the unit is drawn into the picture
 */

/** Below this share of the target's range, the stack and the unit are the same but for rounding. */
const SAME = 1e-6;

export class CollapsePanel {
  difference = html("p", {
    class: "np-collapse-difference",
    "data-testid": "collapse-difference",
  });

  /**
   * @param {Pick<import("../protocol.d.ts").LayersPayload, "columns" | "spread" | "scale">} payload
   * @param {(on: boolean) => void} onShow draws the unit, or not
   */
  constructor(payload, onShow) {
    this.payload = payload;
    this.equation = new Equation(payload.columns.inputs.length);
    this.equation.element.dataset.testid = "collapsed";
    this.equation.element.classList.add("np-long");
    this.toggle = new Toggle(
      { name: "Single unit", about: "draws the unit into the picture" },
      onShow,
    );
    this.element = html(
      "section",
      { class: "np-collapse", "aria-label": "Collapse" },
      html("h2", { class: "np-caption", text: "Without activations: one unit" }),
      this.equation.element,
      this.difference,
      this.toggle.element,
    );
  }

  /** @param {CollapseState} state */
  show({ unit, difference, bends, shown }) {
    const { columns: { inputs, target }, spread, scale } = this.payload;
    this.toggle.show(shown);
    const terms = inputs.map(({ name }, i) => ({
      w: unit.w[i],
      name,
      step: stepFor(scale / spread[i]),
    }));
    const step = stepFor(scale);
    this.equation.show({ terms, b: unit.b, step, target: target.name, relu: false });
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

/** A step fine enough to show three digits of a number of this size. @param {number} size */
const stepFor = (size) => 10 ** (Math.floor(Math.log10(size)) - 2);
