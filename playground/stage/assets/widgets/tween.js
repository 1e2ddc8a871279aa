/** Animated values; no animation where the person asked for reduced motion. */

export const prefersReducedMotion = () =>
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
