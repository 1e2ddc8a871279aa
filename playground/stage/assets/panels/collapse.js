/** The single unit that a stack of layers equals when nothing bends between them, live. */

import { Toggle } from "../widgets/controls.js";
import { html, setText } from "../widgets/dom.js";
import { compact, withUnit } from "../widgets/format.js";
import { Equation } from "../widgets/readouts.js";

/** Below this share of the target's range, the stack and the unit are the same but for rounding. */
const SAME = 1e-6;

export class CollapsePanel {
  /** @param {object} data from Python @param {(on: boolean) => void} onShow draws the unit, or not */
  constructor(data, onShow) {
    this.data = data;
    this.equation = new Equation(data.columns.inputs.length);
    this.equation.element.dataset.testid = "collapsed";
    this.equation.element.classList.add("np-long");
    this.difference = html("p", {
      class: "np-collapse-difference",
      "data-testid": "collapse-difference",
    });
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

  /**
   * @param {{unit: {w: ArrayLike<number>, b: number}, difference: number, bends: boolean,
   *          shown: boolean}} state `difference`: largest between the stack and the unit
   */
  show({ unit, difference, bends, shown }) {
    const { columns: { inputs, target }, spread, scale } = this.data;
    this.toggle.show(shown);
    const terms = inputs.map(({ name }, i) => ({
      w: unit.w[i],
      name,
      step: stepOf(scale / spread[i]),
    }));
    this.equation.show({ terms, b: unit.b, step: stepOf(scale), target: target.name, relu: false });
    const size = withUnit(
      difference < SAME * scale
        ? difference.toExponential(0).replace("-", "\u2212")
        : compact(difference),
      target.unit,
    );
    const same = `Largest difference between the stack and this unit: ${size}. `;
    if (difference < SAME * scale) {
      setText(
        this.difference,
        `${same}${
          bends
            ? "What could bend does not bend here."
            : "Layers upon layers without an activation are one unit."
        }`,
      );
    } else {setText(
        this.difference,
        `${same}The activations bend the stack: no single unit says the same.`,
      );}
  }
}

/** A step fine enough to show three digits of a number of this size. */
const stepOf = (size) => 10 ** (Math.floor(Math.log10(size)) - 2);
