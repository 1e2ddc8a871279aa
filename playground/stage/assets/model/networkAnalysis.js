/**
 * What a stack of layers amounts to: its single unit, its hinges, its inactive neurons.
 *
 * The same as `collapse.py`, `scaling.py`, `hinges.py` and `activity.py` in `core/network`.
 *
 * @typedef {import("./forward.js").Network} Network
 * @typedef {import("./forward.js").Weights} Weights
 * @typedef {import("./forward.js").Scaling} Scaling
 * @typedef {[number, number]} Pair a point, or the low and the high end of a span
 */

import { DERIVATIVES } from "./activations.js";

/** The activations with a sharp bend at z = 0 to draw. */
const HINGED = ["relu", "leaky_relu"];

/** A slope dy/dz below this is flat. */
const SATURATED = 0.01;

// --- one unit ---------------------------------------------------------------------------------

/**
 * The single unit that the stack would be if no hidden layer had an activation:
 * (x·W₀ + b₀)·W₁ + b₁ = x·(W₀·W₁) + (b₀·W₁ + b₁), and so on.
 *
 * @param {Network} network with one output
 * @param {Weights} weights
 * @returns {{kernel: Float64Array, bias: number}} kernel: a number an input
 */
export function collapsed(network, weights) {
  const { kernel, bias } = product(network, weights, network.layers.length);
  return { kernel, bias: bias[0] };
}

/**
 * The same unit in the data's own units: it reads raw numbers and answers in the target's unit.
 *
 * @param {{kernel: ArrayLike<number>, bias: number}} unit on standardised numbers
 * @param {Scaling} scaling
 * @returns {{w: Float64Array, b: number}}
 */
export function inDataUnits({ kernel, bias }, { x_mean, x_scale, y_mean, y_scale }) {
  let b = bias;
  const w = Float64Array.from(kernel, (value, i) => {
    b -= (x_mean[i] * value) / x_scale[i];
    return (value / x_scale[i]) * y_scale;
  });
  return { w, b: b * y_scale + y_mean };
}

/**
 * How far the neuron and the stack lie apart on the data.
 *
 * @param {{w: ArrayLike<number>, b: number}} unit in the data's units
 * @param {number[]} x all rows, one after another
 * @param {ArrayLike<number>} predictions of the stack
 */
export function largestDistance({ w, b }, x, predictions) {
  let largest = 0;
  for (let row = 0; row < predictions.length; row++) {
    let y = b;
    for (let i = 0; i < w.length; i++) y += w[i] * x[row * w.length + i];
    largest = Math.max(largest, Math.abs(y - predictions[row]));
  }
  return largest;
}

/**
 * The first layers as one: kernel inputs × units of the last of them, its bias.
 *
 * @param {Network} network
 * @param {Weights} weights
 * @param {number} layers
 */
function product(network, weights, layers) {
  const { inputs } = network;
  let [kernel, bias] = [Float64Array.from(weights[0]), Float64Array.from(weights[1])];
  for (let layer = 1; layer < layers; layer++) {
    const [next, width] = [weights[2 * layer], bias.length];
    const { units } = network.layers[layer];
    const before = { kernel, bias };
    kernel = new Float64Array(inputs * units);
    bias = Float64Array.from(weights[2 * layer + 1]);
    for (let from = 0; from < width; from++) {
      for (let unit = 0; unit < units; unit++) {
        const w = next[from * units + unit];
        bias[unit] += before.bias[from] * w;
        for (let i = 0; i < inputs; i++) {
          kernel[i * units + unit] += before.kernel[i * width + from] * w;
        }
      }
    }
  }
  return { kernel, bias };
}

// --- hinges -----------------------------------------------------------------------------------

/**
 * Where along one input the neurons of the first ReLU layer bend, on the network's own numbers.
 *
 * @param {Network} network
 * @param {Weights} weights
 * @param {{shown: number, fixed: ArrayLike<number>, span: Pair}} view which input runs over which
 *   span, and at which number each of the inputs is otherwise
 * @returns {(number | null)[]} a value of the input for each neuron; null: none within the span.
 *   Empty if nothing bends sharply, or something bends smoothly before
 */
export function hingePoints(network, weights, { shown, fixed, span }) {
  return hinges(network, weights, [shown], fixed).map(({ w, b }) => {
    const point = -b / w[0];
    return span[0] <= point && point <= span[1] ? point : null;
  });
}

/**
 * The same over two inputs: lines, cut at the box of the two spans.
 *
 * @param {Network} network
 * @param {Weights} weights
 * @param {{shown: Pair, fixed: ArrayLike<number>, spans: [Pair, Pair]}} view
 * @returns {([Pair, Pair] | null)[]} for each neuron both ends; null: it does not cross the box
 */
export function hingeSegments(network, weights, { shown, fixed, spans }) {
  const low = spans.map(([start]) => start);
  const extent = spans.map(([start, end]) => end - start);
  return hinges(network, weights, shown, fixed).map(({ w, b }) => {
    const line = acrossUnitSquare(
      w[0] * extent[0],
      w[1] * extent[1],
      b + w[0] * low[0] + w[1] * low[1],
    );
    if (!line) return null;
    const [start, end] = line.map((
      [x, y],
    ) => /** @type {Pair} */ ([x * extent[0] + low[0], y * extent[1] + low[1]]));
    return [start, end];
  });
}

/**
 * Each neuron's w over the shown inputs and its b, the other inputs' share within b.
 *
 * @param {Network} network
 * @param {Weights} weights
 * @param {number[]} shown
 * @param {ArrayLike<number>} fixed
 */
function hinges(network, weights, shown, fixed) {
  const first = network.layers.findIndex(({ activation }) => activation !== "linear");
  if (first < 0 || !HINGED.includes(network.layers[first].activation)) return [];
  const { kernel, bias } = product(network, weights, first + 1);
  const units = bias.length;
  return Array.from(bias, (b, unit) => {
    for (let i = 0; i < network.inputs; i++) {
      if (!shown.includes(i)) b += fixed[i] * kernel[i * units + unit];
    }
    return { w: shown.map((i) => kernel[i * units + unit]), b };
  });
}

/**
 * The part of the line u·x + v·y + offset = 0 in the square from 0 to 1, or null: Liang and
 * Barsky's clipping. A point of it is foot + t·along, and each side of the square bounds t.
 *
 * @param {number} u
 * @param {number} v
 * @param {number} offset
 * @returns {[Pair, Pair] | null}
 */
function acrossUnitSquare(u, v, offset) {
  const length = Math.hypot(u, v);
  if (!(length > 0)) return null;
  const foot = [u, v].map((part) => (-offset / length) * (part / length));
  const along = [-v / length, u / length];
  let [first, last] = [-Infinity, Infinity];
  for (const axis of [0, 1]) {
    if (along[axis] === 0) {
      if (!(foot[axis] >= 0 && foot[axis] <= 1)) return null;
      continue;
    }
    const ends = [-foot[axis] / along[axis], (1 - foot[axis]) / along[axis]];
    first = Math.max(first, Math.min(...ends));
    last = Math.min(last, Math.max(...ends));
  }
  if (!(first < last)) return null;
  const inside = (/** @type {number} */ share) => Math.min(1, Math.max(0, share));
  const at = (
    /** @type {number} */ t,
  ) => /** @type {Pair} */ ([inside(foot[0] + t * along[0]), inside(foot[1] + t * along[1])]);
  return [at(first), at(last)];
}

// --- inactive neurons -------------------------------------------------------------------------

/**
 * The neurons that learn nothing from any row, as their slope dy/dz is flat on all of them.
 *
 * @param {Network} network
 * @param {{z: ArrayLike<number>}[]} passes of at least one row, as `forward.js` makes them
 * @param {boolean} [classifies] whether its outputs are probabilities of classes: they count as
 *   active, as cross-entropy has a gradient however flat their curve is
 * @returns {number[][]} for each layer and unit: 0 active; 1 dead, a ReLU whose sum is above 0 on
 *   no row; 2 saturated, another activation with a slope below SATURATED everywhere
 */
export function inactiveUnits(network, passes, classifies = false) {
  return network.layers.map(({ units, activation }, layer) => {
    const { z } = passes[layer];
    if (classifies && layer === network.layers.length - 1) return new Array(units).fill(0);
    const slope = DERIVATIVES[activation];
    const flat = activation === "relu"
      ? (/** @type {number} */ value) => slope(value) === 0
      : (/** @type {number} */ value) => Math.abs(slope(value)) < SATURATED;
    const isInactive = (/** @type {number} */ unit) => {
      for (let i = unit; i < z.length; i += units) if (!flat(z[i])) return false;
      return true;
    };
    const state = activation === "relu" ? 1 : 2;
    return Array.from({ length: units }, (_, unit) => (isInactive(unit) ? state : 0));
  });
}
