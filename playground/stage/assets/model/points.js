/** Points drawn by hand, as numbers: no DOM. Axes reach from 0 to SPAN; a point is `[x, y]`. */

export const SPAN = 10;
export const MOST = 300;
const GRID = 10;

/** On the grid of tenths, within the axes. */
export const snapped = (value) => Math.min(SPAN, Math.max(0, Math.round(value * GRID) / GRID));

/** @param {[number, number][]} points @returns the points with one more, or the same if there are MOST */
export const added = (
  points,
  x,
  y,
) => (points.length < MOST ? [...points, [snapped(x), snapped(y)]] : points);

/** @param {number} place */
export const movedTo = (points, place, x, y) =>
  points.map((point, i) => (i === place ? [snapped(x), snapped(y)] : point));

/** @param {number} place */
export const without = (points, place) => points.filter((_, i) => i !== place);

/** Noise that is the same every time: from -1 to 1. */
const noise = (i) => Math.sin(12.9898 * (i + 1)) * 43758.5453 % 1;

const along = (count, height, spread) =>
  Array.from({ length: count }, (_, i) => {
    const x = (SPAN * (i + 0.5)) / count;
    return [snapped(x), snapped(height(x) + spread * noise(i))];
  });

/** Something to begin with: each is a function without arguments. */
export const SHAPES = {
  "A line": () => along(24, (x) => 1.5 + 0.7 * x, 0.9),
  "A bend": () => along(24, (x) => 1.5 + 1.4 * Math.max(0, x - 4), 0.5),
  "A wave": () => along(36, (x) => 5 + 3 * Math.sin(x), 0.4),
};
