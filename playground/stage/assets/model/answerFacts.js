/** What cards and lessons know of a classifier's answers. No DOM. */

import { cheapest, costOf, crossEntropy, roc } from "./classes.js";

/**
 * @typedef {import("./explain.d.ts").AnswerFacts} AnswerFacts
 * @typedef {Pick<import("../protocol.d.ts").Values, "choices">} Chosen
 */

/** The threshold among the values. @param {Chosen} values */
export const thresholdOf = ({ choices }) => Number(choices.threshold);

/** Probabilities that are nearer to each other differ by rounding alone, as float32 has it. */
export const APART = 1e-5;

/** Equal where they differ by rounding alone. @param {ArrayLike<number>} probabilities */
export const toldApart = (probabilities) =>
  Float64Array.from(probabilities, (p) => Math.round(p / APART) * APART);

/** What the mistakes cost. @param {Chosen} values @returns {import("./classes.js").Costs} */
export const costsOf = ({ choices }) => ({
  falseAlarm: Number(choices.false_alarm),
  miss: Number(choices.miss),
});

/**
 * @typedef {object} Shown a classifier's answers as they are shown
 * @property {ArrayLike<number>} probabilities at the points, of yes or of each class
 * @property {Chosen} values
 * @property {number} loss mean cross-entropy; NaN: not known
 * @property {ArrayLike<number>} outputs at the probe
 * @property {number[][]} table as of `confusion`, at the threshold
 */

/** The ROC curve of two classes. @param {ArrayLike<number>} y @param {ArrayLike<number>} probabilities */
export const curveOf = (y, probabilities) => roc(y, toldApart(probabilities));

/**
 * What lessons judge, of two classes.
 *
 * @param {Shown} shown
 * @param {ReturnType<typeof roc>} curve
 * @param {import("../protocol.d.ts").Benchmarks | null} benchmarks
 * @returns {AnswerFacts}
 */
export function answerFacts({ values, loss, table }, curve, benchmarks) {
  const costs = costsOf(values);
  return {
    accuracy: (table[0][0] + table[1][1]) / (curve.positives + curve.negatives),
    always: benchmarks?.always ?? NaN,
    threshold: thresholdOf(values),
    falseAlarms: table[0][1],
    missed: table[1][0],
    cost: costOf(table, costs),
    leastCost: cheapest(curve, costs).cost,
    loss,
  };
}

/**
 * What cards explain.
 *
 * @param {{classes: string[], benchmarks: import("../protocol.d.ts").Benchmarks | null}} payload
 * @param {Shown} shown
 * @param {ReturnType<typeof roc> | null} curve of two classes
 * @returns {import("./explain.d.ts").ClassFacts}
 */
export function classFacts({ classes, benchmarks }, { values, loss, outputs, table }, curve) {
  const costs = costsOf(values);
  const least = curve && leastOf(curve, costs);
  return {
    names: classes,
    table,
    benchmarks,
    threshold: thresholdOf(values),
    loss,
    outputs: Array.from(outputs),
    area: curve?.area ?? NaN,
    costs,
    leastCost: least?.cost ?? NaN,
    best: least?.threshold ?? NaN,
  };
}

/** The threshold of least cost. @param {ReturnType<typeof roc>} curve @param {import("./classes.js").Costs} costs */
export function leastOf(curve, costs) {
  const { cost, threshold } = cheapest(curve, costs, APART / 2);
  return { cost, threshold: Math.min(1, Math.max(0, threshold)) };
}

/**
 * The mean cross-entropy of a single unit.
 *
 * @param {Pick<import("../protocol.d.ts").Values, "weights">} values
 * @param {{x: ArrayLike<number>, y: ArrayLike<number>}} points row by row
 */
export function unitLoss({ weights: [w, [b]] }, { x, y }) {
  const sums = Float64Array.from(
    y,
    (_, row) => w.reduce((sum, weight, i) => sum + weight * x[row * w.length + i], b),
  );
  return crossEntropy(y, sums);
}
