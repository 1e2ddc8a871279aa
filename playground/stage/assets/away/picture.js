/** A network over its data, drawn without Plotly: a curve over one input, a map over two. */

import { Raster } from "../charts/heatMap.js";
import { ticks } from "../model/ticks.js";
import { clearCanvas, html, setAttributes, svg } from "../widgets/dom.js";
import { compact } from "../widgets/format.js";
import { ClassDrawing } from "./classDrawing.js";

/**
 * @typedef {import("../protocol.d.ts").LayersPayload} LayersPayload
 * @typedef {import("../charts/plot.js").Theme} Theme
 * @typedef {{left: number, top: number, width: number, height: number}} Area
 *
 * @typedef {object} PictureFrame
 * @property {ArrayLike<number>} grid predictions along the axes
 * @property {number} cells along each of them
 * @property {number[]} at the row that the network is asked about
 * @property {ArrayLike<number>} outputs for it
 */

const MARGIN = { right: 18, top: 14, bottom: 50 };
/** Beside the numbers along the upright axis, and of each of their letters. */
const BESIDE = { numbers: 36, letter: 8 };
/** Room for the colours' scale. */
const BAR = 84;
const RADIUS = 4.5;
/** Pixels between two numbers along an axis. */
const APART = { x: 80, y: 48 };
let count = 0;

export class Picture {
  canvas = html("canvas", { class: "np-map", "aria-hidden": "true" });
  axes = svg("g", { class: "np-axes" });
  points = svg("g", { class: "np-dots-drawn" });
  curve = svg("path", { class: "np-curve" });
  probe = svg("path", { class: "np-probe-line" });
  dot = svg("path", { class: "np-probe-cross" });
  clip = svg("rect");
  /** Of the whole picture, in px. @type {[number, number]} */
  size = [0, 0];
  /** Within the axes. @type {Area} */
  area = { left: 0, top: 0, width: 0, height: 0 };

  /** @param {LayersPayload} payload @param {Theme} theme */
  constructor(payload, theme) {
    const { axes, columns: { inputs, target }, classes } = payload;
    this.payload = payload;
    this.theme = theme;
    this.isMap = axes.length === 2;
    this.across = inputs[axes[0]];
    /** What classes have of their own; of a number nothing. */
    this.ofClasses = classes.length ? new ClassDrawing(payload, theme) : null;
    this.goal = this.ofClasses?.goal ?? target;
    this.up = this.isMap ? inputs[axes[1]] : this.goal;
    this.heights = payload.spans[axes.length];
    this.spans = [payload.spans[0], this.isMap ? payload.spans[1] : this.heights];
    this.shades = new Raster(theme.rising, this.heights);
    const id = `np-frame-${count++}`;
    this.svg = svg(
      "svg",
      { class: "np-flat-svg", role: "img" },
      svg("clipPath", { id }, this.clip),
      this.axes,
      svg(
        "g",
        { "clip-path": `url(#${id})` },
        ...(this.isMap ? [] : [this.points]),
        ...(this.ofClasses?.areMany ? [] : [this.curve]),
        ...(this.ofClasses?.drawn ?? []),
        ...(this.isMap ? [this.points] : []),
        this.probe,
        ...(this.isMap || !this.ofClasses?.areMany ? [this.dot] : []),
      ),
    );
    this.element = html("div", { class: "np-flat" }, this.canvas, this.svg);
  }

  /** A place of the data in px. @param {number} x @param {number} y @returns {[number, number]} */
  place(x, y) {
    const { left, top, width, height } = this.area;
    const [[x0, x1], [y0, y1]] = this.spans;
    const far = (/** @type {number} */ share) => Math.max(-9, Math.min(9, share || 0));
    return [
      left + width * far((x - x0) / (x1 - x0)),
      top + height * (1 - far((y - y0) / (y1 - y0))),
    ];
  }

  /** @param {PictureFrame} frame */
  show({ grid, cells, at, outputs }) {
    this.fit();
    const { axes } = this.payload;
    if (this.isMap) {
      this.showMap(grid, cells);
      const [x, y] = this.place(at[axes[0]], at[axes[1]]);
      setAttributes(this.dot, { d: crossAt(x, y) });
      return;
    }
    const [[low, high]] = this.spans;
    const place = (/** @type {number} */ cell, /** @type {number} */ value) =>
      this.place(low + ((high - low) * cell) / (cells - 1), value);
    if (this.ofClasses?.areMany) this.ofClasses.showCurves(grid, cells, place);
    else {
      const path = Array.from({ length: cells }, (_, n) => place(n, grid[n]).map(fixed).join(","));
      setAttributes(this.curve, { d: `M${path.join("L")}` });
    }
    const [x, y] = this.place(at[axes[0]], outputs[0]);
    const { top, height } = this.area;
    setAttributes(this.probe, { d: `M${fixed(x)},${top}V${top + height}` });
    setAttributes(this.dot, { d: circle(x, y, 7) });
  }

  /** @param {ArrayLike<number>} grid @param {number} cells */
  showMap(grid, cells) {
    const { left, top, width, height } = this.area;
    const raster = this.ofClasses?.raster ?? this.shades;
    raster.fill(grid, cells);
    const context = clearCanvas(this.canvas, this.size[0], this.size[1]);
    const half = { x: width / (cells - 1) / 2, y: height / (cells - 1) / 2 };
    context.save();
    context.beginPath();
    context.rect(left, top, width, height);
    context.clip();
    context.imageSmoothingQuality = "high";
    context.drawImage(
      raster.canvas,
      left - half.x,
      top - half.y,
      width + 2 * half.x,
      height + 2 * half.y,
    );
    context.restore();
    this.ofClasses?.showBoundary(
      grid,
      cells,
      (x, y) => [left + width * x, top + height * (1 - y)],
    );
  }

  // --- what stays until the size is another -------------------------------------------------

  /** Lays everything out in the room there is. */
  fit() {
    const [width, height] = [this.element.clientWidth || 640, this.element.clientHeight || 420];
    if (width === this.size[0] && height === this.size[1]) return;
    this.size = [width, height];
    const left = BESIDE.numbers +
      BESIDE.letter * Math.max(...this.upright(height).map((value) => show(value).length));
    const hasBar = this.isMap && !this.ofClasses;
    const right = MARGIN.right + (hasBar ? BAR : 0);
    const legend = this.ofClasses?.legend(width - left - right);
    const above = MARGIN.top + (legend?.height ?? 0);
    this.area = {
      left,
      top: above,
      width: Math.max(40, width - left - right),
      height: Math.max(40, height - above - MARGIN.bottom),
    };
    setAttributes(this.svg, { width, height, viewBox: `0 0 ${width} ${height}` });
    const { top, width: wide, height: high } = this.area;
    setAttributes(this.clip, { x: left, y: top, width: wide, height: high });
    this.axes.replaceChildren(
      ...this.numbers(),
      svg("rect", { class: "np-axis-frame", x: left, y: top, width: wide, height: high }),
      label(titled(this.across), left + wide / 2, height - 10),
      label(titled(this.up), 16, top + high / 2, true),
      ...(hasBar ? this.bar() : []),
      ...(legend?.parts(left, MARGIN.top) ?? []),
    );
    this.points.replaceChildren(...this.dots());
  }

  /** Along the upright axis; there is no probability below 0 or above 1. @param {number} height in px */
  upright(height) {
    const [, [low, high]] = this.spans;
    const numbers = ticks(low, high, height / APART.y);
    return this.isMap || !this.ofClasses ? numbers : numbers.filter((p) => p >= 0 && p <= 1);
  }

  /** Numbers along both axes, with thin lines. */
  numbers() {
    const { left, top, width, height } = this.area;
    const [[x0, x1], [y0]] = this.spans;
    const line = this.isMap ? [] : [left + width];
    return [
      ...ticks(x0, x1, width / APART.x).map((x) => {
        const [at] = this.place(x, y0);
        return svg("text", {
          class: "np-below",
          x: fixed(at),
          y: top + height + 18,
          text: show(x),
        });
      }),
      ...this.upright(height).flatMap((y) => {
        const [, at] = this.place(x0, y);
        return [
          ...line.map((end) =>
            svg("path", { class: "np-grid-line", d: `M${left},${fixed(at)}H${end}` })
          ),
          svg("text", { class: "np-beside", x: left - 7, y: fixed(at + 4), text: show(y) }),
        ];
      }),
    ];
  }

  /** What the colours mean. */
  bar() {
    const { left, top, width, height } = this.area;
    const [low, high] = this.heights;
    const id = `np-shades-${count++}`;
    const x = left + width + 16;
    return [
      svg(
        "linearGradient",
        { id, x1: 0, x2: 0, y1: 1, y2: 0 },
        ...this.theme.rising.map(([offset, color]) => svg("stop", { offset, "stop-color": color })),
      ),
      svg("rect", { class: "np-bar", x, y: top, width: 12, height, fill: `url(#${id})` }),
      ...ticks(low, high, height / APART.y).map((value) =>
        svg("text", {
          class: "np-after",
          x: x + 17,
          y: fixed(top + height * (1 - (value - low) / (high - low)) + 4),
          text: show(value),
        })
      ),
      label(titled(this.goal), left + width + BAR + 8, top + height / 2, true),
    ];
  }

  /** The rows: in the marks of their classes; on a map of numbers in the colour of their target. */
  dots() {
    const { points: { x, y }, axes, columns, drawn } = this.payload;
    const inputs = columns.inputs.length;
    const heights = this.ofClasses?.heights ?? y;
    const place = (/** @type {number} */ row) => {
      const first = !this.isMap && drawn ? drawn[row] : x[row * inputs + axes[0]];
      return this.place(first, this.isMap ? x[row * inputs + axes[1]] : heights[row]);
    };
    if (this.ofClasses) return this.ofClasses.dots(y, place);
    if (!this.isMap) {
      const d = y.map((_, row) => circle(...place(row), RADIUS)).join("");
      return [svg("path", { class: "np-dot", d })];
    }
    return y.map((value, row) =>
      svg("path", {
        class: "np-spot",
        d: circle(...place(row), RADIUS),
        fill: this.shades.color(value),
      })
    );
  }
}

/** @param {{name: string, unit: string}} column */
const titled = ({ name, unit }) => (unit ? `${name} (${unit})` : name);

/** A number along an axis. @param {number} value */
const show = (value) =>
  Math.abs(value) >= 1e6
    ? compact(value)
    : value.toLocaleString("en-US", { maximumFractionDigits: 8 }).replace("-", "\u2212");

/** @param {string} text @param {number} x @param {number} y @param {boolean} [upright] */
const label = (text, x, y, upright = false) =>
  svg("text", {
    class: "np-axis-title",
    text,
    transform: `translate(${fixed(x)} ${fixed(y)})${upright ? " rotate(-90)" : ""}`,
  });

/** @param {number} value in px */
const fixed = (value) => value.toFixed(1);

/** @param {number} x @param {number} y @param {number} r */
const circle = (x, y, r) =>
  `M${fixed(x - r)},${fixed(y)}a${r},${r} 0 1,0 ${2 * r},0a${r},${r} 0 1,0 ${-2 * r},0`;

/** @param {number} x @param {number} y */
const crossAt = (x, y) => `M${fixed(x - 9)},${fixed(y - 3)}h6v-6h6v6h6v6h-6v6h-6v-6h-6z`;
