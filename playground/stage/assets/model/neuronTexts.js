/** Sentences about one neuron that follow its numbers. */

/**
 * @typedef {{w: number, b: number, relu: boolean}} Unit
 * @typedef {Pick<import("../protocol.d.ts").NeuronPayload, "points" | "plural">} Rows
 */

/** What ReLU does to the rows in view: often nothing. @param {Unit} unit @param {Rows} rows */
export function reluText({ w, b, relu }, { points: { x }, plural }) {
  if (!relu) return "";
  const below = x.filter((value) => w * value + b < 0).length;
  if (below === 0) return `No ${plural} are below 0 here: ReLU changes nothing.`;
  if (below === x.length) return `All ${plural} are below 0: this ReLU is silent, it answers 0.`;
  return `The line is below 0 at ${counted(below)} of ${counted(x.length)} ${plural}: there, ` +
    "ReLU makes it 0.";
}

/** @param {number} count */
const counted = (count) => count.toLocaleString("en-US");

export const WORSE = "worse than always the mean";

/** How far the challenge has come, for those who cannot see the bar. @param {number} score 0 to 100 @param {boolean} isWorse */
export const challengeText = (score, isWorse) =>
  isWorse
    ? `0 of 100: ${WORSE}`
    : `${score} of 100 on the way from always the mean to the best line there is`;
