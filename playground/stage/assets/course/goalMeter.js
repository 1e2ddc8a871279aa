/** One goal of a step: its name, a circle that fills, and what is missing. */

import { FACTS } from "../model/courseTable.js";
import { html, setAttributes, setText, svg } from "../widgets/dom.js";

/** @typedef {import("../protocol.d.ts").Goal} Goal */

const RADIUS = 15;
const ROUND = 2 * Math.PI * RADIUS;

export class GoalMeter {
  words = "";

  /** @param {Goal} goal */
  constructor(goal) {
    this.name = goal.name || FACTS[goal.fact]?.label || goal.fact;
    this.ring = svg("circle", { class: "np-goal-fill", cx: 20, cy: 20, r: RADIUS });
    this.tick = svg("path", { class: "np-goal-tick", d: "M12,21l6,6l11,-13" });
    this.distance = html("span", { class: "np-goal-distance" });
    this.element = html(
      "li",
      { class: "np-goal" },
      svg(
        "svg",
        { class: "np-goal-ring", viewBox: "0 0 40 40", "aria-hidden": "true" },
        svg("circle", { class: "np-goal-way", cx: 20, cy: 20, r: RADIUS }),
        this.ring,
        this.tick,
      ),
      html(
        "span",
        { class: "np-goal-text" },
        html("span", { class: "np-goal-name", text: this.name }),
        this.distance,
      ),
    );
  }

  /**
   * @param {import("../model/course.d.ts").Progress} progress
   * @param {boolean} isDone the step is done, whatever moves afterwards
   */
  show({ met, share, distance }, isDone) {
    const isMet = met || isDone;
    const filled = isMet ? 1 : share;
    this.words = isMet ? `${this.name}: done` : `${this.name}: ${distance}`;
    setAttributes(this.ring, {
      "stroke-dasharray": `${(filled * ROUND).toFixed(1)} ${ROUND.toFixed(1)}`,
    });
    setAttributes(this.element, { "data-met": String(isMet) });
    setText(this.distance, isMet ? "done" : distance);
  }
}
