/** The controls of a page by their accessible names: marked as a step's own, shown, and moved. */

import { ease, prefersReducedMotion, tween } from "../widgets/tween.js";

/** @typedef {import("../protocol.d.ts").Act} Act */

const CONTROLS = "input[type=range], input[type=checkbox], input[type=radio], select, button, " +
  "[role=switch], [role=radio], [data-lesson-name]";
/** What is marked is the whole of it: name, number box and slider. */
const WHOLE = ".np-slider, .np-toggle, .np-rung, .np-segments label, " +
  "[data-testid=stButton], [data-testid=stPopover]";
/** Parts of a page that a lesson says nothing about; a term has the name of the slider it explains. */
const OTHERS =
  ".np-lesson, .np-strip, .np-leave, .np-restrict-note, .np-term, .np-floating, .np-share, [data-testid=stHeader], .st-key-nav, .st-key-foot, .np-plot, " +
  "[data-testid=stElementToolbar]";
const SLOW_MS = 2200;
const LOOK_MS = 900;

/** @returns {Iterable<HTMLElement>} of the page, without the card's own */
export function* controls() {
  for (const element of document.querySelectorAll(CONTROLS)) {
    if (!element.closest(OTHERS)) yield /** @type {HTMLElement} */ (element);
  }
}

/** @param {HTMLElement} element */
export function nameOf(element) {
  const label = element.dataset.lessonName ?? element.getAttribute("aria-label");
  if (label) return label;
  const labels = /** @type {HTMLInputElement} */ (element).labels;
  return textOf(labels?.length ? labels[0] : element);
}

/** The text of a label or a button, without icons and what is in a box. @param {Element} element */
function textOf(element) {
  let text = element.textContent ?? "";
  for (const part of element.querySelectorAll("[data-testid=stIconMaterial], select")) {
    text = text.replace(part.textContent ?? "", "");
  }
  return text.trim();
}

/** What is folded away is unfolded for it. @param {string} name @returns {HTMLElement | null} the first that is seen */
export function find(name) {
  const named = [...controls()].filter((element) => nameOf(element) === name);
  const seen = named.find((element) => element.getClientRects().length);
  if (seen) return seen;
  for (const element of named) {
    const fold = element.closest("details");
    if (!fold?.getClientRects().length) continue;
    fold.open = true;
    return element;
  }
  return null;
}

/** @param {HTMLElement} element */
const wholeOf = (element) => /** @type {HTMLElement} */ (element.closest(WHOLE) ?? element);

const RANK = { dim: 0, bright: 1, glow: 2 };

/**
 * Marks the step's controls as bright, and all others as dim; they work all the same.
 *
 * @param {string[]} names of the step's
 * @param {string} glowing name of the one that is pointed to; "" for none
 */
export function mark(names, glowing) {
  /** @type {Map<HTMLElement, keyof typeof RANK>} */
  const states = new Map();
  for (const element of controls()) {
    const [whole, name] = [wholeOf(element), nameOf(element)];
    const state = name === glowing ? "glow" : names.includes(name) ? "bright" : "dim";
    const before = states.get(whole);
    if (!before || RANK[state] > RANK[before]) states.set(whole, state);
  }
  for (const [whole, state] of states) set(whole, state);
}

/** @param {HTMLElement} element @param {string} state */
function set(element, state) {
  if (element.dataset.lesson !== state) element.dataset.lesson = state;
}

/**
 * Scrolls to a control, if it is not in the window.
 *
 * @param {string} name
 * @returns {boolean} whether it is on the page
 */
export function show(name) {
  const element = find(name);
  if (element) wholeOf(element).scrollIntoView({ block: "nearest" });
  return element !== null;
}

/** Nothing is marked any more. */
export function unmark() {
  for (const element of document.querySelectorAll("[data-lesson]")) {
    delete /** @type {HTMLElement} */ (element).dataset.lesson;
  }
}

/**
 * Plays acts one after the other, slowly, so that one sees what moves.
 *
 * @param {Act[]} acts
 * @param {(name: string) => void} pointTo a control, before it moves; "": to none
 * @param {AbortSignal} signal stops it
 * @returns {Promise<string>} "" or the name of a control that is not on the page
 */
export async function play(acts, pointTo, signal) {
  for (const act of acts) {
    const element = await waited(act.control, signal);
    if (signal.aborted) return "";
    if (!element) return act.control;
    pointTo(act.control);
    wholeOf(element).scrollIntoView({ block: "nearest" });
    await pause(prefersReducedMotion() ? 0 : LOOK_MS, signal);
    if (!signal.aborted) await done(element, act, signal);
    pointTo("");
  }
  return "";
}

/** A control may come with the page that the act before it leads to. @param {string} name @param {AbortSignal} signal */
async function waited(name, signal) {
  for (let tries = 0; tries < 20 && !signal.aborted; tries++) {
    const element = find(name);
    if (element) return element;
    await pause(100, signal);
  }
  return null;
}

/** @param {HTMLElement} element @param {Act} act @param {AbortSignal} signal */
async function done(element, { control, to }, signal) {
  if (to === null || to === undefined) {
    element.click();
  } else if (element instanceof HTMLSelectElement) {
    const option = [...element.options].find(({ text }) => text === String(to));
    if (!option) return;
    element.value = option.value;
    element.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (element instanceof HTMLInputElement) await moved(element, control, Number(to), signal);
}

/** @param {HTMLInputElement} range @param {string} name @param {number} to @param {AbortSignal} signal */
function moved(range, name, to, signal) {
  if (to < Number(range.min) || to > Number(range.max)) return typed(name, to);
  const from = Number(range.value);
  return new Promise((resolve) => {
    const stop = tween(SLOW_MS, (t) => {
      range.value = String(from + (to - from) * ease(t));
      range.dispatchEvent(new Event("input", { bubbles: true }));
      if (t < 1) return;
      range.dispatchEvent(new Event("change", { bubbles: true }));
      resolve(undefined);
    });
    signal.addEventListener("abort", () => (stop(), resolve(undefined)), { once: true });
  });
}

/** A number that lies beyond the slider goes into its box. @param {string} name @param {number} to */
function typed(name, to) {
  const box = [...document.querySelectorAll("input")].find(
    (input) => input.type !== "range" && input.getAttribute("aria-label") === name,
  );
  if (!box) return;
  box.focus();
  box.value = String(to);
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new Event("change", { bubbles: true }));
  box.blur();
}

/** @param {number} duration ms @param {AbortSignal} signal @returns {Promise<void>} */
const pause = (duration, signal) =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, duration);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
