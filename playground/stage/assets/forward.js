/**
 * The arithmetic of a dense network, and nothing else: no DOM, no Plotly.
 *
 * The same formulas as `playground/core`, in the browser's float64. Keras has the last word:
 * `keras.js` compares every answer of hers with what is computed here.
 *
 * @typedef {{units: number, activation: string}} Layer
 * @typedef {{inputs: number, layers: Layer[]}} Network
 * @typedef {Float64Array[]} Weights kernel (inputs × units, row by row) and bias of each layer
 * @typedef {{x_mean: number[], x_scale: number[], y_mean: number, y_scale: number}} Scaling
 *   x' = (x - x_mean) / x_scale for each input, y = y' · y_scale + y_mean
 */

const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;

/** Elementwise y = f(z), by Keras' names and with her defaults; none overflows for any z. */
export const ACTIVATIONS = {
  linear: (z) => z,
  relu: (z) => Math.max(0, z),
  elu: (z) => (z > 0 ? z : Math.expm1(z)),
  selu: (z) => SELU_SCALE * (z > 0 ? z : SELU_ALPHA * Math.expm1(z)),
  silu: (z) => z * sigmoid(z),
  tanh: Math.tanh,
  sigmoid,
  softplus: (z) => Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z))),
  leaky_relu: (z) => (z > 0 ? z : 0.2 * z),
  gelu: (z) => 0.5 * z * erfc(-z / Math.SQRT2),
};

function sigmoid(z) {
  const small = Math.exp(-Math.abs(z));
  return (z >= 0 ? 1 : small) / (1 + small);
}

/** The complementary error function: near 0 by the series of erf, else by continued fraction. */
function erfc(x) {
  const size = Math.abs(x);
  const square = size * size;
  if (size < 2.5) {
    let term = (2 / Math.sqrt(Math.PI)) * Math.exp(-square) * x;
    let erf = term;
    for (let n = 3; Math.abs(term) > 1e-17; n += 2) erf += term *= (2 * square) / n;
    return 1 - erf;
  }
  let fraction = size;
  for (let n = 40; n > 0; n--) fraction = size + n / 2 / fraction;
  const tail = Math.exp(-square) / Math.sqrt(Math.PI) / fraction;
  return x > 0 ? tail : 2 - tail;
}

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
  const answer = outputs(network, weights, scaling ? standardised(x, scaling) : x).at(-1);
  return scaling ? answer.map((y) => y * scaling.y_scale + scaling.y_mean) : answer;
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
  const layers = [];
  let values = x;
  let width = network.inputs;
  network.layers.forEach(({ units, activation }, i) => {
    values = dense(values, width, weights[2 * i], weights[2 * i + 1], ACTIVATIONS[activation]);
    width = units;
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

/** One layer: y = f(x·W + b). */
function dense(x, width, kernel, bias, f) {
  const units = bias.length;
  const rows = x.length / width;
  const y = new Float64Array(rows * units);
  for (let row = 0; row < rows; row++) {
    for (let unit = 0; unit < units; unit++) {
      let z = bias[unit];
      for (let i = 0; i < width; i++) z += x[row * width + i] * kernel[i * units + unit];
      y[row * units + unit] = f(z);
    }
  }
  return y;
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

/** The largest |a - b|; Infinity when one of them is not a number. */
export function largestDifference(a, b) {
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i] - b[i]);
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Infinity : difference;
  }
  return largest;
}
