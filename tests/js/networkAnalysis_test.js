/** What a stack of layers amounts to is what the core finds. */

import assert from "node:assert/strict";
import { passes } from "../../playground/stage/assets/model/forward.js";
import {
  collapsed,
  hingePoints,
  hingeSegments,
  inactiveUnits,
  inDataUnits,
} from "../../playground/stage/assets/model/networkAnalysis.js";
import { assertClose, testCases } from "./cases.js";

/**
 * @typedef {import("../../playground/stage/assets/model/networkAnalysis.js").Pair} Pair
 *
 * @typedef {object} Case
 * @property {import("../../playground/stage/assets/model/forward.js").Network} network
 * @property {number[][]} weights
 * @property {import("../../playground/stage/assets/model/forward.js").Scaling} scaling
 * @property {number[]} x rows as the network sees them
 * @property {number[]} shown one or two inputs
 * @property {number[]} fixed
 * @property {Pair[]} spans of the shown inputs
 * @property {number[]} single w and b of the single unit
 * @property {number[]} raw the same in the data's units
 * @property {(number | null)[]} points
 * @property {([Pair, Pair] | null)[] | null} segments null: one input is shown
 * @property {number[][]} inactive
 */

/** @param {Case[]} cases @param {(one: Case, note: string) => void} check */
const forEach = (cases, check) =>
  cases.forEach((one, i) => check(one, `network ${i}: ${JSON.stringify(one.network)}`));

testCases(
  "the single unit of a stack is the core's, in both units",
  "stacks",
  (/** @type {Case[]} */ cases) =>
    forEach(cases, ({ network, weights, scaling, single, raw }, note) => {
      const unit = collapsed(network, weights);
      const { w, b } = inDataUnits(unit, scaling);
      const size = Math.max(...single.map(Math.abs));
      assertClose([...unit.kernel, unit.bias], single, { rel: 1e-9, abs: 1e-12 * size }, note);
      assertClose([...w, b], raw, { rel: 1e-9, abs: 1e-9 * size }, note);
    }),
);

testCases(
  "hinges along one input are where the core finds them",
  "stacks",
  (/** @type {Case[]} */ cases) =>
    forEach(cases, ({ network, weights, shown, fixed, spans, points }, note) => {
      const found = hingePoints(network, weights, { shown: shown[0], fixed, span: spans[0] });
      const numbers = found.map((point) => point ?? NaN);
      assertClose(numbers, points, { rel: 1e-9, abs: 1e-12 }, note);
    }),
);

testCases(
  "hinges over two inputs are clipped as in the core",
  "stacks",
  (/** @type {Case[]} */ cases) =>
    forEach(cases, ({ network, weights, shown: [i, j], fixed, spans: [x, y], segments }, note) => {
      if (!segments) return;
      const found = hingeSegments(network, weights, { shown: [i, j], fixed, spans: [x, y] });
      assert.deepEqual(found.map((line) => line === null), segments.map((line) => line === null));
      assertClose(found.flat(2).map(Number), segments.flat(2).map(Number), TOLERANCE, note);
    }),
);

const TOLERANCE = { rel: 1e-9, abs: 1e-9 };

testCases(
  "dead and saturated neurons are those of the core",
  "stacks",
  (/** @type {Case[]} */ cases) =>
    forEach(cases, ({ network, weights, x, inactive }, note) => {
      assert.deepEqual(inactiveUnits(network, passes(network, weights, x)), inactive, note);
    }),
);
