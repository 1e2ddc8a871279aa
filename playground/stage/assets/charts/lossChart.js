/**
 * The loss of every epoch on the rows trained on and on the test rows, and earlier runs'.
 *
 * Plotly takes 50 ms and more to redraw lines. So while they grow, they are drawn on a canvas over
 * its axes; once they stand still, Plotly gets them, to show each epoch under the pointer.
 */

import { html, pixelRatio, setText } from "../widgets/dom.js";
import { powerText } from "../widgets/format.js";
import { AxisLabels } from "./axisLabels.js";
import { LossCanvas } from "./lossCanvas.js";
import { lossRanges, RUNAWAY } from "../model/lossRanges.js";
import { axisTitle, FIRST_OTHER, layoutOf, MAX_OTHERS, NOTHING, tracesOf } from "./lossFigure.js";
import { autoResize, axisScales, flatPlot } from "./plot.js";

/**
 * @typedef {import("../protocol.d.ts").ComparedRun} ComparedRun
 * @typedef {import("../protocol.d.ts").Curve} Curve
 * @typedef {import("../model/runHistory.js").RunHistory} RunHistory
 * @typedef {import("./plot.js").Theme} Theme
 */

/** Milliseconds without a new loss after which Plotly gets the lines. */
const STILL = 1000;

export class LossChart {
  plot = flatPlot();
  hint = html("p", {
    class: "np-loss-hint",
    text: "Press Train: the loss of every epoch appears here",
  });
  canvas = new LossCanvas(this.plot, () => this.drawLines());
  loss = "";
  epochs = 0;
  /** The epoch in view. */
  epoch = 0;
  log = false;
  /** @type {RunHistory | null} */
  history = null;
  /** Attempt and length of the history as it was shown last. */
  shown = "";
  othersKey = "";
  /** The axes' ranges as they were set last; others mean that somebody has zoomed. @type {ReturnType<typeof lossRanges> | null} */
  ranges = null;
  /** Which run's ranges they are: its history, attempt, and whether it ran away. @type {unknown[]} */
  rangesOf = [];
  /** Up to which epoch the losses that ran away are drawn. */
  until = Infinity;
  /** Where the newest loss is, if it is above the picture. */
  above = html("p", { class: "np-loss-above", hidden: true });
  /** Whether Plotly has the lines. */
  inPlotly = false;
  drawn = false;
  closed = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer;
  stopResizing = () => {};

  /** @param {import("./plot.js").Plotly} Plotly @param {HTMLElement} box @param {Theme} theme */
  constructor(Plotly, box, theme) {
    this.Plotly = Plotly;
    this.theme = theme;
    this.labels = new AxisLabels(Plotly, this.plot, box);
    box.replaceChildren(this.plot, this.hint, this.above);
  }

  /** @param {boolean} wanted whether in a worker */
  useWorker(wanted) {
    this.canvas.useWorker(wanted);
  }

  /** @param {string} loss its name @param {number} epochs how many there will be */
  async draw(loss, epochs) {
    const { Plotly, theme, plot } = this;
    this.loss = loss;
    this.epochs = epochs;
    const showAll = {
      name: "whole",
      title: "Show all",
      icon: Plotly.Icons.home,
      click: () => this.fitRanges(true),
    };
    const layout = this.labels.of(layoutOf(loss, epochs, theme));
    await Plotly.react(plot, tracesOf(theme), layout, {
      displaylogo: false,
      responsive: false,
      doubleClick: false,
      modeBarButtons: [["zoomIn2d", "zoomOut2d", "pan2d", showAll, "toImage"]],
    });
    plot.on("plotly_doubleclick", () => this.fitRanges(true));
    plot.on("plotly_afterplot", () => this.drawLines());
    plot.on("plotly_relayouting", () => this.drawLines());
    this.stopResizing = autoResize(Plotly, plot, () => this.labels.fit());
    this.drawn = !this.closed;
  }

  /** Another recipe. @param {string} loss its name @param {number} epochs how many there will be */
  setRecipe(loss, epochs) {
    if (!this.drawn || (loss === this.loss && epochs === this.epochs)) return;
    this.loss = loss;
    this.epochs = epochs;
    this.labels.renameY(axisTitle(loss));
    this.fitRanges();
  }

  /**
   * Earlier runs to compare with.
   *
   * @param {ComparedRun[]} others the newest first
   * @param {ReadonlySet<string>} hidden ids of those that are not drawn
   */
  compare(others, hidden) {
    const key = JSON.stringify([others, [...hidden]]);
    if (!this.drawn || key === this.othersKey) return;
    this.othersKey = key;
    const shown = Array.from({ length: MAX_OTHERS }, (_, i) => others.at(i));
    const curves = shown.map((other) => other ? comparedCurve(other) : NO_CURVE);
    const names = shown.map((other, i) =>
      other ? `${other.name} (${curves[i] === other.test ? "test" : "training"})` : ""
    );
    this.Plotly.restyle(this.plot, {
      name: names,
      visible: shown.map((other) => other !== undefined && !hidden.has(other.id)),
      x: curves.map(({ epochs }) => epochs),
      y: curves.map(({ losses }) => losses),
      hovertemplate: names.map((name) => `${name}<br>epoch %{x}: %{y:.4g}<extra></extra>`),
    }, shown.map((_, i) => FIRST_OTHER + i));
  }

  /**
   * @param {RunHistory} history
   * @param {number} epoch the one in view
   * @param {number} [until] the losses that ran away are drawn up to there
   */
  show(history, epoch, until = Infinity) {
    if (!this.drawn) return;
    const { attempt, train, runaway } = history;
    const key = `${attempt};${train.length};${runaway ? until : ""}`;
    this.epoch = epoch;
    if (key !== this.shown || history !== this.history) {
      this.shown = key;
      this.history = history;
      this.until = until;
      const isEmpty = !train.length && !runaway;
      // hiding what is hidden would make the browser look at the page again with every loss
      if (this.hint.hidden === isEmpty) this.hint.hidden = !isEmpty;
      this.leavePlotly();
      this.fitRanges();
      this.showAbove(history);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.giveToPlotly(history), STILL);
    }
    this.drawLines();
  }

  /** The lines grow: the canvas has them. */
  leavePlotly() {
    if (!this.inPlotly) return;
    this.inPlotly = false;
    this.Plotly.restyle(this.plot, { x: [NOTHING, NOTHING], y: [NOTHING, NOTHING] }, [0, 1]);
  }

  /** The lines stand still: Plotly draws them, and shows each epoch under the pointer. @param {RunHistory} history */
  giveToPlotly({ train, test, runaway }) {
    if (this.closed || (!train.length && !runaway)) return;
    this.inPlotly = true;
    const before = runaway ? Math.floor(runaway.start) : train.length;
    const epochs = Array.from({ length: before }, (_, i) => i + 1);
    const away = runaway?.curve();
    const tested = test.slice(0, before).some((loss) => loss !== null);
    this.Plotly.restyle(this.plot, {
      x: [[...epochs, ...away?.epochs ?? []], tested ? epochs : NOTHING],
      y: [[...train.slice(0, before), ...away?.losses ?? []], tested ? test : NOTHING],
    }, [0, 1]);
    this.drawLines();
  }

  /** The canvas: lines that grow, and the dot at the epoch in view. */
  drawLines() {
    if (!this.drawn || !this.history) return;
    const { theme, log, epoch, history } = this;
    const { size, left, top, width, height, x0, x1, y0, y1 } = axisScales(this.plot);
    this.canvas.update(history, {
      size,
      ratio: pixelRatio(),
      box: { left, top, width, height },
      x: [x0, x1],
      y: [y0, y1],
      log,
      lines: !this.inPlotly,
      epoch,
      loss: history.lossesAt(epoch).train ?? null,
      runaway: history.runaway && !this.inPlotly ? history.runaway.curve(this.until) : null,
      colors: { train: theme.accent, test: theme.text, edge: theme.background },
    });
  }

  /** A loss that ran away is above the picture: an arrow says how far. @param {RunHistory} history */
  showAbove({ train, runaway }) {
    const loss = runaway ? runaway.at(this.until).loss : train.at(-1);
    const top = this.ranges?.[1][1] ?? Infinity;
    const isAbove = typeof loss === "number" && loss > (this.log ? 10 ** top : top);
    if (this.above.hidden === isAbove) this.above.hidden = !isAbove;
    if (isAbove) setText(this.above, `↑ ${powerText(loss)}`);
  }

  /** Equal factors as equal distances, or equal differences. @param {boolean} log */
  setLogScale(log) {
    if (log === this.log || !this.drawn) return;
    this.log = log;
    this.fitRanges(true);
  }

  /** Makes room for all losses, unless somebody has zoomed. @param {boolean} always even then */
  fitRanges(always = false) {
    const { xaxis, yaxis } = this.plot._fullLayout;
    const zoomed = this.ranges && String([xaxis.range, yaxis.range]) !== String(this.ranges);
    if (zoomed && !always) return;
    const { history } = this;
    const of = [history, history?.attempt, history?.runaway];
    const isSame = of.every((part, i) => part === this.rangesOf[i]);
    this.rangesOf = of;
    const before = always || !isSame ? null : this.ranges;
    const ranges = lossRanges(curvesOf(history), this.lengthOf(history), this.log, before);
    if (String(ranges) === String(this.ranges) && !always) return;
    this.ranges = ranges;
    const type = this.log ? "log" : "linear";
    this.Plotly.relayout(this.plot, {
      ...(type !== yaxis.type && { "yaxis.type": type }),
      "xaxis.range": [...ranges[0]],
      "yaxis.range": [...ranges[1]],
    });
  }

  /**
   * How many epochs the axis has: of a run that ran away, those until its loss has left the picture.
   *
   * @param {RunHistory | null} history
   */
  lengthOf(history) {
    const { runaway } = history ?? {};
    if (!runaway) return this.epochs;
    const [{ 0: first }] = curvesOf(history);
    return this.log ? runaway.end : runaway.exit(RUNAWAY * (first ?? Infinity));
  }

  close() {
    this.closed = true;
    this.drawn = false;
    clearTimeout(this.timer);
    this.stopResizing();
    this.canvas.close();
  }
}

/** The losses that set the axes: those of the run in view alone. @param {RunHistory | null} history */
function curvesOf(history) {
  if (!history) return [];
  const { train, test, runaway } = history;
  return runaway ? [[...train.slice(0, runaway.start), ...runaway.losses]] : [train, test];
}

/** @type {Curve} */
const NO_CURVE = { epochs: [], losses: [] };

/** The loss on test rows, or without any on those trained on. @param {ComparedRun} run */
const comparedCurve = ({ train, test }) => (test.epochs.length ? test : train);
