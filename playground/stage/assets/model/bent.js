/**
 * The plane of the inputs as two neurons of a hidden layer bend it: every point is where their outputs
 * say. The next layer sees only such places, so what it tells apart it does with a straight line. No
 * DOM.
 */

import { forward, outputs } from "./forward.js";

/**
 * @typedef {import("./forward.js").Network} Network
 * @typedef {import("./forward.js").Weights} Weights
 * @typedef {[number, number]} Pair
 *
 * @typedef {object} Neurons two of one hidden layer, counted from 0
 * @property {number} layer
 * @property {number} across whose output is to the right
 * @property {number} up whose output is upwards
 *
 * @typedef {{x: Float64Array, y: Float64Array}} Places of rows, in the two neurons' outputs
 */

/** Lines of the grid in each direction, at most. */
const LINES = 23;

/** Which layers have two neurons to choose, counted from 0. @param {Network} network */
export const bendingLayers = ({ layers }) =>
  layers.slice(0, -1).flatMap(({ units }, layer) => units > 1 ? [layer] : []);

/**
 * The neurons that a choice names; where the network has no such, the nearest that it has.
 *
 * @param {string | undefined} choice layer and neurons, counted from 1: "1-1-2"; "": none
 * @param {Network} network
 * @returns {Neurons | null} null: nothing is chosen, or there are no two neurons
 */
export function neuronsOf(choice, network) {
  const possible = bendingLayers(network);
  if (!choice || !possible.length) return null;
  const [wanted, first, second] = choice.split("-").map((number) => Number(number) - 1);
  const layer = possible.includes(wanted) ? wanted : possible[possible.length - 1];
  const last = network.layers[layer].units - 1;
  const across = Math.min(first, last);
  const up = Math.min(second, last);
  return { layer, across, up: up === across ? (across ? across - 1 : 1) : up };
}

/** As it stands in a link. @param {Neurons} neurons */
export const choiceOf = ({ layer, across, up }) => [layer, across, up].map((n) => n + 1).join("-");

/**
 * Where rows come to lie.
 *
 * @param {Network} network
 * @param {Weights} weights
 * @param {ArrayLike<number>} rows rows × inputs, as the network sees them
 * @param {Neurons} neurons
 * @returns {Places}
 */
export function placesOf({ inputs, layers }, weights, rows, neurons) {
  const values = outputs({ inputs, layers: layers.slice(0, neurons.layer + 1) }, weights, rows);
  return placesIn(values[neurons.layer], layers[neurons.layer].units, neurons);
}

/**
 * The same, of outputs that are there already.
 *
 * @param {ArrayLike<number>} values of the layer, rows × stride
 * @param {number} stride
 * @param {Neurons} neurons
 * @returns {Places}
 */
export function placesIn(values, stride, { across, up }) {
  const of = (/** @type {number} */ unit) =>
    Float64Array.from({ length: values.length / stride }, (_, row) => values[row * stride + unit]);
  return { x: of(across), y: of(up) };
}

/**
 * The lines of the grid, as the cells that each goes through; evenly chosen among many.
 *
 * @param {number} cells along each side
 * @param {number} inputs one or two; of one, the grid is a single line
 * @returns {{along: number[][], across: number[][]}} along the first input, and along the second
 */
export function gridLines(cells, inputs) {
  const line = (/** @type {(n: number) => number} */ cell) =>
    Array.from({ length: cells }, (_, n) => cell(n));
  if (inputs === 1) return { along: [line((n) => n)], across: [] };
  const every = Math.ceil((cells - 1) / (LINES - 1));
  const chosen = Array.from({ length: cells }, (_, n) => n).filter((n) => n % every === 0);
  return {
    along: chosen.map((row) => line((n) => row * cells + n)),
    across: chosen.map((column) => line((n) => n * cells + column)),
  };
}

/**
 * A spot on a side of one of the grid's squares: what is linear in the outputs stays where it was.
 *
 * @param {Places} grid
 * @param {number} cells along each side
 * @param {Pair} spot counted in cells, one of the two a whole number
 * @returns {Pair}
 */
export function spotOf({ x, y }, cells, [column, row]) {
  const [left, below] = [Math.floor(column), Math.floor(row)];
  const from = below * cells + left;
  const share = column - left || row - below;
  const to = column > left ? from + 1 : row > below ? from + cells : from;
  return [x[from] + (x[to] - x[from]) * share, y[from] + (y[to] - y[from]) * share];
}

/**
 * What the network gives at every place of the picture, if the two neurons are all of their layer.
 *
 * @param {Network} network
 * @param {Weights} weights
 * @param {Neurons} neurons
 * @param {{x: Pair, y: Pair}} spans of the picture
 * @param {number} cells along each side
 * @returns {Float64Array | null} cells × cells × units, the neuron to the right fastest; null: other
 *   neurons speak, too
 */
export function afterwards({ layers }, weights, { layer, across }, { x, y }, cells) {
  if (layers[layer].units !== 2) return null;
  const at = (/** @type {Pair} */ [low, high], /** @type {number} */ n) =>
    low + (high - low) * n / (cells - 1);
  const rows = new Float64Array(2 * cells * cells);
  for (let cell = 0; cell < cells * cells; cell++) {
    rows[2 * cell + across] = at(x, cell % cells);
    rows[2 * cell + 1 - across] = at(y, Math.floor(cell / cells));
  }
  const rest = { inputs: 2, layers: layers.slice(layer + 1) };
  return forward(rest, weights.slice(2 * (layer + 1)), rows);
}

/** Where an activation can come to, with a margin. @type {Record<string, Pair>} */
const BOUNDED = { tanh: [-1.1, 1.1], sigmoid: [-0.05, 1.05] };
/** The axis is another one where the numbers fill less than this of it. */
const FILLED = 0.45;
const MARGIN = 0.06;

/**
 * The ends of an axis. They stay while they do, or everything would move when one weight does.
 *
 * @param {string} activation
 * @param {ArrayLike<number>[]} numbers that are to be seen
 * @param {Pair | null} before
 * @returns {Pair}
 */
export function axisOf(activation, numbers, before) {
  if (BOUNDED[activation]) return BOUNDED[activation];
  let [low, high] = [Infinity, -Infinity];
  for (const list of numbers) {
    for (let i = 0; i < list.length; i++) {
      low = Math.min(low, list[i]);
      high = Math.max(high, list[i]);
    }
  }
  if (!(high - low > 1e-9)) return [(low || 0) - 1, (low || 0) + 1];
  const holds = before && before[0] <= low && high <= before[1];
  if (holds && high - low > FILLED * (before[1] - before[0])) return before;
  return [low - MARGIN * (high - low), high + MARGIN * (high - low)];
}
