/**
 * The dashed line of a bet: where a learner expects the neuron's line.
 *
 * The card of the lesson and the chart are mounted apart; they meet here, as in `onScreen.js`.
 */

/** @typedef {{w: number, b: number, isOpen: boolean}} Ghost open: while it can be dragged */

/** @type {Ghost | null} */
let ghost = null;
/** @type {Set<() => void>} */
const listeners = new Set();

/** @returns {Ghost | null} null: there is none */
export const get = () => ghost;

/** @param {Ghost | null} next */
export function set(next) {
  if (next?.w === ghost?.w && next?.b === ghost?.b && next?.isOpen === ghost?.isOpen) return;
  ghost = next;
  for (const listener of listeners) listener();
}

/** Calls the listener after every change. @param {() => void} listener @returns {() => void} stops it */
export function follow(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
