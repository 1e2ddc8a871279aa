/** Everybody's line over the same data. The arithmetic is without DOM. */

import { svg } from "../widgets/dom.js";

/**
 * @typedef {import("../protocol.d.ts").Picture} Picture
 * @typedef {import("../protocol.d.ts").DataPoints} DataPoints
 * @typedef {{low: number, high: number}} Range
 */

const [WIDTH, HEIGHT] = [800, 450];

/** @param {number[]} numbers @returns {Range} with a little room at both ends */
export function rangeOf(numbers) {
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const room = (high - low || 1) * 0.06;
  return { low: low - room, high: high + room };
}

/**
 * The corners of a neuron's line: its two ends, and with ReLU the bend between them.
 *
 * @param {Picture} picture
 * @param {Range} range along x
 * @returns {[number, number][]} none where the picture is no line
 */
export function cornersOf({ numbers, activations }, { low, high }) {
  const [w, b] = [numbers[0]?.[0], numbers[1]?.[0]];
  if (w === undefined || b === undefined) return [];
  const isBent = activations[0] === "relu";
  const bend = isBent && w !== 0 ? -b / w : NaN;
  const xs = [low, ...(bend > low && bend < high ? [bend] : []), high];
  return xs.map((x) => [x, isBent ? Math.max(0, w * x + b) : w * x + b]);
}

/**
 * The heights in view: those of the data and, as far as one more such height above and below, those
 * of the lines, so that a wild one makes nobody else's flat.
 *
 * @param {DataPoints | null} points
 * @param {Picture[]} lines
 * @param {Range} x along x
 * @returns {Range}
 */
export function heightsOf(points, lines, x) {
  const ends = lines.flatMap((line) => cornersOf(line, x).map(([, v]) => v));
  if (!points) return rangeOf(ends.length ? ends : [0, 1]);
  const [low, high] = [Math.min(...points.y), Math.max(...points.y)];
  const [least, most] = [2 * low - high, 2 * high - low];
  return rangeOf([low, high, ...ends.map((v) => Math.min(most, Math.max(least, v)))]);
}

/**
 * @param {Picture[]} pictures
 * @param {DataPoints | null} points
 * @param {Picture[]} [shown] that everybody looks at
 * @param {Picture[]} [bets] lines that were drawn before anybody tried
 */
export function linesPicture(pictures, points, shown = [], bets = []) {
  const own = [...pictures, ...shown];
  const lines = own.length ? own : bets;
  const x = rangeOf(points ? points.x : [0, 1]);
  // Over data, the heights stay where they are while the class moves its lines.
  const y = heightsOf(points, points ? bets : [...own, ...bets], x);
  const across = (/** @type {number} */ v) => (v - x.low) / (x.high - x.low) * WIDTH;
  const up = (/** @type {number} */ v) => (1 - (v - y.low) / (y.high - y.low)) * HEIGHT;
  const path = (/** @type {Picture} */ line) =>
    cornersOf(line, x).map(([h, v], i) =>
      `${i ? "L" : "M"}${across(h).toFixed(1)},${up(v).toFixed(1)}`
    ).join("");
  const dots = points?.x.map((v, i) =>
    svg("circle", {
      cx: across(v).toFixed(1),
      cy: up(points.y[i]).toFixed(1),
      r: 4,
      class: "np-lines-dot",
    })
  ) ?? [];
  const about = points ? `${points.y_name} by ${points.x_name}` : "lines";
  return svg(
    "svg",
    {
      class: "np-lines",
      role: "img",
      "aria-label": `${
        lines.length === 1 ? "1 line" : `${lines.length} lines`
      } of the class: ${about}`,
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    },
    ...dots,
    ...bets.map((line) => svg("path", { d: path(line), class: "np-lines-bet" })),
    ...pictures.map((line) => svg("path", { d: path(line), class: "np-lines-line" })),
    ...shown.map((line, i) =>
      svg("path", { d: path(line), class: `np-lines-shown np-lines-shown-${i}` })
    ),
  );
}
