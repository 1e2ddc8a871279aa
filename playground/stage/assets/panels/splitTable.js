/** How good the network is on either side of the split: a row for the training rows, one for the test rows. */

import { splitTexts } from "../model/trainingTexts.js";
import { html, setText } from "../widgets/dom.js";
import { explained, term } from "../widgets/explain.js";
import { threeDigits } from "../widgets/format.js";

/**
 * @typedef {import("../protocol.d.ts").TrainingPayload} TrainingPayload
 * @typedef {import("../model/runHistory.js").RunHistory} RunHistory
 */

const SIDES = /** @type {const} */ ([
  { rows: "trainRows", name: "training rows", losses: "train" },
  { rows: "testRows", name: "test rows", losses: "test" },
]);

export class SplitTable {
  /** @param {Pick<TrainingPayload, "columns" | "classes">} payload */
  constructor({ columns: { target: { unit } }, classes }) {
    this.rows = SIDES.map(({ rows, name }) => {
      const many = html("span", explained(rows));
      const loss = html("td", explained("loss"));
      const miss = html("td", explained(classes.length ? "accuracy" : "mae"));
      const explains = html("td", classes.length ? {} : explained("r2"));
      const head = html("th", { scope: "row" }, many, term(rows, name));
      return { many, loss, miss, explains, element: html("tr", {}, head, loss, miss, explains) };
    });
    const heads = [
      "",
      term("loss", "loss"),
      ...(classes.length ? [term("accuracy", "right"), "always the commonest"] : [
        html("span", {}, term("mae", "mean miss"), unit && ` (${unit})`),
        term("r2", "explains"),
      ]),
    ];
    this.element = html(
      "table",
      {
        class: "np-walk-table np-sides",
        "aria-label": "Training and test rows",
        "data-testid": "losses",
        translate: "no",
      },
      html("thead", {}, html("tr", {}, ...heads.map((text) => html("th", { scope: "col" }, text)))),
      html("tbody", {}, ...this.rows.map(({ element }) => element)),
    );
  }

  /**
   * The misses.
   *
   * @param {TrainingPayload} payload
   * @param {ArrayLike<number>} predictions
   * @param {number} threshold of classes
   */
  showErrors(payload, predictions, threshold) {
    splitTexts(payload, predictions, threshold).forEach((found, i) => {
      const { element, many, miss, explains } = this.rows[i];
      element.hidden = !found;
      if (!found) return;
      setText(many, found.many);
      setText(miss, found.miss);
      setText(explains, found.explains);
    });
  }

  /** The losses at an epoch. @param {RunHistory} history @param {number} epoch */
  showLosses(history, epoch) {
    const losses = history.lossesAt(epoch);
    SIDES.forEach(({ losses: name }, i) => {
      const loss = losses[name];
      setText(this.rows[i].loss, typeof loss === "number" ? threeDigits(loss) : "–");
    });
  }
}
