/**
 * The loss of every epoch on the rows trained on and on those only tested on, and earlier runs'.
 *
 * Plotly takes 50 ms and more to draw lines anew. So while they grow, they are drawn on a canvas
 * over its axes; once they rest, Plotly gets them, to be hovered over.
 */

import { html, pixelRatio } from "../widgets/dom.js";
import { LossPen } from "./lossPen.js";
import { lossRanges } from "../model/lossRanges.js";
import { autoResize, axisScales, themeLayout } from "./plot.js";

const REST = 1000;

/** As many as can be compared, each in a dash of its own, after the two traces of the training in view. */
const OTHERS = 5;
const FIRST = 2;
const DASHES = ["dot", "dash", "longdash", "dashdot", "longdashdot"];
const NOTHING = [null];

export class LossChart {
  constructor(Plotly, box, theme) {
    Object.assign(this, { Plotly, theme, log: false, others: [], compared: "[]", settled: false });
    this.plot = document.createElement("div");
    this.plot.className = "np-plot";
    this.hint = html("p", {
      class: "np-loss-hint",
      text: "Press Train: the loss of every epoch appears here",
    });
    box.replaceChildren(this.plot, this.hint);
  }

  /**
   * Where its lines are drawn: in a worker while only losses are news, so that the page's own
   * thread has nothing to draw, and training more time; else in the page, in one frame with the rest.
   * A browser that knows no such worker, or did not get its script, draws in the page.
   *
   * @param {boolean} wanted whether in a worker
   */
  place(wanted) {
    const apart = wanted && !this.failed &&
      "transferControlToOffscreen" in HTMLCanvasElement.prototype;
    if (apart === this.apart) return;
    this.apart = apart;
    this.pen?.close();
    this.canvas?.remove();
    this.canvas = html("canvas", { class: "np-overlay np-loss-lines", "aria-hidden": "true" });
    this.plot.after(this.canvas);
    this.pen = apart ? penApart(this.canvas, () => this.stay()) : penHere(this.canvas);
    this.told = {};
    this.paint();
  }

  /** The worker has failed. */
  stay() {
    if (this.closed) return;
    this.failed = true;
    this.place(false);
  }

  /** @param {string} loss its name @param {number} epochs how many there will be */
  async draw(loss, epochs) {
    const { theme } = this;
    Object.assign(this, { loss, epochs });
    const line = (name, color, dash, more) => ({
      type: "scatter",
      mode: "lines",
      name,
      x: NOTHING,
      y: NOTHING,
      line: { color, width: 3, dash },
      hovertemplate: `epoch %{x}<br>${name} %{y:.4g}<extra></extra>`,
      ...more,
    });
    const data = [line("training", theme.accent, "solid"), line("test", theme.text, "dash")];
    data.push(...Array.from({ length: OTHERS }, (_, i) =>
      line("", theme.mixed(0.62), DASHES[i], {
        line: { color: theme.mixed(0.62), width: 2, dash: DASHES[i] },
        showlegend: false,
      })));
    const layout = themeLayout({
      layout: {
        xaxis: { title: { text: "epoch" }, zeroline: false, range: [0, epochs] },
        yaxis: { title: { text: titled(loss) }, zeroline: false, range: [0, 1] },
        margin: { l: 64, r: 12, t: 8, b: 52 },
        hovermode: "closest",
        template: "none",
        legend: { orientation: "h", x: 1, xanchor: "right", y: 1 },
      },
    }, theme);
    const whole = {
      name: "whole",
      title: "Show all",
      icon: this.Plotly.Icons.home,
      click: () => this.range(true),
    };
    await this.Plotly.react(this.plot, data, layout, {
      displaylogo: false,
      responsive: false,
      doubleClick: false,
      modeBarButtons: [["zoomIn2d", "zoomOut2d", "pan2d", whole, "toImage"]],
    });
    this.plot.on("plotly_doubleclick", () => this.range(true));
    this.plot.on("plotly_afterplot", () => this.paint());
    this.plot.on("plotly_relayouting", () => this.paint());
    this.stopFitting = autoResize(this.Plotly, this.plot);
    this.drawn = !this.closed;
  }

  /** Another recipe. @param {string} loss its name @param {number} epochs how many there will be */
  expect(loss, epochs) {
    if (!this.drawn || (loss === this.loss && epochs === this.epochs)) return;
    Object.assign(this, { loss, epochs });
    this.Plotly.relayout(this.plot, { "yaxis.title.text": titled(loss) });
    this.range();
  }

  /** Earlier trainings to compare with. @param {{name: string, train: number[][], test: number[][]}[]} others */
  compare(others) {
    if (!this.drawn || others === this.others) return;
    this.others = others;
    const key = JSON.stringify(others);
    if (key === this.compared) return;
    this.compared = key;
    const shown = Array.from({ length: OTHERS }, (_, i) => others[others.length - 1 - i]);
    const names = shown.map((
      other,
    ) => (other ? `${other.name} (${other.test[0].length ? "test" : "training"})` : ""));
    this.Plotly.restyle(this.plot, {
      name: names,
      showlegend: shown.map(Boolean),
      x: shown.map((other) => curve(other)[0]),
      y: shown.map((other) => curve(other)[1]),
      hovertemplate: names.map((name) => `${name}<br>epoch %{x}: %{y:.4g}<extra></extra>`),
    }, shown.map((_, i) => FIRST + i));
    this.range();
  }

  /** @param {import("../model/runHistory.js").Record} record @param {number} epoch that is looked at */
  show(record, epoch) {
    if (!this.drawn) return;
    const key = `${record.attempt};${record.train.length}`;
    this.epoch = epoch;
    if (key !== this.key) {
      this.key = key;
      this.record = record;
      if (this.hint.hidden !== record.train.length > 0) this.hint.hidden = !this.hint.hidden;
      this.release();
      this.range();
      clearTimeout(this.resting);
      this.resting = setTimeout(() => this.settle(), REST);
    }
    this.paint();
  }

  /** The lines grow: they are no longer Plotly's. */
  release() {
    if (this.settled) {
      this.Plotly.restyle(this.plot, { x: [NOTHING, NOTHING], y: [NOTHING, NOTHING] }, [0, 1]);
    }
    this.settled = false;
  }

  /** The lines rest: Plotly draws them, and tells of every epoch under the pointer. */
  settle() {
    const { train, test } = this.record;
    if (this.closed || !train.length) return;
    this.settled = true;
    const epochs = train.map((_, i) => i + 1);
    const known = test.some((value) => value !== null);
    this.Plotly.restyle(this.plot, {
      x: [epochs, known ? epochs : NOTHING],
      y: [train, known ? test : NOTHING],
    }, [0, 1]);
    this.paint();
  }

  /** The pen is told what it does not know yet. */
  paint() {
    if (!this.drawn || !this.record || !this.pen) return;
    const { record, told, plot, theme, log, epoch } = this;
    const same = told.record === record && told.attempt === record.attempt;
    const after = same ? Math.min(told.epochs, record.train.length) : 0;
    this.told = { record, attempt: record.attempt, epochs: record.train.length };
    const { size, left, top, width, height, x0, x1, y0, y1 } = axisScales(plot);
    this.pen.take({
      after,
      train: record.train.slice(after),
      test: record.test.slice(after),
      look: {
        size,
        ratio: pixelRatio(),
        box: { left, top, width, height },
        x: [x0, x1],
        y: [y0, y1],
        log,
        lines: !this.settled,
        epoch,
        colors: { train: theme.accent, test: theme.text, edge: theme.background },
      },
    });
  }

  /** Equal factors as equal distances, or equal differences. */
  scale(log) {
    if (log === this.log || !this.drawn) return;
    this.log = log;
    this.range(true);
  }

  /** Makes room for what there is; unless somebody has zoomed. @param {boolean} all whether or not */
  range(all = false) {
    const { xaxis, yaxis } = this.plot._fullLayout;
    const zoomed = this.ranges && String([xaxis.range, yaxis.range]) !== String(this.ranges);
    if (zoomed && !all) return;
    const { train = [], test = [] } = this.record ?? {};
    const others = this.others.map(curve);
    const ranges = lossRanges(
      [train, test, ...others.map(([, losses]) => losses)],
      Math.max(this.epochs, ...others.map(([epochs]) => epochs.at(-1) ?? 0)),
      this.log,
      all ? null : this.ranges,
    );
    if (String(ranges) === String(this.ranges) && !all) return;
    this.ranges = ranges;
    const type = this.log ? "log" : "linear";
    this.Plotly.relayout(this.plot, {
      ...(type !== yaxis.type && { "yaxis.type": type }),
      "xaxis.range": [...ranges[0]],
      "yaxis.range": [...ranges[1]],
    });
  }

  close() {
    Object.assign(this, { closed: true, drawn: false });
    clearTimeout(this.resting);
    this.stopFitting?.();
    this.pen?.close();
  }
}

const titled = (loss) => `loss (${loss}, standardised)`;

function penHere(canvas) {
  const pen = new LossPen(canvas);
  return { take: (news) => pen.take(news), close() {} };
}

function penApart(canvas, onFailed) {
  const worker = new Worker(new URL("./lossWorker.js", import.meta.url), { type: "module" });
  worker.onerror = onFailed;
  const there = canvas.transferControlToOffscreen();
  worker.postMessage({ canvas: there }, [there]);
  return { take: (news) => worker.postMessage(news), close: () => worker.terminate() };
}

/** What is compared of a training: the loss on its test rows, or without any on those trained on. */
const curve = (other) => (other?.test[0].length ? other.test : other?.train ?? [[], []]);
