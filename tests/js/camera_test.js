/** The camera of a picture in space: turns, and where it goes so that a plane is seen. */

import assert from "node:assert/strict";
import {
  angleTo,
  between,
  cameraAt,
  cameraForPlane,
  directionOf,
  LEAST,
  normalOf,
  shareOf,
  turned,
} from "../../playground/stage/assets/model/camera.js";
import { assertClose } from "./cases.js";

/** @typedef {import("../../playground/stage/assets/model/camera.js").Camera} Camera */

/** Numbers from 0 to 1 that are the same in every run. @param {number} seed */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** 50 cameras and planes over axes of very different lengths. */
function starts() {
  const next = numbers(7);
  return Array.from({ length: 50 }, () => {
    const camera = cameraAt({
      around: 7 * next() - 3.5,
      up: 2.6 * next() - 1.3,
      away: 1.5 + 2 * next(),
    });
    const ranges = [0, 1, 2].map(() => {
      const low = 100 * next() - 50;
      return [low, low + 10 ** (4 * next() - 1)];
    });
    const [x, y, z] = ranges.map(([low, high]) => high - low);
    const slopes = [(6 * next() - 3) * z / x, (6 * next() - 3) * z / y];
    return { camera, ranges, slopes };
  });
}

/**
 * The sine of the angle between the line of sight and a plane, from three of its points as drawn.
 *
 * @param {Camera} camera
 * @param {number[]} slopes
 * @param {number[][]} ranges
 */
function sineFromPoints([x, y, z], [w, v], ranges) {
  const place = (/** @type {number[]} */ point) =>
    point.map((value, i) => (value - ranges[i][0]) / (ranges[i][1] - ranges[i][0]));
  const [[x0, x1], [y0, y1]] = ranges;
  const corners = [[x0, y0], [x1, y0], [x0, y1]];
  const [a, b, c] = corners.map(([p, q]) => place([p, q, w * p + v * q]));
  const [e, f] = [b, c].map((corner) => corner.map((value, i) => value - a[i]));
  const cross = [0, 1, 2].map((i) =>
    e[(i + 1) % 3] * f[(i + 2) % 3] - e[(i + 2) % 3] * f[(i + 1) % 3]
  );
  const sight = [x, y, z + 0.14];
  const inner = cross.reduce((sum, value, i) => sum + value * sight[i], 0);
  return Math.abs(inner) / Math.hypot(...cross) / Math.hypot(...sight);
}

Deno.test("no plane is seen from within 30 degrees of its edge, and the camera goes no further", () => {
  let moved = 0;
  for (const { camera, ranges, slopes } of starts()) {
    const normal = normalOf(slopes, ranges);
    const after = cameraForPlane(camera, normal);
    assert.ok(sineFromPoints(after, slopes, ranges) >= 0.5);
    assertClose([Math.sin(angleTo(after, normal))], [sineFromPoints(after, slopes, ranges)], {
      abs: 1e-9,
    });
    if (sineFromPoints(camera, slopes, ranges) >= 0.5) assert.equal(after, camera);
    else {
      moved += 1;
      const { up, away } = directionOf(after);
      assert.ok(up > 0.1 && up < 1.25, "from above, and not from straight above");
      assertClose([away], [directionOf(camera).away], { abs: 2e-3 });
      const wasAbove = directionOf(camera).up > 0.3 && directionOf(camera).up < 1.1;
      if (wasAbove) assert.ok(angleTo(after, normal) < LEAST + 0.1, "no further than it must");
    }
  }
  assert.ok(moved > 10 && moved < 40, `${moved} of 50 cameras moved`);
});

Deno.test("a turn goes around what is looked at, and never over the top", () => {
  for (const { camera } of starts()) {
    const before = directionOf(camera);
    const after = directionOf(turned(camera, 0.4, 0, 1));
    assertClose([Math.cos(after.around - before.around), after.up, after.away], [
      Math.cos(0.4),
      before.up,
      before.away,
    ], { abs: 2e-3 });
    for (const up of [9, -9]) {
      assertClose([directionOf(turned(camera, 0, up)).up], [Math.sign(up) * 1.5], { abs: 2e-3 });
    }
    assertClose([directionOf(turned(camera, 0, 0, 1.25)).away], [before.away / 1.25], {
      abs: 2e-3,
    });
  }
  const near = directionOf(turned([1, 1, 1], 0, 0, 1000)).away;
  const far = directionOf(turned([1, 1, 1], 0, 0, 0.001)).away;
  assertClose([near, far], [0.6, 6], { abs: 2e-3 });
});

Deno.test("the way between two cameras is the shorter one, and ends exactly", () => {
  const from = cameraAt({ around: 3, up: 0.2, away: 2 });
  const to = cameraAt({ around: -3, up: 0.6, away: 2 });
  const half = directionOf(between(from, to, 0.5));
  assertClose([Math.cos(half.around), half.up, half.away], [-1, 0.4, 2], { abs: 3e-3 });
  assert.deepEqual(between(from, to, 1), to);
  assertClose(between(from, to, 0), from, { abs: 2e-3 });
});

Deno.test("a scene in a narrow box is smaller, and never tiny", () => {
  const shares = [[900, 500], [630, 500], [390, 400], [130, 300], [130, 0]]
    .map(([clientWidth, clientHeight]) => shareOf({ clientWidth, clientHeight }));
  assertClose(shares, [1, 0.9, 0.7, 0.7, 1], { abs: 1e-9 });
});
