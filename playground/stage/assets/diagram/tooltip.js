/** A small text at the pointer, within its parent. */

import { html, setText } from "../widgets/dom.js";

/** Pixels between the text and the pointer. */
const DISTANCE = 14;

export class Tooltip {
  element = html("div", { class: "np-tip", hidden: true, "aria-hidden": "true" });

  /** @param {string} text @param {{clientX: number, clientY: number}} pointer inside the parent */
  show(text, { clientX, clientY }) {
    const { element } = this;
    setText(element, text);
    element.hidden = false;
    const parent = /** @type {HTMLElement} */ (element.parentElement).getBoundingClientRect();
    const { offsetWidth, offsetHeight } = element;
    // Present mode zooms the diagram: the pointer's pixels are not those of its style.
    const zoom = element.currentCSSZoom ?? 1;
    const [x, y] = [(clientX - parent.left) / zoom, (clientY - parent.top) / zoom];
    const left = Math.max(0, Math.min(parent.width / zoom - offsetWidth, x - offsetWidth / 2));
    const top = y - offsetHeight - DISTANCE;
    element.style.left = `${left}px`;
    element.style.top = `${top < 0 ? y + DISTANCE : top}px`;
  }

  hide() {
    this.element.hidden = true;
  }
}
