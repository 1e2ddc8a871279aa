/**
 * A neuron's output over the shown inputs as a small picture on a canvas: for two inputs a heat map
 * (blue above 0, orange below, as strong as the output is large), for one a curve.
 */

import { ROUNDING, TILE } from "./diagramLayout.js";
import { blend, channels, packedPixel } from "../widgets/color.js";
import { clearCanvas, contextOf, html, pixelRatio } from "../widgets/dom.js";

/** Shades of each sign. */
const SHADES = 255;

/**
 * @typedef {import("../charts/plot.js").Theme} Theme
 * @typedef {import("../widgets/color.js").Rgb} Rgb
 * @typedef {import("../widgets/dom.js").Context2d} Context2d
 * @typedef {import("./types.d.ts").Box & {line: number}} PictureBox `line`: width of a curve
 *
 * @typedef {object} Inks
 * @property {string} positive
 * @property {string} negative
 * @property {string} background
 * @property {string} line
 * @property {string} zero
 * @property {Uint32Array} shades packed pixels, from the strongest negative to the strongest positive
 */

/** By theme, which is another object when the colours are others. @type {WeakMap<Theme, Inks>} */
const cache = new WeakMap();

/** @param {Element} element on the page @param {Theme} theme @returns {Inks} */
function inksOf(element, theme) {
  const cached = cache.get(theme);
  if (cached) return cached;
  const style = getComputedStyle(element);
  const positive = style.getPropertyValue("--np-positive").trim();
  const negative = style.getPropertyValue("--np-negative").trim();
  const inks = {
    positive,
    negative,
    background: theme.background,
    line: theme.mixed(0.55),
    zero: theme.faint,
    shades: shadesOf(channels(theme.background), channels(negative), channels(positive)),
  };
  if (positive) cache.set(theme, inks);
  return inks;
}

/** @param {Rgb} background @param {Rgb} negative @param {Rgb} positive */
function shadesOf(background, negative, positive) {
  return Uint32Array.from({ length: 2 * SHADES + 1 }, (_, n) => {
    const share = (n - SHADES) / SHADES;
    return packedPixel(blend(share < 0 ? negative : positive, background, Math.abs(share)));
  });
}

/** Paints heat maps and curves into a rectangle of a canvas. */
class Painter {
  /** One pixel a cell. */
  raster = html("canvas");
  context = contextOf(this.raster, { willReadFrequently: true });
  image = new ImageData(1, 1);

  /** @param {number} shown inputs: 1 or 2 */
  constructor(shown) {
    this.shown = shown;
  }

  /**
   * @param {Context2d} context
   * @param {Float64Array} values one a cell; the first input runs fastest, the second upwards
   * @param {number} cells along each input
   * @param {PictureBox} box
   * @param {Inks} inks
   */
  paint(context, values, cells, box, inks) {
    context.fillStyle = inks.background;
    context.fillRect(box.left, box.top, box.width, box.height);
    if (this.shown === 2) this.paintHeatMap(context, values, cells, box, inks.shades);
    else paintCurve(context, values, cells, box, inks);
  }

  /**
   * @param {Context2d} context
   * @param {Float64Array} values
   * @param {number} cells
   * @param {PictureBox} box
   * @param {Uint32Array} shades
   */
  paintHeatMap(context, values, cells, { left, top, width, height }, shades) {
    if (this.image.width !== cells) {
      this.raster.width = this.raster.height = cells;
      this.image = new ImageData(cells, cells);
    }
    const pixels = new Uint32Array(this.image.data.buffer);
    let largest = 0;
    for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]));
    const scale = largest > 0 && largest < Infinity ? SHADES / largest : 0;
    for (let row = 0, i = 0; row < cells; row++) {
      const start = (cells - 1 - row) * cells;
      for (let column = 0; column < cells; column++, i++) {
        pixels[start + column] = shades[SHADES + Math.round(values[i] * scale || 0)];
      }
    }
    this.context.putImageData(this.image, 0, 0);
    context.imageSmoothingQuality = "high";
    context.drawImage(this.raster, left, top, width, height);
  }
}

/**
 * A curve, blue above the line of 0 and orange below it.
 *
 * @param {Context2d} context
 * @param {Float64Array} values
 * @param {number} cells
 * @param {PictureBox} box
 * @param {Inks} inks
 */
function paintCurve(context, values, cells, { left, top, width, height, line }, inks) {
  const [low, high] = rangeOf(values, cells);
  const margin = height * 0.14;
  const at = (/** @type {number} */ value) =>
    top + margin + ((high - value) / (high - low)) * (height - 2 * margin);
  const zero = at(0);
  const curve = new Path2D();
  for (let i = 0; i < cells; i++) curve.lineTo(left + (width * i) / (cells - 1), at(values[i]));
  const level = new Path2D();
  level.moveTo(left, zero);
  level.lineTo(left + width, zero);
  stroke(context, level, inks.zero, 1);
  stroke(context, curve, inks.line, line);
  const paintWithin = (
    /** @type {string} */ color,
    /** @type {number} */ from,
    /** @type {number} */ to,
  ) => {
    context.save();
    context.beginPath();
    context.rect(left, from, width, Math.max(0, to - from));
    context.clip();
    stroke(context, curve, color, line);
    context.restore();
  };
  paintWithin(inks.positive, top, zero - line / 2);
  paintWithin(inks.negative, zero + line / 2, top + height);
}

/** The values' ends, with 0 among them. @param {Float64Array} values @param {number} cells */
function rangeOf(values, cells) {
  let [low, high] = [0, 0];
  for (let i = 0; i < cells; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  return high - low > 0 && high - low < Infinity ? [low, high] : [-1, 1];
}

/** @param {Context2d} context @param {Path2D} path @param {string} color @param {number} width */
function stroke(context, path, color, width) {
  context.strokeStyle = color;
  context.lineWidth = width;
  context.stroke(path);
}

/** The thumbnails of one layer: a canvas behind its tiles. */
export class Thumbnails {
  canvas = html("canvas", { class: "np-thumbnails", "aria-hidden": "true" });
  context = contextOf(this.canvas);
  cells = 0;
  /** Upper ends of the tiles, once they are laid out. @type {number[]} */
  tops = [];

  /** @param {number} shown inputs: 1 or 2 @param {number} units drawn @param {Theme} theme */
  constructor(shown, units, theme) {
    this.theme = theme;
    this.painter = new Painter(shown);
    /** Each neuron's outputs as they were painted last. @type {(Float64Array | null)[]} */
    this.values = Array.from({ length: units }, () => null);
  }

  /** @param {import("./diagramLayout.js").Column} column */
  layout({ x, y }) {
    const ratio = pixelRatio() * (this.canvas.currentCSSZoom ?? 1); // zoomed in present mode
    const [left, top] = [x - TILE / 2, y[0] - TILE / 2];
    const height = y[y.length - 1] - y[0] + TILE;
    this.tops = y.map((middle) => middle - TILE / 2 - top);
    this.canvas.width = Math.ceil(TILE * ratio);
    this.canvas.height = Math.ceil(height * ratio);
    Object.assign(this.canvas.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${TILE}px`,
      height: `${height}px`,
    });
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.values.forEach((_, unit) => this.paint(unit));
  }

  /**
   * Paints the neurons whose outputs changed.
   *
   * @param {import("../model/layersModel.js").LayerOutputs | null | undefined} outputs
   * @param {number} cells along each shown input
   */
  show(outputs, cells) {
    this.cells = cells;
    this.values.forEach((_, unit) => {
      if (outputs ? this.update(outputs, unit) : this.clear(unit)) this.paint(unit);
    });
  }

  /**
   * Copies a neuron's outputs.
   *
   * @param {import("../model/layersModel.js").LayerOutputs} outputs
   * @param {number} unit
   * @returns {boolean} whether they differ from those before
   */
  update({ values, stride }, unit) {
    const rows = values.length / stride;
    const before = this.values[unit];
    const copy = before?.length === rows ? before : new Float64Array(rows);
    let changed = copy !== before;
    this.values[unit] = copy;
    for (let row = 0, i = unit; row < rows; row++, i += stride) {
      if (copy[row] !== values[i]) {
        copy[row] = values[i];
        changed = true;
      }
    }
    return changed;
  }

  /** @param {number} unit @returns {boolean} whether there was something */
  clear(unit) {
    const existed = this.values[unit] !== null;
    this.values[unit] = null;
    return existed;
  }

  /** @param {number} unit */
  paint(unit) {
    const { context, canvas } = this;
    const [values, top] = [this.values[unit], this.tops[unit]];
    if (top === undefined) return;
    context.clearRect(0, top, TILE, TILE);
    if (!values || !canvas.isConnected) return;
    context.save();
    context.beginPath();
    context.roundRect(0, top, TILE, TILE, ROUNDING);
    context.clip();
    const box = { left: 0, top, width: TILE, height: TILE, line: 2 };
    this.painter.paint(context, values, this.cells, box, inksOf(canvas, this.theme));
    context.restore();
  }
}

/** @type {Painter[]} by how many inputs are shown */
const painters = [];

/**
 * One neuron's outputs over a whole canvas, as large as it is on the page.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Float64Array} values one a cell
 * @param {number} cells along each shown input
 * @param {{shown: number, theme: Theme, large?: boolean}} look
 */
export function paintThumbnail(canvas, values, cells, { shown, theme, large = false }) {
  const [width, height] = [canvas.clientWidth || 320, canvas.clientHeight || 320];
  const context = clearCanvas(canvas, width, height);
  const box = { left: 0, top: 0, width, height, line: large ? 3.5 : 2 };
  const painter = painters[shown] ??= new Painter(shown);
  painter.paint(context, values, cells, box, inksOf(canvas, theme));
}
