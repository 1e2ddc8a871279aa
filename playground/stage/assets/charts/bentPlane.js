/** The plane of the inputs as two neurons bend it, on a canvas: its grid, its points, its boundary. */

import { ease, tween } from "../widgets/tween.js";
import { clearCanvas, html } from "../widgets/dom.js";
import { threeDigits } from "../widgets/format.js";
import { ticks } from "../model/ticks.js";

/**
 * @typedef {import("../model/bent.js").Places} Places
 * @typedef {import("../model/bent.js").Pair} Pair
 * @typedef {import("./heatMap.js").Line} Line
 *
 * @typedef {object} BentDrawing
 * @property {{x: Pair, y: Pair}} spans of the axes
 * @property {{x: string, y: string}} names of the axes
 * @property {Places} points
 * @property {Places} flat where the points are before they are bent, as shares of the picture
 * @property {Places} grid
 * @property {Places} flatGrid
 * @property {{along: number[][], across: number[][]}} lines through the grid's cells
 * @property {HTMLCanvasElement | null} background what the network gives at every place
 * @property {Line[]} boundary
 * @property {Set<number>} missed points that are answered wrongly
 * @property {Set<number>} ringed points that are marked
 * @property {Pair} probe
 * @property {(row: number) => {color: string, shape: Path2D}} mark of a point
 */

/** Room for the axes: left, below, above and right, px. */
const ROOM = { left: 56, below: 44, above: 10, right: 14 };
const BENDING = 900;
const RING = new Path2D("M-8,0a8,8 0 1,0 16,0a8,8 0 1,0 -16,0");
const CROSS = new Path2D("M-9.6,-3.2h6.4v-6.4h6.4v6.4h6.4v6.4h-6.4v6.4h-6.4v-6.4h-6.4z");
/** From this many points on, they are drawn smaller. */
const MANY = 400;

export class BentPlane {
  canvas = html("canvas", { class: "np-bent-canvas", role: "img", "aria-label": "" });
  element = html("div", { class: "np-chart np-bent", hidden: true }, this.canvas);
  /** @type {BentDrawing | null} */
  drawing = null;
  /** How far it is bent: 0 is the plane as it was. */
  bend = 1;
  #stop = () => {};
  #resized = new ResizeObserver(() => this.drawing && this.paint(this.drawing));

  /** @param {import("./plot.js").Theme} theme */
  constructor(theme) {
    this.theme = theme;
    this.#resized.observe(this.element);
  }

  /** The plane begins flat, and bends. */
  unfold() {
    this.#stop();
    this.bend = 0;
    this.#stop = tween(BENDING, (t) => {
      this.bend = ease(t);
      if (this.drawing) this.paint(this.drawing);
    });
  }

  /** @param {BentDrawing} drawing */
  show(drawing) {
    this.drawing = drawing;
    this.paint(drawing);
  }

  /** @param {BentDrawing} drawing */
  paint(drawing) {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!width || !height) return;
    const context = /** @type {CanvasRenderingContext2D} */ (
      clearCanvas(this.canvas, width, height)
    );
    const scale = this.theme.scale;
    const [left, top] = [ROOM.left * scale, ROOM.above];
    const box = {
      left,
      top,
      width: width - left - ROOM.right,
      height: height - top - ROOM.below * scale,
    };
    context.font = `${13 * scale}px ${this.theme.font || "sans-serif"}`;
    this.paintAxes(context, box, drawing);
    context.save();
    context.beginPath();
    context.rect(box.left, box.top, box.width, box.height);
    context.clip();
    this.paintPlane(context, box, drawing);
    context.restore();
  }

  /** @param {CanvasRenderingContext2D} context @param {Box} box @param {BentDrawing} drawing */
  paintPlane(context, box, drawing) {
    const { grid, flatGrid, lines, points, flat, boundary, background, spans } = drawing;
    const { theme, bend } = this;
    const [px, py] = [scaleOf(spans.x, box.left, box.width), scaleOf(spans.y, box.top, box.height)];
    const x = (/** @type {number} */ value) => px(value);
    const y = (/** @type {number} */ value) => 2 * box.top + box.height - py(value);
    const between = (/** @type {number} */ from, /** @type {number} */ to) =>
      from + (to - from) * bend;
    const xs = (/** @type {Places} */ bent, /** @type {Places} */ from) =>
      bent.x.map((value, i) => between(box.left + from.x[i] * box.width, x(value)));
    const ys = (/** @type {Places} */ bent, /** @type {Places} */ from) =>
      bent.y.map((value, i) => between(box.top + (1 - from.y[i]) * box.height, y(value)));
    if (background) {
      context.globalAlpha = bend;
      context.imageSmoothingQuality = "high";
      context.drawImage(background, box.left, box.top, box.width, box.height);
      context.globalAlpha = 1;
    }
    const [gridX, gridY] = [xs(grid, flatGrid), ys(grid, flatGrid)];
    stroke(context, lines.along, gridX, gridY, theme.mixed(0.55), 1.1);
    stroke(context, lines.across, gridX, gridY, theme.mixed(0.55), 1.1, [4, 3]);
    context.globalAlpha = bend;
    this.paintBoundary(
      context,
      boundary.map(([[x0, y0], [x1, y1]]) => [x(x0), y(y0), x(x1), y(y1)]),
    );
    context.globalAlpha = 1;
    this.paintPoints(context, xs(points, flat), ys(points, flat), drawing);
    context.globalAlpha = bend;
    context.fillStyle = theme.accent;
    context.strokeStyle = theme.background;
    at(context, x(drawing.probe[0]), y(drawing.probe[1]), 1, () => {
      context.fill(CROSS);
      context.stroke(CROSS);
    });
    context.globalAlpha = 1;
  }

  /** @param {CanvasRenderingContext2D} context @param {number[][]} lines x and y of both ends */
  paintBoundary(context, lines) {
    context.setLineDash([]);
    context.lineCap = "round";
    for (const [color, width] of /** @type {const} */ ([["background", 6], ["text", 3]])) {
      context.beginPath();
      for (const [x0, y0, x1, y1] of lines) {
        context.moveTo(x0, y0);
        context.lineTo(x1, y1);
      }
      context.strokeStyle = this.theme[color];
      context.lineWidth = width;
      context.stroke();
    }
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Float64Array} xs in pixels
   * @param {Float64Array} ys
   * @param {BentDrawing} drawing
   */
  paintPoints(context, xs, ys, { mark, missed, ringed }) {
    const { theme } = this;
    const size = xs.length > MANY ? 0.7 : 1;
    context.lineWidth = 1.2;
    for (let row = 0; row < xs.length; row++) {
      const { color, shape } = mark(row);
      at(context, xs[row], ys[row], size, () => {
        context.fillStyle = color;
        context.strokeStyle = theme.text;
        context.setLineDash([]);
        context.lineWidth = 1.2;
        context.fill(shape);
        context.stroke(shape);
        if (missed.has(row)) {
          context.setLineDash([4, 2.5]);
          context.lineWidth = 2.2;
          context.stroke(RING);
        }
        if (ringed.has(row)) {
          context.setLineDash([]);
          context.strokeStyle = theme.accent;
          context.lineWidth = 3;
          context.stroke(RING);
        }
      });
    }
  }

  /** @param {CanvasRenderingContext2D} context @param {Box} box @param {BentDrawing} drawing */
  paintAxes(context, box, { spans, names }) {
    const { theme } = this;
    const scale = theme.scale;
    const [right, bottom] = [box.left + box.width, box.top + box.height];
    const px = scaleOf(spans.x, box.left, box.width);
    const py = scaleOf(spans.y, box.top, box.height);
    context.setLineDash([]);
    context.fillStyle = theme.text;
    context.strokeStyle = theme.faint;
    context.lineWidth = 1;
    context.beginPath();
    context.moveTo(box.left, box.top);
    context.lineTo(box.left, bottom);
    context.lineTo(right, bottom);
    context.stroke();
    context.textAlign = "center";
    context.textBaseline = "top";
    for (const value of ticks(...spans.x, box.width / 70)) {
      context.fillText(label(value), px(value), bottom + 5 * scale);
    }
    context.fillText(names.x, box.left + box.width / 2, bottom + 24 * scale);
    context.textAlign = "right";
    context.textBaseline = "middle";
    for (const value of ticks(...spans.y, box.height / 45)) {
      context.fillText(label(value), box.left - 6, 2 * box.top + box.height - py(value));
    }
    context.save();
    context.translate(9 * scale, box.top + box.height / 2);
    context.rotate(-Math.PI / 2);
    context.textAlign = "center";
    context.fillText(names.y, 0, 0);
    context.restore();
  }

  close() {
    this.#stop();
    this.#resized.disconnect();
  }
}

/** @typedef {{left: number, top: number, width: number, height: number}} Box of the axes, px */

/** @param {Pair} span @param {number} from @param {number} size px */
const scaleOf = ([low, high], from, size) => (/** @type {number} */ value) =>
  from + size * (value - low) / (high - low);

/** @param {number} value */
const label = (value) => value === 0 ? "0" : threeDigits(value).replace(/\.?0+$/, "");

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number[][]} lines indices of the spots along each
 * @param {Float64Array} xs in pixels
 * @param {Float64Array} ys
 * @param {string} color
 * @param {number} width
 * @param {number[]} [dashes]
 */
function stroke(context, lines, xs, ys, color, width, dashes = []) {
  context.beginPath();
  for (const line of lines) {
    context.moveTo(xs[line[0]], ys[line[0]]);
    for (const cell of line) context.lineTo(xs[cell], ys[cell]);
  }
  context.setLineDash(dashes);
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke();
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number} x
 * @param {number} y
 * @param {number} size
 * @param {() => void} paint around 0
 */
function at(context, x, y, size, paint) {
  context.save();
  context.translate(x, y);
  context.scale(size, size);
  paint();
  context.restore();
}
