/** What is said about a training in words. No DOM. */

import { metrics } from "./forward.js";
import { compact, toStep, withUnit } from "../widgets/format.js";

/** How good the network is on either side of the split, in the target's unit. @param {number[]} predictions */
export function sidesOf({ trained, tested, points, columns, sides }, predictions) {
  return [["training rows", trained, sides[0]], ["test rows", tested, sides[1]]].filter((
    [, rows],
  ) => rows.length)
    .map(([name, rows, all]) => {
      const { mae, r2 } = metrics(
        rows.map((row) => points.y[row]),
        rows.map((row) => predictions[row]),
      );
      const many = rows.length < all ? `${rows.length} of ${all.toLocaleString("en")}` : all;
      return `${many} ${name}: R² ${toStep(r2, 0.001)}, MAE ${
        withUnit(compact(mae), columns.target.unit)
      }`;
    }).join(" · ");
}

/** Which of the points are these of the rows trained on; of a large table only some are drawn. */
export function drawnOf(rows, { trained, among }) {
  return rows.map((row) => trained[among ? among.indexOf(row) : row]).filter((point) =>
    point !== undefined
  );
}
