/** A single unit y = f(w·x + b) on the data's own numbers, as the stage's model. */

import { forward } from "./forward.js";

/**
 * @param {object} data from Python; `kernel` names the weights in the hand
 * @param {object} hand
 */
const network = (data, { relu }) => ({
  inputs: data.kernel.length,
  layers: [{ units: 1, activation: relu ? "relu" : "linear" }],
});

const weights = (data, hand) => [data.kernel.map((key) => hand[key]), [hand.b]];

/** The names of the weights in the hand, in the order of a fit's path. */
export const namesOf = (data) => [...data.kernel, "b"];

/** What the unit says for rows. @returns {Float64Array} */
export const predict = (data, hand, x) =>
  forward(network(data, hand), weights(data, hand).map((values) => Float64Array.from(values)), x);

/**
 * What the browser computes of a hand, and what Keras is asked about it.
 *
 * @param {ArrayLike<number>} rows what is predicted besides the points
 * @returns {import("../stage.js").Preview}
 */
export function preview(data, hand, rows) {
  const question = {
    scene: data.scene,
    network: network(data, hand),
    weights: weights(data, hand),
    at: rows,
  };
  return {
    question,
    rows,
    predictions: predict(data, hand, data.points.x),
    at: predict(data, hand, rows),
  };
}
