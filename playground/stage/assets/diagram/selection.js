/** Marks the selected part: a ring around a tile, a rim along an edge. Drawn above everything. */

import { setAttributes, svg } from "../widgets/dom.js";
import { ROUNDING } from "./diagramLayout.js";

/**
 * @typedef {import("./types.d.ts").Item} Item
 * @typedef {import("./types.d.ts").EdgeItem} EdgeItem
 * @typedef {import("./types.d.ts").TileItem} TileItem
 */

/** Pixels between the ring and its tile. */
const DISTANCE = 2.5;
/** The rim's lines, from the outermost: their classes, and how much wider than the edge they are. */
const RIM = /** @type {const} */ ([["np-mark-outer", 8], ["np-mark-inner", 4], [
  "np-mark-core",
  0,
]]);

export class SelectionMark {
  ring = svg("rect", { class: "np-mark-ring" });
  lines = RIM.map(([kind]) => svg("path", { class: kind }));
  rim = svg("g", {}, ...this.lines);
  element = svg("g", { class: "np-mark" }, this.rim, this.ring);
  /** @type {Item | null} */
  item = null;
  /** Width, state and sign of the edge as they were shown last. */
  #look = "";

  constructor() {
    this.show(null);
  }

  /** @param {Item | null} item a tile may not be laid out yet */
  show(item) {
    this.item = item;
    const edge = item && "line" in item ? item : null;
    const tile = item && "rect" in item ? item : null;
    this.ring.style.display = tile ? "" : "none";
    this.rim.style.display = edge ? "" : "none";
    if (tile && !Number.isNaN(tile.x)) this.#surround(tile);
    if (edge) {
      for (const line of this.lines) setAttributes(line, { d: edge.path });
      this.#look = "";
      this.update();
    }
  }

  /** @param {TileItem} tile */
  #surround({ x, y, width, height }) {
    setAttributes(this.ring, {
      x: x - width / 2 - DISTANCE,
      y: y - height / 2 - DISTANCE,
      width: width + 2 * DISTANCE,
      height: height + 2 * DISTANCE,
      rx: ROUNDING + DISTANCE,
    });
  }

  /** The selected edge may have become wider, changed its sign, or been frozen. */
  update() {
    if (!this.item || !("line" in this.item)) return;
    const { width, frozen, element: { dataset: { sign = "none" } } } = this.item;
    const look = `${width} ${frozen} ${sign}`;
    if (look === this.#look) return;
    this.#look = look;
    this.element.dataset.sign = sign;
    this.lines[2].classList.toggle("np-frozen", frozen);
    RIM.forEach(([, more], i) => setAttributes(this.lines[i], { "stroke-width": width + more }));
  }
}
