/**
 * The arithmetic of a dense network.
 *
 * The same formulas as `playground/core`, in the browser's float64. Keras has the last word: the
 * stage compares every answer with what is computed here.
 *
 * @typedef {import("../protocol.d.ts").NetworkSpec} Network
 * @typedef {ArrayLike<number>[]} Weights kernel (inputs × units, row by row) and bias of each layer
 * @typedef {import("../protocol.d.ts").ScalingInfo} Scaling x' = (x - x_mean) / x_scale for each
 *   input, y = y' · y_scale + y_mean
 */

import { ACTIVATIONS, softmax } from "./activations.js";

/**
 * Passes rows through the network.
 *
 * @param {Network} network
 * @param {Weights} weights
 * @param {ArrayLike<number>} x rows × inputs, row by row
 * @param {Scaling} [scaling] if given, x and the answer are raw, the network sees standardised
 * @returns {Float64Array} rows × units of the last layer, row by row
 */
export function forward(network, weights, x, scaling) {
  const layers = outputs(network, weights, scaling ? standardised(x, scaling) : x);
  const y = layers[layers.length - 1];
  return scaling ? rescaled(y, scaling) : y;
}

/**
 * The output of every neuron for every row: one array a layer, rows × units, row by row.
 *
 * @param {Network} network
 * @param {Weights} weights
 * @param {ArrayLike<number>} x rows × inputs, row by row, as the network sees them
 * @returns {Float64Array[]}
 */
export function outputs(network, weights, x) {
  return passThrough(network, weights, x, (z, { activation, units }) => {
    return activation === "softmax" ? softmax(z, units, z) : applyActivation(z, activation, z);
  });
}

/**
 * The same with every neuron's sum z = w·x + b before its activation: y = f(z).
 *
 * @param {Network} network
 * @param {Weights} weights
 * @param {ArrayLike<number>} x rows × inputs, row by row, as the network sees them
 * @returns {{z: Float64Array, y: Float64Array}[]} the two may be one array where f is linear
 */
export function passes(network, weights, x) {
  /** @type {Float64Array[]} */
  const sums = [];
  const outputs = passThrough(network, weights, x, (z, { activation, units }) => {
    sums.push(z);
    if (activation === "linear") return z;
    const y = new Float64Array(z.length);
    return activation === "softmax" ? softmax(z, units, y) : applyActivation(z, activation, y);
  });
  return outputs.map((y, i) => ({ z: sums[i], y }));
}

/**
 * Sums and outputs of the last layer; the two may be one array where f is linear.
 *
 * @param {Network} network
 * @param {Weights} weights
 * @param {ArrayLike<number>} x rows × inputs, row by row, as the network sees them
 * @returns {{z: Float64Array, y: Float64Array}}
 */
export function lastPass({ inputs, layers }, weights, x) {
  const { activation, units } = layers[layers.length - 1];
  const z =
    outputs({ inputs, layers: layers.with(-1, { activation: "linear", units }) }, weights, x)
      .slice(-1)[0];
  if (activation === "linear") return { z, y: z };
  const y = new Float64Array(z.length);
  return {
    z,
    y: activation === "softmax" ? softmax(z, units, y) : applyActivation(z, activation, y),
  };
}

/**
 * @param {Network} network
 * @param {Weights} weights
 * @param {ArrayLike<number>} x
 * @param {(z: Float64Array, layer: Network["layers"][number]) => Float64Array} activate
 */
function passThrough(network, weights, x, activate) {
  /** @type {Float64Array[]} */
  const layers = [];
  let values = typed(x);
  let width = network.inputs;
  network.layers.forEach((layer, i) => {
    values = activate(sums(values, width, typed(weights[2 * i]), weights[2 * i + 1]), layer);
    width = layer.units;
    layers.push(values);
  });
  return layers;
}

/**
 * Rows as the network sees them: x' = (x - x_mean) / x_scale.
 *
 * @param {ArrayLike<number>} x rows × inputs, row by row
 * @param {Scaling} scaling
 */
export function standardised(x, { x_mean, x_scale }) {
  const inputs = x_mean.length;
  return Float64Array.from(x, (value, i) => (value - x_mean[i % inputs]) / x_scale[i % inputs]);
}

/**
 * Numbers of the network in the target's unit: y = y' · y_scale + y_mean.
 *
 * @param {Float64Array} y
 * @param {Scaling} scaling
 */
export const rescaled = (y, { y_scale, y_mean }) => y.map((value) => value * y_scale + y_mean);

/** Loops run fastest over one kind of array. @param {ArrayLike<number>} values */
const typed = (values) => (values instanceof Float64Array ? values : new Float64Array(values));

/**
 * One layer's sums z = x·W + b: four neurons at a time, as each number that is read then serves four.
 *
 * @param {Float64Array} x rows × width
 * @param {number} width
 * @param {Float64Array} kernel width × units
 * @param {ArrayLike<number>} bias
 */
function sums(x, width, kernel, bias) {
  const units = bias.length;
  const z = new Float64Array((x.length / width) * units);
  const fours = units - (units % 4);
  for (let from = 0, to = 0; to < z.length; from += width, to += units) {
    let unit = 0;
    for (; unit < fours; unit += 4) {
      let a = bias[unit], b = bias[unit + 1], c = bias[unit + 2], d = bias[unit + 3];
      for (let i = 0, w = unit; i < width; i++, w += units) {
        const value = x[from + i];
        a += value * kernel[w];
        b += value * kernel[w + 1];
        c += value * kernel[w + 2];
        d += value * kernel[w + 3];
      }
      z[to + unit] = a;
      z[to + unit + 1] = b;
      z[to + unit + 2] = c;
      z[to + unit + 3] = d;
    }
    for (; unit < units; unit++) {
      let sum = bias[unit];
      for (let i = 0, w = unit; i < width; i++, w += units) sum += x[from + i] * kernel[w];
      z[to + unit] = sum;
    }
  }
  return z;
}

/**
 * y = f(z), written into `y`, which may be z itself; where f is linear it must be.
 *
 * @param {Float64Array} z
 * @param {string} activation
 * @param {Float64Array} y
 */
function applyActivation(z, activation, y) {
  const f = ACTIVATIONS[activation];
  if (activation === "relu") { for (let i = 0; i < z.length; i++) y[i] = z[i] < 0 ? 0 : z[i]; }
  else if (activation !== "linear") { for (let i = 0; i < z.length; i++) y[i] = f(z[i]); }
  return y;
}

/**
 * Cuts all weights, one after another, into a network's kernels and biases.
 *
 * @template {Float32Array | Float64Array} A
 * @param {{inputs: number, layers: {units: number}[]}} network
 * @param {A} flat
 */
export function arraysOf({ inputs, layers }, flat) {
  /** @type {A[]} */
  const arrays = [];
  let [from, width] = [0, inputs];
  for (const { units } of layers) {
    for (const size of [width * units, units]) {
      arrays.push(/** @type {A} */ (flat.subarray(from, from += size)));
    }
    width = units;
  }
  return arrays;
}

/**
 * MSE, MAE and R² of predictions; R² is NaN when the target never varies.
 *
 * @param {ArrayLike<number>} y
 * @param {ArrayLike<number>} predictions
 */
export function metrics(y, predictions) {
  const n = y.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += y[i] / n;
  let mse = 0, mae = 0, variance = 0;
  for (let i = 0; i < n; i++) {
    const error = y[i] - predictions[i];
    mse += (error * error) / n;
    mae += Math.abs(error) / n;
    variance += (y[i] - mean) ** 2 / n;
  }
  return { mse, mae, r2: variance > 0 ? 1 - mse / variance : NaN };
}

/**
 * The largest |a - b|; Infinity when one of them is not a number.
 *
 * @param {ArrayLike<number>} a
 * @param {ArrayLike<number>} b
 */
export function largestDifference(a, b) {
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i] - b[i]);
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Infinity : difference;
  }
  return largest;
}
