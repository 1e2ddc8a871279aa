/** What is said about a training in words. */

import { accuracy, commonest, percent } from "./classes.js";
import { metrics } from "./forward.js";
import { threeDigits } from "../widgets/format.js";

/** @typedef {import("../protocol.d.ts").TrainingPayload} TrainingPayload */

/**
 * How good the network is on either side of the split: how many rows there are, their mean miss in
 * the target's unit, and what is explained of them; of classes, how many answers are right, and how
 * many are if the commonest class is always answered. null: none.
 *
 * @param {Pick<TrainingPayload, "train_rows" | "test_rows" | "points" | "split_counts" | "classes">} payload
 * @param {ArrayLike<number>} predictions
 * @param {number} [threshold] of classes
 */
export function splitTexts(payload, predictions, threshold) {
  const { train_rows, test_rows, points, split_counts, classes } = payload;
  return [train_rows, test_rows].map((rows, side) => {
    if (!rows.length) return null;
    const actual = rows.map((row) => points.y[row]);
    const units = predictions.length / points.y.length;
    const predicted = rows.flatMap((row) =>
      Array.from({ length: units }, (_, k) => predictions[row * units + k])
    );
    const { mae, r2 } = metrics(actual, predicted);
    const all = split_counts[side].toLocaleString("en");
    return {
      many: rows.length < split_counts[side] ? `${rows.length} of ${all} ` : `${all} `,
      ...(classes.length
        ? {
          miss: percent(accuracy(actual, predicted, threshold)),
          explains: percent(commonest(actual)),
        }
        : { miss: threeDigits(mae), explains: explainedText(r2) }),
    };
  });
}

/** What share of the differences is explained; NaN where the target never varies. @param {number} r2 */
function explainedText(r2) {
  if (Number.isNaN(r2)) return "–";
  return r2 < 0 ? "less than the mean" : `${threeDigits(100 * r2)} %`;
}

/**
 * What an epoch is, with the numbers of the recipe.
 *
 * @param {Pick<TrainingPayload, "split_counts" | "batch_size">} payload
 */
export function epochText({ split_counts: [rows], batch_size: size }) {
  const updates = Math.ceil(rows / size);
  const batches = size < rows ? `in batches of ${size}` : "in one batch";
  return `One epoch: all ${rows.toLocaleString("en")} training rows ${batches}, so ${updates} ${
    updates === 1 ? "update" : "updates"
  } of the weights.`;
}

/**
 * Which of the points are these of the rows trained on; of a large table only some are drawn.
 *
 * @param {number[]} rows
 * @param {Pick<TrainingPayload, "train_rows" | "train_index">} payload
 */
export function pointsOf(rows, { train_rows, train_index }) {
  return rows.map((row) => train_rows[train_index ? train_index.indexOf(row) : row])
    .filter((point) => point !== undefined);
}
