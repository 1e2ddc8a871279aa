/** Draws growing losses on a canvas, and a dot at the epoch in view; in the page or in a worker. No DOM. */

import { clearCanvas, contextOf } from "../widgets/dom.js";

const DASHED = [9, 6];
/** How far a line or the dot reaches to the sides of its epoch, in CSS pixels. */
const REACH = 9;

/**
 * @typedef {import("../widgets/dom.js").Context2d} Context2d
 * @typedef {(number | null)[]} Losses of the epochs from 1 on
 *
 * @typedef {object} Look how the losses are drawn
 * @property {[number, number]} size of the canvas in CSS pixels
 * @property {number} ratio canvas pixels for each CSS pixel
 * @property {{left: number, top: number, width: number, height: number}} box of the axes in it
 * @property {[number, number]} x the epochs at its left and right
 * @property {[number, number]} y the losses at its bottom and top, or their logarithms
 * @property {boolean} log
 * @property {boolean} lines whether they are drawn, or only the dot
 * @property {number} epoch
 * @property {{train: string, test: string, edge: string}} colors
 *
 * @typedef {(value: number) => number} Scale to pixels
 */

export class LossPen {
  /** @type {Losses} */
  train = [];
  /** @type {Losses} */
  test = [];
  /** The newest epoch and the one in view, as they were drawn last. @type {number[]} */
  ends = [];
  /** Everything else of the look they were drawn with. */
  look = "";

  /** @param {HTMLCanvasElement | OffscreenCanvas} canvas */
  constructor(canvas) {
    this.canvas = canvas;
  }

  /**
   * Keeps the first `after` losses and adds others, then draws them.
   *
   * @param {import("../protocol.d.ts").LossUpdate & {look: Look}} update
   */
  update({ after, train, test, look }) {
    const grown = after === this.train.length;
    this.train.length = this.test.length = after;
    for (const loss of train) this.train.push(loss);
    for (const loss of test) this.test.push(loss);
    this.draw(look, grown);
  }

  /**
   * Lines that only grew are redrawn only where they did: fewer pixels to bring to the screen.
   *
   * @param {Look} look
   * @param {boolean} grown whether the losses drawn last are still the first ones
   */
  draw(look, grown) {
    const { size, ratio, box, x, y, log, lines, epoch, colors } = look;
    /** @type {Scale} */
    const px = (n) => box.left + ((n - x[0]) / (x[1] - x[0])) * box.width;
    /** @type {Scale} */
    const py = (loss) =>
      box.top + ((y[1] - (log ? Math.log10(loss) : loss)) / (y[1] - y[0])) * box.height;
    const key = JSON.stringify({ ...look, epoch: 0 });
    const ends = [this.train.length, epoch];
    const changed = [...ends, ...this.ends].map(px);
    const partly = grown && key === this.look;
    const context = partly ? contextOf(this.canvas) : clearCanvas(this.canvas, ...size, ratio);
    this.look = key;
    this.ends = ends;
    context.save();
    if (partly) {
      clearStrip(
        context,
        Math.min(...changed) - REACH,
        Math.max(...changed) + REACH,
        size[1],
        ratio,
      );
    }
    if (lines) {
      context.save();
      context.beginPath();
      context.rect(box.left, box.top, box.width, box.height);
      context.clip();
      const drawable = (/** @type {number} */ loss) => loss > 0 || !log;
      strokeLosses(context, this.train, drawable, px, py, colors.train, []);
      strokeLosses(context, this.test, drawable, px, py, colors.test, DASHED);
      context.restore();
    }
    this.drawDot(context, look, px, py);
    context.restore();
  }

  /** Where the epoch in view lies. @param {Context2d} context @param {Look} look @param {Scale} px @param {Scale} py */
  drawDot(context, { box, epoch, colors }, px, py) {
    const loss = this.train[epoch - 1];
    if (loss === null || !(loss > 0)) return;
    const [x, y] = [px(epoch), py(loss)];
    const [left, top] = [x - box.left, y - box.top];
    if (left < 0 || left > box.width || top < 0 || top > box.height) return;
    Object.assign(context, { fillStyle: colors.train, strokeStyle: colors.edge, lineWidth: 2 });
    context.setLineDash([]);
    context.beginPath();
    context.arc(x, y, 6, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}

/**
 * Clears a strip of the canvas, in whole pixels, and draws only there from now on.
 *
 * @param {Context2d} context
 * @param {number} left in CSS pixels
 * @param {number} right
 * @param {number} height
 * @param {number} ratio
 */
function clearStrip(context, left, right, height, ratio) {
  const [start, end] = [Math.floor(left * ratio) / ratio, Math.ceil(right * ratio) / ratio];
  context.beginPath();
  context.rect(start, 0, end - start, height);
  context.clip();
  context.clearRect(start, 0, end - start, height);
}

/**
 * A line through the losses that are known, with gaps at the others.
 *
 * @param {Context2d} context
 * @param {Losses} losses
 * @param {(loss: number) => boolean} drawable
 * @param {Scale} px
 * @param {Scale} py
 * @param {string} color
 * @param {number[]} dashes
 */
function strokeLosses(context, losses, drawable, px, py, color, dashes) {
  Object.assign(context, { strokeStyle: color, lineWidth: 3, lineJoin: "round" });
  context.setLineDash(dashes);
  context.beginPath();
  let joined = false;
  losses.forEach((loss, n) => {
    const known = loss !== null && drawable(loss);
    if (known && joined) context.lineTo(px(n + 1), py(loss));
    else if (known) context.moveTo(px(n + 1), py(loss));
    joined = known;
  });
  context.stroke();
}
