/** The terms of a network in words; see `explainTexts.js`. */

import { counted, isKnown, listed, plain, withDigits } from "./explainWords.js";
import { threeDigits } from "../widgets/format.js";

/**
 * @typedef {import("./explain.d.ts").Facts} Facts
 * @typedef {import("./explain.d.ts").NetworkFacts} NetworkFacts
 */

export const NETWORK_TEXTS = {
  parameters: (/** @type {Facts} */ { inputs, network }) => ({
    title: "Parameters",
    text: "All numbers that training may move: every weight and every bias. " +
      (network
        ? `Here ${counted(network.parameters, "number")}, as weights + biases: ${
          listed(shapes(inputs.length, network))
        }.`
        : "Each layer has inputs × neurons weights, and a bias for every neuron."),
  }),
  weight: (/** @type {Facts} */ { network }) => ({
    title: "w, a weight",
    text: `What comes along this edge is multiplied by w${
      isKnown(network?.chosen) ? `, now ${threeDigits(network.chosen)}` : ""
    }. Above 0 it pushes the next neuron up, below 0 down, at 0 it is not there.`,
  }),
  bias: (/** @type {Facts} */ { network }) => ({
    title: "b, the bias of a neuron",
    text:
      `The neuron adds b${
        isKnown(network?.chosen) ? `, now ${threeDigits(network.chosen)},` : ""
      } to its sum, whatever comes in. With ReLU, b moves the place where the neuron begins to ` +
      "answer: its fold.",
  }),
  bent: (/** @type {Facts} */ { network, rows, plural }) => ({
    title: "Bent by two neurons",
    text:
      `Each of ${rows} ${plural} is where two hidden neurons put it. The grid was the inputs' ` +
      "plane, straight as paper." +
      (network && network.layers.length > 1
        ? ` What comes after ${
          network.layers.length === 2 ? "the hidden layer" : "the last hidden layer"
        } cuts it with a straight line: that is why ${
          counted(hiddenUnits(network), "hidden neuron helps", "hidden neurons help")
        }.`
        : ""),
  }),
  frozen: (/** @type {Facts} */ { network }) => ({
    title: "Frozen",
    text: "Training leaves a frozen number as it is; you can still move all others. Now " +
      `${counted(network?.frozen ?? 0, "number is", "numbers are")} frozen of ${
        network?.parameters.toLocaleString("en-US") ?? "–"
      }.`,
  }),
  activation: (/** @type {Facts} */ { network }) => ({
    title: "Activation",
    text:
      "What a neuron does to its sum before it passes it on. Without one (linear), a stack of " +
      "layers is only one plane. " +
      (network ? `Now: ${listed(hiddenNames(network)) || "no hidden layer"}.` : ""),
  }),
  standardised: (/** @type {Facts} */ { inputs, at, network }) => {
    const [mean, scale] = [network?.scaling.x_mean[0] ?? 0, network?.scaling.x_scale[0] ?? 1];
    const { name, unit } = inputs[0];
    const isRaw = mean === 0 && scale === 1;
    return {
      title: "Standardised inputs",
      text: isRaw
        ? `Off: the network sees ${name} ${
          withDigits(at[0], unit)
        } as it is. Large inputs then pull much harder than small ones, and training crawls.`
        : `The network sees how far a value is from the mean, in standard deviations. ${name} ${
          withDigits(at[0], unit)
        }: (${plain(at[0])} − ${threeDigits(mean)}) / ${threeDigits(scale)} = ${
          threeDigits((at[0] - mean) / scale)
        }. So all inputs pull alike.`,
    };
  },
  fold: (/** @type {Facts} */ { inputs, network }) => {
    const first = network?.layers.length ? network.layers[0] : null;
    const makes = first?.activation === "relu" && (network?.layers.length ?? 0) > 1
      ? `The first layer has ${counted(first.units, "ReLU neuron")}: each makes one fold.`
      : "The first layer has no ReLU: there is no fold to show.";
    return {
      title: "Folds",
      text: "A ReLU neuron gives 0 on one side and rises on the other. Between them the function " +
        `folds: ${
          inputs.length === 1 ? "a kink in the line" : "a straight edge in the picture"
        }. ${makes}`,
    };
  },
  silent: (/** @type {Facts} */ { network, rows, plural }) => ({
    title: "Silent neurons",
    text: `${share(network?.silent ?? 0, network)} silent: the sum is below 0 for all ${rows} ` +
      `${plural}, so ReLU gives 0 for every one. Its gradient is 0 too: training cannot wake it. ` +
      "A larger bias can. Books say “dead”.",
  }),
  saturated: (/** @type {Facts} */ { network, rows, plural }) => ({
    title: "Saturated neurons",
    text: `${share(network?.saturated ?? 0, network)} saturated: for all ${rows} ${plural} the ` +
      "sum is so far out that the curve is flat there. A flat curve has almost no gradient, so " +
      "training hardly moves it.",
  }),
  single: (/** @type {Facts} */ { network, inputs, target }) => ({
    title: "A stack that is one neuron",
    text: `Without activations, all ${
      counted(network?.parameters ?? 0, "number")
    } of the stack multiply out to ${counted(inputs.length, "weight")} and 1 bias.${
      isKnown(network?.difference)
        ? ` Largest difference now: ${withDigits(network.difference, target.unit)}.`
        : ""
    } Only an activation between layers makes depth count.`,
  }),
};

/** Weights and biases of each layer: "2 × 8 + 8". @param {number} inputs @param {NetworkFacts} network */
const shapes = (inputs, { layers }) =>
  layers.map(({ units }, i) => `${i ? layers[i - 1].units : inputs} × ${units} + ${units}`);

/** @param {NetworkFacts} network */
const hiddenUnits = ({ layers }) => layers.slice(0, -1).reduce((sum, { units }) => sum + units, 0);

/** @param {NetworkFacts} network */
const hiddenNames = ({ layers }) =>
  layers.slice(0, -1).map(({ units, activation }) => `${units} ${activation}`);

/** "2 of 8 hidden neurons are". @param {number} count @param {NetworkFacts | undefined} network */
function share(count, network) {
  const all = (network?.layers ?? []).slice(0, -1).reduce((sum, { units }) => sum + units, 0);
  return `${count} of ${counted(all, "hidden neuron")} ${count === 1 ? "is" : "are"}`;
}
