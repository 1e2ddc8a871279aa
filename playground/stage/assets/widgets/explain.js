/** Words and figures that explain themselves: a button with a dotted underline opens a card. */

import { explain } from "../model/explainTexts.js";
import { html, setText } from "./dom.js";

/**
 * @typedef {import("../model/explain.d.ts").Facts} Facts
 * @typedef {import("../model/explainTexts.js").Term} Term
 */

/** Pixels between a term and its card, and between the card and the window's edges. */
const GAP = 8;
/** Pixels that a pointer may move in a tap; farther, something is dragged, and the card stays. */
const TAP = 10;
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
  /** @type {HTMLElement | null} what it was opened by */
  #opener = null;
  /** @type {{x: number, y: number} | null} where a pointer was put down beside the card */
  #down = null;
  #title = html("h2", { id: "np-explain-title", class: "np-explain-title" });
  #text = html("p", { id: "np-explain-text" });
  #close = html("button", {
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
        class: "np-explain",
        popover: "manual",
        role: "dialog",
        tabindex: -1,
        "aria-labelledby": "np-explain-title",
        "aria-describedby": "np-explain-text",
        onkeydown: (event) => this.#onTab(event),
      },
      this.#title,
      this.#close,
      this.#text,
    );
    root.addEventListener("click", (event) => this.#onClick(event), {
      signal: this.#listeners.signal,
    });
  }

  get isOpen() {
    return this.#opener !== null;
  }

  /** The stage was built anew: its terms are others. */
  attach() {
    this.close();
    this.root.append(this.element);
  }

  /** @param {MouseEvent} event */
  #onClick(event) {
    const target = /** @type {Element} */ (event.target);
    if (this.element.contains(target)) return;
    const opener = /** @type {HTMLElement | null} */ (target.closest("[data-explains]"));
    if (!opener) return;
    if (opener === this.#opener) this.close();
    else this.open(opener);
  }

  /** @param {HTMLElement} opener a term or a figure */
  open(opener) {
    const facts = this.facts();
    if (!facts) return;
    this.#leave();
    this.#opener = opener;
    opener.setAttribute("aria-expanded", "true");
    this.#write(facts);
    if (!this.element.matches(":popover-open")) {
      this.element.showPopover();
      this.#listen();
    }
    this.#place();
    this.element.focus({ preventScroll: true });
  }

  /** The numbers may be others now: cheap where the card is closed. */
  refresh() {
    const facts = this.isOpen && this.facts();
    if (facts) this.#write(facts);
  }

  /** The keyboard goes back to where it was, if it is in the card. */
  close() {
    const opener = this.#opener;
    if (!opener) return;
    const hasFocus = this.element.contains(document.activeElement);
    this.#leave();
    this.#opener = null;
    this.#stopListening();
    this.element.hidePopover();
    if (hasFocus) this.#buttonOf(opener)?.focus({ preventScroll: true });
  }

  /** The stage is gone. */
  dispose() {
    this.close();
    this.#listeners.abort();
  }

  /** A figure is explained by its word, which the keyboard can reach. @param {HTMLElement} opener */
  #buttonOf(opener) {
    if (opener instanceof HTMLButtonElement) return opener;
    const name = CSS.escape(opener.dataset.explains ?? "");
    return /** @type {HTMLElement | null} */ (
      this.root.querySelector(`button[data-explains="${name}"]`)
    );
  }

  #leave() {
    if (this.#opener?.hasAttribute("aria-expanded")) {
      this.#opener.setAttribute("aria-expanded", "false");
    }
  }

  /** @param {Facts} facts */
  #write(facts) {
    const name = /** @type {Term} */ (this.#opener?.dataset.explains);
    const { title, text } = explain(name, facts);
    setText(this.#title, title);
    const parts = text.split(NUMBER); // every second one is a number
    if (parts.length !== this.#parts.length) {
      this.#parts = parts.map((_, i) => html("span", i % 2 ? { translate: "no" } : {}));
      this.#text.replaceChildren(...this.#parts);
    }
    parts.forEach((part, i) => setText(this.#parts[i], part));
  }

  // --- while it is open ---------------------------------------------------------------------

  #whileOpen = new AbortController();

  #listen() {
    this.#whileOpen = new AbortController();
    const { signal } = this.#whileOpen;
    document.addEventListener("pointerdown", (event) => this.#onDown(event), {
      signal,
      capture: true,
    });
    document.addEventListener("pointerup", (event) => this.#onUp(event), {
      signal,
      capture: true,
    });
    document.addEventListener("keydown", (event) => this.#onKey(event), { signal, capture: true });
    for (const moved of ["scroll", "resize"]) {
      globalThis.addEventListener(moved, () => this.#place(), { signal, capture: true });
    }
  }

  #stopListening() {
    this.#whileOpen.abort();
    this.#down = null;
  }

  /** @param {PointerEvent} event */
  #onDown({ target, clientX, clientY }) {
    const isBeside = !(target instanceof Element && this.#opens(target));
    this.#down = isBeside ? { x: clientX, y: clientY } : null;
  }

  /** A tap beside the card closes it; while a control is dragged, the numbers follow. @param {PointerEvent} event */
  #onUp({ clientX, clientY }) {
    const down = this.#down;
    this.#down = null;
    if (down && Math.hypot(clientX - down.x, clientY - down.y) < TAP) this.close();
  }

  /** Whether a tap there is the card's own, or of a term. @param {Element} target */
  #opens(target) {
    if (this.element.contains(target)) return true;
    return this.root.contains(target) && target.closest("[data-explains]") !== null;
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }

  /** The way on leads to what follows the term, the way back to the term. @param {KeyboardEvent} event */
  #onTab(event) {
    if (event.key !== "Tab") return;
    const isLast = document.activeElement === this.#close;
    if (event.shiftKey === isLast) return; // between the card and its button
    this.close();
    if (event.shiftKey) event.preventDefault();
  }

  /** Below the term, or above it; on a phone the style makes it a sheet at the lower edge. */
  #place() {
    const { element } = this;
    const at = this.#opener?.getBoundingClientRect();
    if (!at?.width) return;
    const { offsetWidth, offsetHeight } = element;
    const { clientWidth, clientHeight } = document.documentElement;
    const left = Math.max(GAP, Math.min(at.left, clientWidth - offsetWidth - GAP));
    const below = at.bottom + GAP;
    const isRoom = below + offsetHeight + GAP <= clientHeight;
    const top = isRoom ? below : Math.max(GAP, at.top - GAP - offsetHeight);
    element.style.setProperty("--np-left", `${left}px`);
    element.style.setProperty("--np-top", `${top}px`);
  }
}
