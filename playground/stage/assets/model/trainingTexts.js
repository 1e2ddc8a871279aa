/** What is said about a training in words. */

import { metrics } from "./forward.js";
import { threeDigits, withUnit } from "../widgets/format.js";

/** @typedef {import("../protocol.d.ts").TrainingPayload} TrainingPayload */

/**
 * How good the network is on either side of the split, in the target's unit: how many rows there
 * are, and the errors. null: none.
 *
 * @param {Pick<TrainingPayload, "train_rows" | "test_rows" | "points" | "columns" | "split_counts">} payload
 * @param {ArrayLike<number>} predictions
 */
export function splitTexts(payload, predictions) {
  const { train_rows, test_rows, points, columns, split_counts } = payload;
  return [train_rows, test_rows].map((rows, side) => {
    if (!rows.length) return null;
    const actual = rows.map((row) => points.y[row]);
    const { mae, r2 } = metrics(actual, rows.map((row) => predictions[row]));
    const all = split_counts[side].toLocaleString("en");
    return {
      many: rows.length < split_counts[side] ? `${rows.length} of ${all} ` : `${all} `,
      text: `: mean miss ${withUnit(threeDigits(mae), columns.target.unit)}, R² ${threeDigits(r2)}`,
    };
  });
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
