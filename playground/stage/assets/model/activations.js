/**
 * The activation functions and their slopes, elementwise: with Keras' names and defaults.
 *
 * The formulas of `playground/core/network/activations.py`, in float64; none overflows.
 *
 * @typedef {(z: number) => number} Elementwise
 */

const LEAK = 0.2;
const SELU_ALPHA = 1.6732632423543772;
const SELU_SCALE = 1.0507009873554805;

/** y = f(z). @type {Record<string, Elementwise>} */
export const ACTIVATIONS = {
  linear: (z) => z,
  relu: (z) => Math.max(0, z),
  elu: (z) => (z > 0 ? z : Math.expm1(z)),
  selu: (z) => SELU_SCALE * (z > 0 ? z : SELU_ALPHA * Math.expm1(z)),
  silu: (z) => z * sigmoid(z),
  tanh: Math.tanh,
  sigmoid,
  softplus: (z) => Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z))),
  leaky_relu: (z) => (z > 0 ? z : LEAK * z),
  gelu: (z) => z * normal(z),
};

/** dy/dz; at a kink, the value of Keras' compiled gradient. @type {Record<string, Elementwise>} */
export const DERIVATIVES = {
  linear: () => 1,
  relu: (z) => (z > 0 ? 1 : 0),
  elu: (z) => Math.exp(Math.min(z, 0)),
  selu: (z) => SELU_SCALE * (z > 0 ? 1 : SELU_ALPHA * Math.exp(Math.min(z, 0))),
  silu: (z) => sigmoid(z) + z * sigmoidSlope(z),
  tanh: (z) => 4 * sigmoidSlope(2 * z),
  sigmoid: sigmoidSlope,
  softplus: sigmoid,
  leaky_relu: (z) => (z > 0 ? 1 : LEAK),
  gelu: (z) => normal(z) + z * density(z),
};

/**
 * Softmax of every row: exp(z) / sum of exp(z), written into `y`, which may be z itself.
 *
 * @param {Float64Array} z rows × units
 * @param {number} units
 * @param {Float64Array} y
 */
export function softmax(z, units, y) {
  for (let from = 0; from < z.length; from += units) {
    let highest = -Infinity, sum = 0;
    for (let i = from; i < from + units; i++) if (z[i] > highest) highest = z[i];
    for (let i = from; i < from + units; i++) sum += y[i] = Math.exp(z[i] - highest);
    for (let i = from; i < from + units; i++) y[i] /= sum;
  }
  return y;
}

/** @param {number} z */
function sigmoid(z) {
  const small = Math.exp(-Math.abs(z));
  return (z >= 0 ? 1 : small) / (1 + small);
}

/** @param {number} z */
function sigmoidSlope(z) {
  return sigmoid(z) * sigmoid(-z);
}

/** The share of a standard normal distribution that lies below z. @type {Elementwise} */
const normal = (z) => 0.5 * erfc(-z / Math.SQRT2);
/** Its density at z. @type {Elementwise} */
const density = (z) => Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);

/**
 * The complementary error function: near 0 by the series of erf, else by continued fraction.
 *
 * @param {number} x
 */
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
