/** A row on its way through a network, step by step, with every number it meets. */

import { answerText, percent } from "./classes.js";
import { passes, rescaled, standardised } from "./forward.js";
import { compact } from "../widgets/format.js";

/**
 * @typedef {import("./forward.js").Network} Network
 * @typedef {import("./forward.js").Weights} Weights
 * @typedef {import("../protocol.d.ts").Columns} Columns
 *
 * @typedef {object} Step
 * @property {"raw" | "standardised" | "sum" | "bias" | "activation" | "target"} kind
 * @property {number | null} layer the one that is highlighted; -1: the inputs, null: none yet
 *
 * @typedef {object} Frame
 * @property {Network} network
 * @property {Weights} weights
 * @property {number[]} x the row, in the inputs' units
 * @property {import("./forward.js").Scaling} scaling
 * @property {number | null} actual the row's own target, in its unit; the number of its class
 * @property {ArrayLike<number> | null} keras Keras' predictions, in the target's unit
 * @property {string[]} [classes] names of the classes; none where a number is predicted
 *
 * @typedef {object} Pass what a layer reads, adds up and gives
 * @property {ArrayLike<number>} x
 * @property {number[]} sums Σ w·x of the first neurons
 * @property {Float64Array} z
 * @property {Float64Array} y
 *
 * @typedef {{head: string[], rows: string[][], more: number}} Table a heading for each column, for
 *   each row its name and its texts, and how many rows are left out
 */

/** How many neurons of a layer, and how many terms of a sum, are written out. */
const FIRST = 8;

/** The steps within a layer. @type {Step["kind"][]} */
const WITHIN = ["sum", "bias", "activation"];

/**
 * All steps from the row's own numbers to the prediction.
 *
 * @param {Network} network
 * @param {boolean} hasScaling whether the inputs are standardised
 * @returns {Step[]}
 */
export function stepsOf(network, hasScaling) {
  const layers = network.layers.flatMap((_, layer) => WITHIN.map((kind) => ({ kind, layer })));
  return [
    { kind: "raw", layer: null },
    ...(hasScaling ? [/** @type {Step} */ ({ kind: "standardised", layer: -1 })] : []),
    ...layers,
    { kind: "target", layer: network.layers.length - 1 },
  ];
}

/** Whether the inputs are standardised at all. @param {import("./forward.js").Scaling} scaling */
export const isScaled = ({ x_mean, x_scale }) =>
  x_mean.some((value) => value !== 0) || x_scale.some((value) => value !== 1);

/**
 * The numbers of every layer; as `core/network/trace.py`.
 *
 * @param {Frame} frame
 * @returns {Pass[]}
 */
export function walked({ network, weights, x, scaling }) {
  /** @type {Float64Array} */
  let read = standardised(x, scaling);
  return passes(network, weights, read).map(({ z, y }, layer) => {
    const kernel = weights[2 * layer];
    const sums = Array.from(
      { length: Math.min(FIRST, z.length) },
      (_, unit) => read.reduce((sum, value, i) => sum + value * kernel[i * z.length + unit], 0),
    );
    const pass = { x: read, sums, z, y };
    read = y;
    return pass;
  });
}

/** @param {Frame} frame @param {Pass[]} layers */
const predictionsOf = ({ scaling }, layers) => rescaled(layers[layers.length - 1].y, scaling);

/**
 * The numbers known at a step, for the neurons of each layer that are drawn.
 *
 * @param {Step} step
 * @param {Frame} frame
 * @param {Pass[]} layers
 * @returns {number[][]}
 */
export function numbersOf(step, frame, layers) {
  const known = layers.map(({ sums, z, y }, layer) => {
    if (step.layer === null || layer > step.layer) return [];
    const at = layer < step.layer ? "activation" : step.kind;
    return at === "sum" ? sums : Array.from((at === "bias" ? z : y).slice(0, FIRST));
  });
  if (step.kind === "target") {
    known[known.length - 1] = [...predictionsOf(frame, layers).slice(0, FIRST)];
  }
  return known;
}

/**
 * The table of a step.
 *
 * @param {Step} step
 * @param {Frame} frame
 * @param {Columns} columns
 * @param {Pass[] | null} layers null: not computed, as at the first step
 * @returns {Table}
 */
export function tableOf(step, frame, columns, layers) {
  if (!layers || step.layer === null || step.layer < 0) return inputTable(step, frame, columns);
  if (step.kind === "target") return targetTable(frame, columns, layers);
  const { z, y, sums } = layers[step.layer];
  const bias = frame.weights[2 * step.layer + 1];
  const { activation } = frame.network.layers[step.layer];
  const known = WITHIN.indexOf(step.kind);
  const rows = sums.map((sum, unit) =>
    [
      String(unit + 1),
      compact(sum),
      `${signed(bias[unit])} = ${compact(z[unit])}`,
      compact(y[unit]),
    ]
      .map((text, column) => (column > known + 1 ? "" : text))
  );
  const heading = activation === "linear" ? "y = z" : called(activation, "z");
  return { head: ["neuron", "w·x added up", "+ b", heading], rows, more: z.length - rows.length };
}

/** @param {Step} step @param {Frame} frame @param {Columns} columns @returns {Table} */
function inputTable({ kind }, { x, scaling: { x_mean, x_scale } }, { inputs }) {
  if (kind === "raw") {
    return {
      head: ["input", "value", "unit"],
      more: 0,
      rows: inputs.map(({ name, unit }, i) => [name, compact(x[i]), unit]),
    };
  }
  return {
    head: ["input", "(x − mean) / deviation", "x′"],
    more: 0,
    rows: inputs.map(({ name }, i) => [
      name,
      `(${compact(x[i])} ${signed(-x_mean[i])}) / ${compact(x_scale[i])}`,
      compact((x[i] - x_mean[i]) / x_scale[i]),
    ]),
  };
}

/** @param {Frame} frame @param {string[]} classes @param {Pass[]} layers @returns {Table} */
function classTable(frame, classes, layers) {
  const { actual, keras } = frame;
  const { z, y } = layers[layers.length - 1];
  const formula = (/** @type {number} */ unit) =>
    y.length > 1
      ? `exp(${compact(z[unit])}) / ${compact(z.reduce((sum, one) => sum + Math.exp(one), 0))}`
      : `1 / (1 + exp(${compact(-z[0])}))`;
  const names = y.length > 1 ? classes : classes.slice(1);
  const rows = names.map((name, unit) => [name, formula(unit), percent(y[unit])]);
  rows.push(["answer", "", answerText(classes, y)]);
  if (keras !== null) rows.push(["Keras says", "", answerText(classes, keras)]);
  if (actual !== null) rows.push(["actual", "", classes[actual]]);
  return { head: ["class", "from its sum z", "probability"], rows, more: 0 };
}

/** @param {Frame} frame @param {Columns} columns @param {Pass[]} layers @returns {Table} */
function targetTable(frame, { target }, layers) {
  const { scaling: { y_mean, y_scale }, actual, keras, classes = [] } = frame;
  if (classes.length) return classTable(frame, classes, layers);
  const y = layers[layers.length - 1].y[0];
  const [prediction] = predictionsOf(frame, layers);
  const formula = `${compact(y)} × ${compact(y_scale)} ${signed(y_mean)}`;
  const rows = [["prediction", formula, compact(prediction)]];
  if (keras !== null) rows.push(["Keras says", "", compact(keras[0])]);
  if (actual !== null) {
    rows.push(["actual", "", compact(actual)]);
    rows.push(["miss", "prediction − actual", compact(prediction - actual)]);
  }
  const unit = target.unit ? `${target.name} (${target.unit})` : target.name;
  return { head: [unit, "y′ × deviation + mean", "value"], rows, more: 0 };
}

/**
 * A neuron's sum, bias and activation written out as far as the step has come, a line each.
 *
 * @param {Step} step
 * @param {Frame} frame
 * @param {Pass[]} layers
 * @param {number} unit
 * @returns {string[]}
 */
export function termsOf(step, { network, weights }, layers, unit) {
  if (step.layer === null || !WITHIN.includes(step.kind)) return [];
  const { x, sums, z, y } = layers[step.layer];
  const { activation } = network.layers[step.layer];
  const kernel = weights[2 * step.layer];
  const terms = Array.from(x).slice(0, FIRST).map((value, i) => {
    const w = kernel[i * z.length + unit];
    return `${i ? signed(w) : compact(w)} × ${bracketed(value)}`;
  });
  const more = x.length > FIRST ? ` + … ${(x.length - FIRST).toLocaleString("en-US")} more` : "";
  return [
    `sum = ${terms.join(" ")}${more} = ${compact(sums[unit])}`,
    `z = ${compact(sums[unit])} ${signed(weights[2 * step.layer + 1][unit])} = ${compact(z[unit])}`,
    `y = ${called(activation, compact(z[unit]))} = ${compact(y[unit])}`,
  ].slice(0, WITHIN.indexOf(step.kind) + 1);
}

/**
 * What happens at a step, in words.
 *
 * @param {Step} step
 * @param {Frame} frame
 * @param {string | null} row its name; null: one's own values
 */
export function wordsOf({ kind, layer }, { network, classes = [] }, row) {
  const index = layer ?? -1;
  const count = network.layers.length;
  const activation = network.layers[index]?.activation;
  const who = index === count - 1
    ? `Output layer: ${network.layers[index].units > 1 ? "every" : "the"} neuron`
    : `Layer ${index + 1} of ${count}: every neuron`;
  return {
    raw: `${row === null ? "Your own values go" : `${row} goes`} in, in the data's own units.`,
    standardised: "Every input is standardised: minus its mean, divided by its standard deviation.",
    sum: `${who} multiplies each number it reads by a weight, and adds up.`,
    bias: `${who} adds its bias.`,
    activation: activation === "linear"
      ? `${who} gives its sum as it is.`
      : `${who} gives what ${activation} makes of its sum.`,
    target: classes.length
      ? "The most probable class is the answer."
      : "Back in the target's unit: times its standard deviation, plus its mean.",
  }[kind];
}

/** @param {string} activation @param {string} z */
const called = (activation, z) => (activation === "linear" ? z : `${activation}(${z})`);
/** @param {number} value */
const signed = (value) => `${value < 0 ? "\u2212" : "+"} ${compact(Math.abs(value))}`;
/** @param {number} value */
const bracketed = (value) => (value < 0 ? `(${compact(value)})` : compact(value));
