/** The neuron as a picture: x → w → Σ + b → activation → y, with the probe's numbers in it. */

import { setAttributes, setText, svg } from "../widgets/dom.js";
import { toStep } from "../widgets/format.js";

const WIDTH = 620;
const HEIGHT = 132;
const MIDDLE = 78;
const AT = { x: 44, sum: 292, f: 430, y: 568 };
const RADIUS = 32;

export class NeuronPicture {
  /** @param {{input: {name: string, unit: string}, target: {name: string, unit: string}}} columns */
  constructor(columns) {
    this.columns = columns;
    this.edge = svg("path", { d: `M${AT.x + 34},${MIDDLE}H${AT.sum - RADIUS}` });
    this.biasEdge = svg("path", { d: `M${AT.sum},30V${MIDDLE - RADIUS}` });
    this.bend = svg("path", { class: "np-bend" });
    this.dot = svg("circle", { class: "np-bend-dot", r: 4.5 });
    const text = (x, y, kind) => svg("text", { x, y, class: kind });
    Object.assign(this, {
      x: text(AT.x, MIDDLE + 6, "np-node-value"),
      w: text((AT.x + AT.sum) / 2, MIDDLE - 14, "np-edge-value"),
      product: text((AT.x + AT.sum) / 2, MIDDLE + 22, "np-edge-note"),
      b: text(AT.sum, 20, "np-edge-value"),
      sum: text(AT.sum, MIDDLE + 6, "np-node-value"),
      f: text(AT.f, HEIGHT - 4, "np-node-name"),
      y: text(AT.y, MIDDLE + 6, "np-node-value np-strong"),
    });
    const name = (x, label, side = "") =>
      svg("text", { x, y: HEIGHT - 4, class: `np-node-name ${side}`, text: label });
    this.element = svg(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "np-neuron", role: "img" },
      this.edge,
      this.biasEdge,
      svg("path", { class: "np-wire", d: `M${AT.sum + RADIUS},${MIDDLE}H${AT.f - RADIUS}` }),
      svg("path", { class: "np-wire", d: `M${AT.f + RADIUS},${MIDDLE}H${AT.y - 46}` }),
      svg("rect", { class: "np-node", x: AT.x - 38, y: MIDDLE - 22, width: 76, height: 44, rx: 8 }),
      svg("circle", { class: "np-node", cx: AT.sum, cy: MIDDLE, r: RADIUS }),
      svg("rect", {
        class: "np-node",
        x: AT.f - RADIUS,
        y: MIDDLE - RADIUS,
        width: 64,
        height: 64,
        rx: 8,
      }),
      svg("rect", {
        class: "np-node np-output",
        x: AT.y - 46,
        y: MIDDLE - 22,
        width: 92,
        height: 44,
        rx: 8,
      }),
      this.bend,
      this.dot,
      this.x,
      this.w,
      this.product,
      this.b,
      this.sum,
      this.f,
      this.y,
      name(AT.x - 38, fitting(columns.input), "np-from-here"),
      name(AT.sum, "Σ + b"),
      name(AT.y + 46, fitting(columns.target), "np-to-here"),
    );
  }

  /**
   * @param {{w: number, b: number, x: number, y: number, relu: boolean, scale: number,
   *          steps: {w: number, b: number, x: number}}} flow `scale`: size of a large output
   */
  show({ w, b, x, y, relu, scale, steps }) {
    const product = w * x;
    const sum = product + b;
    const numbers = {
      x: toStep(x, steps.x),
      w: `× ${toStep(w, steps.w, 1)}`,
      b: `b = ${toStep(b, steps.b, 1)}`,
      product: `= ${toStep(product, steps.b, 1)}`,
      sum: toStep(sum, steps.b, 1),
      y: toStep(y, steps.b, 1),
    };
    for (const part in numbers) setText(this[part], numbers[part]);
    setText(this.f, relu ? "ReLU" : "no activation");
    this.wire(this.edge, product, scale);
    this.wire(this.biasEdge, b, scale);
    setAttributes(this.bend, {
      d: relu
        ? `M${AT.f - 22},${MIDDLE + 10}H${AT.f}L${AT.f + 22},${MIDDLE - 22}`
        : `M${AT.f - 22},${MIDDLE + 22}L${AT.f + 22},${MIDDLE - 22}`,
    });
    const along = Math.max(-1, Math.min(1, sum / scale));
    const height = relu ? (along > 0 ? 10 - 32 * along : 10) : -22 * along;
    setAttributes(this.dot, { cx: AT.f + 22 * along, cy: MIDDLE + height });
    this.spoken = `${titled(this.columns.input)} ${numbers.x} ${numbers.w} ${numbers.product}, ` +
      `plus ${numbers.b} is ${numbers.sum}, ${relu ? "ReLU" : "no activation"}, ` +
      `${titled(this.columns.target)} ${numbers.y}`;
  }

  /** Told once the hand rests: a label that changes with every frame would be slow. */
  rest() {
    this.element.setAttribute("aria-label", `The neuron: ${this.spoken}`);
  }

  wire(element, value, scale) {
    const width = 1.5 + 7 * Math.min(1, Math.abs(value) / scale);
    setAttributes(element, {
      class: value < 0 ? "np-edge np-negative" : "np-edge np-positive",
      "stroke-width": width.toFixed(1),
    });
  }
}

/** Without the unit, where both would run into the next label. */
const fitting = (column) => (titled(column).length <= 20 ? titled(column) : column.name);

const titled = ({ name, unit }) => (unit ? `${name} (${unit})` : name);
