/** The facts of a page in the browser: those that the server finds at rest. */

import assert from "node:assert/strict";
import { concreteFacts } from "../../playground/stage/assets/model/concreteFacts.js";
import { courseFacts, courseUnits } from "../../playground/stage/assets/model/courseFacts.js";
import {
  factsOf,
  ladderFacts,
  networkFacts,
  trainingFacts,
  unitFacts,
} from "../../playground/stage/assets/model/explainFacts.js";
import { metrics, passes } from "../../playground/stage/assets/model/forward.js";
import { NetworkModel } from "../../playground/stage/assets/model/layersModel.js";
import {
  collapsed,
  inactiveUnits,
  inDataUnits,
  largestDistance,
} from "../../playground/stage/assets/model/networkAnalysis.js";
import { answers, confusion } from "../../playground/stage/assets/model/classes.js";
import {
  answerFacts,
  curveOf,
  thresholdOf,
  unitLoss,
} from "../../playground/stage/assets/model/answerFacts.js";
import { preview } from "../../playground/stage/assets/model/singleUnit.js";
import { testCases } from "./cases.js";

/**
 * @typedef {Exclude<import("../../playground/stage/assets/model/courseFacts.js").Kind, "class_neuron" | "class_plane">} Page
 * @typedef {import("../../playground/stage/assets/model/course.d.ts").CourseFacts} CourseFacts
 * @typedef {import("../../playground/stage/assets/model/explain.d.ts").Facts} Facts
 *
 * @typedef {object} Case
 * @property {Page} page
 * @property {any} payload
 * @property {{state: string, epoch: number, rate: number | null, train: number | null,
 *   test: number | null}} run
 * @property {CourseFacts} given
 * @property {CourseFacts} facts
 * @property {Record<string, string>} units
 */

const KERAS = /** @type {const} */ ({ state: "waiting", difference: NaN, reason: "" });

/** What the stage knows of its screen. @param {any} payload @param {object} [frame] */
const screen = (payload, frame) =>
  factsOf({ payload, frame: /** @type {any} */ (frame), at: payload.values.at, keras: KERAS });

/** @param {any} payload @param {ArrayLike<number>} predictions */
const errorsOf = (payload, predictions) => metrics(payload.points.y, predictions);

/** Of two classes. @param {any} payload @param {ArrayLike<number>} probabilities @param {number} loss */
function answersOf({ classes, points: { y }, values, benchmarks }, probabilities, loss) {
  if (classes?.length !== 2) return undefined;
  const table = confusion(y, answers(probabilities, 1, thresholdOf(values)), 2);
  const shown = { probabilities, values, loss, outputs: [], table };
  return answerFacts(shown, curveOf(y, probabilities), benchmarks);
}

/** A page with one unit. @param {Case} one @returns {Facts} */
function unitPage({ payload }) {
  const { values } = payload;
  const shown = preview(payload, values, values.at);
  const predictions = /** @type {ArrayLike<number>} */ (shown.predictions);
  const errors = errorsOf(payload, predictions);
  return {
    ...screen(payload, { ...shown, errors }),
    ...unitFacts(values, NaN),
    answers: answersOf(payload, predictions, unitLoss(values, payload.points)),
  };
}

/** A page with layers. @param {Case} one @returns {Facts} */
function networkPage({ page, payload, run }) {
  const { values } = payload;
  const shown = new NetworkModel(payload).preview(values);
  const { network, weights, scaling, own = assert.fail(), points = assert.fail() } = shown;
  const frame = { ...shown, values, predictions: own, errors: errorsOf(payload, own) };
  const inactive = inactiveUnits(network, passes(network, weights, points));
  const known = networkFacts(/** @type {any} */ (frame), payload.parameters, inactive);
  assert.ok(known.network);
  if (network.layers[network.layers.length - 1].activation === "linear") { // else no unit is shown
    const unit = inDataUnits(collapsed(network, weights), scaling);
    known.network.difference = largestDistance(unit, payload.points.x, own);
  }
  const facts = { ...screen(payload, frame), ...known, answers: answersOf(payload, own, NaN) };
  if (page === "layers") return facts;
  const losses = (/** @type {number | null} */ last) =>
    Array.from({ length: run.epoch }, (_, i) => (i === run.epoch - 1 ? last : null));
  const training = trainingFacts(payload, {
    state: /** @type {any} */ (run.state || undefined),
    epoch: run.epoch,
    rate: run.rate ?? payload.rate,
    train: losses(run.train),
    test: losses(run.test),
    batch: null,
  }, own);
  return { ...facts, training };
}

/** Concrete; the large network's own prediction is compared elsewhere. @param {Case} one @returns {Facts} */
function concretePage({ payload, facts }) {
  const { values } = payload;
  const isLadder = values.choices.part === "ladder";
  const network = isLadder ? values.choices.network : "deep";
  const frame = {
    predictions: payload.test_predictions,
    errors: errorsOf(payload, payload.test_predictions),
    at: [facts.prediction],
  };
  return {
    ...screen(payload, frame),
    ...ladderFacts(payload, { network, split: isLadder ? values.choices.split : "mix" }),
    concrete: concreteFacts(payload, values, network),
  };
}

const PAGES = {
  neuron: unitPage,
  plane: unitPage,
  layers: networkPage,
  training: networkPage,
  concrete: concretePage,
};

/** @param {Page} page @param {string} name @param {number} found @param {number | null} expected */
function assertEqual(page, name, found, expected) {
  if (expected === null) return assert.ok(Number.isNaN(found), `${page}: ${name} is ${found}`);
  const slack = page === "concrete" ? 1e-3 : 1e-6; // the ladder's predictions come rounded
  const size = Math.max(Math.abs(expected), 1e-3);
  assert.ok(Math.abs(found - expected) <= slack * size, `${page}: ${name} ${found} ${expected}`);
}

testCases(
  "every fact is what the server finds",
  "courseFacts",
  (/** @type {Case[]} */ cases) => {
    assert.deepEqual(new Set(cases.map(({ page }) => page)), new Set(Object.keys(PAGES)));
    for (const one of cases) {
      const known = PAGES[one.page](one);
      const facts = courseFacts(known, one.page, one.given);
      assert.deepEqual(Object.keys(facts).sort(), Object.keys(one.facts).sort(), one.page);
      for (const [name, expected] of Object.entries(one.facts)) {
        assertEqual(one.page, name, facts[name] ?? NaN, expected);
      }
      const units = courseUnits(known);
      for (const [name, unit] of Object.entries(one.units)) assert.equal(units[name], unit, name);
    }
  },
);
