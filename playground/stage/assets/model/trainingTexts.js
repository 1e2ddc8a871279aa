/** What is said about a training in words. */

import { metrics } from "./forward.js";
import { compact, toStep, withUnit } from "../widgets/format.js";

/** @typedef {import("../protocol.d.ts").TrainingPayload} TrainingPayload */

/**
 * How good the network is on either side of the split, in the target's unit.
 *
 * @param {Pick<TrainingPayload, "train_rows" | "test_rows" | "points" | "columns" | "split_counts">} payload
 * @param {ArrayLike<number>} predictions
 */
export function splitText(payload, predictions) {
  const { train_rows, test_rows, points, columns, split_counts } = payload;
  const text = (
    /** @type {string} */ name,
    /** @type {number[]} */ rows,
    /** @type {number} */ count,
  ) => {
    const actual = rows.map((row) => points.y[row]);
    const { mae, r2 } = metrics(actual, rows.map((row) => predictions[row]));
    const all = count.toLocaleString("en");
    const many = rows.length < count ? `${rows.length} of ${all}` : count;
    const error = withUnit(compact(mae), columns.target.unit);
    return `${many} ${name}: R² ${toStep(r2, 0.001)}, MAE ${error}`;
  };
  return [
    ...(train_rows.length ? [text("training rows", train_rows, split_counts[0])] : []),
    ...(test_rows.length ? [text("test rows", test_rows, split_counts[1])] : []),
  ].join(" · ");
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
