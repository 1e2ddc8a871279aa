/** The parts of a network: their keys, and what they are called. No DOM. */

import { compact, toStep } from "../widgets/format.js";

/**
 * @typedef {import("../model/parts.d.ts").NeuronPart} NeuronPart
 * @typedef {import("../model/parts.d.ts").WeightPart} WeightPart
 * @typedef {import("../model/parts.d.ts").NumberPart} NumberPart
 * @typedef {import("../model/parts.d.ts").Part} Part
 * @typedef {import("./types.d.ts").DiagramFrame} DiagramFrame
 */

/** What is written of a neuron that does not learn, by its number in `DiagramFrame.inactive`. */
export const INACTIVE = ["", "silent", "saturated"];

/** A text that no other part has. @param {Part | null | undefined} part */
export function keyOf(part) {
  if (!part) return "";
  if (part.kind === "weight") return `w ${part.layer} ${part.from} ${part.to}`;
  return part.kind === "neuron" ? `n ${part.layer} ${part.unit}` : `i ${part.unit}`;
}

/**
 * Whether a network has the part.
 *
 * @param {Part} part
 * @param {number} inputs
 * @param {{units: number}[]} layers
 */
export function exists(part, inputs, layers) {
  const within = (/** @type {number} */ unit, /** @type {number} */ layer) =>
    unit < (layer < 0 ? inputs : layers[layer]?.units ?? 0);
  if (part.kind === "weight") {
    return within(part.to, part.layer) && within(part.from, part.layer - 1);
  }
  return within(part.unit, part.kind === "input" ? -1 : part.layer);
}

/** A weight or bias as it is written: two decimals, until it is too large for them. @param {number} value */
export const numberText = (value) => (Math.abs(value) < 100 ? toStep(value, 0.01) : compact(value));

/** The names of the parts. */
export class Names {
  /** @param {Pick<import("./types.d.ts").DiagramSpec, "inputs" | "target" | "classes" | "activations">} spec */
  constructor({ inputs, target, classes = [], activations }) {
    this.outputs = classes.length > 2 ? classes : [target.name];
    this.inputs = inputs;
    this.target = target;
    /** Of the activations. @type {Record<string, string>} */
    this.labels = Object.fromEntries(activations.map(({ name, label }) => [name, label]));
    this.labels.linear = "linear";
  }

  /** @param {number} layer -1: the inputs @param {number} unit @param {number} layers how many there are */
  unit(layer, unit, layers) {
    if (layer < 0) return this.inputs[unit].name;
    return layer === layers - 1
      ? `output ${this.outputs[unit]}`
      : `neuron ${unit + 1} of layer ${layer + 1}`;
  }

  /** @param {Part} part @param {number} layers how many there are */
  of(part, layers) {
    if (part.kind === "input") return `input ${this.inputs[part.unit].name}`;
    if (part.kind === "neuron") return this.unit(part.layer, part.unit, layers);
    const { layer, from, to } = part;
    return `weight from ${this.unit(layer - 1, from, layers)} to ${this.unit(layer, to, layers)}`;
  }

  /** The name with the part's numbers. @param {Part} part @param {DiagramFrame} frame */
  withNumbers(part, frame) {
    const { layers } = frame;
    const name = this.of(part, layers.length);
    if (part.kind === "input") return name;
    const frozen = frame.frozen(part) ? ", frozen" : "";
    if (part.kind === "weight") {
      return `${name}, ${numberText(frame.weight(part.layer, part.from, part.to))}${frozen}`;
    }
    const { layer, unit } = part;
    const isHidden = layer < layers.length - 1;
    const activation = isHidden ? `, ${this.labels[layers[layer].activation]}` : "";
    const state = INACTIVE[frame.inactive?.[layer]?.[unit] ?? 0];
    const bias = numberText(frame.bias(layer, unit));
    return `${name}${activation}, bias ${bias}${state && `, ${state}`}${frozen}`;
  }

  /**
   * The whole network: "sugars, fiber → 8 ReLU → calories".
   *
   * @param {{units: number, activation: string}[]} layers
   */
  network(layers) {
    const inputs = this.inputs.map(({ name }) => name).join(", ");
    const hidden = layers.slice(0, -1)
      .map(({ units, activation }) => `${units} ${this.labels[activation]}`);
    return [inputs, ...hidden, this.target.name].join(" → ");
  }
}
