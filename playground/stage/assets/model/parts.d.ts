// The parts of a network that can be pointed at.

export interface InputPart {
  kind: "input";
  unit: number;
}

/** Layer 0 is the first one after the inputs; the last layer is the output. */
export interface NeuronPart {
  kind: "neuron";
  layer: number;
  unit: number;
}

/** From neuron (or input) `from` of the layer before to neuron `to` of `layer`. */
export interface WeightPart {
  kind: "weight";
  layer: number;
  from: number;
  to: number;
}

/** A part with a number of its own: a neuron has its bias. */
export type NumberPart = NeuronPart | WeightPart;
export type Part = InputPart | NumberPart;
