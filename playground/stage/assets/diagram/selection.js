/** What marks the chosen part: a ring around a tile, a rim along an edge. Drawn above everything. */

import { setAttributes, svg } from "../widgets/dom.js";

const AWAY = 2.5;
const WIDER = [8, 4, 0];

export class Mark {
  constructor() {
    this.ring = svg("rect", { class: "np-mark-ring" });
    this.lines = ["np-mark-outer", "np-mark-inner", "np-mark-core"].map((kind) =>
      svg("path", { class: kind })
    );
    this.trace = svg("g", {}, ...this.lines);
    this.element = svg("g", { class: "np-mark" }, this.trace, this.ring);
    this.show(null);
  }

  /** @param {object | null} item as `Edges` and the tiles make them; a tile may have no place yet */
  show(item) {
    this.item = item;
    this.ring.style.display = item?.box ? "" : "none";
    this.trace.style.display = item?.line ? "" : "none";
    if (item?.box && item.x !== undefined) {
      const { x, y, wide, tall, round } = item;
      setAttributes(this.ring, {
        x: x - wide / 2 - AWAY,
        y: y - tall / 2 - AWAY,
        width: wide + 2 * AWAY,
        height: tall + 2 * AWAY,
        rx: round + AWAY,
      });
    }
    if (item?.line) {
      for (const line of this.lines) setAttributes(line, { d: item.path });
      this.look = null;
      this.follow();
    }
  }

  /** The chosen edge may have become wider, changed its sign, or been frozen. */
  follow() {
    const { item } = this;
    const look = item?.line && `${item.width} ${item.frozen} ${item.element.dataset.sign}`;
    if (!look || look === this.look) return;
    this.look = look;
    this.element.dataset.sign = item.element.dataset.sign ?? "none";
    this.lines[2].classList.toggle("np-frozen", item.frozen);
    WIDER.forEach((more, i) => setAttributes(this.lines[i], { "stroke-width": item.width + more }));
  }
}
