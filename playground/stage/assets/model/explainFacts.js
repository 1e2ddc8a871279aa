/** What is on screen now, gathered for the cards that explain it. */

import { missed } from "./classes.js";
import { metrics } from "./forward.js";
import { predict } from "./singleUnit.js";

/**
 * @typedef {import("./explain.d.ts").Facts} Facts
 * @typedef {import("./explain.d.ts").TrainingFacts} TrainingFacts
 * @typedef {import("../protocol.d.ts").TrainingPayload} TrainingPayload
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("./explain.d.ts").KerasFacts} KerasFacts
 * @typedef {import("../protocol.d.ts").ColumnInfo & {label?: string}} Column
 *
 * @typedef {object} Table what a page's rows are
 * @property {{inputs: Column[], target: Column} | {input: Column, target: Column}} columns
 * @property {{y: number[]}} points
 * @property {string} plural
 * @property {string} [note] which rows are in the picture
 *
 * @typedef {object} Screen
 * @property {Table} payload
 * @property {import("./frame.d.ts").Frame | null} frame null: nothing was predicted yet
 * @property {number[]} at where the probe is
 * @property {KerasFacts} keras
 */

const MOST_MISSES = 3;

/**
 * What every page has.
 *
 * @param {Screen} screen
 * @returns {Facts}
 */
export function factsOf({ payload, frame, at, keras }) {
  const { columns, points: { y }, plural, note = "" } = payload;
  const named = (/** @type {Column} */ { name, label, unit }) => ({ name: label ?? name, unit });
  const inputs = "inputs" in columns ? columns.inputs : [columns.input];
  return {
    inputs: inputs.map(named),
    target: named(columns.target),
    plural,
    note,
    rows: y.length,
    mean: meanOf(y),
    errors: frame?.errors ?? null,
    ofMean: errorsOfMean(y),
    misses: frame && isOneEach(y, frame.predictions) ? largestMisses(y, frame.predictions) : [],
    at,
    prediction: frame?.at?.[0] ?? NaN,
    keras,
    score: null,
  };
}

/**
 * The sizes of the largest misses, the largest first; those that are no numbers are left out.
 *
 * @param {ArrayLike<number>} y
 * @param {ArrayLike<number>} predictions
 */
export function largestMisses(y, predictions) {
  /** @type {number[]} */
  const largest = [];
  for (let i = 0; i < y.length; i++) {
    const size = Math.abs(y[i] - predictions[i]);
    if (!Number.isFinite(size) || size <= (largest[MOST_MISSES - 1] ?? -1)) continue;
    const place = largest.findIndex((other) => size > other);
    largest.splice(place < 0 ? largest.length : place, 0, size);
    largest.length = Math.min(MOST_MISSES, largest.length);
  }
  return largest;
}

/**
 * What a page with a single unit knows besides.
 *
 * @param {Pick<Values, "weights" | "activations" | "at">} values
 * @param {number} best MSE of the best unit; NaN: not on screen
 */
export function unitFacts(values, best) {
  const { weights: [w, [b]], activations: [activation], at } = values;
  return {
    unit: { w, b, relu: activation === "relu", sigmoid: activation === "sigmoid", best },
    prediction: predict(values, at)[0],
  };
}

/**
 * What a page with a network knows besides.
 *
 * @param {Pick<import("./frame.d.ts").Frame, "values" | "at">
 *   & Pick<import("./layersModel.js").LayersPreview, "network" | "scaling">} frame
 * @param {number} parameters how many there are
 * @param {number[][] | null} inactive of each layer: 0 active, 1 dead, 2 saturated
 * @returns {Partial<Facts>}
 */
export function networkFacts({ values, at, network, scaling }, parameters, inactive) {
  const count = (/** @type {number} */ state) =>
    (inactive ?? []).slice(0, -1).flat().filter((one) => one === state).length;
  return {
    prediction: at?.[0] ?? NaN,
    network: {
      layers: network.layers,
      parameters,
      frozen: values.frozen.length,
      silent: count(1),
      saturated: count(2),
      scaling,
      difference: NaN,
      chosen: NaN,
    },
  };
}

/**
 * What the page Concrete knows besides: how a network of the ladder does on one split's test rows.
 *
 * @param {Pick<import("../protocol.d.ts").ConcretePayload, "ladder" | "rows">} payload
 * @param {{network: string, split: string}} shown their names
 * @returns {Partial<Facts>}
 */
export function ladderFacts({ ladder, rows }, { network, split }) {
  const entry = ladder.networks.find(({ name }) => name === network);
  const side = ladder.splits.find(({ name }) => name === split);
  if (!entry || !side) return {};
  const { y } = side;
  const errors = metrics(y, entry.predicted[split]);
  return {
    rows: y.length,
    mean: meanOf(y),
    errors,
    ofMean: errorsOfMean(y),
    misses: largestMisses(y, entry.predicted[split]),
    training: {
      ...NO_TRAINING,
      trainRows: rows.y.length - y.length,
      testRows: y.length,
      testMiss: errors.mae,
    },
  };
}

/** @type {TrainingFacts} */
const NO_TRAINING = {
  epoch: NaN,
  epochs: NaN,
  rate: NaN,
  batchSize: NaN,
  loss: "MSE",
  trainLoss: NaN,
  testLoss: NaN,
  trainRows: NaN,
  testRows: NaN,
  trainMiss: NaN,
  testMiss: NaN,
  gradient: NaN,
  update: NaN,
};

/** Of always answering the mean. @param {number[]} y */
function errorsOfMean(y) {
  return metrics(y, new Float64Array(y.length).fill(meanOf(y)));
}

/**
 * What a page with single steps of gradient descent knows besides.
 *
 * @param {number} rate
 * @param {number} batchSize
 * @param {number} rows
 * @returns {Partial<Facts>}
 */
export const stepFacts = (rate, batchSize, rows) => ({
  training: { ...NO_TRAINING, rate, batchSize, trainRows: rows },
});

/** Whether there is one prediction a row, and no probability a class. @param {number[]} y @param {ArrayLike<number>} predictions */
const isOneEach = (y, predictions) => predictions.length === y.length;

/** @param {number[]} y */
const meanOf = (y) => y.reduce((sum, value) => sum + value / y.length, 0);

/**
 * @typedef {object} RunView a training at the epoch in view
 * @property {number} epoch
 * @property {number} rate
 * @property {(number | null)[]} train losses, of each epoch
 * @property {(number | null)[]} test
 * @property {import("./run.d.ts").Batch | null} batch
 * @property {import("./run.d.ts").RunSnapshot["state"]} [state]
 */

/**
 * What a page with a training knows besides.
 *
 * @param {Pick<TrainingPayload, "points" | "train_rows" | "test_rows" | "split_counts" | "epochs"
 *   | "batch_size" | "loss">} payload
 * @param {RunView} run
 * @param {ArrayLike<number> | null} predictions of the points
 * @param {number | null} [threshold] of classes; null: a number is predicted
 * @returns {TrainingFacts}
 */
export function trainingFacts(payload, run, predictions, threshold = null) {
  const { state, epoch, rate, train, test, batch } = run;
  const { points, train_rows, test_rows, split_counts: [trainRows, testRows] } = payload;
  const miss = (/** @type {number[]} */ rows) =>
    predictions && threshold === null && rows.length
      ? metrics(rows.map((row) => points.y[row]), rows.map((row) => predictions[row])).mae
      : NaN;
  const right = (/** @type {number[]} */ rows) =>
    predictions && threshold !== null && rows.length
      ? 1 - missed(points.y, predictions, threshold, rows).length / rows.length
      : NaN;
  const largest = (/** @type {Float32Array | undefined} */ numbers) =>
    numbers?.length ? numbers.reduce((most, one) => Math.max(most, Math.abs(one)), 0) : NaN;
  return {
    state,
    epoch,
    epochs: payload.epochs,
    rate,
    batchSize: payload.batch_size,
    loss: payload.loss,
    trainLoss: train[epoch - 1] ?? NaN,
    testLoss: test[epoch - 1] ?? NaN,
    trainRows,
    testRows,
    trainMiss: miss(train_rows),
    testMiss: miss(test_rows),
    trainRight: right(train_rows),
    testRight: right(test_rows),
    gradient: largest(batch?.gradient),
    update: largest(batch?.update),
  };
}
