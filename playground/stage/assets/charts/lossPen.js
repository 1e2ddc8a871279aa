/** Draws growing losses, and a dot where the epoch lies that is looked at; in the page or in a worker. No DOM. */

import { clearCanvas } from "../widgets/dom.js";

const DASHED = [9, 6];
/** How far a line or the dot reaches to the sides of its epoch, in CSS pixels. */
const REACH = 9;

/**
 * @typedef {object} Look how they are looked at
 * @property {[number, number]} size of the canvas in CSS pixels
 * @property {number} ratio its pixels to one of CSS
 * @property {{left: number, top: number, width: number, height: number}} box of the axes in it
 * @property {[number, number]} x the epochs at its left and right
 * @property {[number, number]} y the losses at its bottom and top, or their logarithms
 * @property {boolean} log
 * @property {boolean} lines whether they are drawn, or only the dot
 * @property {number} epoch
 * @property {{train: string, test: string, edge: string}} colors
 */
export class LossPen {
  /** @param {HTMLCanvasElement | OffscreenCanvas} canvas */
  constructor(canvas) {
    Object.assign(this, { canvas, train: [], test: [], ends: [], marks: "" });
  }

  /**
   * @param {object} news
   * @param {number} news.after so many of the losses known are kept, and these come after them
   * @param {(number | null)[]} news.train
   * @param {(number | null)[]} news.test
   * @param {Look} news.look
   */
  take({ after, look, ...news }) {
    const grown = after === this.train.length;
    for (const side of ["train", "test"]) {
      this[side].length = after;
      for (const loss of news[side]) this[side].push(loss);
    }
    this.draw(look, grown);
  }

  /**
   * Lines that only grew are drawn anew where they did: so there are fewer pixels to bring to the screen.
   *
   * @param {Look} look
   * @param {boolean} grown whether the losses drawn last are still the first ones
   */
  draw(look, grown) {
    const { size, ratio, box, x, y, log, lines, epoch, colors } = look;
    const px = (n) => box.left + ((n - x[0]) / (x[1] - x[0])) * box.width;
    const py = (loss) =>
      box.top + ((y[1] - (log ? Math.log10(loss) : loss)) / (y[1] - y[0])) * box.height;
    const marks = JSON.stringify({ ...look, epoch: 0 });
    const ends = [this.train.length, epoch];
    const changed = [...ends, ...this.ends].map(px);
    const kept = grown && marks === this.marks;
    const pen = kept ? this.canvas.getContext("2d") : clearCanvas(this.canvas, ...size, ratio);
    Object.assign(this, { marks, ends });
    pen.save();
    if (kept) {
      empty(pen, Math.min(...changed) - REACH, Math.max(...changed) + REACH, size[1], ratio);
    }
    if (lines) {
      pen.save();
      pen.beginPath();
      pen.rect(box.left, box.top, box.width, box.height);
      pen.clip();
      const known = (loss) => loss !== null && loss !== undefined && (loss > 0 || !log);
      line(pen, this.train, known, px, py, colors.train, []);
      line(pen, this.test, known, px, py, colors.test, DASHED);
      pen.restore();
    }
    const here = this.train[epoch - 1];
    const [left, top] = [px(epoch) - box.left, py(here) - box.top];
    if (here > 0 && left >= 0 && left <= box.width && top >= 0 && top <= box.height) {
      dot(pen, px(epoch), py(here), colors);
    }
    pen.restore();
  }
}

/** Empties a part of the canvas from left to right, in whole pixels, and draws in no other from now on. */
function empty(pen, left, right, height, ratio) {
  const [start, end] = [Math.floor(left * ratio) / ratio, Math.ceil(right * ratio) / ratio];
  pen.beginPath();
  pen.rect(start, 0, end - start, height);
  pen.clip();
  pen.clearRect(start, 0, end - start, height);
}

/** One after the other, but for those that are not known. */
function line(pen, losses, known, px, py, color, dashes) {
  Object.assign(pen, { strokeStyle: color, lineWidth: 3, lineJoin: "round" });
  pen.setLineDash(dashes);
  pen.beginPath();
  losses.forEach((loss, n) => {
    if (!known(loss)) return;
    if (known(losses[n - 1])) pen.lineTo(px(n + 1), py(loss));
    else pen.moveTo(px(n + 1), py(loss));
  });
  pen.stroke();
}

/** Where the epoch lies that is looked at. */
function dot(pen, x, y, { train, edge }) {
  Object.assign(pen, { fillStyle: train, strokeStyle: edge, lineWidth: 2 });
  pen.setLineDash([]);
  pen.beginPath();
  pen.arc(x, y, 6, 0, 2 * Math.PI);
  pen.fill();
  pen.stroke();
}
