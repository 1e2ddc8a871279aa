/** The plane as two neurons bend it: behind a hidden layer, what is told apart is so by a line. */

import assert from "node:assert/strict";
import {
  afterwards,
  axisOf,
  choiceOf,
  gridLines,
  neuronsOf,
  placesIn,
  placesOf,
  spotOf,
} from "../../playground/stage/assets/model/bent.js";
import { boundary } from "../../playground/stage/assets/model/classMarks.js";
import { forward, outputs } from "../../playground/stage/assets/model/forward.js";
import { assertClose } from "./cases.js";

const NETWORK = {
  inputs: 2,
  layers: [{ units: 3, activation: "relu" }, { units: 2, activation: "tanh" }, {
    units: 1,
    activation: "sigmoid",
  }],
};
const [W, B] = [[1.3, -0.7], 0.2];
const WEIGHTS = [
  [1.1, -0.8, 0.4, 0.3, 0.9, -1.2],
  [0.1, 0.3, -0.2],
  [0.9, -1.1, 1.4, 0.6, -0.5, 0.8],
  [0.05, -0.1],
  W,
  [B],
];
const CELLS = 31;
const ROWS = Array.from({ length: CELLS * CELLS }, (_, cell) => [
  -3 + 6 * (cell % CELLS) / (CELLS - 1),
  -3 + 6 * Math.floor(cell / CELLS) / (CELLS - 1),
]).flat();

Deno.test("a choice names two neurons, and gives way to those that there are", () => {
  assert.equal(neuronsOf("", NETWORK), null);
  assert.equal(neuronsOf(undefined, NETWORK), null);
  assert.deepEqual(neuronsOf("1-3-1", NETWORK), { layer: 0, across: 2, up: 0 });
  assert.deepEqual(neuronsOf("2-8-1", NETWORK), { layer: 1, across: 1, up: 0 });
  assert.deepEqual(neuronsOf("6-7-8", NETWORK), { layer: 1, across: 1, up: 0 });
  const narrow = { inputs: 2, layers: [{ units: 1, activation: "relu" }, NETWORK.layers[2]] };
  assert.equal(neuronsOf("1-1-2", narrow), null, "one neuron is no plane");
  assert.equal(choiceOf({ layer: 1, across: 0, up: 1 }), "2-1-2");
});

Deno.test("the boundary comes to lie on the output unit's straight line", () => {
  const neurons = { layer: 1, across: 0, up: 1 };
  const layers = outputs(NETWORK, WEIGHTS, ROWS);
  const grid = placesIn(layers[1], 2, neurons);
  for (const threshold of [0.5, 0.3]) {
    const lines = boundary(layers[2], CELLS, 1, threshold);
    assert.ok(lines.length > 10);
    const at = Math.log(threshold / (1 - threshold));
    for (const spot of lines.flat()) {
      const [x, y] = spotOf(grid, CELLS, spot);
      assertClose([W[0] * x + W[1] * y + B], [at], { abs: 1e-9 });
    }
  }
});

Deno.test("behind the two neurons, a place has what its row has", () => {
  const row = [0.7, -1.3];
  const [expected] = forward(NETWORK, WEIGHTS, row);
  for (const neurons of [{ layer: 1, across: 0, up: 1 }, { layer: 1, across: 1, up: 0 }]) {
    const { x: [x], y: [y] } = placesOf(NETWORK, WEIGHTS, row, neurons);
    const found = afterwards(NETWORK, WEIGHTS, neurons, { x: [x, x + 1], y: [y, y + 1] }, 2);
    assertClose([found?.[0] ?? NaN], [expected], { rel: 1e-12 });
  }
  const three = { layer: 0, across: 0, up: 1 };
  assert.equal(afterwards(NETWORK, WEIGHTS, three, { x: [0, 1], y: [0, 1] }, 2), null);
});

Deno.test("the grid has about twenty lines each way, of one input a single one", () => {
  const { along, across } = gridLines(45, 2);
  assert.deepEqual([along.length, across.length], [23, 23]);
  assert.deepEqual(along[1].slice(0, 2), [90, 91]);
  assert.deepEqual(across[1].slice(0, 2), [2, 47]);
  assert.equal(gridLines(21, 2).along.length, 21);
  assert.deepEqual(gridLines(161, 1).across, []);
});

Deno.test("an axis stays while a weight moves, until the plane is far larger or smaller", () => {
  const first = axisOf("relu", [[0, 10]], null);
  assertClose(first, [-0.6, 10.6], { abs: 1e-12 });
  assert.equal(axisOf("relu", [[0, 8]], first), first);
  assert.deepEqual(axisOf("relu", [[0, 20]], first), [-1.2, 21.2]);
  assert.notEqual(axisOf("relu", [[0, 1]], first), first);
  assert.deepEqual(axisOf("relu", [[0, 0]], null), [-1, 1], "a silent neuron");
  assert.deepEqual(axisOf("tanh", [[0, 0.1]], null), [-1.1, 1.1]);
});
