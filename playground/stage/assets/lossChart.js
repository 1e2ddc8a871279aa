/** The loss of every epoch on the rows trained on and on those only tested on, and earlier runs'. */

import { dressed, fitted } from "./plot.js";

const CONFIG = { displaylogo: false, responsive: false, doubleClick: "reset+autosize",
  modeBarButtons: [["zoomIn2d", "zoomOut2d", "pan2d", "resetScale2d", "toImage"]] };

/** As many as can be compared, each in a dash of its own, after the three traces of the training in view. */
const OTHERS = 5;
const FIRST = 3;
const DASHES = ["dot", "dash", "longdash", "dashdot", "longdashdot"];

export class LossChart {
  constructor(Plotly, box, theme) {
    Object.assign(this, { Plotly, theme, log: false });
    this.plot = document.createElement("div");
    this.plot.className = "np-plot";
    box.replaceChildren(this.plot);
  }

  /** @param {string} loss its name */
  async draw(loss) {
    const { theme } = this;
    const line = (name, color, dash, more) => ({ type: "scatter", mode: "lines", name, x: [], y: [],
      line: { color, width: 3, dash }, hovertemplate: `epoch %{x}<br>${name} %{y:.4g}<extra></extra>`, ...more });
    const data = [line("training", theme.accent, "solid"), line("test", theme.text, "dash"),
      { type: "scatter", mode: "markers", name: "now", x: [], y: [], showlegend: false, hoverinfo: "skip",
        marker: { size: 12, color: theme.accent, line: { width: 2, color: theme.background } } }];
    data.push(...Array.from({ length: OTHERS }, (_, i) => line("", theme.mixed(0.62), DASHES[i], {
      line: { color: theme.mixed(0.62), width: 2, dash: DASHES[i] }, showlegend: false })));
    const layout = dressed({ layout: {
      xaxis: { title: { text: "epoch" }, rangemode: "tozero", zeroline: false },
      yaxis: { title: { text: `loss (${loss}, standardised)` }, rangemode: "tozero", zeroline: false },
      margin: { l: 64, r: 12, t: 8, b: 52 }, hovermode: "closest", template: "none", uirevision: "kept",
      annotations: [{ text: "Press Train: the loss of every epoch appears here", showarrow: false,
        xref: "paper", yref: "paper", x: 0.5, y: 0.5, font: { color: theme.text } }],
      legend: { orientation: "h", x: 1, xanchor: "right", y: 1 } } }, theme);
    await this.Plotly.react(this.plot, data, layout, CONFIG);
    this.stopFitting = fitted(this.Plotly, this.plot);
    this.drawn = true;
  }

  /** Earlier trainings to compare with. @param {{name: string, train: number[][], test: number[][]}[]} others */
  compare(others) {
    if (!this.drawn || others === this.others) return;
    this.others = others;
    const shown = Array.from({ length: OTHERS }, (_, i) => others[others.length - 1 - i]);
    const curve = (other) => (other?.test[0].length ? other.test : other?.train ?? [[], []]);
    const names = shown.map((other) => (other ? `${other.name} (${other.test[0].length ? "test" : "training"})` : ""));
    this.Plotly.restyle(this.plot, { name: names, showlegend: shown.map(Boolean),
      x: shown.map((other) => curve(other)[0]), y: shown.map((other) => curve(other)[1]),
      hovertemplate: names.map((name) => `${name}<br>epoch %{x}: %{y:.4g}<extra></extra>`) },
      shown.map((_, i) => FIRST + i));
  }

  /** @param {import("./record.js").Record} record @param {number} epoch that is looked at */
  show(record, epoch) {
    if (!this.drawn) return;
    const { train, test } = record;
    const key = `${record.attempt};${train.length};${epoch}`;
    if (key === this.key) return;
    this.key = key;
    if (this.empty !== !train.length) {
      this.empty = !train.length;
      this.Plotly.relayout(this.plot, { "annotations[0].visible": this.empty });
    }
    const epochs = train.map((_, i) => i + 1);
    const tested = test.some((value) => value !== null);
    const here = epoch > 0 && epoch <= train.length ? [[epoch], [train[epoch - 1]]] : [[], []];
    this.Plotly.restyle(this.plot, { x: [epochs, tested ? epochs : [], here[0]],
      y: [train, tested ? test : [], here[1]] }, [0, 1, 2]);
  }

  /** Equal factors as equal distances, or equal differences. */
  scale(log) {
    if (log === this.log || !this.drawn) return;
    this.log = log;
    this.Plotly.relayout(this.plot, { "yaxis.type": log ? "log" : "linear", "yaxis.autorange": true });
  }

  close() {
    this.stopFitting?.();
  }
}
