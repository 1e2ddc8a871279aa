/** Cards: every term in at most 50 words, with the numbers that are on screen. */

import assert from "node:assert/strict";
import { assertClose } from "./cases.js";
import { explain, r2Words, TEXTS } from "../../playground/stage/assets/model/explainTexts.js";
import {
  factsOf,
  ladderFacts,
  largestMisses,
  networkFacts,
  trainingFacts,
  unitFacts,
} from "../../playground/stage/assets/model/explainFacts.js";

/**
 * @typedef {import("../../playground/stage/assets/model/explain.d.ts").Facts} Facts
 * @typedef {import("../../playground/stage/assets/model/explainTexts.js").Term} Term
 */

const MOST_WORDS = 50;
const SUGARS = { name: "sugars", unit: "g" };

/** @type {Facts} */
const TYPICAL = {
  inputs: [SUGARS],
  target: { name: "calories", unit: "kcal" },
  plural: "cereals",
  note:
    "76 of 77 cereals. Left out, as a number is unknown: Quaker Oatmeal. They lie on 45 spots: " +
    "those on one spot are drawn side by side.",
  rows: 76,
  mean: 106.97,
  errors: { mse: 258.4, mae: 12.04, r2: 0.3213 },
  misses: [42.04, 38.1, 35],
  at: [5],
  prediction: 102.5,
  keras: { state: "agrees", difference: 9e-6, reason: "" },
  score: 37,
  unit: { w: [2.5], b: 90, relu: false, best: 239.6 },
  network: {
    layers: [{ units: 8, activation: "relu" }, { units: 4, activation: "tanh" }, {
      units: 1,
      activation: "linear",
    }],
    parameters: 57,
    frozen: 3,
    silent: 2,
    saturated: 1,
    scaling: { x_mean: [7.03], x_scale: [4.38], y_mean: 107, y_scale: 19.5 },
    difference: 0.5321,
    chosen: -0.531,
  },
  training: {
    epoch: 12,
    epochs: 300,
    rate: 0.01,
    batchSize: 32,
    loss: "MSE",
    trainLoss: 0.7123,
    testLoss: 0.8432,
    trainRows: 61,
    testRows: 15,
    trainMiss: 11.72,
    testMiss: 13.51,
    gradient: 0.2234,
    update: 0.0022,
  },
  classes: {
    names: ["not shelf 2", "shelf 2"],
    table: [[43, 12], [6, 15]],
    benchmarks: { commonest: "not shelf 2", always: 0.7237, unit: 0.8026 },
    threshold: 0.4,
    loss: 0.5234,
    outputs: [0.6221],
    area: 0.8432,
    costs: { falseAlarm: 1, miss: 5 },
    leastCost: 31,
    best: 0.24,
  },
};
const NETWORK = /** @type {NonNullable<Facts["network"]>} */ (TYPICAL.network);
const TRAINING = /** @type {NonNullable<Facts["training"]>} */ (TYPICAL.training);
const CLASSES = /** @type {NonNullable<Facts["classes"]>} */ (TYPICAL.classes);
const TERMS = /** @type {Term[]} */ (Object.keys(TEXTS));

/** What stands in the card of each term, for the typical facts. @type {Record<string, string[]>} */
const NUMBERS = {
  w: ["2.50", "1 g more of sugars", "2.50 kcal more"],
  b: ["90 kcal"],
  probe: ["sugars is 5 g", "102.5 kcal"],
  prediction: ["102.5 kcal", "2.50 × 5 + 90.0 = 102.5"],
  relu: ["8 of 12 hidden neurons"],
  plane: ["1 input"],
  slice: ["1 input"],
  best: ["76 cereals", "240 kcal²", "258 kcal²"],
  landscape: ["2.50", "90.0", "258 kcal²"],
  miss: ["42.0, 38.1 and 35.0 kcal"],
  mae: ["76 cereals", "12.0 kcal", "42.0, 38.1 and 35.0 kcal"],
  mse: ["42.0, 38.1 and 35.0 kcal", "76 cereals", "258 kcal²"],
  r2: ["0.321", "32.1 %", "76 cereals", "107 kcal"],
  rows: ["76 of 77 cereals", "Quaker Oatmeal"],
  score: ["37 of 100", "258 kcal²"],
  actual: ["76 cereals", "12.0 kcal"],
  keras: ["0.000009 kcal"],
  parameters: ["57 numbers", "1 × 8 + 8", "8 × 4 + 4", "4 × 1 + 1"],
  weight: ["\u22120.531"],
  bias: ["\u22120.531"],
  bent: ["76 cereals", "12 hidden neurons"],
  frozen: ["3 numbers are frozen of 57"],
  activation: ["8 relu and 4 tanh"],
  standardised: ["5 g", "(5 \u2212 7.03) / 4.38 = \u22120.463"],
  fold: ["8 ReLU neurons"],
  silent: ["2 of 12 hidden neurons are", "76 cereals"],
  saturated: ["1 of 12 hidden neurons is", "76 cereals"],
  single: ["57 numbers", "1 weight", "0.532 kcal"],
  epoch: ["epoch 12 of 300", "61 rows", "batches of 32", "2 steps"],
  batch: ["32 of 61 training rows", "2 steps"],
  rate: ["0.01"],
  gradient: ["0.223", "0.01", "0.00220"],
  update: ["0.00220", "0.01"],
  loss: ["MSE", "epoch 12", "0.712", "0.843"],
  trainRows: ["61 rows", "11.7 kcal"],
  testRows: ["15 rows", "13.5 kcal", "11.7 kcal"],
  log: ["0.712"],
  accuracy: ["58 of 76 cereals", "76.3 %", "“not shelf 2” gives 72.4 %", "80.3 %"],
  crossEntropy: ["0.523", "59.3 %"],
  probability: ["“shelf 2”", "sugars 5", "0.622"],
  threshold: ["0.4", "“shelf 2”", "12 false alarms", "6 missed"],
  confusion: ["58 of 76", "12 × is “not shelf 2”, answer “shelf 2”"],
  precision: ["“shelf 2”", "15 of 27, 55.6 %"],
  recall: ["“shelf 2”", "15 of 21, 71.4 %"],
  roc: ["71.4 %", "21.8 %", "0.843"],
  costs: ["12 × 1 + 6 × 5 = 42", "31, at threshold 0.24"],
};

/** @param {string} text */
const wordsIn = (text) => text.trim().split(/\s+/).length;

Deno.test("every card has the numbers on screen", () => {
  assert.deepEqual(Object.keys(NUMBERS).sort(), [...TERMS].sort());
  for (const term of TERMS) {
    const { title, text } = explain(term, TYPICAL);
    assert.ok(title && text, term);
    for (const number of NUMBERS[term]) {
      assert.ok(text.includes(number), `${term}: no ${number} in: ${text}`);
    }
  }
});

Deno.test("of classes, a weight is about the sum before the sigmoid", () => {
  const unit = { w: [0.6], b: -2.5, relu: false, sigmoid: true, best: NaN };
  const facts = { ...TYPICAL, target: { name: "shelf 2", unit: "" }, prediction: 0.622, unit };
  assert.ok(explain("w:0", facts).text.includes("the sum before the sigmoid is 0.600 more"));
  assert.ok(explain("b", facts).text.includes("moves the curve sideways"));
  assert.ok(explain("prediction", facts).text.includes("= 0.500; sigmoid makes 0.622 of it"));
});

const SEVERAL = Array.from({ length: 8 }, (_, i) => ({ name: `input${i}`, unit: "kg/m³" }));
const NOTHING = { mse: NaN, mae: NaN, r2: null };

/** @type {Record<string, Facts>} */
const CASES = {
  typical: TYPICAL,
  "a neuron alone": { ...TYPICAL, network: undefined, training: undefined },
  "a network alone": { ...TYPICAL, unit: undefined, training: undefined, score: null },
  "no numbers": {
    ...TYPICAL,
    mean: NaN,
    errors: NOTHING,
    misses: [],
    at: [NaN],
    prediction: NaN,
    keras: { state: "waiting", difference: NaN, reason: "" },
    score: null,
    unit: { w: [NaN], b: NaN, relu: true, best: NaN },
    network: { ...NETWORK, difference: NaN, chosen: NaN },
    training: {
      ...TRAINING,
      trainLoss: NaN,
      testLoss: NaN,
      trainMiss: NaN,
      testMiss: NaN,
      gradient: NaN,
      update: NaN,
    },
  },
  "no rows": { ...TYPICAL, rows: 0, mean: NaN, errors: null, misses: [] },
  "worse than the mean": { ...TYPICAL, errors: { mse: 1e7, mae: 3e3, r2: -53.2 }, misses: [1, 2] },
  "no test rows": {
    ...TYPICAL,
    misses: [3],
    training: {
      ...TRAINING,
      trainRows: 1,
      testRows: 0,
      batchSize: 1,
      testMiss: NaN,
      testLoss: NaN,
    },
  },
  "many inputs and layers": {
    ...TYPICAL,
    inputs: SEVERAL,
    at: SEVERAL.map((_, i) => 123.456 * i),
    target: { name: "strength", unit: "MPa" },
    unit: { w: SEVERAL.map((_, i) => 2 - i), b: -3.21, relu: true, best: NaN },
    network: {
      ...NETWORK,
      parameters: 530_000,
      layers: Array.from({ length: 6 }, () => ({ units: 512, activation: "leaky_relu" })),
      scaling: {
        x_mean: SEVERAL.map(() => 0),
        x_scale: SEVERAL.map(() => 1),
        y_mean: 0,
        y_scale: 1,
      },
    },
    keras: { state: "differs", difference: 7, reason: "" },
  },
  "three inputs with units": {
    ...TYPICAL,
    inputs: [SUGARS, { name: "fiber", unit: "g" }, { name: "rating", unit: "" }],
    at: [5, 2.5, 40],
    unit: { w: [2.5, -1, 0], b: -90, relu: true, best: 1 },
    network: undefined,
    keras: { state: "lost", difference: NaN, reason: "many words ".repeat(40) },
  },
  "no classes": { ...TYPICAL, classes: undefined },
  "classes with long names, never yes": {
    ...TYPICAL,
    classes: {
      ...CLASSES,
      names: ["a name of far more words than four", "another name of far more words"],
      benchmarks: { commonest: "a name of far more words than four", always: 0.5, unit: NaN },
      table: [[55, 0], [21, 0]],
      loss: NaN,
    },
  },
  "rows of one class alone": {
    ...TYPICAL,
    classes: { ...CLASSES, table: [[5, 2], [0, 0]], area: NaN, leastCost: 0, best: 1 },
  },
  "three classes": {
    ...TYPICAL,
    classes: {
      ...CLASSES,
      names: ["Adelie", "Chinstrap", "Gentoo"],
      table: [[30, 2, 0], [5, 19, 0], [0, 1, 19]],
      benchmarks: { commonest: "Adelie", always: 0.4211, unit: 0.9512 },
      outputs: [0.05, 0.9234, 0.0266],
      area: NaN,
      leastCost: NaN,
      best: NaN,
    },
  },
  "no note": { ...TYPICAL, note: "" },
  "Keras alone": { ...TYPICAL, keras: { state: "alone", difference: NaN, reason: "" } },
};

Deno.test("no card has more than 50 words, whatever stands on screen", () => {
  for (const [name, facts] of Object.entries(CASES)) {
    const weights = facts.inputs.map((_, i) => /** @type {const} */ (`w:${i}`));
    for (const term of [...TERMS, ...weights]) {
      const { title, text } = explain(term, facts);
      const many = wordsIn(text);
      assert.ok(many >= 8 && many <= MOST_WORDS, `${name}, ${term}: ${many} words: ${text}`);
      assert.ok(wordsIn(title) <= 6, title);
      assert.doesNotMatch(`${title} ${text}`, /NaN|undefined|null|Infinity|\s{2}| \.|\.\./, text);
    }
  }
});

Deno.test("a card says so where there is nothing to count", () => {
  const text = (/** @type {Term} */ term, /** @type {string} */ name) =>
    explain(term, CASES[name]).text;
  assert.match(text("mse", "no rows"), /No number is known now/);
  assert.match(text("miss", "no rows"), /no cereals to miss/);
  assert.match(text("r2", "no numbers"), /no value/);
  assert.match(text("r2", "worse than the mean"), /\u221253\.2.*worse than always saying the mean/);
  assert.match(text("testRows", "no test rows"), /there are 0/);
  assert.match(text("mae", "no test rows"), /The largest miss is 3\.00 kcal/);
  assert.match(text("mae", "worse than the mean"), /The two largest misses are 1\.00 and 2\.00/);
  assert.match(text("standardised", "many inputs and layers"), /^Off: the network sees input0/);
  assert.match(text("w:1", "three inputs with units"), /1 g more of fiber.* 1 kcal less.* tilts/);
  assert.match(text("keras", "three inputs with units"), /^Keras gives no answer: many words/);
});

Deno.test("of three classes, the answer is the most probable; of none that is yes, no share", () => {
  const text = (/** @type {Term} */ term, /** @type {string} */ name) =>
    explain(term, CASES[name]).text;
  assert.match(text("probability", "three classes"), /3 sums.*“Chinstrap” has most, 92\.3 %/);
  assert.match(
    text("accuracy", "three classes"),
    /68 of 76.*without hidden layers reaches 95\.1 %/,
  );
  assert.match(text("confusion", "three classes"), /5 × is “Chinstrap”, answer “Adelie”/);
  assert.match(text("precision", "classes with long names, never yes"), /: 0 of 0\. A higher/);
  assert.match(text("threshold", "classes with long names, never yes"), /“another name of far…”/);
});

Deno.test("of a training of classes, the right answers on either side", () => {
  const training = { ...TRAINING, trainMiss: NaN, testMiss: NaN, trainRight: 0.8, testRight: 0.6 };
  const facts = { ...TYPICAL, training };
  assert.match(explain("trainRows", facts).text, /Of their answers 80\.0 % are right/);
  assert.match(explain("testRows", facts).text, /60\.0 % of their answers.*it is 80\.0 %/);
});

Deno.test("R² in words", () => {
  assert.equal(r2Words(0.3213), "explains 32.1 % of the differences");
  assert.equal(r2Words(-0.1), "worse than always saying the mean");
  assert.match(r2Words(null), /never varies/);
});

Deno.test("the largest misses, whatever is not a number", () => {
  assert.deepEqual(largestMisses([1, 2, 3, 4, 5], [1, 7, 5, NaN, -5]), [10, 5, 2]);
  assert.deepEqual(largestMisses([1], [3]), [2]);
  assert.deepEqual(largestMisses([], []), []);
});

Deno.test("facts are those of the page", () => {
  const payload = {
    columns: {
      input: SUGARS,
      target: { name: "CompressiveStrength", label: "Strength", unit: "" },
    },
    points: { y: [1, 3] },
    plural: "mixes",
  };
  const keras = TYPICAL.keras;
  const facts = factsOf({ payload, frame: null, at: [5], keras });
  assert.equal(facts.mean, 2);
  assert.deepEqual([facts.target.name, facts.rows, facts.misses], ["Strength", 2, []]);

  const values = { weights: [[2], [-20]], activations: ["relu"], at: [5] };
  const { unit, prediction } = unitFacts(values, 3);
  assert.deepEqual([unit, prediction], [
    { w: [2], b: -20, relu: true, sigmoid: false, best: 3 },
    0,
  ]);
});

Deno.test("of a training, the rows on either side and the last batch", () => {
  const payload = {
    points: { x: [], y: [0, 10, 20, 30] },
    train_rows: [0, 1, 2],
    test_rows: [3],
    split_counts: /** @type {[number, number]} */ ([300, 100]),
    epochs: 40,
    batch_size: 8,
    loss: "MAE",
  };
  const [gradient, update] = [Float32Array.of(0.5, -2), Float32Array.of(-0.25, 0.5)];
  const batch = { number: 1, of: 2, rows: [0], loss: 1, gradient, update };
  const run = { epoch: 2, rate: 0.1, train: [3, 2], test: [null, null], batch };
  const facts = trainingFacts(payload, run, [1, 12, 20, 37]);
  assert.deepEqual([facts.trainMiss, facts.testMiss], [1, 7]);
  assert.deepEqual([facts.trainLoss, facts.testLoss], [2, NaN]);
  assert.deepEqual([facts.gradient, facts.update], [2, 0.5]);
  assert.deepEqual([facts.trainRows, facts.testRows, facts.batchSize], [300, 100, 8]);
  assert.ok(Number.isNaN(trainingFacts(payload, { ...run, batch: null }, null).trainMiss));

  const classes = { ...payload, points: { x: [], y: [0, 1, 1, 0] } };
  const right = trainingFacts(classes, run, [0.2, 0.5, 0.3, 0.6], 0.5);
  assertClose([right.trainRight ?? NaN, right.testRight ?? NaN], [2 / 3, 0], { rel: 1e-12 });
  assert.ok(Number.isNaN(right.trainMiss));
});

Deno.test("of a network, how many neurons are inactive; of the ladder, the chosen split", () => {
  const frame = {
    values: { frozen: [1, 2] },
    at: [7],
    network: { inputs: 1, layers: NETWORK.layers },
    scaling: NETWORK.scaling,
  };
  const { network } = networkFacts(/** @type {any} */ (frame), 57, [[1, 0, 1], [2], [1]]);
  assert.deepEqual([network?.silent, network?.saturated, network?.frozen], [2, 1, 2]);

  const ladder = {
    networks: [{ name: "deep", predicted: { mix: [1, 4] } }],
    splits: [{ name: "mix", y: [1, 2] }],
  };
  const payload = /** @type {any} */ ({ ladder, rows: { y: [1, 2, 3, 4, 5] } });
  const facts = ladderFacts(payload, { network: "deep", split: "mix" });
  assert.deepEqual([facts.rows, facts.errors?.mae, facts.misses], [2, 1, [2, 0]]);
  assert.deepEqual([facts.training?.trainRows, facts.training?.testRows], [3, 2]);
  assert.deepEqual(ladderFacts(payload, { network: "gone", split: "mix" }), {});
});
