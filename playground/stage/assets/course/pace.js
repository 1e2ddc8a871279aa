/**
 * How far a class goes through a lesson, as its teacher says. Without DOM.
 *
 * The card of the lesson and the class's strip are loaded apart; they meet here.
 */

/** @typedef {{pace: import("../protocol.d.ts").RoomNews["pace"], step: string}} ClassPace `step`: "line.2" */

/** @type {ClassPace} */
const FREE = { pace: "free", step: "" };
let now = FREE;
/** @type {Set<() => void>} */
const listeners = new Set();

/** @param {ClassPace | null} pace null: there is no class, or this screen goes its own way */
export function set(pace) {
  const { pace: kind, step } = pace ?? FREE;
  if (kind === now.pace && step === now.step) return;
  now = { pace: kind, step };
  for (const listener of listeners) listener();
}

/**
 * Calls the listener after every change.
 *
 * @param {() => void} listener
 * @returns {() => void} stops it
 */
export function follow(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether all are on one step: then the class brings everybody there, and the card need not. */
export const isTogether = () => now.pace === "all";

/**
 * The first and the last step of a lesson that are open, counted from 1.
 *
 * @param {string} lesson its id
 * @returns {{first: number, last: number}}
 */
export function openSteps(lesson) {
  const [paced, number] = now.step.split(".");
  if (now.pace === "free" || paced !== lesson) return { first: 1, last: Infinity };
  return { first: now.pace === "all" ? Number(number) : 1, last: Number(number) };
}
