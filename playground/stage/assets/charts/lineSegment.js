/** Where the line of a neuron can be held in its chart: geometry, no DOM. */

/**
 * @typedef {{w: number, b: number, relu: boolean}} Unit
 * @typedef {import("./plot.js").AxisScales} AxisScales
 * @typedef {NonNullable<ReturnType<typeof visibleSegment>>} Segment
 *
 * @typedef {{part: "probe" | "turn" | "lift", aside: number, off: number}} Target what is dragged,
 *   and how far to the right of the pointer and below it that is, in pixels
 */

/** @param {number} value @param {number} low @param {number} high */
export const clamp = (value, low, high) => Math.min(high, Math.max(low, value));

/**
 * Where the line is held, if the pointer is near enough.
 *
 * @param {Segment} segment
 * @param {Unit} unit
 * @param {AxisScales} scales
 * @param {{x: number, y: number, reach: number}} pointer in pixels
 * @returns {Target | null}
 */
export function hitLine({ from, to, turnsAt }, { w, b }, { px, py, x: xAt }, { x, y, reach }) {
  const at = xAt(x);
  const off = py(w * at + b) - y;
  const slope = (py(w) - py(0)) / (px(1) - px(0));
  if (Math.abs(off) / Math.hypot(1, slope) > reach || at < from || at > to) return null;
  return { part: turnsAt(at) ? "turn" : "lift", aside: 0, off };
}

/**
 * The part of y = w·x + b that lies in the picture (with ReLU, of its rising side), and where
 * it is held: in the middle to lift it, towards its end to turn it about x = 0.
 *
 * @param {Unit} unit
 * @param {AxisScales} scales
 */
export function visibleSegment({ w, b, relu }, { x0, x1, y0, y1 }) {
  const floor = relu ? Math.max(0, y0) : y0;
  let from = Math.min(x0, x1);
  let to = Math.max(x0, x1);
  if (w === 0 && (b < floor || b > y1)) return null;
  if (w !== 0) {
    const [a, c] = [(floor - b) / w, (y1 - b) / w];
    from = Math.max(from, Math.min(a, c));
    to = Math.min(to, Math.max(a, c));
  }
  if (!(from < to)) return null;
  const middle = (from + to) / 2;
  const outer = Math.abs(to) >= Math.abs(from) ? to : from;
  const end = middle + (outer - middle) * 0.9;
  const canTurn = (/** @type {number} */ x) => Math.abs(x) > 0.1 * (x1 - x0);
  const turns = canTurn(end);
  const turnsAt = (/** @type {number} */ x) => turns && (x - middle) / (outer - middle) > 0.4;
  return { from, to, middle, outer, end, turns, turnsAt, canTurn };
}
