/** Which colour and shape is which class, and how a wrong answer is marked. */

import { marksOf } from "../model/classMarks.js";
import { html, svg } from "../widgets/dom.js";

const RING = "M-6.5,0a6.5,6.5 0 1,0 13,0a6.5,6.5 0 1,0 -13,0";

/** @param {string} name @param {SVGElement} mark */
const entry = (name, mark) =>
  html(
    "li",
    {},
    svg("svg", { viewBox: "-9 -9 18 18", "aria-hidden": "true" }, mark),
    html("span", { text: name }),
  );

export class ClassLegend {
  missed = entry("wrong answer", svg("path", { class: "np-missed", d: RING }));

  /** @param {string[]} classes their names; of a number none, and nothing is shown */
  constructor(classes) {
    const marks = marksOf(classes.length);
    this.element = html(
      "ul",
      { class: "np-class-legend", "aria-label": "Classes", hidden: classes.length === 0 },
      ...classes.map((name, k) =>
        entry(name, svg("path", { class: "np-class-mark", d: marks[k].path, fill: marks[k].color }))
      ),
      this.missed,
    );
  }

  /** @param {boolean} isMarked whether wrong answers are marked now */
  show(isMarked) {
    this.missed.hidden = !isMarked;
  }
}
