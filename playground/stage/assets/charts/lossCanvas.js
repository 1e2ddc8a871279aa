/**
 * The canvas of the growing losses, over Plotly's axes. It is drawn in a worker when nothing else on
 * the page changes, to keep the main thread free; otherwise in the page, in one frame with the rest.
 */

import { html } from "../widgets/dom.js";
import { LossPen } from "./lossPen.js";

/**
 * @typedef {import("./lossPen.js").Look} Look
 * @typedef {Parameters<LossPen["update"]>[0]} PenUpdate
 * @typedef {{update: (update: PenUpdate) => void, close: () => void}} Pen
 * @typedef {import("../model/runHistory.js").RunHistory} RunHistory
 */

export class LossCanvas {
  canvas = html("canvas");
  /** @type {Pen | null} */
  pen = null;
  /** @type {boolean | null} null: nothing is drawn yet */
  inWorker = null;
  failed = false;
  closed = false;
  /** What the pen has: the losses of an attempt up to an epoch. @type {{history: RunHistory, attempt: number, epochs: number} | null} */
  sent = null;

  /** @param {HTMLElement} plot over which it lies @param {() => void} onReplaced it must be drawn again */
  constructor(plot, onReplaced) {
    this.plot = plot;
    this.onReplaced = onReplaced;
  }

  /** Browsers without such workers, or without its script, draw in the page. @param {boolean} wanted */
  useWorker(wanted) {
    const inWorker = wanted && !this.failed &&
      "transferControlToOffscreen" in HTMLCanvasElement.prototype;
    if (inWorker === this.inWorker) return;
    this.inWorker = inWorker;
    this.pen?.close();
    this.canvas.remove();
    this.canvas = html("canvas", { class: "np-overlay np-loss-lines", "aria-hidden": "true" });
    this.plot.after(this.canvas);
    this.pen = inWorker ? workerPen(this.canvas, () => this.fallBack()) : pagePen(this.canvas);
    this.sent = null;
    this.onReplaced();
  }

  /** The worker has failed. */
  fallBack() {
    if (this.closed) return;
    this.failed = true;
    this.useWorker(false);
  }

  /** Sends the pen what it does not have yet. @param {RunHistory} history @param {Look} look */
  update(history, look) {
    const { sent } = this;
    const same = sent?.history === history && sent.attempt === history.attempt;
    const after = same ? Math.min(sent.epochs, history.train.length) : 0;
    this.sent = { history, attempt: history.attempt, epochs: history.train.length };
    this.pen?.update({
      after,
      train: history.train.slice(after),
      test: history.test.slice(after),
      look,
    });
  }

  close() {
    this.closed = true;
    this.pen?.close();
  }
}

/** @param {HTMLCanvasElement} canvas @returns {Pen} */
function pagePen(canvas) {
  const pen = new LossPen(canvas);
  return { update: (update) => pen.update(update), close() {} };
}

/** @param {HTMLCanvasElement} canvas @param {() => void} onFailed @returns {Pen} */
function workerPen(canvas, onFailed) {
  const worker = new Worker(new URL("./lossWorker.js", import.meta.url), { type: "module" });
  worker.onerror = onFailed;
  const offscreen = canvas.transferControlToOffscreen();
  worker.postMessage({ canvas: offscreen }, [offscreen]);
  return { update: (update) => worker.postMessage(update), close: () => worker.terminate() };
}
