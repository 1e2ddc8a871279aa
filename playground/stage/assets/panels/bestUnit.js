/** A linear unit in training: its w and b beside the best there are, and its way over the loss landscape. */

import { html, setText } from "../widgets/dom.js";
import { compact, withUnit } from "../widgets/format.js";
import { Landscape } from "../charts/landscape.js";
import { folded } from "../model/networkAnalysis.js";

export class BestUnit {
  /** @param {object} data from Python: `best`, and `landscapes` of a single input */
  constructor(data) {
    const { inputs } = data.columns;
    this.best = data.best;
    this.landscapes = data.landscapes ?? null;
    this.unit = data.columns.target.unit;
    this.cells = [...inputs.map(({ name }) => `w ${name}`), "b"].map((name) => ({
      name,
      now: html("td"),
      best: html("td"),
    }));
    const rows = this.cells.map(({ name, now, best }) =>
      html("tr", {}, html("th", { scope: "row", text: name }), now, best)
    );
    this.box = html("div", { class: "np-landscape", role: "img" });
    this.element = html(
      "section",
      { class: "np-best-unit", "aria-label": "Weights and their best values" },
      html(
        "table",
        { class: "np-walk-table" },
        html(
          "thead",
          {},
          html("tr", {}, ...["", "now", "best"].map((text) => html("th", { scope: "col", text }))),
        ),
        html("tbody", {}, ...rows),
      ),
    );
    if (this.landscapes) {
      this.element.append(
        html("h2", {
          class: "np-caption",
          text: "Loss landscape: MSE over w and b, and the way over it",
        }),
        this.box,
      );
    }
    [...this.best.w, this.best.b].forEach((value, i) =>
      setText(this.cells[i].best, compact(value))
    );
  }

  async draw(Plotly, theme) {
    if (!this.landscapes) return;
    const landscape = new Landscape(Plotly, this.box, theme, null);
    await landscape.draw(this.landscapes, "linear");
    this.landscape = landscape;
  }

  /**
   * @param {ArrayLike<number>[]} weights kernel and bias
   * @param {object} scaling
   * @param {import("../model/runHistory.js").Moment[]} moments up to the one that is looked at
   */
  show([kernel, bias], scaling, moments) {
    const now = folded({ kernel, bias: bias[0] }, scaling);
    [...now.w, now.b].forEach((value, i) => setText(this.cells[i].now, compact(value)));
    if (!this.landscape) return;
    const path = moments.map(({ weights }) => {
      const { w, b } = folded({ kernel: weights.subarray(0, 1), bias: weights[1] }, scaling);
      return [w[0], b];
    });
    this.landscape.show(now.w[0], now.b, path, "linear");
    this.box.setAttribute(
      "aria-label",
      `Loss landscape. Here: w ${compact(now.w[0])}, b ${withUnit(compact(now.b), this.unit)}.`,
    );
  }

  close() {
    this.landscape?.close();
  }
}
