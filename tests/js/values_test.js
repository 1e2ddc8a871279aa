/** The values that the browser owns, and how they change. */

import assert from "node:assert/strict";
import {
  alongPath,
  changeAt,
  changeOf,
  glide,
  merged,
  numberAt,
  overtake,
  rounded,
  snapped,
} from "../../playground/stage/assets/model/values.js";

/** @typedef {import("../../playground/stage/assets/protocol.d.ts").SliderSpec} SliderSpec */

/** @returns {import("../../playground/stage/assets/protocol.d.ts").Values} */
const values = () => ({
  weights: [[1, 2], [3]],
  activations: ["relu"],
  frozen: [],
  at: [5, 6],
  switches: { residuals: true, best: false },
  choices: { part: "mix" },
  camera: null,
});

/** @param {string} key @param {"at" | "weights"} group @param {number} array @param {number} index @returns {SliderSpec} */
const slider = (key, group, array, index) => ({
  ...{ key, group, array, index, name: key, label: key, unit: "", about: "" },
  ...{ low: -10, high: 10, step: 0.1, fine: 0.01, reset: 0 },
});

const W1 = slider("w1", "weights", 0, 1);
const B = slider("b", "weights", 1, 0);
const X0 = slider("x0", "at", 0, 0);

Deno.test("lists are replaced, switches and choices are merged, and nothing is modified", () => {
  const before = values();
  const after = merged(before, { at: [7, 8], switches: { best: true } });
  assert.deepEqual(after, { ...values(), at: [7, 8], switches: { residuals: true, best: true } });
  assert.deepEqual(merged(before, { choices: { curve: "water" } }).choices, {
    part: "mix",
    curve: "water",
  });
  assert.deepEqual(before, values());
  assert.equal(after.weights, before.weights);
});

Deno.test("a slider's number is read and changed where its address says", () => {
  const before = values();
  assert.deepEqual([W1, B, X0].map((one) => numberAt(before, one)), [2, 3, 5]);
  assert.deepEqual(changeAt(before, X0, 9), { at: [9, 6] });
  const { weights } = changeAt(before, W1, 9);
  assert.deepEqual(weights, [[1, 9], [3]]);
  assert.equal(weights?.[1], before.weights[1], "only the list with the number is copied");
  assert.deepEqual(before, values());
});

Deno.test("several sliders change together", () => {
  assert.deepEqual(changeOf(values(), [W1, B, X0], { b: -1, w1: 4 }), { weights: [[1, 4], [-1]] });
  assert.deepEqual(changeOf(values(), [W1, X0], { x0: 0 }), { at: [0, 6] });
  assert.deepEqual(changeOf(values(), [W1], {}), {});
});

Deno.test("numbers from the pointer lie on the slider's grid; huge ones are left out", () => {
  assert.deepEqual(snapped([W1, B, X0], { w1: 0.126, b: 2e9 }), { w1: 0.13 });
});

Deno.test("what a slider moves is committed with six digits, all else exactly", () => {
  const exact = { ...values(), weights: [[1 / 3, 2 / 3], [0.1 + 0.2]], at: [1e6 / 7, 1 / 7] };
  const committed = rounded(exact, [W1, B, X0]);
  assert.deepEqual(committed.weights, [[1 / 3, 0.666667], [0.3]]);
  assert.deepEqual(committed.at, [142857, 1 / 7]);
});

Deno.test("lists that keep their length glide, the others jump", () => {
  const to = { ...values(), weights: [[3, 4], [5, 6]], at: [6, 8], switches: {} };
  const step = glide(values(), to);
  assert.deepEqual(step(0), { weights: [[1, 2], [5, 6]], at: [5, 6] });
  assert.deepEqual(step(0.5), { weights: [[2, 3], [5, 6]], at: [5.5, 7] });
  assert.deepEqual(step(1), { weights: to.weights, at: to.at });
  assert.deepEqual(glide(values(), { ...to, at: [1] })(0), { weights: [[1, 2], [5, 6]] });
  assert.deepEqual(glide({ ...values(), weights: [] }, { ...to, weights: [[1]] })(0), {
    at: [5, 6],
  });
});

Deno.test("a glide ends exactly, even where 0.1 + (0.3 - 0.1) is not 0.3", () => {
  assert.deepEqual(glide({ ...values(), at: [0.1, 0] }, { ...values(), at: [0.3, 0] })(1).at, [
    0.3,
    0,
  ]);
});

Deno.test("a path is walked from its start to its end", () => {
  const walk = alongPath([[[0], [10]], [[1], [20]], [[3], [0]]]);
  const walked = [0, 0.25, 0.5, 0.75, 1].map((t) => walk(t).weights);
  assert.deepEqual(walked, [[[0], [10]], [[0.5], [15]], [[1], [20]], [[2], [10]], [[3], [0]]]);
  assert.deepEqual(alongPath([[[4]]])(0.5), { weights: [[4]] });
});

Deno.test("a number typed while others glide counts, and those are where they were to go", () => {
  const goal = { weights: [[3, 4], [5]], at: [6, 8] };
  const onTheirWay = { ...values(), ...glide(values(), { ...values(), ...goal })(0.5) };
  const typed = changeAt(onTheirWay, W1, 9);
  assert.deepEqual(typed.weights, [[2, 9], [4]], "made from numbers on their way");
  assert.deepEqual(overtake(onTheirWay, goal, typed), { weights: [[3, 9], [5]], at: [6, 8] });
  assert.deepEqual(overtake(onTheirWay, goal, { at: [5.5, 1] }), { ...goal, at: [6, 1] });
  assert.deepEqual(overtake(onTheirWay, {}, typed), typed);
  const held = { weights: onTheirWay.weights.map((list) => [...list]) };
  assert.equal(overtake(onTheirWay, goal, held).weights, held.weights, "set where it is");
  const others = { weights: [[1, 2, 3], onTheirWay.weights[1]] };
  assert.deepEqual(overtake(onTheirWay, goal, others).weights, [[1, 2, 3], [5]]);
});
