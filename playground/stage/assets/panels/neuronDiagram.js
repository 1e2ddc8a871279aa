/** The neuron as a diagram: x → w → Σ + b → activation → y, with the probe's numbers in it. */

import { setAttributes, setText, svg } from "../widgets/dom.js";
import { explained } from "../widgets/explain.js";
import { toStep } from "../widgets/format.js";

/** @typedef {import("../protocol.d.ts").ColumnInfo} ColumnInfo */

const WIDTH = 620;
const HEIGHT = 132;
const MIDDLE = 78;
const AT = { x: 44, sum: 292, f: 430, y: 568 };
const RADIUS = 32;

/**
 * A number that a click explains; its word is beside the picture.
 *
 * @param {number} x
 * @param {number} y
 * @param {string} kind
 * @param {import("../model/explainTexts.js").Term} term
 */
const text = (x, y, kind, term) => svg("text", { x, y, class: kind, ...explained(term) });

/** @param {number} x @param {string} label @param {string} [side] */
const name = (x, label, side = "") =>
  svg("text", { x, y: HEIGHT - 4, class: `np-node-name ${side}`, text: label });

/**
 * @param {number} x
 * @param {number} width
 * @param {number} half of the height
 * @param {string} [kind]
 */
const box = (x, width, half, kind = "") =>
  svg("rect", {
    class: `np-node${kind}`,
    x,
    y: MIDDLE - half,
    width,
    height: 2 * half,
    rx: 8,
  });

export class NeuronDiagram {
  edge = svg("path", { d: `M${AT.x + 34},${MIDDLE}H${AT.sum - RADIUS}` });
  biasEdge = svg("path", { d: `M${AT.sum},30V${MIDDLE - RADIUS}` });
  activation = svg("path", { class: "np-bend" });
  dot = svg("circle", { class: "np-bend-dot", r: 4.5 });
  texts = {
    x: text(AT.x, MIDDLE + 6, "np-node-value", "prediction"),
    w: text((AT.x + AT.sum) / 2, MIDDLE - 14, "np-edge-value", "w:0"),
    product: text((AT.x + AT.sum) / 2, MIDDLE + 22, "np-edge-note", "prediction"),
    b: text(AT.sum, 20, "np-edge-value", "b"),
    sum: text(AT.sum, MIDDLE + 6, "np-node-value", "prediction"),
    f: text(AT.f, HEIGHT - 4, "np-node-name", "relu"),
    y: text(AT.y, MIDDLE + 6, "np-node-value np-strong", "prediction"),
  };
  description = "";

  /** @param {{input: ColumnInfo, target: ColumnInfo}} columns */
  constructor(columns) {
    this.columns = columns;
    this.element = svg(
      "svg",
      { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "np-neuron", role: "img" },
      this.edge,
      this.biasEdge,
      svg("path", { class: "np-wire", d: `M${AT.sum + RADIUS},${MIDDLE}H${AT.f - RADIUS}` }),
      svg("path", { class: "np-wire", d: `M${AT.f + RADIUS},${MIDDLE}H${AT.y - 46}` }),
      box(AT.x - 38, 76, 22),
      svg("circle", { class: "np-node", cx: AT.sum, cy: MIDDLE, r: RADIUS }),
      box(AT.f - RADIUS, 64, RADIUS),
      box(AT.y - 46, 92, 22, " np-output"),
      this.activation,
      this.dot,
      ...Object.values(this.texts),
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
      f: relu ? "ReLU" : "no activation",
      y: toStep(y, steps.b, 1),
    };
    for (const part of /** @type {(keyof typeof numbers)[]} */ (Object.keys(numbers))) {
      setText(this.texts[part], numbers[part]);
    }
    this.showEdge(this.edge, product, scale);
    this.showEdge(this.biasEdge, b, scale);
    this.showActivation(sum / scale, relu);
    this.description =
      `${titled(this.columns.input)} ${numbers.x} ${numbers.w} ${numbers.product}, ` +
      `plus ${numbers.b} is ${numbers.sum}, ${numbers.f}, ` +
      `${titled(this.columns.target)} ${numbers.y}`;
  }

  /**
   * A label that changed with every frame would be slow: it follows when the values are at rest.
   */
  updateLabel() {
    this.element.setAttribute("aria-label", `The neuron: ${this.description}`);
  }

  /** @param {SVGElement} element @param {number} value @param {number} scale */
  showEdge(element, value, scale) {
    const width = 1.5 + 7 * Math.min(1, Math.abs(value) / scale);
    setAttributes(element, {
      class: value < 0 ? "np-edge np-negative" : "np-edge np-positive",
      "stroke-width": width.toFixed(1),
    });
  }

  /**
   * The activation's curve, and the sum as a dot on it.
   *
   * @param {number} share the sum in units of a large one
   * @param {boolean} relu
   */
  showActivation(share, relu) {
    const [left, right] = [AT.f - 22, AT.f + 22];
    setAttributes(this.activation, {
      d: relu
        ? `M${left},${MIDDLE + 10}H${AT.f}L${right},${MIDDLE - 22}`
        : `M${left},${MIDDLE + 22}L${right},${MIDDLE - 22}`,
    });
    const along = Math.max(-1, Math.min(1, share));
    const height = relu ? (along > 0 ? 10 - 32 * along : 10) : -22 * along;
    setAttributes(this.dot, { cx: AT.f + 22 * along, cy: MIDDLE + height });
  }
}

/** Without the unit, where both would run into the next label. @param {ColumnInfo} column */
const fitting = (column) => (titled(column).length <= 20 ? titled(column) : column.name);

/** @param {ColumnInfo} column */
const titled = ({ name, unit }) => (unit ? `${name} (${unit})` : name);
