/**
 * The arithmetic of a dense network, and nothing else: no DOM, no Plotly.
 *
 * The same formulas as `playground/core`, in the browser's float64. Keras has the last word:
 * `keras.js` compares every answer of hers with what is computed here.
 *
 * @typedef {{units: number, activation: string}} Layer
 * @typedef {{inputs: number, layers: Layer[]}} Network
 * @typedef {Float64Array[]} Weights kernel (inputs × units, row by row) and bias of each layer
 */

/** Elementwise y = f(z), by Keras' names. */
export const ACTIVATIONS = {
  linear: (z) => z,
  relu: (z) => Math.max(0, z),
};

/**
 * Passes rows through the network.
 *
 * @param {Network} network
 * @param {Weights} weights
 * @param {ArrayLike<number>} x rows × inputs, row by row
 * @returns {Float64Array} rows × units of the last layer, row by row
 */
export function forward(network, weights, x) {
  let width = network.inputs;
  let values = x;
  network.layers.forEach(({ units, activation }, i) => {
    values = dense(values, width, weights[2 * i], weights[2 * i + 1], ACTIVATIONS[activation]);
    width = units;
  });
  return values;
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
