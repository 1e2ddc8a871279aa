/**
 * The neuron as a diagram: x → w → + b → y, with the probe's numbers in it; ReLU stands between the
 * sum and y while it is on.
 */

import { setAttributes, setText, svg } from "../widgets/dom.js";
import { explained } from "../widgets/explain.js";
import { toStep } from "../widgets/format.js";

/** @typedef {import("../protocol.d.ts").ColumnInfo} ColumnInfo */

const WIDTH = 620;
const HEIGHT = 132;
const MIDDLE = 78;
const AT = { x: 44, sum: 292, f: 430, y: 568 };
const RADIUS = 32;
/** The curve of ReLU within its box. */
const BEND = `M${AT.f - 22},${MIDDLE + 10}H${AT.f}L${AT.f + 22},${MIDDLE - 22}`;

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
  activation = svg("path", { class: "np-bend", d: BEND });
  wire = svg("path", { class: "np-wire" });
  box = box(AT.f - RADIUS, 64, RADIUS);
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
      this.wire,
      box(AT.x - 38, 76, 22),
      svg("circle", { class: "np-node", cx: AT.sum, cy: MIDDLE, r: RADIUS }),
      this.box,
      box(AT.y - 46, 92, 22, " np-output"),
      this.activation,
      this.dot,
      ...Object.values(this.texts),
      name(AT.x - 38, fitting(columns.input), "np-from-here"),
      name(AT.sum, "add b"),
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
      f: relu ? "ReLU" : "",
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
      `plus ${numbers.b} is ${numbers.sum}, ${relu ? "ReLU, " : ""}` +
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
   * The curve of ReLU in its box, and the sum as a dot on it; without ReLU there is only the wire.
   *
   * @param {number} share the sum in units of a large one
   * @param {boolean} relu
   */
  showActivation(share, relu) {
    const [start, end] = [AT.sum + RADIUS, AT.y - 46];
    const wire = `M${start},${MIDDLE}H${relu ? AT.f - RADIUS : end}`;
    setAttributes(this.wire, { d: relu ? `${wire}M${AT.f + RADIUS},${MIDDLE}H${end}` : wire });
    for (const part of [this.box, this.activation, this.dot]) {
      setAttributes(part, { display: relu ? "inline" : "none" });
    }
    if (!relu) return;
    const along = Math.max(-1, Math.min(1, share));
    setAttributes(this.dot, {
      cx: AT.f + 22 * along,
      cy: MIDDLE + (along > 0 ? 10 - 32 * along : 10),
    });
  }
}

/** Without the unit, where both would run into the next label. @param {ColumnInfo} column */
const fitting = (column) => (titled(column).length <= 20 ? titled(column) : column.name);

/** @param {ColumnInfo} column */
const titled = ({ name, unit }) => (unit ? `${name} (${unit})` : name);
