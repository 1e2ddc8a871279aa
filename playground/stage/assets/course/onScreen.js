/**
 * What the stage shows, frame by frame, for the card of a lesson.
 *
 * Streamlit mounts the two apart, so they meet here, in the one copy of this module that a page has.
 */

/**
 * @typedef {import("../model/explain.d.ts").Facts} Facts
 * @typedef {{kind: string, facts: () => Facts | null}} Screen
 */

/** @type {Screen | null} */
let screen = null;
/** @type {Set<(screen: Screen | null) => void>} */
const listeners = new Set();

/**
 * A frame was drawn.
 *
 * @param {string} kind of the page's payload
 * @param {Screen["facts"]} facts only called where somebody listens
 */
export function show(kind, facts) {
  screen = { kind, facts };
  for (const listener of listeners) listener(screen);
}

/** A stage is gone. @param {Screen["facts"]} facts what it gave */
export function clear(facts) {
  if (screen?.facts === facts) screen = null;
}

/**
 * Calls the listener now and after every frame.
 *
 * @param {(screen: Screen | null) => void} listener
 * @returns {() => void} stops it
 */
export function follow(listener) {
  listeners.add(listener);
  listener(screen);
  return () => listeners.delete(listener);
}
