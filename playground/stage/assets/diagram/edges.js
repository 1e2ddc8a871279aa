/** The edges into one layer: width and opacity say how large a weight is, colour its sign. */

import { edgePath, widthOf } from "./diagramLayout.js";
import { setAttributes, svg } from "../widgets/dom.js";

/** How far along an edge its arrow stands: nearer to its end, where edges lie further apart. */
const ARROW = 0.68;

/**
 * @typedef {import("./types.d.ts").EdgeItem} EdgeItem
 * @typedef {import("./types.d.ts").ShareOf} ShareOf
 */

export class Edges {
  element = svg("g", { class: "np-edges" });
  /** @type {EdgeItem[]} */
  items = [];

  /**
   * @param {number} layer
   * @param {number} from how many neurons (or inputs) are drawn before it
   * @param {number} to how many are drawn in it
   */
  constructor(layer, from, to) {
    this.layer = layer;
    for (let t = 0; t < to; t++) for (let f = 0; f < from; f++) this.items.push(this.edge(f, t));
    this.element.append(...this.items.map((item) => item.element));
  }

  /** @param {number} from @param {number} to @returns {EdgeItem} */
  edge(from, to) {
    const line = svg("path", { class: "np-line" });
    const hitArea = svg("path", { class: "np-edge-reach" });
    const element = svg(
      "g",
      { class: "np-part np-edge-part", role: "button", tabindex: -1 },
      line,
      hitArea,
    );
    return {
      part: { kind: "weight", layer: this.layer, from, to },
      element,
      line,
      hitArea,
      arrow: null,
      path: "",
      value: NaN,
      width: 0,
      frozen: false,
    };
  }

  /** @param {import("./diagramLayout.js").Layout} layout */
  layout({ columns }) {
    const [start, end] = [columns[this.layer], columns[this.layer + 1]];
    for (const item of this.items) {
      item.path = edgePath(start, end, item.part.from, item.part.to);
      setAttributes(item.line, { d: item.path });
      setAttributes(item.hitArea, { d: item.path });
    }
  }

  /** Arrows on the edges: up where a weight grows, down where it falls. @param {ShareOf | null} shareOf */
  showArrows(shareOf) {
    for (const item of this.items) {
      const share = shareOf?.(item.part) ?? 0;
      if (!share && !item.arrow) continue;
      item.arrow ??= item.element.appendChild(svg("path", { class: "np-arrow" }));
      const spot = () => item.line.getPointAtLength(item.line.getTotalLength() * ARROW);
      setAttributes(item.arrow, { d: share ? arrowPath(spot(), share) : "" });
    }
  }

  /** Changes only what differs. @param {import("./types.d.ts").DiagramFrame} frame */
  show(frame) {
    for (const item of this.items) {
      const { layer, from, to } = item.part;
      const value = frame.weight(layer, from, to);
      if (value !== item.value) showValue(item, value);
      const frozen = frame.frozen(item.part);
      if (frozen === item.frozen) continue;
      item.frozen = frozen;
      item.line.classList.toggle("np-frozen", frozen);
    }
  }
}

/** A triangle at a spot. @param {{x: number, y: number}} spot @param {number} share -1 to 1 */
export function arrowPath({ x, y }, share) {
  const half = 3 + 7 * Math.sqrt(Math.abs(share));
  const [tip, base] = share > 0 ? [y - half, y + half] : [y + half, y - half];
  const at = (/** @type {number} */ a, /** @type {number} */ b) =>
    `${a.toFixed(1)},${b.toFixed(1)}`;
  return `M${at(x - half * 0.8, base)}L${at(x, tip)}L${at(x + half * 0.8, base)}Z`;
}

/** @param {EdgeItem} item @param {number} value */
function showValue(item, value) {
  const width = Number(widthOf(value).toFixed(1));
  const sign = signOf(value);
  if (sign !== signOf(item.value)) item.element.dataset.sign = sign;
  if (width !== item.width) {
    setAttributes(item.line, {
      "stroke-width": width,
      "stroke-opacity": (0.35 + 0.6 * (width / 7)).toFixed(2),
    });
  }
  item.value = value;
  item.width = width;
}

/** @param {number} value */
const signOf = (value) => (value > 0 ? "positive" : value < 0 ? "negative" : "none");
