/** What the browsers of a class read, draw and report, without DOM. */

import assert from "node:assert/strict";
import { cornersOf, heightsOf, rangeOf } from "../../playground/stage/assets/class/lines.js";
import { fits, isOnStep, pictureOf, reportOf } from "../../playground/stage/assets/class/report.js";
import * as pace from "../../playground/stage/assets/course/pace.js";
import { ofUnit } from "../../playground/stage/assets/model/sketch.js";
import { Attempt } from "../../playground/stage/assets/course/attempt.js";

const BASE = "http://room/below/";

/** @param {number[][]} weights @param {string} kind @returns {any} */
const screenOf = (weights, kind = "neuron") => ({
  kind,
  stage: {
    shown: {
      payload: { layout_key: ["cereal", "sugars", "calories"] },
      values: { weights, activations: ["linear"], at: [5] },
      sketch: () => kind === "neuron" ? ofUnit({ weights, activations: ["linear"] }, [0, 1]) : null,
    },
  },
});

Deno.test("a line has two ends, and with ReLU a bend where it is in view", () => {
  /** @param {string} activation @param {number} b @returns {any} */
  const line = (activation, b) => ({ numbers: [[2], [b]], activations: [activation] });
  const range = { low: 0, high: 10 };
  assert.deepEqual(cornersOf(line("linear", -4), range), [[0, -4], [10, 16]]);
  assert.deepEqual(cornersOf(line("relu", -4), range), [[0, 0], [2, 0], [10, 16]]);
  assert.deepEqual(cornersOf(line("relu", 4), range), [[0, 4], [10, 24]]);
  assert.deepEqual(cornersOf(/** @type {any} */ ({ numbers: [[1]], activations: [] }), range), []);
});

Deno.test("a range has room at both ends, even around one number", () => {
  assert.deepEqual(rangeOf([0, 100]), { low: -6, high: 106 });
  const { low, high } = rangeOf([5]);
  assert.ok(low < 5 && high > 5);
});

Deno.test("a bet that leaves the data is in view, as far as one height of the data away", () => {
  const points = /** @type {any} */ ({ x: [0, 10], y: [0, 100] });
  /** @param {number} w @param {number} b @returns {any} */
  const line = (w, b) => ({ numbers: [[w], [b]], activations: ["linear"] });
  const range = { low: 0, high: 10 };
  assert.deepEqual(heightsOf(points, [], range), rangeOf([0, 100]));
  assert.deepEqual(heightsOf(points, [line(5, 20)], range), rangeOf([0, 100]));
  assert.deepEqual(heightsOf(points, [line(10, 50)], range), rangeOf([0, 150]));
  assert.deepEqual(heightsOf(points, [line(-900, 0)], range), rangeOf([-100, 100]));
  assert.deepEqual(heightsOf(null, [line(2, 1)], range), rangeOf([1, 21]));
  assert.deepEqual(heightsOf(null, [], range), rangeOf([0, 1]));
});

Deno.test("a picture is what the page's view sketches, and none where it sketches nothing", () => {
  const picture = pictureOf("neuron", screenOf([[2.5], [90]]));
  assert.deepEqual(picture, {
    page: "neuron",
    kind: "line",
    data: ["cereal", "sugars", "calories"],
    numbers: [[2.5], [90]],
    activations: ["linear"],
  });
  assert.equal(pictureOf("neuron", screenOf([[1, 2], [3]])), null);
  assert.equal(pictureOf("layers", screenOf([[1], [2]], "layers")), null);
});

Deno.test("what the teacher shows fits only a stage of the same page and shape", () => {
  const led = /** @type {any} */ ({ kind: "neuron", values: { weights: [[1], [2]], at: [3] } });
  assert.ok(fits(led, screenOf([[7], [8]])));
  assert.ok(!fits(led, screenOf([[7, 7], [8]])));
  assert.ok(!fits(led, screenOf([[7], [8]], "layers")));
});

Deno.test("a report says how the step that is in the address is getting on", () => {
  const free = reportOf(new URL(`${BASE}neuron?w=2`), BASE, screenOf([[1], [2]]), true);
  assert.equal(free.page, "neuron");
  assert.equal(free.step, "");
  assert.ok(free.tried);
  assert.equal(reportOf(new URL(BASE), BASE, null, false).page, "");

  const below = { fact: "b", is: "below", value: 1, times: 1, tolerance: 0, unit: "" };
  const step = {
    goals: [{ ...below, is: "above", value: 9 }],
    misses: [{ when: [below], say: "low" }],
  };
  const payload =
    /** @type {any} */ ({ lesson: "line", number: 2, start: { b: 5 }, given: {}, step });
  const attempt = new Attempt(payload, null);
  attempt.take({ b: 0 });
  attempt.rest();
  attempt.rest();
  const address = new URL(`${BASE}neuron?w=2&lesson=line.2`);
  const stuck = reportOf(address, BASE, null, false);
  assert.deepEqual([stuck.step, stuck.tried, stuck.like_misses, stuck.done], [
    "line.2",
    true,
    2,
    false,
  ]);
  attempt.done = true;
  assert.ok(reportOf(address, BASE, null, false).done);
  const other = new URL(`${BASE}neuron?lesson=line.3`);
  assert.equal(reportOf(other, BASE, null, false).step, "");
});

Deno.test("a class's pace opens the steps of its lesson, and of no other", () => {
  let calls = 0;
  const stop = pace.follow(() => calls++);
  const all = { first: 1, last: Infinity };
  assert.deepEqual(pace.openSteps("line"), all);
  pace.set({ pace: "upto", step: "line.3" });
  assert.deepEqual(pace.openSteps("line"), { first: 1, last: 3 });
  assert.deepEqual(pace.openSteps("layers"), all);
  pace.set({ pace: "upto", step: "line.3" });
  assert.equal(calls, 1, "nothing is news twice");
  pace.set({ pace: "all", step: "line.3" });
  assert.deepEqual(pace.openSteps("line"), { first: 3, last: 3 });
  pace.set(null);
  assert.deepEqual(pace.openSteps("line"), all);
  assert.equal(calls, 3);
  stop();
  pace.set({ pace: "all", step: "line.1" });
  pace.set(null);
  assert.equal(calls, 3);
});

Deno.test("who is on the step of a link need not go there", () => {
  const on = (/** @type {string} */ link, /** @type {string} */ address) =>
    isOnStep(link, BASE, new URL(BASE + address));
  assert.ok(on("neuron?lesson=line.2", "neuron?w=3&b=50&lesson=line.2"));
  assert.ok(!on("neuron?lesson=line.2", "neuron?w=3&lesson=line.3"));
  assert.ok(!on("neuron?lesson=line.2", "plane?lesson=line.2"));
  assert.ok(!on("neuron?w=3&lesson=line.2", "neuron?w=4&lesson=line.2"));
  assert.ok(!on("neuron", "neuron"));
});
