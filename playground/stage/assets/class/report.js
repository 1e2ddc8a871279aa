/** What a learner's browser reports of the stage. Without DOM. */

import { latestAttempt } from "../course/attempt.js";

/**
 * @typedef {import("../protocol.d.ts").Report} Report
 * @typedef {import("../protocol.d.ts").Picture} Picture
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../course/onScreen.js").Screen} Screen
 */

/**
 * @param {URL} address of the page
 * @param {string} base of the app
 * @param {Screen | null} screen
 * @param {boolean} moved whether something was moved on this page
 * @returns {Report}
 */
export function reportOf(address, base, screen, moved) {
  const page = address.href.slice(base.length).split(/[?#]/)[0];
  const step = address.searchParams.get("lesson") ?? "";
  const picture = screen ? pictureOf(page, screen) : null;
  const attempt = latestAttempt();
  const isOn = attempt && step === `${attempt.payload.lesson}.${attempt.payload.number}`;
  if (!isOn) return { page, step: "", tried: moved, picture };
  return {
    page,
    step,
    tried: Boolean(attempt.facts.changed),
    like_misses: Math.min(attempt.likeMisses, 999),
    done: attempt.done,
    bet: Array.isArray(attempt.bet) ? [...attempt.bet] : [],
    picture,
  };
}

/** @param {string} page @param {Screen} screen @returns {Picture | null} null: there is none (yet) */
export function pictureOf(page, { stage }) {
  const { payload, values, sketch: draw } = stage.shown;
  const sketch = payload && values ? draw() : null;
  if (!payload || !values || !sketch) return null;
  if (sketch.kind !== "line") return { page, ...sketch, data: [], activations: [] };
  const data = payload.layout_key.map(String);
  return { page, ...sketch, data, activations: values.activations };
}

/**
 * Whether what the teacher shows fits into this stage: a change on the way to another page does not.
 *
 * @param {import("../protocol.d.ts").LedValues} led
 * @param {Screen} screen
 */
export function fits(led, { kind, stage }) {
  const { values } = stage.shown;
  const sizes = (/** @type {Values} */ { weights, at }) =>
    String([weights.map(({ length }) => length), at.length]);
  return kind === led.kind && values !== null && sizes(values) === sizes(led.values);
}

/**
 * Whether a link leads to a step of a lesson, and nothing else, that an address is on already.
 *
 * @param {string} link relative to the app
 * @param {string} base of the app
 * @param {{pathname: string, search: string}} address
 */
export function isOnStep(link, base, { pathname, search }) {
  const wanted = new URL(link, base);
  const fields = [...wanted.searchParams.keys()];
  return String(fields) === "lesson" && wanted.pathname === pathname &&
    new URLSearchParams(search).get("lesson") === wanted.searchParams.get("lesson");
}
