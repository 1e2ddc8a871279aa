/** One neuron's output, enlarged in place of the main picture. */

import { html, setText } from "../widgets/dom.js";
import { compact } from "../widgets/format.js";

export class Lens {
  /**
   * @param {object} data from Python
   * @param {(canvas: HTMLCanvasElement, values: Float64Array, cells: number) => void} paint
   */
  constructor(data, paint) {
    this.paint = paint;
    const { inputs } = data.columns;
    const [along, up] = [0, 1].map((
      axis,
    ) => (axis < data.axes.length ? titled(inputs[data.axes[axis]]) : "output"));
    this.canvas = html("canvas", { class: "np-lens-canvas" });
    this.range = html("p", { class: "np-note" });
    this.element = html(
      "div",
      { class: "np-lens", hidden: true, "aria-hidden": "true" },
      html("span", { class: "np-lens-up", text: up }),
      this.canvas,
      html("span", { class: "np-lens-along", text: along }),
      this.range,
    );
  }

  /** @param {{values: Float64Array, cells: number} | null} neuron null: the network is shown again */
  show(neuron) {
    this.element.hidden = neuron === null;
    if (neuron === null) return;
    const { values, cells } = neuron;
    this.paint(this.canvas, values, cells);
    const [low, high] = values.reduce(([a, b], y) => [Math.min(a, y), Math.max(b, y)], [
      Infinity,
      -Infinity,
    ]);
    setText(this.range, `from ${compact(low)} to ${compact(high)}; blue is above 0, orange below`);
  }
}

const titled = ({ name, unit }) => (unit ? `${name} (${unit})` : name);
