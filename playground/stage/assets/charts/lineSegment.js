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

/** How far above and below the axes a line is drawn, in pixels: what is much farther is drawn wrongly. */
const BEYOND = 1000;

/**
 * A line through points as an SVG path, without what lies far above and below the axes.
 *
 * @param {{x: ArrayLike<number>, y: ArrayLike<number>}} line in the axes' units
 * @param {AxisScales} scales
 */
export function linePath({ x, y }, { px, py, top, height }) {
  const [low, high] = [top - BEYOND, top + height + BEYOND];
  let [path, end] = ["", ""];
  for (let i = 1; i < x.length; i++) {
    const [from, to] = [[px(x[i - 1]), py(y[i - 1])], [px(x[i]), py(y[i])]];
    if (Math.max(from[1], to[1]) < low || Math.min(from[1], to[1]) > high) continue;
    const [start, stop] = [towards(from, to, low, high), towards(to, from, low, high)];
    path += start === end ? `L${stop}` : `M${start}L${stop}`;
    end = stop;
  }
  return path;
}

/**
 * A spot between `low` and `high`, on the way to the other one.
 *
 * @param {number[]} spot
 * @param {number[]} other
 * @param {number} low
 * @param {number} high
 */
function towards([x, y], [otherX, otherY], low, high) {
  const to = clamp(y, low, high);
  return to === y ? `${x},${y}` : `${x + (otherX - x) * (to - y) / (otherY - y)},${to}`;
}

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
