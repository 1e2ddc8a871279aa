/** Where everything in the diagram of a network stands, and where arrow keys lead in it. */

import assert from "node:assert/strict";
import { edgePath, layoutOf } from "../../playground/stage/assets/diagram/diagramLayout.js";
import { nextPart } from "../../playground/stage/assets/diagram/roving.js";

/** @typedef {import("../../playground/stage/assets/model/parts.d.ts").Part} Part */

const ARROWS = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"];

/** Each number with the one before. @param {number[]} numbers */
const steps = (numbers) => numbers.slice(1).map((number, i) => number - numbers[i]);

/** @param {number[]} sizes */
const edgesOf = (sizes) => sizes.slice(1).reduce((sum, size, i) => sum + size * sizes[i], 0);

for (const sizes of [[1, 1], [8, 1], [2, 3, 2, 1], [8, 8, 8, 8, 8, 8, 8, 1]]) {
  Deno.test(`arrow keys lead to every part of ${sizes.join("-")}`, () => {
    const reached = new Set();
    /** @type {Part[]} */
    const visit = [{ kind: "input", unit: 0 }];
    for (let part = visit.pop(); part; part = visit.pop()) {
      const key = JSON.stringify(Object.entries(part).sort());
      if (reached.has(key)) continue;
      reached.add(key);
      for (const arrow of ARROWS) {
        const next = nextPart(sizes, part, arrow);
        if (next) visit.push(next);
      }
    }
    const tiles = sizes.reduce((sum, size) => sum + size, 0);
    assert.equal(reached.size, tiles + edgesOf(sizes));
  });
}

for (const sizes of [[1, 1], [8, 3, 1], [2, 8, 8, 8, 8, 8, 8, 1]]) {
  for (const width of [340, 1000]) {
    const layout = layoutOf(sizes, width, { input: 80, output: 90, more: false });
    const { columns } = layout;
    const [first, last] = [columns[0], columns[columns.length - 1]];

    Deno.test(`${sizes.join("-")} in ${width} px: the columns fill the width`, () => {
      assert.ok(Math.min(...steps(columns.map(({ x }) => x))) >= 118);
      assert.ok(first.x - first.half >= 0);
      assert.ok(last.x + last.half <= layout.width);
      assert.ok(layout.width >= width);
      if (sizes.length === 8 && width === 1000) assert.ok(last.x > 900);
      for (const { y } of columns) {
        assert.ok(Math.max(...y) + 22 <= layout.height);
        assert.ok(steps(y).every((step) => step === 64));
      }
    });

    Deno.test(`${sizes.join("-")} in ${width} px: edges meet their tiles`, () => {
      let edges = 0;
      columns.slice(1).forEach((end, column) => {
        const start = columns[column];
        for (let edge = 0; edge < start.y.length * end.y.length; edge++) {
          const [from, to] = [edge % start.y.length, Math.floor(edge / start.y.length)];
          const ends = edgePath(start, end, from, to).match(/-?[\d.]+/g)?.map(Number) ?? [];
          assert.ok(Math.abs(ends[0] - start.x - start.half) < 0.1);
          assert.ok(Math.abs(end.x - end.half - ends[6]) < 0.1);
          assert.ok(Math.abs(ends[1] - start.y[from]) <= 22);
          assert.ok(Math.abs(ends[7] - end.y[to]) <= 22);
          edges += 1;
        }
      });
      assert.equal(edges, edgesOf(sizes));
    });
  }
}

Deno.test("a network leaves room below its neurons for the valve", () => {
  const room = { input: 80, output: 90, more: false };
  const [without, roomy] = [
    layoutOf([1, 3, 1], 600, room),
    layoutOf([1, 3, 1], 600, { ...room, below: 60 }),
  ];
  assert.equal(roomy.height, without.height + 60);
  assert.deepEqual(roomy.columns, without.columns);
});
