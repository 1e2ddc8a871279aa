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
 * @property {number} epoch the one in view
 * @property {number | null} loss its own, on the rows trained on
 * @property {{epochs: number[], losses: number[]} | null} runaway how the loss ran away: it replaces
 *   what comes after its start
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
    const { size, ratio, box, x, y, log, lines, epoch, runaway, colors } = look;
    /** @type {Scale} */
    const px = (n) => box.left + ((n - x[0]) / (x[1] - x[0])) * box.width;
    /** @type {Scale} */
    const py = (loss) =>
      box.top + ((y[1] - (log ? Math.log10(loss) : loss)) / (y[1] - y[0])) * box.height;
    const key = JSON.stringify({ ...look, epoch: 0, loss: 0 });
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
      const before = runaway ? Math.floor(runaway.epochs[0]) : Infinity;
      const stroke = (
        /** @type {Losses} */ losses,
        /** @type {number[]} */ dashes,
        /** @type {string} */ color,
        /** @type {Losses} */ more = [],
      ) => {
        const all = [...losses.slice(0, before), ...more];
        const epochOf = (/** @type {number} */ i) =>
          runaway && i >= all.length - more.length
            ? runaway.epochs[i - all.length + more.length]
            : i + 1;
        strokeLosses(context, all, drawable, (i) => px(epochOf(i)), py, color, dashes);
      };
      stroke(this.train, [], colors.train, runaway?.losses);
      stroke(this.test, DASHED, colors.test);
      context.restore();
    }
    this.drawDot(context, look, px, py);
    context.restore();
  }

  /** Where the epoch in view lies. @param {Context2d} context @param {Look} look @param {Scale} px @param {Scale} py */
  drawDot(context, { box, epoch, loss, colors }, px, py) {
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
 * @param {(index: number) => number} xOf pixels, of the loss of an index
 * @param {Scale} py
 * @param {string} color
 * @param {number[]} dashes
 */
function strokeLosses(context, losses, drawable, xOf, py, color, dashes) {
  Object.assign(context, { strokeStyle: color, lineWidth: 3, lineJoin: "round" });
  context.setLineDash(dashes);
  context.beginPath();
  let joined = false;
  losses.forEach((loss, n) => {
    const known = loss !== null && drawable(loss);
    if (known && joined) context.lineTo(xOf(n), py(loss));
    else if (known) context.moveTo(xOf(n), py(loss));
    joined = known;
  });
  context.stroke();
}
