/** The runs before this one that are drawn among its losses: their names, each a switch. */

import { html, svg } from "../widgets/dom.js";
import { DASHES } from "../charts/lossFigure.js";

/** @typedef {import("../protocol.d.ts").ComparedRun} ComparedRun */

/** Of each dash of Plotly's: lengths in a sample of its line. @type {Record<string, string>} */
const SAMPLES = {
  dot: "2 2",
  dash: "6 4",
  longdash: "10 4",
  dashdot: "6 3 2 3",
  longdashdot: "10 3 2 3",
};

export class EarlierRuns {
  /** Ids of those that are hidden. @type {Set<string>} */
  hidden = new Set();
  /** Those with a line, the newest first. @type {ComparedRun[]} */
  shown = [];
  element = html("div", {
    class: "np-earlier",
    role: "group",
    "aria-label": "Earlier trainings",
    hidden: true,
  });

  /** @param {() => void} onChange one was hidden, or is shown again */
  constructor(onChange) {
    this.onChange = onChange;
  }

  /** @param {ComparedRun[]} others the newest last */
  show(others) {
    const shown = others.slice(-DASHES.length).reverse();
    const key = (/** @type {ComparedRun[]} */ runs) =>
      JSON.stringify(runs.map(({ id, name }) => [id, name]));
    const isSame = key(shown) === key(this.shown);
    this.shown = shown;
    if (isSame) return;
    this.element.hidden = !shown.length;
    this.element.replaceChildren("Before: ", ...shown.map((run, i) => this.switchOf(run, i)));
  }

  /** @param {ComparedRun} run @param {number} index */
  switchOf({ id, name, test }, index) {
    const side = test.epochs.length ? "test" : "training";
    const button = html(
      "button",
      {
        type: "button",
        class: "np-button np-earlier-run",
        "aria-pressed": String(!this.hidden.has(id)),
        title: `Its ${side} loss: show or hide`,
        onclick: () => {
          const hides = !this.hidden.has(id);
          if (hides) this.hidden.add(id);
          else this.hidden.delete(id);
          button.setAttribute("aria-pressed", String(!hides));
          this.onChange();
        },
      },
      svg(
        "svg",
        { class: "np-line-sample", viewBox: "0 0 28 4", "aria-hidden": "true" },
        svg("line", { x1: 0, x2: 28, y1: 2, y2: 2, "stroke-dasharray": SAMPLES[DASHES[index]] }),
      ),
      html("span", { text: name }),
    );
    return button;
  }
}
