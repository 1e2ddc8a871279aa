/**
 * The same arithmetic as `forward.js` for networks of wide ReLU layers: silent neurons cost nothing.
 *
 * Most neurons of a trained ReLU layer say 0 to most rows. Only those that speak are multiplied,
 * four at a time, each with a whole line of the kernel, which lies in one piece in memory.
 */

import { ACTIVATIONS, standardised } from "./forward.js";

/**
 * @param {import("./forward.js").Network} network
 * @param {Float32Array[]} weights kernel (inputs × units, row by row) and bias of each layer
 * @param {ArrayLike<number>} x rows × inputs, row by row, raw
 * @param {import("./forward.js").Scaling} scaling the network sees and says standardised numbers
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
    } else if (activation !== "linear") values = values.map(f);
    width = units;
  });
  return values.map((y) => y * scaling.y_scale + scaling.y_mean);
}

/** Cuts numbers that lie one after another into a network's kernels and biases. */
export function arraysOf({ inputs, layers }, flat) {
  const arrays = [];
  let [from, width] = [0, inputs];
  for (const { units } of layers) {
    for (const size of [width * units, units]) arrays.push(flat.subarray(from, from += size));
    width = units;
  }
  return arrays;
}

/** One layer's sums z = x·W + b. */
function sums(x, width, kernel, bias) {
  const units = bias.length;
  const z = new Float64Array((x.length / width) * units);
  const line = new Float64Array(units);
  const [lines, loud] = [new Int32Array(width + 3), new Float64Array(width + 3)];
  for (let from = 0, to = 0; to < z.length; from += width, to += units) {
    let count = 0;
    for (let i = 0; i < width; i++) {
      if (x[from + i] !== 0) {
        lines[count] = i * units;
        loud[count++] = x[from + i];
      }
    }
    while (count % 4) [lines[count], loud[count++]] = [0, 0];
    line.set(bias);
    for (let n = 0; n < count; n += 4) add(line, kernel, lines, loud, n);
    z.set(line, to);
  }
  return z;
}

/** Adds four lines of the kernel, each times what its neuron says. */
function add(line, kernel, lines, loud, n) {
  const [p, q, r, s] = [lines[n], lines[n + 1], lines[n + 2], lines[n + 3]];
  const [a, b, c, d] = [loud[n], loud[n + 1], loud[n + 2], loud[n + 3]];
  for (let unit = 0; unit < line.length; unit++) {
    line[unit] += a * kernel[p + unit] + b * kernel[q + unit] + c * kernel[r + unit] +
      d * kernel[s + unit];
  }
}
