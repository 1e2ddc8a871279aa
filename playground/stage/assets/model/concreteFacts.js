/** What a lesson on Concrete can speak of besides how good a network is. */

import { nearest, outside } from "./coverage.js";

/**
 * @param {Pick<import("../protocol.d.ts").ConcretePayload, "ladder" | "rows" | "coverage"
 *   | "columns">} payload
 * @param {Pick<import("../protocol.d.ts").Values, "at" | "choices" | "switches">} values
 * @param {string} shown name of the network whose errors are on screen
 * @returns {import("./explain.d.ts").ConcreteFacts}
 */
export function concreteFacts({ ladder, rows, coverage, columns }, values, shown) {
  const { at, choices, switches } = values;
  const network = ladder.networks.findIndex(({ name }) => name === choices.network);
  const [{ distance }] = nearest(at, rows, coverage);
  return {
    ladder: choices.part === "ladder",
    network,
    parameters: ladder.networks.find(({ name }) => name === shown)?.parameters ?? NaN,
    byMix: choices.split === "mix",
    r2: ladder.networks[network]?.r2 ?? {},
    why: switches.why,
    covered: distance <= coverage.radius && outside(at, columns.inputs).length === 0,
  };
}
