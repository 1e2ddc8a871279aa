/** A function of two inputs from above: a heat map on a canvas, under Plotly's axes and points. */

import { clearCanvas, setAttributes, svg } from "../widgets/dom.js";
import { autoResize, axisScales, pixel, ring, themeLayout } from "./plot.js";

const CONFIG = {
  displaylogo: false,
  responsive: false,
  doubleClick: "reset",
  modeBarButtons: [["zoomIn2d", "zoomOut2d", "pan2d", "resetScale2d", "toImage"]],
};
const SHADES = 256;

export class Heat {
  /** @param {object} Plotly @param {HTMLElement} box @param {object} theme @param {number[][]} spans */
  constructor(Plotly, box, theme, spans) {
    Object.assign(this, { Plotly, theme, spans });
    this.plot = document.createElement("div");
    this.plot.className = "np-plot";
    this.canvas = document.createElement("canvas");
    this.canvas.className = "np-plot np-heat";
    this.small = document.createElement("canvas");
    this.lines = svg("path", { class: "np-hinges" });
    this.level = svg("path", { class: "np-levels" });
    this.batch = svg("path", { class: "np-batch-points" });
    this.cross = svg("path", { class: "np-probe-cross" });
    this.clip = svg("rect");
    const id = `np-clip-${Math.random().toString(36).slice(2)}`;
    box.replaceChildren(
      this.canvas,
      this.plot,
      svg(
        "svg",
        { class: "np-overlay", "aria-hidden": "true" },
        svg("clipPath", { id }, this.clip),
        svg("g", { "clip-path": `url(#${id})` }, this.level, this.lines, this.batch, this.cross),
      ),
    );
    this.shades = shadesOf(theme.depths);
  }

  /** @param {object} figure `above` from Python: its heat map gives way to the canvas */
  async draw(figure) {
    const { text, depths } = this.theme;
    const colorscale = depths.map(([at], i) => [at, depths[depths.length - 1 - i][1]]);
    const model = figure.data.find(({ name }) => name === "model");
    const points = figure.data.find(({ name }) => name === "points");
    const marker = {
      ...points.marker,
      colorscale,
      showscale: true,
      colorbar: model.colorbar,
      line: { ...points.marker.line, color: text },
    };
    const layout = themeLayout(figure, this.theme);
    layout.xaxis.showgrid = layout.yaxis.showgrid = false;
    await this.Plotly.react(this.plot, [{ ...points, marker }], layout, CONFIG);
    this.plot.on("plotly_afterplot", () => this.shown && this.paint());
    this.stopFitting = autoResize(this.Plotly, this.plot);
  }

  /**
   * @param {{values: ArrayLike<number>, cells: number, hinges: number[][][], levels: number[][][],
   *          probe: number[], opacity: number[] | null, lit: number[][]}} picture `values`:
   *   cells × cells, the first input runs fastest; hinges and levels: lines from [x, y] to [x, y];
   *   lit: spots [x, y] with a ring around them
   */
  show(picture) {
    this.shown = picture;
    this.paint();
    if (picture.opacity === this.opacity) return;
    this.opacity = picture.opacity;
    this.Plotly.restyle(this.plot, { "marker.opacity": [picture.opacity ?? 1] }, [0]);
  }

  paint() {
    const { values, cells, hinges, levels, probe, lit } = this.shown;
    const scales = axisScales(this.plot);
    const { px, py, left, top, width, height } = scales;
    this.shade(values, cells);
    const [[x0, x1], [y0, y1]] = this.spans;
    const half = 0.5 / (cells - 1);
    const [west, east] = [px(x0 - half * (x1 - x0)), px(x1 + half * (x1 - x0))];
    const [north, south] = [py(y1 + half * (y1 - y0)), py(y0 - half * (y1 - y0))];
    const context = clearCanvas(this.canvas, ...scales.size);
    context.save();
    context.beginPath();
    context.rect(left, top, width, height);
    context.clip();
    context.imageSmoothingQuality = "high";
    context.drawImage(this.small, west, north, east - west, south - north);
    context.restore();
    setAttributes(this.clip, { x: left, y: top, width, height });
    const path = (lines) =>
      lines.map(([a, b]) =>
        `M${pixel(px(a[0]))},${pixel(py(a[1]))}L${pixel(px(b[0]))},${pixel(py(b[1]))}`
      ).join("");
    setAttributes(this.lines, { d: path(hinges) });
    setAttributes(this.level, { d: path(levels) });
    setAttributes(this.batch, { d: lit.map(([a, b]) => ring(px(a), py(b))).join("") });
    const [x, y] = [px(probe[0]), py(probe[1])];
    setAttributes(this.cross, { d: `M${x - 9},${y}h18M${x},${y - 9}v18` });
  }

  /** One pixel a cell, the second input upwards. */
  shade(values, cells) {
    const { small, shades } = this;
    if (small.width !== cells) small.width = small.height = cells;
    const context = small.getContext("2d");
    const image = (this.image?.width === cells)
      ? this.image
      : (this.image = context.createImageData(cells, cells));
    const [low, high] = this.spans[2];
    const pixels = new Uint32Array(image.data.buffer);
    for (let b = 0; b < cells; b++) {
      for (let a = 0; a < cells; a++) {
        const share = (values[b * cells + a] - low) / (high - low);
        pixels[(cells - 1 - b) * cells + a] =
          shades[Math.max(0, Math.min(SHADES - 1, Math.round(share * (SHADES - 1))))];
      }
    }
    context.putImageData(image, 0, 0);
  }

  close() {
    this.stopFitting?.();
  }
}

/** The theme's depths as packed pixels, faint for low values. */
function shadesOf(depths) {
  const stops = depths.map((
    [at],
    i,
  ) => [at, depths[depths.length - 1 - i][1].match(/\d+/g).map(Number)]);
  return Uint32Array.from({ length: SHADES }, (_, n) => {
    const share = n / (SHADES - 1);
    const next = Math.max(1, stops.findIndex(([at]) => at >= share));
    const [[from, a], [to, b]] = [stops[next - 1], stops[next]];
    const t = (share - from) / (to - from);
    const [red, green, blue] = a.map((value, i) => Math.round(value + (b[i] - value) * t));
    return (255 << 24) | (blue << 16) | (green << 8) | red;
  });
}
