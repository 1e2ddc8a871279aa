/**
 * A row on its way through a network, step by step, with every number it meets. No DOM.
 *
 * @typedef {import("./forward.js").Network} Network
 * @typedef {import("./forward.js").Weights} Weights
 *
 * @typedef {object} Step
 * @property {"raw" | "standardised" | "sum" | "bias" | "activation" | "target"} kind
 * @property {number | null} layer the one that is lit; -1: the inputs, null: none yet
 *
 * @typedef {object} Frame
 * @property {Network} network
 * @property {Weights} weights
 * @property {number[]} x the row, in the inputs' units
 * @property {import("./forward.js").Scaling} scaling
 * @property {number | null} actual the row's own target, in its unit
 * @property {number | null} keras her prediction, in the target's unit
 *
 * @typedef {{name: string, unit: string}} Column
 * @typedef {{inputs: Column[], target: Column}} Columns
 */

import { passes, standardised } from "./forward.js";
import { compact } from "../widgets/format.js";

/** How many neurons of a layer, and how many terms of a sum, are written out. */
export const FIRST = 8;

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
  const seen = hasScaling ? [{ kind: "standardised", layer: -1 }] : [];
  return [{ kind: "raw", layer: null }, ...seen, ...layers, {
    kind: "target",
    layer: network.layers.length - 1,
  }];
}

/** Whether the inputs are standardised at all. @param {import("./forward.js").Scaling} scaling */
export const isScaled = ({ x_mean, x_scale }) =>
  x_mean.some((value) => value !== 0) || x_scale.some((value) => value !== 1);

/**
 * What every layer reads, adds up and says; as `core/walk.py`.
 *
 * @param {Frame} frame
 * @returns {{x: Float64Array, sums: number[], z: Float64Array, y: Float64Array}[]} `sums`: Σ w·x of
 *   the first neurons
 */
export function walked({ network, weights, x, scaling }) {
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

/** @param {Frame} frame @param {ReturnType<typeof walked>} layers */
export const predictionOf = ({ scaling }, layers) =>
  layers.at(-1).y[0] * scaling.y_scale + scaling.y_mean;

/**
 * The numbers known at a step, for the neurons of each layer that are drawn.
 *
 * @returns {number[][]}
 */
export function numbersOf(step, frame, layers) {
  const known = layers.map(({ sums, z, y }, layer) => {
    if (layer > step.layer) return [];
    const at = layer < step.layer ? "activation" : step.kind;
    return at === "sum" ? sums : Array.from((at === "bias" ? z : y).slice(0, FIRST));
  });
  if (step.kind === "target") known[step.layer] = [predictionOf(frame, layers)];
  return known;
}

/**
 * The table of a step: a heading for each column, and for each row its name and its texts.
 *
 * @param {Step} step
 * @param {Frame} frame
 * @param {Columns} columns
 * @returns {{head: string[], rows: string[][], more: number}} `more`: rows left out
 */
export function tableOf(step, frame, columns, layers) {
  if (step.kind === "target") return targetTable(frame, columns, layers);
  if (step.layer === null || step.layer < 0) return inputTable(step, frame, columns);
  const { z, y, sums } = layers[step.layer];
  const bias = frame.weights[2 * step.layer + 1];
  const { activation } = frame.network.layers[step.layer];
  const sofar = WITHIN.indexOf(step.kind);
  const rows = sums.map((sum, unit) =>
    [
      String(unit + 1),
      compact(sum),
      `${signed(bias[unit])} = ${compact(z[unit])}`,
      compact(y[unit]),
    ]
      .map((text, column) => (column > sofar + 1 ? "" : text))
  );
  const says = activation === "linear" ? "y = z" : called(activation, "z");
  return { head: ["neuron", "Σ w·x", "+ b", says], rows, more: z.length - rows.length };
}

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
    rows: inputs.map((
      { name },
      i,
    ) => [
      name,
      `(${compact(x[i])} ${signed(-x_mean[i])}) / ${compact(x_scale[i])}`,
      compact((x[i] - x_mean[i]) / x_scale[i]),
    ]),
  };
}

function targetTable(frame, { target }, layers) {
  const { scaling: { y_mean, y_scale }, actual, keras } = frame;
  const y = layers.at(-1).y[0];
  const prediction = predictionOf(frame, layers);
  const rows = [[
    "prediction",
    `${compact(y)} × ${compact(y_scale)} ${signed(y_mean)}`,
    compact(prediction),
  ]];
  if (keras !== null) rows.push(["Keras says", "", compact(keras)]);
  if (actual !== null) {
    rows.push(["actual", "", compact(actual)], [
      "miss",
      "prediction − actual",
      compact(prediction - actual),
    ]);
  }
  const unit = target.unit ? `${target.name} (${target.unit})` : target.name;
  return { head: [unit, "y′ × deviation + mean", "value"], rows, more: 0 };
}

/**
 * A neuron's sum, bias and activation written out as far as the step has come, a line each.
 *
 * @returns {string[]}
 */
export function termsOf(step, { network, weights }, layers, unit) {
  if (!WITHIN.includes(step.kind)) return [];
  const { x, sums, z, y } = layers[step.layer];
  const { activation } = network.layers[step.layer];
  const kernel = weights[2 * step.layer];
  const terms = Array.from(x.slice(0, FIRST), (value, i) => {
    const w = kernel[i * z.length + unit];
    return `${i ? signed(w) : compact(w)} × ${bracketed(value)}`;
  });
  const more = x.length > FIRST ? ` + … ${(x.length - FIRST).toLocaleString("en-US")} more` : "";
  return [
    `Σ w·x = ${terms.join(" ")}${more} = ${compact(sums[unit])}`,
    `z = ${compact(sums[unit])} ${signed(weights[2 * step.layer + 1][unit])} = ${compact(z[unit])}`,
    `y = ${called(activation, compact(z[unit]))} = ${compact(y[unit])}`,
  ].slice(0, WITHIN.indexOf(step.kind) + 1);
}

/** What happens at a step, in words. @param {string | null} row its name; null: one's own values */
export function wordsOf({ kind, layer }, { network }, row) {
  const [count, { activation }] = [network.layers.length, network.layers[layer] ?? {}];
  const who = layer === count - 1
    ? "Output layer: the neuron"
    : `Layer ${layer + 1} of ${count}: every neuron`;
  return {
    raw: `${row === null ? "Your own values go" : `${row} goes`} in, in the data's own units.`,
    standardised: "Every input is standardised: minus its mean, divided by its standard deviation.",
    sum: `${who} multiplies each number it reads by a weight, and adds up.`,
    bias: `${who} adds its bias.`,
    activation: activation === "linear"
      ? `${who} has no activation: it says its sum.`
      : `${who} says what ${activation} makes of its sum.`,
    target: "Back in the target's unit: times its standard deviation, plus its mean.",
  }[kind];
}

const called = (activation, z) => (activation === "linear" ? z : `${activation}(${z})`);
const signed = (value) => `${value < 0 ? "\u2212" : "+"} ${compact(Math.abs(value))}`;
const bracketed = (value) => (value < 0 ? `(${compact(value)})` : compact(value));
