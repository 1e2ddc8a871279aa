/** What the chart of losses is made of: its lines, and its axes. */

import { themeLayout } from "./plot.js";

/** @typedef {import("./plot.js").Theme} Theme */

/** Runs that can be compared, each with a dash of its own; their traces follow those of the run in view. */
export const MAX_OTHERS = 5;
export const FIRST_OTHER = 2;
export const DASHES = ["dot", "dash", "longdash", "dashdot", "longdashdot"];

/** Coordinates of a line without points. */
export const NOTHING = [null];

/** @param {string} loss */
export const axisTitle = (loss) =>
  loss === "cross-entropy" ? `loss (${loss})` : `loss (${loss}, standardised)`;

/** Lines of the run in view, then of those to compare with. @param {Theme} theme */
export function tracesOf(theme) {
  const line = (/** @type {string} */ name, /** @type {Record<string, unknown>} */ style) => ({
    type: "scatter",
    mode: "lines",
    name,
    x: NOTHING,
    y: NOTHING,
    line: style,
    hovertemplate: `epoch %{x}<br>${name} %{y:.4g}<extra></extra>`,
  });
  return [
    line("training", { color: theme.accent, width: 3, dash: "solid" }),
    line("test", { color: theme.text, width: 3, dash: "dash" }),
    ...DASHES.map((dash) => ({
      ...line("", { color: theme.mixed(0.62), width: 2, dash }),
      showlegend: false,
      visible: false,
    })),
  ];
}

/** @param {string} loss @param {number} epochs @param {Theme} theme */
export const layoutOf = (loss, epochs, theme) =>
  themeLayout({
    layout: {
      xaxis: { title: { text: "epoch" }, zeroline: false, range: [0, epochs] },
      yaxis: { title: { text: axisTitle(loss) }, zeroline: false, range: [0, 1] },
      margin: { l: 64, r: 12, t: 8, b: 52 },
      hovermode: "closest",
      template: "none",
      legend: { orientation: "h", x: 1, xanchor: "right", y: 1 },
    },
  }, theme);
