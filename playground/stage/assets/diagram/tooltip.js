/** A small text at the pointer, within its box. */

import { html, setText } from "../widgets/dom.js";

const AWAY = 14;

export class Tip {
  constructor() {
    this.element = html("div", { class: "np-tip", hidden: true, "aria-hidden": "true" });
  }

  /** @param {string} text @param {PointerEvent} event inside the tip's parent */
  show(text, event) {
    const { element } = this;
    setText(element, text);
    element.hidden = false;
    const around = element.parentElement.getBoundingClientRect();
    const { offsetWidth, offsetHeight } = element;
    const [x, y] = [event.clientX - around.left, event.clientY - around.top];
    const left = Math.max(0, Math.min(around.width - offsetWidth, x - offsetWidth / 2));
    const top = y - offsetHeight - AWAY;
    Object.assign(element.style, { left: `${left}px`, top: `${top < 0 ? y + AWAY : top}px` });
  }

  hide() {
    this.element.hidden = true;
  }
}
