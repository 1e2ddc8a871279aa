/** A line as it is drawn: as steep as it is, however far its points lie outside the picture. */

import assert from "node:assert/strict";
import { linePath } from "../../playground/stage/assets/charts/lineSegment.js";

/** Axes from 0 to 10 across and up, ten pixels each, as `AxisScales`. */
const scales = /** @type {any} */ ({
  top: 0,
  height: 100,
  px: (/** @type {number} */ x) => 10 * x,
  py: (/** @type {number} */ y) => 100 - 10 * y,
});

/** The spots of each stroke of a path. @param {string} path */
const strokes = (path) =>
  path.split("M").slice(1).map((stroke) =>
    stroke.split("L").map((spot) => spot.split(",").map(Number))
  );

Deno.test("a line in the picture is drawn from point to point", () => {
  assert.equal(linePath({ x: [0, 5, 10], y: [1, 1, 6] }, scales), "M0,90L50,90L100,40");
});

Deno.test("a steep line is cut off above and below, and keeps its slope", () => {
  const [[[x0, y0], [x1, y1]]] = strokes(linePath({ x: [-1e6, 1e6], y: [-1e12, 1e12] }, scales));
  assert.ok(y0 <= 1100 && y1 >= -1000, `${y0} and ${y1}`);
  assert.ok(Math.abs((y1 - y0) / (x1 - x0) / -1e6 - 1) < 1e-6);
});

Deno.test("a bend outside the picture parts the strokes; one within it joins them", () => {
  const outside = strokes(linePath({ x: [0, 5, 10], y: [5, 1e4, 5] }, scales));
  assert.deepEqual(outside.map((stroke) => stroke.length), [2, 2]);
  assert.equal(strokes(linePath({ x: [0, 5, 10], y: [5, 9, 5] }, scales)).length, 1);
});

Deno.test("a line far above the picture is not drawn, nor one without points", () => {
  assert.equal(linePath({ x: [0, 10], y: [1e5, 1e5] }, scales), "");
  assert.equal(linePath({ x: [], y: [] }, scales), "");
});
