/**
 * The same arithmetic as `forward.js` for networks of wide ReLU layers: it skips zero activations.
 *
 * Most neurons of a trained ReLU layer give 0 for most rows. Only the kernel rows of the others are
 * multiplied, four at a time; each lies in one piece in memory.
 */

import { ACTIVATIONS, softmax } from "./activations.js";
import { rescaled, standardised } from "./forward.js";

/**
 * @param {import("./forward.js").Network} network
 * @param {Float32Array[]} weights kernel (inputs × units, row by row) and bias of each layer
 * @param {ArrayLike<number>} x rows × inputs, row by row, raw
 * @param {import("./forward.js").Scaling} scaling between raw numbers and the network's
 * @returns {Float64Array} rows × units of the last layer, raw
 */
export function forwardSparse(network, weights, x, scaling) {
  let values = standardised(x, scaling);
  let width = network.inputs;
  network.layers.forEach(({ units, activation }, i) => {
    values = sums(values, width, weights[2 * i], weights[2 * i + 1]);
    const f = ACTIVATIONS[activation];
    if (activation === "relu") {
      for (let n = 0; n < values.length; n++) values[n] = Math.max(0, values[n]);
    } else if (activation === "softmax") softmax(values, units, values);
    else if (activation !== "linear") values = values.map((z) => f(z));
    width = units;
  });
  return rescaled(values, scaling);
}

/**
 * One layer's sums z = x·W + b.
 *
 * @param {Float64Array} x rows × width
 * @param {number} width
 * @param {Float32Array} kernel width × units
 * @param {Float32Array} bias
 */
function sums(x, width, kernel, bias) {
  const units = bias.length;
  const z = new Float64Array((x.length / width) * units);
  const sum = new Float64Array(units);
  const [starts, active] = [new Int32Array(width + 3), new Float64Array(width + 3)];
  for (let from = 0, to = 0; to < z.length; from += width, to += units) {
    let count = 0;
    for (let i = 0; i < width; i++) {
      if (x[from + i] !== 0) {
        starts[count] = i * units;
        active[count++] = x[from + i];
      }
    }
    while (count % 4) [starts[count], active[count++]] = [0, 0];
    sum.set(bias);
    for (let n = 0; n < count; n += 4) addRows(sum, kernel, starts, active, n);
    z.set(sum, to);
  }
  return z;
}

/**
 * Adds four rows of the kernel, each times its neuron's activation.
 *
 * @param {Float64Array} sum
 * @param {Float32Array} kernel
 * @param {Int32Array} starts where each row begins in the kernel
 * @param {Float64Array} active
 * @param {number} n the first of the four
 */
function addRows(sum, kernel, starts, active, n) {
  const [p, q, r, s] = [starts[n], starts[n + 1], starts[n + 2], starts[n + 3]];
  const [a, b, c, d] = [active[n], active[n + 1], active[n + 2], active[n + 3]];
  for (let unit = 0; unit < sum.length; unit++) {
    sum[unit] += a * kernel[p + unit] + b * kernel[q + unit] + c * kernel[r + unit] +
      d * kernel[s + unit];
  }
}
