/**
 * The parts of a network that a hand can point at, and what they are called.
 *
 * @typedef {{kind: "input", unit: number}} InputPart
 * @typedef {{kind: "neuron", layer: number, unit: number}} NeuronPart layer 0 is the first one
 *   after the inputs; the last layer is the output
 * @typedef {{kind: "weight", layer: number, from: number, to: number}} WeightPart into neuron `to`
 *   of `layer`
 * @typedef {InputPart | NeuronPart | WeightPart} Part
 */

import { compact, toStep } from "../widgets/format.js";

export const ASLEEP = ["", "dead", "saturated"];

/** A text that no other part has. @param {Part | null} part */
export function keyOf(part) {
  if (!part) return "";
  if (part.kind === "weight") return `w ${part.layer} ${part.from} ${part.to}`;
  return part.kind === "neuron" ? `n ${part.layer} ${part.unit}` : `i ${part.unit}`;
}

/**
 * Whether a network has the part.
 *
 * @param {Part | null} part
 * @param {number} inputs
 * @param {{units: number}[]} layers
 */
export function exists(part, inputs, layers) {
  if (!part) return false;
  const within = (unit, layer) => unit < (layer < 0 ? inputs : layers[layer]?.units ?? 0);
  if (part.kind === "weight") {
    return within(part.to, part.layer) && within(part.from, part.layer - 1);
  }
  return within(part.unit, part.kind === "input" ? -1 : part.layer);
}

/** A weight or bias as it is read: two decimals, until it is too large for them. */
export const number = (value) => (Math.abs(value) < 100 ? toStep(value, 0.01) : compact(value));

export class Names {
  /**
   * @param {{inputs: {name: string}[], target: {name: string},
   *          activations: {name: string, label: string}[]}} spec
   */
  constructor({ inputs, target, activations }) {
    Object.assign(this, { inputs, target });
    this.labels = Object.fromEntries(activations.map(({ name, label }) => [name, label]));
    this.labels.linear = "linear";
  }

  /** The neuron, or the input where `layer` is -1. @param {number} layers how many there are */
  end(layer, unit, layers) {
    if (layer < 0) return this.inputs[unit].name;
    return layer === layers - 1
      ? `output ${this.target.name}`
      : `neuron ${unit + 1} of layer ${layer + 1}`;
  }

  /** @param {Part} part @param {number} layers how many there are */
  of(part, layers) {
    if (part.kind === "input") return `input ${this.inputs[part.unit].name}`;
    if (part.kind === "neuron") return this.end(part.layer, part.unit, layers);
    const { layer, from, to } = part;
    return `weight from ${this.end(layer - 1, from, layers)} to ${this.end(layer, to, layers)}`;
  }

  /** With its numbers, as the frame has them. @param {Part} part @param {object} frame */
  said(part, frame) {
    const { layers } = frame;
    const name = this.of(part, layers.length);
    if (part.kind === "input") return name;
    const frozen = frame.frozen(part) ? ", frozen" : "";
    if (part.kind === "weight") {
      return `${name}, ${number(frame.weight(part.layer, part.from, part.to))}${frozen}`;
    }
    const { layer, unit } = part;
    const activation = layer < layers.length - 1
      ? `, ${this.labels[layers[layer].activation]}`
      : "";
    const state = ASLEEP[frame.asleep?.[layer]?.[unit] ?? 0];
    return `${name}${activation}, bias ${number(frame.bias(layer, unit))}${
      state && `, ${state}`
    }${frozen}`;
  }

  /** The whole network: "sugars, fiber → 8 ReLU → calories". @param {object[]} layers */
  network(layers) {
    const hidden = layers.slice(0, -1).map(({ units, activation }) =>
      `${units} ${this.labels[activation]}`
    );
    return [this.inputs.map(({ name }) => name).join(", "), ...hidden, this.target.name].join(
      " → ",
    );
  }
}
