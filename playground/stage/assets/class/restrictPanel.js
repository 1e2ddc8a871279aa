/** The teacher says which of the page's controls learners see, and which are locked. */

import * as restrictions from "./restrictions.js";
import { ADDRESS } from "../present.js";
import { button, html } from "../widgets/dom.js";
import { isPreview, setPreview } from "./client.js";
import { names, restrict } from "./restrict.js";

/** Milliseconds after which a page has its controls. */
const SETTLED = 1000;
const CHOICES = { open: "works", lock: "locked", hide: "hidden" };

export class RestrictPanel {
  opener = button("Hide and lock", () => this.#toggle());
  preview = button("See it as learners do", () => this.#preview(!isPreview()));
  list = html("div", { class: "np-strip-controls" });
  element = html(
    "section",
    { class: "np-strip-restrict", "aria-label": "Hide and lock" },
    html("p", { text: "For learners whom you bring here, and in this page's link:" }),
    this.list,
    html("div", { class: "np-strip-acts" }, this.preview, button("All work", () => this.#clear())),
  );

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  constructor() {
    this.element.hidden = true;
    this.opener.setAttribute("aria-expanded", "false");
    addEventListener(ADDRESS, () => this.#fillSoon());
    this.#preview(isPreview());
  }

  #toggle() {
    this.element.hidden = !this.element.hidden;
    this.opener.setAttribute("aria-expanded", String(!this.element.hidden));
    if (!this.element.hidden) this.#fill();
  }

  /** Another page has its controls a moment after its address. */
  #fillSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.element.hidden || this.#fill(), SETTLED);
  }

  #fill() {
    const { only, lock } = restrictions.read(location.search);
    const drawn = names();
    if (drawn.join() === this.list.dataset.names && this.list.dataset.for === location.search) {
      return;
    }
    this.list.dataset.names = drawn.join();
    this.list.dataset.for = location.search;
    this.list.replaceChildren(...drawn.map((name) => {
      const isHidden = only.length > 0 && !only.includes(name);
      const state = isHidden ? "hide" : lock.includes(name) ? "lock" : "open";
      const options = Object.entries(CHOICES).map(([value, text]) =>
        html("option", { value, text, selected: value === state })
      );
      const attributes = { "aria-label": name, onchange: () => this.#write() };
      const choice = html("select", attributes, ...options);
      choice.dataset.name = name;
      return html("label", {}, html("span", { text: name }), choice);
    }));
  }

  #write() {
    const chosen = [...this.list.querySelectorAll("select")].map(({ dataset, value }) => ({
      name: dataset.name ?? "",
      value,
    }));
    const of = (/** @type {string} */ wanted) =>
      chosen.filter(({ value }) => value === wanted).map(({ name }) => name);
    const [hidden, lock] = [of("hide"), of("lock")];
    const only = hidden.length ? [...of("open"), ...lock] : [];
    this.#go({ only, lock });
  }

  #clear() {
    this.#go({ only: [], lock: [] });
    this.list.dataset.names = "";
    this.#fill();
  }

  /** @param {import("./restrictions.js").Restrictions} wanted */
  #go(wanted) {
    const search = restrictions.written(location.search, wanted);
    this.list.dataset.for = search;
    history.replaceState(history.state, "", location.pathname + search);
  }

  /** @param {boolean} isOn */
  #preview(isOn) {
    setPreview(isOn);
    restrict?.activate(isOn);
    this.preview.setAttribute("aria-pressed", String(isOn));
  }
}
