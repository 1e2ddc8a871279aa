/** The way from a page into the course: its own lesson, or the next one that is not done. */

import { isDark } from "../charts/plot.js";
import { button, setText } from "../widgets/dom.js";
import * as progress from "./progress.js";

/**
 * @typedef {import("../protocol.d.ts").OnwardPayload} OnwardPayload
 * @typedef {import("../protocol.d.ts").LessonEvent} LessonEvent
 */

export default class Onward {
  #seq = Date.now();
  #go = () => {};
  button = button("", () => this.#go());

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    root.classList.add("np-bare", "np-onward");
    root.setAttribute("aria-label", "Next in the course");
    root.replaceChildren(this.button);
  }

  /** @param {OnwardPayload} payload @param {(event: LessonEvent) => void} send */
  apply({ lessons, page }, send) {
    const next = progress.next(lessons, progress.load(), page);
    this.root.dataset.theme = isDark(this.root) ? "dark" : "light";
    this.root.dataset.done = String(!next);
    if (!next) return;
    const { lesson: { id, title }, step } = next;
    setText(this.button, `${step > 1 ? "go on" : "next"}: ${title} →`);
    this.#go = () => send({ seq: ++this.#seq, go: "to", lesson: id, step, epoch: 0 });
  }

  close() {}
}
