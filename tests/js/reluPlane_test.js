/** ReLU folds a plane over a rectangle. */

import assert from "node:assert/strict";
import { folded, gridOf } from "../../playground/stage/assets/model/reluPlane.js";
import { assertClose, testCases } from "./cases.js";

/**
 * @typedef {import("../../playground/stage/assets/model/reluPlane.js").Mesh} Mesh
 * @typedef {{w: number[], b: number, x: [number, number], y: [number, number]}} Plane w·(x, y) + b
 *   over a rectangle
 */

/** @param {Mesh} mesh */
function areaOf({ x, y, i, j, k }) {
  const areas = i.map((a, n) => {
    const [b, c] = [j[n], k[n]];
    return Math.abs((x[b] - x[a]) * (y[c] - y[a]) - (x[c] - x[a]) * (y[b] - y[a])) / 2;
  });
  return areas.reduce((sum, area) => sum + area, 0);
}

/** @param {Plane} plane */
function cornersOf({ w, b, x: [x0, x1], y: [y0, y1] }) {
  const corners = [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
  return corners.map(([x, y]) => ({ x, y, s: w[0] * x + w[1] * y + b }));
}

/** The sums at the points of a mesh, and how far they may be off. @param {Plane} plane @param {{x: number[], y: number[]}} points */
function sumsOf({ w, b }, { x, y }) {
  const sums = x.map((value, n) => w[0] * value + w[1] * y[n] + b);
  return { sums, slack: 1e-9 * (Math.max(...sums.map(Math.abs)) + 1) };
}

testCases("a plane is the sum everywhere", "planes", (/** @type {Plane[]} */ planes) => {
  for (const plane of planes) {
    const { mesh, hinge } = folded(cornersOf(plane), false);
    const { sums, slack } = sumsOf(plane, mesh);
    assertClose(mesh.z, sums, { abs: slack });
    assert.equal(hinge, null);
  }
});

testCases(
  "a folded one is max(0, sum), covers the rectangle, and no triangle crosses the hinge",
  "planes",
  (/** @type {Plane[]} */ planes) => {
    let hinges = 0;
    for (const plane of planes) {
      const { x: [x0, x1], y: [y0, y1] } = plane;
      const corners = cornersOf(plane);
      const { mesh, hinge } = folded(corners, true);
      const { sums, slack } = sumsOf(plane, mesh);
      assertClose(mesh.z, sums.map((sum) => Math.max(0, sum)), { abs: slack });
      assertClose([areaOf(mesh)], [(x1 - x0) * (y1 - y0)], { rel: 1e-9 });
      mesh.i.forEach((first, n) => {
        const across = [first, mesh.j[n], mesh.k[n]].map((point) => sums[point]);
        assert.ok(Math.min(...across) >= -slack || Math.max(...across) <= slack);
      });
      const heights = corners.map(({ s }) => s);
      assert.equal(hinge !== null, Math.min(...heights) <= 0 && Math.max(...heights) > 0);
      if (!hinge) continue;
      hinges += 1;
      assertClose(sumsOf(plane, hinge).sums, [0, 0], { abs: slack });
    }
    assert.ok(hinges > 50 && hinges < planes.length);
  },
);

testCases(
  "the lines lie on the plane, folded or not, and reach its edges",
  "planes",
  (/** @type {Plane[]} */ planes) => {
    let bends = 0;
    for (const plane of planes) {
      for (const relu of [false, true]) {
        const lines = gridOf(cornersOf(plane), relu, 8);
        const points = lines.x.flatMap((x, n) =>
          x === null ? [] : [{ x, y: Number(lines.y[n]), z: Number(lines.z[n]) }]
        );
        const ends = lines.x.filter((x) => x === null).length;
        assert.equal(ends, 18);
        bends += points.length - 2 * ends;
        const [x, y, z] = /** @type {const} */ (["x", "y", "z"]).map((axis) =>
          points.map((point) => point[axis])
        );
        const { sums, slack } = sumsOf(plane, { x, y });
        assertClose(z, relu ? sums.map((sum) => Math.max(0, sum)) : sums, { abs: slack });
        assertClose([Math.min(...x), Math.max(...x), Math.min(...y), Math.max(...y)], [
          ...plane.x,
          ...plane.y,
        ], { rel: 1e-9, abs: 1e-9 });
      }
    }
    assert.ok(bends > 100, "lines bend where the plane folds");
  },
);
