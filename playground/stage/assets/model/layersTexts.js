/** What is said about a network in words: its layers, its inactive neurons, the neuron it may be. */

import { choiceNames } from "./categories.js";
import { answerText } from "./classes.js";
import { compact, threeDigits, withUnit } from "../widgets/format.js";

/** Below this share of the target's range, the stack and the neuron are the same but for rounding. */
const SAME = 1e-6;

/** @typedef {import("../protocol.d.ts").LayersPayload} LayersPayload */

/**
 * "sugars, fiber → 8 ReLU → calories · 33 ", to be followed by "parameters".
 *
 * @param {Pick<LayersPayload, "columns" | "activations" | "parameters">} payload
 * @param {import("./forward.js").Network} network
 */
export function summaryOf({ columns, activations, parameters }, network) {
  const labels = new Map(activations.map(({ name, label }) => [name, label]));
  const hidden = network.layers.slice(0, -1).map(({ units, activation }) =>
    ` → ${units} ${activation === "linear" ? "linear" : labels.get(activation)}`
  );
  const inputs = choiceNames(columns).join(", ");
  const count = parameters.toLocaleString("en-US");
  return `${inputs}${hidden.join("")} → ${columns.target.name} · ${count} `;
}

/**
 * The prediction for one row: its class with the probability, or a number with its unit.
 *
 * @param {Pick<LayersPayload, "columns" | "classes">} payload
 * @param {ArrayLike<number>} outputs of the last layer
 * @param {number} [threshold] of two classes
 */
export const predictionText = ({ classes, columns: { target } }, outputs, threshold) =>
  classes.length
    ? answerText(classes, outputs, threshold)
    : withUnit(compact(outputs[0]), target.unit);

/**
 * Which neurons learn nothing from any row: "Neuron 2 of layer 1 is" and the term for that.
 *
 * @param {number[][] | null} inactive of each layer, the output last: 0 active, 1 dead, 2 saturated
 */
export function inactiveParts(inactive) {
  const found = (/** @type {number} */ state) =>
    (inactive ?? []).slice(0, -1).flatMap((states, layer) =>
      states.flatMap((one, unit) => one === state ? [`${unit + 1} of layer ${layer + 1}`] : [])
    );
  const parts = [
    { list: found(1), name: /** @type {const} */ ("silent"), text: "silent." },
    { list: found(2), name: /** @type {const} */ ("saturated"), text: "saturated." },
  ];
  return parts.filter(({ list }) => list.length)
    .map(({ list, name, text }) => ({ names: named(list), name, text }));
}

/** "Neuron 2 of layer 1 is", or of several the first six. @param {string[]} list */
function named(list) {
  const more = list.length > 6 ? ` and ${list.length - 6} more` : "";
  return list.length === 1
    ? `Neuron ${list[0]} is`
    : `Neurons ${list.slice(0, 6).join(", ")}${more} are`;
}

/**
 * What stands before "one neuron: calories = …".
 *
 * @param {string[]} hidden activations of the hidden layers
 * @param {number} numbers weights and biases
 */
export function stackText(hidden, numbers) {
  const stack = `this stack of ${numbers.toLocaleString("en-US")} numbers`;
  return isStraight(hidden)
    ? `T${stack.slice(1)} is `
    : `Without ${activationText(hidden)}, ${stack} would be `;
}

/**
 * How far the stack and the one neuron lie apart: none, or so many kcal.
 *
 * @param {string[]} hidden activations of the hidden layers
 * @param {number} difference the largest on the data, in the target's unit
 * @param {Pick<LayersPayload, "columns" | "scale">} payload
 */
export function differenceText(hidden, difference, { columns: { target }, scale }) {
  const isSame = difference < SAME * scale;
  if (isStraight(hidden) && isSame) return "Difference: none.";
  const size = withUnit(threeDigits(difference), target.unit);
  if (isStraight(hidden)) return `Difference: ${size}.`;
  const start = `With ${activationText(hidden)} between them`;
  return isSame
    ? `${start} nothing bends here: difference none.`
    : `${start} they differ by up to ${size}.`;
}

/** @param {string[]} hidden */
const isStraight = (hidden) => hidden.every((name) => name === "linear");

/** "ReLU", if that is the only one. @param {string[]} hidden */
const activationText = (hidden) =>
  hidden.every((name) => name === "linear" || name === "relu") ? "ReLU" : "activations";
