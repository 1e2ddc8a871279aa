/**
 * What is made of the probabilities of two classes: the threshold with its place on the ROC curve,
 * precision and recall, and what the two mistakes cost.
 */

import { costsOf, leastOf, thresholdOf } from "../model/answerFacts.js";
import { costOf, percent, precisionAndRecall } from "../model/classes.js";
import { Slider } from "../widgets/controls.js";
import { button, html, setText } from "../widgets/dom.js";
import { explained, term } from "../widgets/explain.js";
import { sixDigits } from "../widgets/format.js";
import { NumberBox } from "../widgets/numberBox.js";
import { RocChart } from "./rocChart.js";

const MAX_COST = 1e6;

/**
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../view.d.ts").Callbacks} Callbacks
 * @typedef {"false_alarm" | "miss"} Mistake
 */

/**
 * The slider of the threshold.
 *
 * @param {string[]} classes no, and yes
 * @param {Callbacks} callbacks
 */
export const thresholdSlider = ([, yes], { set, commit }) =>
  new Slider(
    {
      name: "threshold",
      label: "threshold",
      about: `from here on the answer is “${yes}”`,
      unit: "",
      low: 0,
      high: 1,
      step: 0.01,
      reset: 0.5,
      bounded: true,
      term: "threshold",
    },
    (threshold) => set({ choices: { threshold: String(threshold) } }),
    commit,
  );

export class DecisionPanel {
  chart = new RocChart();
  precision = shareOf("precision", "Precision");
  recall = shareOf("recall", "Recall");
  total = html("output", { class: "np-value", "data-testid": "cost", ...explained("costs") });
  least = html("span", { "data-testid": "least-cost" });
  /** Of least cost. */
  best = NaN;

  /**
   * @param {string[]} classes no, and yes
   * @param {Callbacks} callbacks
   * @param {Slider | null} slider of the threshold, if the page shows one itself
   */
  constructor(classes, callbacks, slider) {
    this.classes = classes;
    this.callbacks = callbacks;
    this.slider = slider ?? thresholdSlider(classes, callbacks);
    const [no, yes] = classes;
    this.costs = {
      false_alarm: this.costBox("false_alarm", "cost of a false alarm"),
      miss: this.costBox("miss", "cost of a miss"),
    };
    this.use = button("Use it", () => {
      this.set({ threshold: String(this.best) });
      callbacks.commit();
    });
    this.element = html(
      "div",
      { class: "np-decision" },
      slider ? "" : this.slider.element,
      html(
        "div",
        { class: "np-decision-middle" },
        this.chart.element,
        html("div", {}, this.precision.element, this.recall.element),
      ),
      html(
        "div",
        { class: "np-costs", role: "group", "aria-label": "What the mistakes cost" },
        this.costLine(`false alarm: is ${no}, answer ${yes}`, this.costs.false_alarm),
        this.costLine(`miss: is ${yes}, answer ${no}`, this.costs.miss),
        html(
          "p",
          {},
          html("span", { class: "np-readout-name" }, term("costs", "together")),
          " ",
          this.total,
        ),
        html("p", { class: "np-note" }, this.least, " ", this.use),
      ),
    );
  }

  /** @param {Mistake} mistake @param {string} name */
  costBox(mistake, name) {
    const step = (/** @type {number} */ steps) => {
      const cost = Number(this.callbacks.values().choices[mistake]) + steps;
      this.set({ [mistake]: String(Math.min(MAX_COST, Math.max(0, cost))) });
      this.callbacks.commit();
    };
    const hint = `Type a number from 0 to ${MAX_COST.toLocaleString("en-US")}.`;
    return new NumberBox({ name, low: 0, high: MAX_COST, hint }, {
      onType: (cost) => this.set({ [mistake]: String(cost) }),
      onStep: step,
      onCommit: () => this.callbacks.commit(),
    });
  }

  /** @param {string} text @param {NumberBox} box */
  costLine(text, box) {
    return html("label", { class: "np-cost" }, html("span", { text }), box.input, box.hint);
  }

  /** @param {Record<string, string>} choices */
  set(choices) {
    this.callbacks.set({ choices });
  }

  /**
   * @param {Values} values
   * @param {import("./rocChart.js").Curve} curve
   * @param {number[][]} table as of `confusion`, at the threshold
   */
  show(values, curve, table) {
    const costs = costsOf(values);
    this.costs.false_alarm.show(costs.falseAlarm);
    this.costs.miss.show(costs.miss);
    this.chart.show(curve, table);
    this.showShares(table);
    const { cost, threshold } = leastOf(curve, costs);
    this.best = threshold;
    setText(this.total, plain(costOf(table, costs)));
    setText(this.least, `Least: ${plain(cost)}, at threshold ${this.best}.`);
  }

  /** What is in view even while the rest is not. @param {Values} values */
  showThreshold(values) {
    this.slider.show(thresholdOf(values));
  }

  /** @param {number[][]} table */
  showShares(table) {
    const { precision, recall } = precisionAndRecall(table);
    const [[, falseAlarms], [, hits]] = table;
    const yes = `“${this.classes[1]}”`;
    setText(
      this.precision.text,
      ` ${shareText(precision)}: of ${falseAlarms + hits} answers ${yes}, ${hits} right.`,
    );
    setText(
      this.recall.text,
      ` ${shareText(recall)}: of ${table[1][0] + hits} that are ${yes}, ${hits} found.`,
    );
  }

  flush() {
    this.slider.flush();
  }

  close() {
    this.slider.close();
  }
}

/** A share in a sentence that begins with its name. @param {"precision" | "recall"} id @param {string} name */
function shareOf(id, name) {
  const text = html("span", explained(id));
  return {
    text,
    element: html("p", { class: "np-note", "data-testid": id }, term(id, name), text),
  };
}

/** @param {number} cost */
const plain = (cost) => sixDigits(cost).toLocaleString("en-US");

/** @param {number} share NaN: of nothing */
const shareText = (share) => Number.isNaN(share) ? "–" : percent(share);
