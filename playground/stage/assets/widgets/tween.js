/** Animated values; no animation where the person asked for reduced motion. */

const prefersReducedMotion = () =>
  globalThis.matchMedia("(prefers-reduced-motion: reduce)").matches;

/**
 * Calls `step(t)` with t from above 0 to 1 on animation frames; the last call is always step(1).
 *
 * @param {number} duration ms; 0 or reduced motion: one call, at once
 * @param {(t: number) => void} step
 * @returns {() => void} stops it where it is
 */
export function tween(duration, step) {
  if (duration <= 0 || prefersReducedMotion() || document.hidden) {
    step(1);
    return () => {};
  }
  const start = performance.now();
  let frame = requestAnimationFrame(function tick(now) {
    const t = Math.min(1, Math.max(0, (now - start) / duration));
    if (t < 1) frame = requestAnimationFrame(tick);
    step(t);
  });
  return () => cancelAnimationFrame(frame);
}

/** Slow at both ends. @param {number} t 0 to 1 */
export const ease = (t) => t * t * (3 - 2 * t);

/**
 * The point at `t` (0 to 1) along a path, in straight pieces.
 *
 * @template {number | number[]} T
 * @param {T[][]} path at least one point: a list of numbers or of lists of numbers
 * @param {number} t
 * @returns {T[]}
 */
export function interpolate(path, t) {
  const position = t * (path.length - 1);
  const i = Math.min(path.length - 1, Math.floor(position));
  const next = path[Math.min(path.length - 1, i + 1)];
  return path[i].map((value, k) => /** @type {T} */ (between(value, next[k], position - i)));
}

/**
 * @param {number | number[]} from
 * @param {number | number[]} to as `from`
 * @param {number} t
 */
function between(from, to, t) {
  const mix = (/** @type {number} */ a, /** @type {number} */ b) => a + (b - a) * t;
  if (typeof from === "number") return mix(from, /** @type {number} */ (to));
  return from.map((value, k) => mix(value, /** @type {number[]} */ (to)[k]));
}
