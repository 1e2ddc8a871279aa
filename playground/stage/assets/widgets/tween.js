/** Values that come from Python glide into place, unless the person asked for no motion. */

const prefersReducedMotion = () => globalThis.matchMedia("(prefers-reduced-motion: reduce)").matches;

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

/** Slow at both ends. */
export const ease = (t) => t * t * (3 - 2 * t);

/**
 * The point at `t` (0 to 1) along a path, in straight pieces.
 *
 * @param {(number | number[])[][]} path at least one point: a list of numbers and lists of numbers
 */
export function interpolate(path, t) {
  const place = t * (path.length - 1);
  const i = Math.min(path.length - 1, Math.floor(place));
  const next = path[Math.min(path.length - 1, i + 1)];
  return path[i].map((value, k) => between(value, next[k], place - i));
}

const between = (
  from,
  to,
  t,
) => (typeof from === "number"
  ? from + (to - from) * t
  : from.map((value, k) => value + (to[k] - value) * t));
