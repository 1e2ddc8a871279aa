/** A function of two inputs from above: a heat map on a canvas, under Plotly's axes and points. */

import { ClassRaster } from "./classRaster.js";
import { blend, channels, cssColor, packedPixel } from "../widgets/color.js";
import { clearCanvas, html, setAttributes, svg } from "../widgets/dom.js";
import { MANY_MISSED, Overlay, pixel, ring } from "./overlay.js";
import { autoResize, axisScales, flatPlot, themeLayout, ZOOM_CONFIG } from "./plot.js";

const SHADES = 256;

/**
 * @typedef {[number, number]} Spot x and y in the data's units
 * @typedef {[Spot, Spot]} Line from one spot to another
 * @typedef {[number, number]} Span
 *
 * @typedef {object} HeatMapPicture
 * @property {ArrayLike<number>} values cells × cells, the first input runs fastest; of classes, each
 *   unit's beside each other
 * @property {number} cells along each axis
 * @property {Line[]} hinges
 * @property {Line[]} levels lines of equal height of another model
 * @property {Spot} probe
 * @property {number[] | null} opacity of the points
 * @property {Spot[]} ringed
 * @property {number} [threshold] of two classes
 * @property {Line[]} [boundary] where one class gives way to another
 * @property {Spot[]} [missed] points that are answered wrongly
 */

export class HeatMap {
  plot = flatPlot();
  canvas = html("canvas", { class: "np-plot np-heat" });
  hinges = svg("path", { class: "np-hinges" });
  levels = svg("path", { class: "np-levels" });
  rings = svg("path", { class: "np-batch-points" });
  boundary = svg("path", { class: "np-boundary" });
  missed = svg("path", { class: "np-missed" });
  cross = svg("path", { class: "np-probe-cross" });
  overlay = new Overlay(
    [this.levels, this.hinges, this.boundary, this.missed, this.rings, this.cross],
  );
  /** @type {HeatMapPicture | null} */
  picture = null;
  /** @type {number[] | null} */
  opacity = null;
  stopResizing = () => {};

  /**
   * @param {import("./plot.js").Plotly} Plotly
   * @param {HTMLElement} box
   * @param {import("./plot.js").Theme} theme
   * @param {Span[]} spans ends of both inputs, and of the colours
   * @param {import("../model/classMarks.js").Mark[]} marks of the classes; empty for a number
   */
  constructor(Plotly, box, theme, [x, y, colors], marks = []) {
    this.Plotly = Plotly;
    this.theme = theme;
    this.spans = { x, y };
    this.marks = marks;
    this.raster = marks.length
      ? new ClassRaster(marks, theme.background)
      : new Raster(theme.rising, colors);
    box.replaceChildren(this.canvas, this.plot, this.overlay.element);
  }

  /** @param {import("./plot.js").PlotlyFigure} figure whose heat map gives way to the canvas */
  async draw(figure) {
    const { Plotly, theme } = this;
    const model = figure.data.find(({ name }) => name === "model");
    const points = figure.data.find(({ name }) => name === "points");
    const scale = { colorscale: theme.rising, showscale: true, colorbar: model.colorbar };
    const marker = {
      ...points.marker,
      ...(!this.marks.length && scale),
      line: { ...points.marker.line, color: theme.text },
    };
    const layout = themeLayout(figure, theme);
    layout.xaxis.showgrid = layout.yaxis.showgrid = false;
    await Plotly.react(this.plot, [{ ...points, marker }], layout, ZOOM_CONFIG);
    this.plot.on("plotly_afterplot", () => this.picture && this.paint(this.picture));
    this.stopResizing = autoResize(Plotly, this.plot);
  }

  /** @param {HeatMapPicture} picture */
  show(picture) {
    this.picture = picture;
    this.paint(picture);
    if (picture.opacity === this.opacity) return;
    this.opacity = picture.opacity;
    this.Plotly.restyle(this.plot, { "marker.opacity": [picture.opacity ?? 1] }, [0]);
  }

  /** @param {HeatMapPicture} picture */
  paint({ values, cells, hinges, levels, probe, ringed, threshold, boundary = [], missed = [] }) {
    const scales = axisScales(this.plot);
    const { px, py } = scales;
    const path = (/** @type {Line[]} */ lines) =>
      lines.map(([[x0, y0], [x1, y1]]) =>
        `M${pixel(px(x0))},${pixel(py(y0))}L${pixel(px(x1))},${pixel(py(y1))}`
      ).join("");
    this.raster.fill(values, cells, threshold);
    this.paintRaster(scales, 0.5 / (cells - 1));
    this.overlay.clipTo(scales);
    setAttributes(this.hinges, { d: path(hinges) });
    setAttributes(this.levels, { d: path(levels) });
    const rings = (/** @type {Spot[]} */ spots) =>
      spots.map(([x, y]) => ring(px(x), py(y))).join("");
    setAttributes(this.boundary, { d: path(boundary) });
    setAttributes(this.missed, { d: rings(missed) });
    this.missed.classList.toggle("np-many", missed.length > MANY_MISSED);
    setAttributes(this.rings, { d: rings(ringed) });
    setAttributes(this.cross, { d: crossAt(px(probe[0]), py(probe[1])) });
  }

  /**
   * Cells are centred on their values, so that they reach half a cell beyond the spans.
   *
   * @param {import("./plot.js").AxisScales} scales
   * @param {number} half a cell, as a share of a span
   */
  paintRaster({ px, py, left, top, width, height, size }, half) {
    const { x: [x0, x1], y: [y0, y1] } = this.spans;
    const [west, east] = [px(x0 - half * (x1 - x0)), px(x1 + half * (x1 - x0))];
    const [north, south] = [py(y1 + half * (y1 - y0)), py(y0 - half * (y1 - y0))];
    const context = clearCanvas(this.canvas, ...size);
    context.save();
    context.beginPath();
    context.rect(left, top, width, height);
    context.clip();
    context.imageSmoothingQuality = "high";
    context.drawImage(this.raster.canvas, west, north, east - west, south - north);
    context.restore();
  }

  close() {
    this.stopResizing();
  }
}

/** One pixel a cell. */
export class Raster {
  canvas = html("canvas");
  image = new ImageData(1, 1);

  /** @param {import("./plot.js").Colorscale} colorscale @param {Span} span of the values */
  constructor(colorscale, [low, high]) {
    this.shades = shadesOf(colorscale);
    this.low = low;
    this.high = high;
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext("2d"));
  }

  /** The colour of a value. @param {number} value */
  color(value) {
    const pixel = this.shades[this.shade(value)];
    return cssColor([pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255]);
  }

  /** @param {number} value */
  shade(value) {
    const shade = Math.round((value - this.low) * (SHADES - 1) / (this.high - this.low));
    return Math.max(0, Math.min(SHADES - 1, shade));
  }

  /** The first value is below on the left. @param {ArrayLike<number>} values @param {number} cells */
  fill(values, cells) {
    if (this.image.width !== cells) {
      this.canvas.width = this.canvas.height = cells;
      this.image = new ImageData(cells, cells);
    }
    const pixels = new Uint32Array(this.image.data.buffer);
    const scale = (SHADES - 1) / (this.high - this.low);
    for (let row = 0; row < cells; row++) {
      const start = (cells - 1 - row) * cells;
      for (let column = 0; column < cells; column++) {
        const shade = Math.round((values[row * cells + column] - this.low) * scale);
        pixels[start + column] = this.shades[Math.max(0, Math.min(SHADES - 1, shade))];
      }
    }
    this.context.putImageData(this.image, 0, 0);
  }
}

/** A colour scale as packed pixels. @param {import("./plot.js").Colorscale} colorscale */
function shadesOf(colorscale) {
  const stops = colorscale.map(([share, color]) => ({ share, color: channels(color) }));
  return Uint32Array.from({ length: SHADES }, (_, n) => {
    const share = n / (SHADES - 1);
    const next = Math.max(1, stops.findIndex((stop) => stop.share >= share));
    const [from, to] = [stops[next - 1], stops[next]];
    return packedPixel(
      blend(to.color, from.color, (share - from.share) / (to.share - from.share)),
    );
  });
}

/** The outline of a cross. @param {number} x @param {number} y in pixels */
const crossAt = (x, y) =>
  `M${x - 9.6},${y - 3.2}h6.4v-6.4h6.4v6.4h6.4v6.4h-6.4v6.4h-6.4v-6.4h-6.4z`;
