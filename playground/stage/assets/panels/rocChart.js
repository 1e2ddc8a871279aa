/** The ROC curve: for every threshold the share of false alarms, and the share of yes that is found. */

import { percent } from "../model/classes.js";
import { html, setAttributes, setText, svg } from "../widgets/dom.js";
import { explained, term } from "../widgets/explain.js";

/** Width and height, and the room for the words at the axes. */
const SIZE = 120;
const EDGE = 18;

/** @typedef {ReturnType<typeof import("../model/classes.js").roc>} Curve */

export class RocChart {
  curve = svg("path", { class: "np-roc-curve" });
  dot = svg("circle", { class: "np-roc-dot", r: 5 });
  text = html("output", explained("roc"));
  svg = svg(
    "svg",
    { class: "np-roc", viewBox: `${-EDGE} -6 ${SIZE + EDGE + 6} ${SIZE + EDGE + 6}`, role: "img" },
    svg("path", { class: "np-roc-frame", d: `M0,0V${SIZE}H${SIZE}V0Z` }),
    svg("path", { class: "np-roc-guess", d: `M0,${SIZE}L${SIZE},0` }),
    svg("text", { x: SIZE / 2, y: SIZE + 13, class: "np-roc-axis" }, "false alarms"),
    svg("text", {
      x: -SIZE / 2,
      y: -7,
      class: "np-roc-axis",
      transform: "rotate(-90)",
    }, "found"),
    this.curve,
    this.dot,
  );
  element = html(
    "div",
    { class: "np-roc-box" },
    this.svg,
    html("p", { class: "np-note", "data-testid": "auc" }, term("roc", "area"), " ", this.text),
  );

  /**
   * @param {Curve} curve
   * @param {number[][]} table as of `confusion`, at the threshold in view
   */
  show(curve, [[, falseAlarms], [, hits]]) {
    const x = (/** @type {number} */ count) => (SIZE * count) / (curve.negatives || 1);
    const y = (/** @type {number} */ count) => SIZE - (SIZE * count) / (curve.positives || 1);
    const places = curve.hits.map((hit, i) =>
      `${x(curve.falseAlarms[i]).toFixed(1)},${y(hit).toFixed(1)}`
    );
    setAttributes(this.curve, { d: `M${places.join("L")}` });
    setAttributes(this.dot, { cx: x(falseAlarms), cy: y(hits) });
    const area = Number.isNaN(curve.area) ? "–" : curve.area.toFixed(3); // one class: there is none
    setText(this.text, area);
    const here = `${percent(hits / (curve.positives || 1))} found, ` +
      `${percent(falseAlarms / (curve.negatives || 1))} false alarms`;
    setAttributes(this.svg, { "aria-label": `ROC curve, area ${area}. Here: ${here}.` });
  }
}
