/**
 * What a neuron answers over the shown inputs, as a small picture on a canvas: for two inputs a
 * heat map (blue above 0, orange below, as strong as the answer is large), for one a curve.
 */

import { TILE } from "./diagramLayout.js";
import { clearCanvas, html, pixelRatio } from "../widgets/dom.js";

const SHADES = 255;
const ROUND = 9;

/** @type {WeakMap<object, object>} by theme, which is another object when the colours are others */
const known = new WeakMap();
const pen = html("canvas").getContext("2d");

/** Any opaque colour as [red, green, blue]. */
function channels(color) {
  pen.fillStyle = color;
  return [1, 3, 5].map((place) => parseInt(pen.fillStyle.slice(place, place + 2), 16));
}

/** The colours of the theme. @param {Element} element on the page @param {object} theme of themeOf */
function inksOf(element, theme) {
  if (known.has(theme)) return known.get(theme);
  const style = getComputedStyle(element);
  const [positive, negative] = ["--np-positive", "--np-negative"].map((name) =>
    style.getPropertyValue(name).trim()
  );
  const inks = {
    positive,
    negative,
    background: theme.background,
    line: theme.mixed(0.55),
    zero: theme.faint,
    shades: shadesOf(channels(theme.background), channels(negative), channels(positive)),
  };
  if (positive) known.set(theme, inks);
  return inks;
}

/** Packed pixels from the strongest negative over the background to the strongest positive. */
function shadesOf(background, negative, positive) {
  return Uint32Array.from({ length: 2 * SHADES + 1 }, (_, n) => {
    const share = (n - SHADES) / SHADES;
    const end = share < 0 ? negative : positive;
    const [red, green, blue] = background.map((value, i) =>
      Math.round(value + (end[i] - value) * Math.abs(share))
    );
    return (255 << 24) | (blue << 16) | (green << 8) | red;
  });
}

/** Heat maps and curves in a rectangle of a canvas. */
class Painter {
  constructor(shown) {
    this.shown = shown;
    this.small = html("canvas");
    this.pixels = this.small.getContext("2d", { willReadFrequently: true });
  }

  /**
   * @param {CanvasRenderingContext2D} context
   * @param {Float64Array} values one a cell; the first input runs fastest, the second upwards
   * @param {number} cells along each input
   * @param {{x: number, y: number, wide: number, tall: number, line: number}} box
   */
  paint(context, values, cells, box, inks) {
    context.fillStyle = inks.background;
    context.fillRect(box.x, box.y, box.wide, box.tall);
    if (this.shown === 2) this.heat(context, values, cells, box, inks);
    else curve(context, values, cells, box, inks);
  }

  heat(context, values, cells, { x, y, wide, tall }, { shades }) {
    if (this.image?.width !== cells) this.resize(cells);
    const { packed } = this;
    let largest = 0;
    for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]));
    const scale = largest > 0 && largest < Infinity ? SHADES / largest : 0;
    for (let row = 0, i = 0; row < cells; row++) {
      const start = (cells - 1 - row) * cells;
      for (let column = 0; column < cells; column++, i++) {
        packed[start + column] = shades[SHADES + Math.round(values[i] * scale || 0)];
      }
    }
    this.pixels.putImageData(this.image, 0, 0);
    context.imageSmoothingQuality = "high";
    context.drawImage(this.small, x, y, wide, tall);
  }

  resize(cells) {
    this.small.width = this.small.height = cells;
    this.image = this.pixels.createImageData(cells, cells);
    this.packed = new Uint32Array(this.image.data.buffer);
  }
}

/** A curve, blue above the line of 0 and orange below it. */
function curve(context, values, cells, { x, y, wide, tall, line }, inks) {
  let [low, high] = [0, 0];
  for (let i = 0; i < cells; i++) {
    if (values[i] < low) low = values[i];
    if (values[i] > high) high = values[i];
  }
  if (!(high - low > 0 && high - low < Infinity)) [low, high] = [-1, 1];
  const margin = tall * 0.14;
  const at = (value) => y + margin + ((high - value) / (high - low)) * (tall - 2 * margin);
  const zero = at(0);
  const path = new Path2D();
  for (let i = 0; i < cells; i++) path.lineTo(x + (wide * i) / (cells - 1), at(values[i]));
  const stroke = (color, width, what) => {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.stroke(what);
  };
  const flat = new Path2D();
  flat.moveTo(x, zero);
  flat.lineTo(x + wide, zero);
  stroke(inks.zero, 1, flat);
  stroke(inks.line, line, path);
  const half = line / 2;
  for (
    const [color, top, end] of [[inks.positive, y, zero - half], [
      inks.negative,
      zero + half,
      y + tall,
    ]]
  ) {
    context.save();
    context.beginPath();
    context.rect(x, top, wide, Math.max(0, end - top));
    context.clip();
    stroke(color, line, path);
    context.restore();
  }
}

/** The thumbnails of one layer: a canvas behind its tiles. */
export class Thumbnails {
  /** @param {number} shown inputs: 1 or 2 @param {number} units drawn @param {object} theme */
  constructor(shown, units, theme) {
    Object.assign(this, { theme, painter: new Painter(shown), cells: 0 });
    this.values = Array.from({ length: units }, () => null);
    this.canvas = html("canvas", { class: "np-thumbnails", "aria-hidden": "true" });
    this.context = this.canvas.getContext("2d");
  }

  /** @param {import("./diagramLayout.js").Column} column */
  layout({ x, y }) {
    const ratio = pixelRatio();
    const [left, top] = [x - TILE / 2, y[0] - TILE / 2];
    const tall = y.at(-1) - y[0] + TILE;
    this.tops = y.map((middle) => middle - TILE / 2 - top);
    Object.assign(this.canvas, { width: Math.ceil(TILE * ratio), height: Math.ceil(tall * ratio) });
    Object.assign(this.canvas.style, {
      left: `${left}px`,
      top: `${top}px`,
      width: `${TILE}px`,
      height: `${tall}px`,
    });
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.values.forEach((_, unit) => this.paint(unit));
  }

  /**
   * Paints the neurons whose answers changed.
   *
   * @param {{values: ArrayLike<number>, stride: number} | null | undefined} outputs cells × stride
   * @param {number} cells along each shown input
   */
  show(outputs, cells) {
    this.cells = cells;
    this.values.forEach((_, unit) => {
      if (outputs ? this.take(outputs, unit) : this.forget(unit)) this.paint(unit);
    });
  }

  /** Copies a neuron's answers. @returns {boolean} whether they are others than before */
  take({ values, stride }, unit) {
    const rows = values.length / stride;
    let changed = this.values[unit]?.length !== rows;
    if (changed) this.values[unit] = new Float64Array(rows);
    const kept = this.values[unit];
    for (let row = 0, i = unit; row < rows; row++, i += stride) {
      if (kept[row] !== values[i]) {
        kept[row] = values[i];
        changed = true;
      }
    }
    return changed;
  }

  /** @returns {boolean} whether there was something */
  forget(unit) {
    const there = this.values[unit] !== null;
    this.values[unit] = null;
    return there;
  }

  paint(unit) {
    const { context, canvas, values } = this;
    const top = this.tops?.[unit];
    if (top === undefined) return;
    context.clearRect(0, top, TILE, TILE);
    if (!values[unit] || !canvas.isConnected) return;
    context.save();
    context.beginPath();
    context.roundRect(0, top, TILE, TILE, ROUND);
    context.clip();
    const box = { x: 0, y: top, wide: TILE, tall: TILE, line: 2 };
    this.painter.paint(context, values[unit], this.cells, box, inksOf(canvas, this.theme));
    context.restore();
  }
}

const painters = { 1: new Painter(1), 2: new Painter(2) };

/**
 * One neuron's answers over a whole canvas, as large as it is on the page.
 *
 * @param {HTMLCanvasElement} canvas
 * @param {Float64Array} values one a cell
 * @param {number} cells along each shown input
 * @param {{shown: 1 | 2, theme: object, large?: boolean}} look
 */
export function paintThumbnail(canvas, values, cells, { shown, theme, large = false }) {
  const [wide, tall] = [canvas.clientWidth || 320, canvas.clientHeight || 320];
  const context = clearCanvas(canvas, wide, tall);
  const box = { x: 0, y: 0, wide, tall, line: large ? 3.5 : 2 };
  painters[shown].paint(context, values, cells, box, inksOf(canvas, theme));
}
