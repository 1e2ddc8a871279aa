/** One neuron's output, enlarged in place of the main picture. */

import { html, setText } from "../widgets/dom.js";
import { compact, withUnit } from "../widgets/format.js";

export class EnlargedNeuron {
  canvas = html("canvas", { class: "np-lens-canvas" });
  range = html("p", { class: "np-note" });

  /**
   * @param {{name: string, unit: string}[]} shown the inputs along the axes, one or two
   * @param {(canvas: HTMLCanvasElement, values: Float64Array, cells: number) => void} paint
   */
  constructor(shown, paint) {
    this.paint = paint;
    const [across, up] = shown.map(({ name, unit }) => withUnit(name, unit && `(${unit})`));
    this.element = html(
      "div",
      { class: "np-lens", hidden: true, "aria-hidden": "true" },
      html("span", { class: "np-lens-up", text: up ?? "output" }),
      this.canvas,
      html("span", { class: "np-lens-along", text: across }),
      this.range,
    );
  }

  /** @param {{values: Float64Array, cells: number} | null} neuron null: the network is shown */
  show(neuron) {
    this.element.hidden = neuron === null;
    if (neuron === null) return;
    const { values, cells } = neuron;
    this.paint(this.canvas, values, cells);
    let [low, high] = [Infinity, -Infinity];
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    setText(this.range, `from ${compact(low)} to ${compact(high)}; blue is above 0, orange below`);
  }
}
