/**
 * What a lesson can speak of, from what the page knows of its screen: the same names, and the same
 * numbers, as `playground/course/measure.py` has at rest.
 */

import { FACTS } from "./courseTable.js";

/**
 * @typedef {import("./explain.d.ts").Facts} Facts
 * @typedef {import("./course.d.ts").CourseFacts} CourseFacts
 * @typedef {"neuron" | "class_neuron" | "plane" | "class_plane" | "layers" | "training" | "concrete"} Kind of the page's payload
 */

/** The short names of Concrete's inputs, in their order. */
const INGREDIENTS = Object.keys(FACTS).slice(
  Object.keys(FACTS).indexOf("cement"),
  Object.keys(FACTS).indexOf("age") + 1,
);

/**
 * All facts of a page.
 *
 * @param {Facts} facts
 * @param {Kind} kind
 * @param {CourseFacts} [given] what the browser does not compute, and what happened since the step
 *   began
 * @returns {CourseFacts}
 */
export function courseFacts(facts, kind, given = {}) {
  const { errors, ofMean, prediction, rows, inputs } = facts;
  return {
    mae: errors?.mae ?? NaN,
    mse: errors?.mse ?? NaN,
    r2: errors?.r2 ?? NaN,
    mae_mean: ofMean?.mae ?? NaN,
    mse_mean: ofMean?.mse ?? NaN,
    prediction,
    rows,
    inputs: inputs.length,
    ...given,
    ...BY_KIND[kind](facts, given),
    ...answerFacts(facts),
  };
}

/** Of two classes. @param {Facts} facts @returns {CourseFacts} */
function answerFacts({ answers, unit }) {
  if (!answers) return {};
  const { accuracy, always, threshold, falseAlarms, missed, cost, leastCost, loss } = answers;
  return {
    accuracy,
    accuracy_always: always,
    threshold,
    false_alarms: falseAlarms,
    missed,
    cost,
    least_cost: leastCost,
    ...(unit?.sigmoid && { cross_entropy: loss }),
  };
}

/** @type {Record<Kind, (facts: Facts, given: CourseFacts) => CourseFacts>} */
const BY_KIND = {
  neuron: neuronFacts,
  class_neuron: neuronFacts,
  plane: planeFacts,
  class_plane: planeFacts,
  layers: (facts) => ({
    ...networkFacts(facts),
    difference: facts.network?.difference ?? NaN,
  }),
  training: (facts) => ({ ...networkFacts(facts), ...trainingFacts(facts) }),
  concrete: concreteFacts,
};

/** @param {Facts} facts @param {CourseFacts} given @returns {CourseFacts} */
function neuronFacts(facts, given) {
  return { ...unitFacts(facts, given), w: facts.unit?.w[0] ?? NaN, probe: facts.at[0] };
}

/** @param {Facts} facts @param {CourseFacts} given @returns {CourseFacts} */
function planeFacts(facts, given) {
  const weights = numbered("w", facts.unit?.w ?? []);
  return { ...unitFacts(facts, given), ...weights, ...numbered("probe", facts.at) };
}

/** @param {Facts} facts @param {CourseFacts} given @returns {CourseFacts} */
function unitFacts({ unit, errors, ofMean }, { mse_best }) {
  const of = ofMean?.mse ?? NaN;
  const possible = of - (mse_best ?? NaN);
  return {
    parameters: (unit?.w.length ?? NaN) + 1,
    b: unit?.b ?? NaN,
    relu: Number(unit?.relu ?? NaN),
    gap: possible > 0 ? (of - (errors?.mse ?? NaN)) / possible : NaN,
  };
}

/** @param {Facts} facts @returns {CourseFacts} */
function networkFacts({ network, at }) {
  if (!network) return {};
  const hidden = network.layers.slice(0, -1);
  const { x_mean, x_scale } = network.scaling;
  return {
    parameters: network.parameters,
    layers: hidden.length,
    units: hidden.reduce((sum, { units }) => sum + units, 0),
    ...numbered("units", hidden.map(({ units }) => units), 1),
    relu_layers: hidden.filter(({ activation }) => activation === "relu").length,
    silent: network.silent,
    scaled: Number(x_mean.some((mean) => mean !== 0) || x_scale.some((scale) => scale !== 1)),
    frozen: network.frozen,
    ...numbered("probe", at),
  };
}

/** @param {Facts} facts @returns {CourseFacts} */
function trainingFacts({ training }) {
  if (!training) return {};
  const { state = "" } = training;
  return {
    epoch: training.epoch,
    epochs: training.epochs,
    rate: training.rate,
    batch: training.batchSize,
    updates_per_epoch: Math.ceil(training.trainRows / training.batchSize),
    train_loss: training.trainLoss,
    test_loss: training.testLoss,
    train_mae: training.trainMiss,
    test_mae: training.testMiss,
    train_rows: training.trainRows,
    test_rows: training.testRows,
    running: Number(state === "running" || state === "queued"),
    finished: Number(state === "finished"),
    diverged: Number(state === "diverged"),
  };
}

/** @param {Facts} facts @returns {CourseFacts} */
function concreteFacts({ concrete, at }) {
  if (!concrete) return {};
  return {
    parameters: concrete.parameters,
    ladder: Number(concrete.ladder),
    network: concrete.network,
    by_mix: Number(concrete.byMix),
    r2_random: concrete.r2.random,
    r2_by_mix: concrete.r2.mix,
    why: Number(concrete.why),
    ...Object.fromEntries(INGREDIENTS.map((name, i) => [name, at[i]])),
    covered: Number(concrete.covered),
  };
}

/** @param {string} name @param {number[]} values @param {number} [first] @returns {CourseFacts} */
const numbered = (name, values, first = 0) =>
  Object.fromEntries(values.map((value, i) => [`${name}${first + i}`, value]));

/**
 * The unit of every fact, as on screen; "" for one that has none.
 *
 * @param {Pick<Facts, "inputs" | "target">} facts
 * @returns {Record<string, string>}
 */
export function courseUnits({ inputs, target }) {
  const unitOf = (/** @type {import("./courseTable.js").Fact} */ { unit, input }) => {
    const of = inputs[input]?.unit ?? "";
    switch (unit) {
      case "":
        return "";
      case "target":
        return target.unit;
      case "target²":
        return target.unit && `${target.unit}²`;
      case "weight":
        return of ? `${target.unit || "units"} per ${of}` : target.unit;
      case "input":
        return of;
    }
  };
  return Object.fromEntries(Object.entries(FACTS).map(([name, fact]) => [name, unitOf(fact)]));
}
