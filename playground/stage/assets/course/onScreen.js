/**
 * What the stage shows, frame by frame, for the card of a lesson and for the class.
 *
 * Streamlit mounts the two apart, so they meet here, in the one copy of this module that a page has.
 */

/**
 * @typedef {import("../model/explain.d.ts").Facts} Facts
 * @typedef {import("../stage.js").Stage} Stage
 * @typedef {{kind: string, facts: () => Facts | null, stage: Stage}} Screen
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
 * @param {Stage} stage that drew it
 */
export function show(kind, facts, stage) {
  screen = { kind, facts, stage };
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
