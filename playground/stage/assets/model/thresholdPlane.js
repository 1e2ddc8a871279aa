/** The threshold of two classes in space: a level plane, and the line where it cuts the surface. No DOM. */

/** Parts that lines divide each side of the plane into. */
const PARTS = 6;

/**
 * @typedef {{x: (number | null)[], y: (number | null)[], z: (number | null)[]}} Lines null ends one
 * @typedef {[[number, number], [number, number]]} Segment from one spot to another
 */

/**
 * Lines at the same height.
 *
 * @param {Segment[]} segments
 * @param {number} height
 * @returns {Lines}
 */
export function level(segments, height) {
  /** @type {Lines} */
  const lines = { x: [], y: [], z: [] };
  for (const [[x0, y0], [x1, y1]] of segments) {
    lines.x.push(x0, x1, null);
    lines.y.push(y0, y1, null);
    lines.z.push(height, height, null);
  }
  return lines;
}

/**
 * The plane: its edges, and lines across it.
 *
 * @param {[number, number][]} spans the ends of both inputs first
 * @param {number} threshold
 */
export function thresholdPlane([[x0, x1], [y0, y1]], threshold) {
  const shares = Array.from({ length: PARTS + 1 }, (_, n) => n / PARTS);
  const along = shares.map((share) => x0 + (x1 - x0) * share);
  const across = shares.map((share) => y0 + (y1 - y0) * share);
  return level(
    [
      ...along.map((x) => /** @type {Segment} */ ([[x, y0], [x, y1]])),
      ...across.map((y) => /** @type {Segment} */ ([[x0, y], [x1, y]])),
    ],
    threshold,
  );
}
