/**
 * The neuron as a diagram: x → w → + b → y, with the probe's numbers in it; between the sum and y
 * stands its activation, if it has one.
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
/** The curve of the activation within its box, and where the sum's dot is on it. */
const BENDS = {
  linear: null,
  relu: {
    name: "ReLU",
    d: `M${AT.f - 22},${MIDDLE + 10}H${AT.f}L${AT.f + 22},${MIDDLE - 22}`,
    up: (/** @type {number} */ along) => along > 0 ? 10 - 32 * along : 10,
  },
  sigmoid: {
    name: "sigmoid",
    d: `M${AT.f - 22},${MIDDLE + 16}C${AT.f},${MIDDLE + 16} ${AT.f},${MIDDLE - 16} ${AT.f + 22},${
      MIDDLE - 16
    }`,
    up: (/** @type {number} */ along) => 16 * along * (along * along - 3) / 2,
  },
};

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
   * @param {{w: number, b: number, x: number, y: number, f: keyof typeof BENDS, scale: number,
   *          steps: {w: number, b: number, x: number, y: number}}} flow `scale`: size of a large sum
   */
  show({ w, b, x, y, f, scale, steps }) {
    const bend = BENDS[f];
    const product = w * x;
    const sum = product + b;
    const numbers = {
      x: toStep(x, steps.x),
      w: `× ${toStep(w, steps.w, 1)}`,
      b: `b = ${toStep(b, steps.b, 1)}`,
      product: `= ${toStep(product, steps.b, 1)}`,
      sum: toStep(sum, steps.b, 1),
      f: bend?.name ?? "",
      y: toStep(y, steps.y, 1),
    };
    for (const part of /** @type {(keyof typeof numbers)[]} */ (Object.keys(numbers))) {
      setText(this.texts[part], numbers[part]);
    }
    this.showEdge(this.edge, product, scale);
    this.showEdge(this.biasEdge, b, scale);
    this.showActivation(sum / scale, bend);
    this.description =
      `${titled(this.columns.input)} ${numbers.x} ${numbers.w} ${numbers.product}, ` +
      `plus ${numbers.b} is ${numbers.sum}, ${bend ? `${bend.name}, ` : ""}` +
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
   * The curve of the activation in its box, and the sum as a dot on it; without there is only the wire.
   *
   * @param {number} share the sum in units of a large one
   * @param {typeof BENDS[keyof typeof BENDS]} bend
   */
  showActivation(share, bend) {
    const [start, end] = [AT.sum + RADIUS, AT.y - 46];
    const wire = `M${start},${MIDDLE}H${bend ? AT.f - RADIUS : end}`;
    setAttributes(this.wire, { d: bend ? `${wire}M${AT.f + RADIUS},${MIDDLE}H${end}` : wire });
    for (const part of [this.box, this.activation, this.dot]) {
      setAttributes(part, { display: bend ? "inline" : "none" });
    }
    if (!bend) return;
    setAttributes(this.activation, { d: bend.d });
    const along = Math.max(-1, Math.min(1, share));
    setAttributes(this.dot, {
      cx: AT.f + 22 * along,
      cy: MIDDLE + bend.up(along),
    });
  }
}

/** Without the unit, where both would run into the next label. @param {ColumnInfo} column */
const fitting = (column) => (titled(column).length <= 20 ? titled(column) : column.name);

/** @param {ColumnInfo} column */
const titled = ({ name, unit }) => (unit ? `${name} (${unit})` : name);
