/** What a class's board is sent of a page, in few numbers. */

import assert from "node:assert/strict";
import { predict, unitGrid } from "../../playground/stage/assets/model/singleUnit.js";
import {
  ofFrame,
  ofGrid,
  ofLosses,
  ofMix,
  ofUnit,
  thinned,
} from "../../playground/stage/assets/model/sketch.js";

/** @param {{numbers: number[][]} | null} sketch */
const size = (sketch) => sketch?.numbers.flat().length ?? 0;

Deno.test("a long list is thinned evenly, with its first and its last", () => {
  const long = Array.from({ length: 1000 }, (_, i) => i);
  const few = thinned(long, 40);
  assert.equal(few.length, 40);
  assert.deepEqual([few[0], few.at(-1)], [0, 999]);
  assert.deepEqual(thinned([3, 1], 40), [3, 1]);
  assert.deepEqual(thinned([3], 40), [3]);
  assert.deepEqual(thinned([], 40), []);
});

Deno.test("a network is a curve over one input, and a map over two", () => {
  const curve = ofGrid([[0, 16]], Float32Array.from({ length: 161 }, (_, i) => i / 10));
  assert.equal(curve?.kind, "curve");
  assert.deepEqual(curve?.numbers[0], [0, 16]);
  assert.deepEqual([curve?.numbers[1][0], curve?.numbers[1].at(-1)], [0, 16]);
  const cells = 33;
  const grid = Array.from(
    { length: cells * cells },
    (_, i) => i % cells + 100 * Math.floor(i / cells),
  );
  const map = ofGrid([[0, 1], [2, 3]], grid);
  assert.equal(map?.kind, "map");
  assert.deepEqual(map?.numbers[0], [0, 1, 2, 3]);
  const rows = map?.numbers[1] ?? [];
  assert.equal(rows.length, 64);
  assert.deepEqual([rows[0], rows[7], rows[56], rows[63]], [0, 32, 3200, 3232]);
  assert.ok(size(curve) <= 100 && size(map) <= 100);
  assert.equal(ofGrid([[0, 1]], [1, NaN]), null, "a runaway has no picture");
  assert.equal(ofFrame(null), null);
});

Deno.test("a unit's map has what it predicts there, the others held", () => {
  const values = { weights: [[1, 10, 100], [5]], activations: ["relu"], at: [7, 0, 0] };
  const grid = unitGrid(values, [1, 2], [[-7, 0], [0, 14]]);
  assert.equal(grid.length, 64);
  assert.equal(grid[0], 0); // 7 − 70 + 5 is below 0
  const { at: _, ...unit } = values;
  assert.equal(grid[7 + 8 * 3], predict(unit, [7, 0, 6])[0]);
});

Deno.test("a unit of one input is a line, and with an S-curve a curve", () => {
  const line = ofUnit({ weights: [[2], [1]], activations: ["relu"] }, [0, 1]);
  assert.deepEqual(line, { kind: "line", numbers: [[2], [1]] });
  const curve = ofUnit({ weights: [[2], [0]], activations: ["sigmoid"] }, [3, -3, 0]);
  assert.deepEqual([curve?.kind, curve?.numbers[0]], ["curve", [-3, 3]]);
  const heights = curve?.numbers[1] ?? [];
  assert.ok(heights[0] < 0.01 && (heights.at(-1) ?? 0) > 0.99);
  assert.equal(ofUnit({ weights: [[1, 2], [3]], activations: ["linear"] }, [0]), null);
});

Deno.test("losses are those of both kinds of rows, without those that are none", () => {
  const sketch = ofLosses([4, 2, null, Infinity, 1], []);
  assert.deepEqual(sketch, { kind: "losses", numbers: [[4, 2, 1], []] });
  assert.ok(size(ofLosses(Array(5000).fill(1), Array(5000).fill(2))) <= 100);
  assert.equal(ofLosses([], []), null);
});

Deno.test("a mix is a share of each input's range", () => {
  const ranges = [{ low: 0, high: 10 }, { low: 100, high: 200 }];
  assert.deepEqual(ofMix([5, 250], ranges, 34.5), { kind: "mix", numbers: [[0.5, 1], [34.5]] });
  assert.deepEqual(ofMix([-1, 100], ranges, NaN).numbers, [[0, 0], []]);
});
