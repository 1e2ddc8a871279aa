/** Draws growing losses, and a dot where the epoch lies that is looked at; in the page or in a worker. No DOM. */

import { emptied } from "./dom.js";

const DASHED = [9, 6];

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
    Object.assign(this, { canvas, train: [], test: [] });
  }

  /**
   * @param {object} news
   * @param {number} news.after so many of the losses known are kept, and these come after them
   * @param {(number | null)[]} news.train
   * @param {(number | null)[]} news.test
   * @param {Look} news.look
   */
  take({ after, look, ...news }) {
    for (const side of ["train", "test"]) {
      this[side].length = after;
      for (const loss of news[side]) this[side].push(loss);
    }
    this.draw(look);
  }

  draw({ size, ratio, box, x, y, log, lines, epoch, colors }) {
    const px = (n) => box.left + ((n - x[0]) / (x[1] - x[0])) * box.width;
    const py = (loss) => box.top + ((y[1] - (log ? Math.log10(loss) : loss)) / (y[1] - y[0])) * box.height;
    const pen = emptied(this.canvas, ...size, ratio);
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
    if (here > 0 && left >= 0 && left <= box.width && top >= 0 && top <= box.height)
      dot(pen, px(epoch), py(here), colors);
  }
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
