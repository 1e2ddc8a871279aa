/** The browser's predictions are Keras'. */

import { forward } from "../../playground/stage/assets/model/forward.js";
import { assertClose, testCases } from "./cases.js";

/**
 * @typedef {object} Case a network on standardised numbers, and rows in raw units
 * @property {import("../../playground/stage/assets/model/forward.js").Network} network
 * @property {number[][]} weights
 * @property {import("../../playground/stage/assets/model/forward.js").Scaling} scaling
 * @property {number[]} x
 * @property {number[]} predictions
 */

/** A share of the output's range over the rows. */
const TOLERANCE = 1e-5;

testCases("predictions are Keras'", "keras", (/** @type {Case[]} */ cases) => {
  for (const { network, weights, x, scaling, predictions } of cases) {
    const abs = TOLERANCE * (Math.max(...predictions) - Math.min(...predictions));
    assertClose(
      forward(network, weights, x, scaling),
      predictions,
      { abs },
      JSON.stringify(network),
    );
  }
});
