/** Words and figures that explain themselves: a button with a dotted underline opens a card. */

import { explain } from "../model/explainTexts.js";
import { html, setText } from "./dom.js";
import { Floating } from "./floating.js";

/**
 * @typedef {import("../model/explain.d.ts").Facts} Facts
 * @typedef {import("../model/explainTexts.js").Term} Term
 */

const NUMBER = /(\u2212?\d[\d.,]*\d(?:e[+\u2212]\d+)?|\u2212?\d)/;

/**
 * A word to be explained.
 *
 * @param {Term} name
 * @param {string} text
 */
export const term = (name, text) =>
  html("button", { type: "button", class: "np-term", ...opener(name), text });

/**
 * A question mark beside a word that is a control itself.
 *
 * @param {Term} name
 * @param {string} text
 */
export const hint = (name, text) =>
  html("button", {
    type: "button",
    class: "np-term np-term-hint",
    "aria-label": `Explain ${text}`,
    ...opener(name),
    text: "?",
  });

/**
 * Attributes of a figure that a click explains. Its word is a `term`, for the keyboard.
 *
 * @param {Term} name
 */
export const explained = (name) => ({ "data-explains": name, translate: "no" });

/** @param {Term} name */
const opener = (name) => ({
  "data-explains": name,
  "aria-haspopup": "dialog",
  "aria-expanded": "false",
});

/** The card of a stage: there is one, and it moves from term to term. */
export class ExplainCard {
  #title = html("h2", { id: "np-explain-title", class: "np-explain-title" });
  #text = html("p", { id: "np-explain-text" });
  #button = html("button", {
    type: "button",
    class: "np-explain-close",
    "aria-label": "Close",
    text: "\u00d7",
    onclick: () => this.close(),
  });
  #parts = /** @type {HTMLElement[]} */ ([]);
  #listeners = new AbortController();

  /**
   * @param {HTMLElement} root whose terms it explains
   * @param {() => Facts | null} facts now; null: nothing is known yet
   */
  constructor(root, facts) {
    this.root = root;
    this.facts = facts;
    this.element = html(
      "div",
      {
        class: "np-floating np-explain",
        popover: "manual",
        role: "dialog",
        tabindex: -1,
        "aria-labelledby": "np-explain-title",
        "aria-describedby": "np-explain-text",
        onkeydown: (event) => this.#onTab(event),
      },
      this.#title,
      this.#button,
      this.#text,
    );
    this.floating = new Floating(this.element, {
      owns: (target) => this.element.contains(target) || this.#openerAt(target) !== null,
      onDismiss: () => this.close(),
    });
    root.addEventListener("click", (event) => this.#onClick(event), {
      signal: this.#listeners.signal,
    });
  }

  /** The stage was built anew: its terms are others. */
  attach() {
    this.close();
    this.root.append(this.element);
  }

  /** @param {Element} target @returns {HTMLElement | null} the term or figure there */
  #openerAt(target) {
    return this.root.contains(target) ? target.closest("[data-explains]") : null;
  }

  /** @param {MouseEvent} event */
  #onClick({ target }) {
    const opener = this.#openerAt(/** @type {Element} */ (target));
    if (opener && opener === this.floating.anchor) this.close();
    else if (opener) this.open(opener);
  }

  /** @param {HTMLElement} opener a term or a figure */
  open(opener) {
    const facts = this.facts();
    if (!facts) return;
    this.#expand(false);
    this.#moveTo(opener.closest("dialog") ?? this.root);
    this.#write(opener, facts);
    this.floating.open(opener);
    this.#expand(true);
    this.element.focus({ preventScroll: true });
  }

  /** While a dialog is open, everything outside it is out of reach. @param {HTMLElement} place */
  #moveTo(place) {
    if (this.element.parentElement === place) return;
    this.floating.close();
    place.append(this.element);
  }

  /** The numbers may be others now: cheap where the card is closed. */
  refresh() {
    const { anchor } = this.floating;
    const facts = anchor && this.facts();
    if (facts) this.#write(anchor, facts);
  }

  /** The keyboard goes back to where it was, if it is in the card. */
  close() {
    const { anchor } = this.floating;
    if (!anchor) return;
    const hasFocus = this.element.contains(document.activeElement);
    this.#expand(false);
    this.floating.close();
    if (hasFocus) this.#buttonOf(anchor)?.focus({ preventScroll: true });
  }

  /** The stage is gone. */
  dispose() {
    this.close();
    this.#listeners.abort();
  }

  /** @param {boolean} on */
  #expand(on) {
    const { anchor } = this.floating;
    if (anchor?.hasAttribute("aria-expanded")) anchor.setAttribute("aria-expanded", String(on));
  }

  /** A figure is explained by its word, which the keyboard can reach. @param {HTMLElement} opener */
  #buttonOf(opener) {
    if (opener instanceof HTMLButtonElement) return opener;
    const name = CSS.escape(opener.dataset.explains ?? "");
    return /** @type {HTMLElement | null} */ (
      this.root.querySelector(`button[data-explains="${name}"]`)
    );
  }

  /** @param {HTMLElement} opener @param {Facts} facts */
  #write(opener, facts) {
    const { title, text } = explain(/** @type {Term} */ (opener.dataset.explains), facts);
    setText(this.#title, title);
    const parts = text.split(NUMBER); // every second one is a number
    if (parts.length !== this.#parts.length) {
      this.#parts = parts.map((_, i) => html("span", i % 2 ? { translate: "no" } : {}));
      this.#text.replaceChildren(...this.#parts);
    }
    parts.forEach((part, i) => setText(this.#parts[i], part));
  }

  /** The way on leads to what follows the term, the way back to the term. @param {KeyboardEvent} event */
  #onTab(event) {
    if (event.key !== "Tab") return;
    const isLast = document.activeElement === this.#button;
    if (event.shiftKey === isLast) return; // between the card and its button
    this.close();
    if (event.shiftKey) event.preventDefault();
  }
}
