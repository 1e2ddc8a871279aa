/**
 * Points drawn by hand, as numbers. Axes reach from 0 to SPAN.
 *
 * @typedef {[number, number]} Point `[x, y]`
 */

export const SPAN = 10;
const MAX_POINTS = 300;
const GRID = 10;

/** On the grid of tenths, within the axes. @param {number} value */
export const snapped = (value) => Math.min(SPAN, Math.max(0, Math.round(value * GRID) / GRID));

/**
 * The points with one more, or the same if there are too many.
 *
 * @param {Point[]} points
 * @param {number} x
 * @param {number} y
 * @returns {Point[]}
 */
export const added = (
  points,
  x,
  y,
) => (points.length < MAX_POINTS ? [...points, [snapped(x), snapped(y)]] : points);

/**
 * @param {Point[]} points
 * @param {number} index
 * @param {number} x
 * @param {number} y
 * @returns {Point[]}
 */
export const movedTo = (points, index, x, y) =>
  points.map((point, i) => (i === index ? [snapped(x), snapped(y)] : point));

/** @param {Point[]} points @param {number} index */
export const without = (points, index) => points.filter((_, i) => i !== index);

/** Noise that is the same every time: from -1 to 1. @param {number} i */
const noise = (i) => Math.sin(12.9898 * (i + 1)) * 43758.5453 % 1;

/**
 * @param {number} count
 * @param {(x: number) => number} height
 * @param {number} spread of the noise
 * @returns {Point[]}
 */
const along = (count, height, spread) =>
  Array.from({ length: count }, (_, i) => {
    const x = (SPAN * (i + 0.5)) / count;
    return [snapped(x), snapped(height(x) + spread * noise(i))];
  });

/** Something to begin with. @type {Record<string, () => Point[]>} */
export const SHAPES = {
  "A line": () => along(24, (x) => 1.5 + 0.7 * x, 0.9),
  "A bend": () => along(24, (x) => 1.5 + 1.4 * Math.max(0, x - 4), 0.5),
  "A wave": () => along(36, (x) => 5 + 3 * Math.sin(x), 0.4),
};
