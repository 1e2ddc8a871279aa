/**
 * A linear unit in training: its w and b beside the best there are, and its path over the loss
 * landscape.
 */

import { html, setText } from "../widgets/dom.js";
import { term } from "../widgets/explain.js";
import { compact, withUnit } from "../widgets/format.js";
import { Landscape } from "../charts/landscape.js";
import { inDataUnits } from "../model/networkAnalysis.js";

/**
 * @typedef {import("../protocol.d.ts").LinearBest} LinearBest
 * @typedef {import("../protocol.d.ts").ScalingInfo} ScalingInfo
 * @typedef {import("../protocol.d.ts").TrainingPayload} TrainingPayload
 * @typedef {import("../charts/plot.js").Plotly} Plotly
 * @typedef {import("../charts/plot.js").Theme} Theme
 */

export class BestUnit {
  /** @type {Landscape | null} */
  landscape = null;
  closed = false;
  /** As it is now. @type {{w: number[], b: number} | null} */
  unit = null;
  box = html("div", { class: "np-landscape", role: "img" });

  /** @param {TrainingPayload} payload @param {LinearBest} best */
  constructor({ columns: { inputs, target }, landscapes }, best) {
    this.landscapes = landscapes;
    this.targetUnit = target.unit;
    this.now = Array.from({ length: inputs.length + 1 }, () => html("td", {}));
    const names = [...inputs.map(({ name }) => `w ${name}`), "b"];
    const bests = [...best.w, best.b];
    const rows = names.map((name, i) =>
      html(
        "tr",
        {},
        html("th", { scope: "row", text: name }),
        this.now[i],
        html("td", { text: compact(bests[i]) }),
      )
    );
    const heads = ["", "now", "best"].map((text) => html("th", { scope: "col", text }));
    this.element = html(
      "section",
      { class: "np-best-unit", "aria-label": "Weights and their best values" },
      html(
        "table",
        { class: "np-walk-table" },
        html("thead", {}, html("tr", {}, ...heads)),
        html("tbody", {}, ...rows),
      ),
    );
    if (!landscapes) return;
    const name = term("landscape", "Loss landscape");
    const about = ": MSE over w and b, and the way over it";
    this.element.append(html("h2", { class: "np-caption" }, name, about), this.box);
  }

  /** @param {Plotly} Plotly @param {Theme} theme */
  async draw(Plotly, theme) {
    if (!this.landscapes) return;
    const landscape = new Landscape(Plotly, this.box, theme, null);
    await landscape.draw(this.landscapes, "linear");
    this.landscape = landscape;
    if (this.closed) this.close();
  }

  /**
   * @param {ArrayLike<number>[]} weights kernel and bias
   * @param {ScalingInfo} scaling
   * @param {Float32Array[]} past all weights at each moment up to the one in view
   */
  show([kernel, bias], scaling, past) {
    const now = inDataUnits({ kernel, bias: bias[0] }, scaling);
    this.unit = { w: Array.from(now.w), b: now.b };
    [...now.w, now.b].forEach((value, i) => setText(this.now[i], compact(value)));
    if (!this.landscape) return;
    const path = past.map((weights) => {
      const { w, b } = inDataUnits({ kernel: weights.subarray(0, 1), bias: weights[1] }, scaling);
      return /** @type {[number, number]} */ ([w[0], b]);
    });
    this.landscape.show(now.w[0], now.b, path, "linear");
    this.box.setAttribute(
      "aria-label",
      `Loss landscape. Here: w ${compact(now.w[0])}, b ${
        withUnit(compact(now.b), this.targetUnit)
      }.`,
    );
  }

  close() {
    this.closed = true;
    this.landscape?.close();
  }
}
