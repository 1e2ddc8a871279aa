/** What is drawn over a Plotly chart at every frame: SVG, clipped at the axes. */

import { setAttributes, svg } from "../widgets/dom.js";

let count = 0;

/** An SVG layer over a chart; its first children are clipped at the axes. */
export class Overlay {
  #clip = svg("rect");

  /**
   * @param {SVGElement[]} clipped
   * @param {...SVGElement} more not clipped
   */
  constructor(clipped, ...more) {
    const id = `np-clip-${count++}`;
    this.element = svg(
      "svg",
      { class: "np-overlay", "aria-hidden": "true" },
      svg("clipPath", { id }, this.#clip),
      svg("g", { "clip-path": `url(#${id})` }, ...clipped),
      ...more,
    );
  }

  /** @param {{left: number, top: number, width: number, height: number}} box of the axes */
  clipTo({ left, top, width, height }) {
    setAttributes(this.#clip, { x: left, y: top, width, height });
  }
}

/** More rings around wrong answers than this are thinner, or they would cover the points. */
export const MANY_MISSED = 80;

/** A pixel as a path takes it, however far away it lies. @param {number} value */
export const pixel = (value) => Math.max(-1e5, Math.min(1e5, value || 0)).toFixed(1);

/** A ring around a point, as a path takes it. @param {number} x @param {number} y in pixels */
export const ring = (x, y) => `M${pixel(x)},${pixel(y)}m-8,0a8,8 0 1,0 16,0a8,8 0 1,0 -16,0`;
