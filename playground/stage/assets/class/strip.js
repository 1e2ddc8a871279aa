/** A strip above the page; the page makes room for it. */

import { html, setText, stylesheet } from "../widgets/dom.js";

export class Strip {
  text = html("p", { class: "np-strip-text" });
  status = html("p", { class: "np-strip-status", role: "status" });
  acts = html("div", { class: "np-strip-acts" });
  more = html("div", { class: "np-strip-more" });
  element = html(
    "aside",
    { class: "np-strip", "aria-label": "Class" },
    html("div", { class: "np-strip-line" }, this.text, this.acts),
    this.status,
    this.more,
  );
  #sizes = new ResizeObserver(() => {
    const height = `${Math.ceil(this.element.getBoundingClientRect().height)}px`;
    document.documentElement.style.setProperty("--np-strip", height);
  });

  constructor() {
    Promise.all(["strip.css", "sketches.css"].map(stylesheet)).then(() => {
      document.body.prepend(this.element);
      document.documentElement.classList.add("np-in-class");
      this.#sizes.observe(this.element);
    });
  }

  /** @param {string} sentence "" for none */
  say(sentence) {
    setText(this.status, sentence);
    this.status.hidden = !sentence;
  }

  remove() {
    this.#sizes.disconnect();
    this.element.remove();
    document.documentElement.classList.remove("np-in-class");
  }
}
