/** The loss landscape: MSE over (w, b) as a contour, with where the unit is and the fit's path. */

import { setAttributes, svg } from "../widgets/dom.js";
import { draggable, FINGER_REACH, isFinger } from "../widgets/drag.js";
import { AxisLabels } from "./axisLabels.js";
import { clamp } from "./lineSegment.js";
import { autoResize, axisScales, flatPlot, STILL_CONFIG, themeLayout } from "./plot.js";

/**
 * @typedef {[number, number]} WeightAndBias
 * @typedef {{x: number, y: number}} Spot in pixels; or how far it is from the pointer
 */

/** How far its baseline is from the bottom, in pixels. */
const BOTTOM_NAME = { above: 16, below: 28 };

export class Landscape {
  plot = flatPlot();
  path = svg("path", { class: "np-trail" });
  steps = svg("path", { class: "np-trail-steps" });
  cross = svg("path", { class: "np-cross" });
  dot = svg("circle", { class: "np-here", r: 8 });
  bottom = svg("path", { class: "np-bottom" });
  bottomName = svg("text", { class: "np-bottom-name", text: "bottom" });
  /** What leaves the map is cut off at its edges. */
  inside = svg("svg", { overflow: "hidden" }, this.bottom, this.bottomName, this.path, this.steps);
  /** @type {Record<string, import("./plot.js").PlotlyFigure>} */
  figures = {};
  /** @type {string | null} */
  activation = null;
  /** @type {{unit: WeightAndBias, path: WeightAndBias[] | null, best?: WeightAndBias} | null} */
  picture = null;
  /** @type {import("./plot.js").AxisScales | null} */
  scales = null;
  /** Where w and b are marked, in pixels; at the edge if they lie outside. @type {Spot | null} */
  marker = null;
  stopDragging = () => {};
  stopResizing = () => {};

  /**
   * @param {import("./plot.js").Plotly} Plotly
   * @param {HTMLElement} box
   * @param {import("./plot.js").Theme} theme
   * @param {{onMove: (w: number, b: number) => void, onRelease: () => void} | null} callbacks null:
   *   nothing can be dragged
   */
  constructor(Plotly, box, theme, callbacks) {
    this.Plotly = Plotly;
    this.theme = theme;
    this.labels = new AxisLabels(Plotly, this.plot, box);
    box.replaceChildren(
      this.plot,
      svg(
        "svg",
        { class: "np-overlay", "aria-hidden": "true" },
        this.inside,
        this.cross,
        this.dot,
      ),
    );
    if (callbacks) {
      this.stopDragging = draggable(box, {
        hitTest: (x, y, event) => isFinger(event) ? this.markerAt(x, y) : this.placeAt(x, y),
        onDrag: (offset, x, y) => callbacks.onMove(...this.weightsAt(x + offset.x, y + offset.y)),
        onDrop: callbacks.onRelease,
        onTap: (x, y) => {
          if (!this.placeAt(x, y)) return;
          callbacks.onMove(...this.weightsAt(x, y));
          callbacks.onRelease();
        },
      });
    }
  }

  /**
   * @param {Record<string, import("./plot.js").PlotlyFigure>} figures one for each activation
   * @param {string} activation
   */
  async draw(figures, activation) {
    this.figures = figures;
    await this.switchTo(activation);
    this.stopResizing = autoResize(this.Plotly, this.plot, () => this.labels.fit());
    this.plot.on("plotly_afterplot", () => this.drawOverlay());
  }

  /** @param {string} activation whose landscape is shown */
  async switchTo(activation) {
    if (this.activation === activation) return;
    this.activation = activation;
    const figure = this.figures[activation];
    const { falling, faint } = this.theme;
    const data = figure.data.map((trace) => ({
      ...trace,
      colorscale: falling,
      autocolorscale: false,
      line: { ...trace.line, color: faint },
    }));
    const layout = this.labels.of(themeLayout(figure, this.theme));
    await this.Plotly.react(this.plot, data, layout, STILL_CONFIG);
  }

  /**
   * @param {number} w
   * @param {number} b
   * @param {WeightAndBias[] | null} path of the last fit
   * @param {string} activation
   * @param {WeightAndBias} [best] where the bottom is marked
   */
  show(w, b, path, activation, best) {
    this.picture = { unit: [w, b], path, best };
    this.switchTo(activation);
    this.drawOverlay();
  }

  drawOverlay() {
    if (!this.picture) return;
    const { unit, path, best } = this.picture;
    const scales = axisScales(this.plot);
    const { px, py, left, top, width, height } = scales;
    const [x, y] = [px(unit[0]), py(unit[1])];
    const cx = clamp(x, left, left + width);
    const cy = clamp(y, top, top + height);
    this.scales = scales;
    this.marker = { x: cx, y: cy };
    const inside = cx === x && cy === y;
    setAttributes(this.dot, { cx, cy, class: inside ? "np-here" : "np-here np-outside" });
    setAttributes(this.cross, { d: `M${left},${cy}H${left + width}M${cx},${top}V${top + height}` });
    setAttributes(this.inside, {
      x: left,
      y: top,
      width,
      height,
      viewBox: `${left} ${top} ${width} ${height}`,
    });
    this.drawBottom(best ? { x: px(best[0]), y: py(best[1]) } : null, cy);
    const points = path?.map(([w, b]) => `${px(w).toFixed(1)},${py(b).toFixed(1)}`) ?? [];
    setAttributes(this.path, { d: points.length ? `M${points.join("L")}` : "" });
    setAttributes(this.steps, { d: points.map((point) => `M${point}h0`).join("") });
  }

  /**
   * Its name stands on the side where the unit's dot is not.
   *
   * @param {Spot | null} at
   * @param {number} dotY in pixels
   */
  drawBottom(at, dotY) {
    const { bottom, bottomName } = this;
    const [x, y] = at ? [at.x, at.y] : [0, 0];
    setAttributes(bottom, { d: at ? `M${x - 6},${y - 6}l12,12m0,-12l-12,12` : "" });
    const nameY = dotY > y ? y - BOTTOM_NAME.above : y + BOTTOM_NAME.below;
    setAttributes(bottomName, { x, y: nameY, visibility: at ? "visible" : "hidden" });
  }

  /**
   * The mouse drags from wherever it is on the landscape.
   *
   * @param {number} x in pixels
   * @param {number} y in pixels
   * @returns {Spot | null} null outside the axes
   */
  placeAt(x, y) {
    if (!this.scales) return null;
    const { left, top, width, height } = this.scales;
    const inside = x >= left && x <= left + width && y >= top && y <= top + height;
    return inside ? { x: 0, y: 0 } : null;
  }

  /**
   * A finger drags the marker only.
   *
   * @param {number} x in pixels
   * @param {number} y in pixels
   * @returns {Spot | null} null away from it
   */
  markerAt(x, y) {
    if (!this.marker) return null;
    const offset = { x: this.marker.x - x, y: this.marker.y - y };
    return Math.hypot(offset.x, offset.y) <= FINGER_REACH ? offset : null;
  }

  /** @param {number} x @param {number} y in pixels @returns {WeightAndBias} */
  weightsAt(x, y) {
    const { scales } = this;
    if (!scales) throw new Error("the landscape is not drawn yet");
    const { left, top, width, height } = scales;
    return [scales.x(clamp(x, left, left + width)), scales.y(clamp(y, top, top + height))];
  }

  close() {
    this.stopDragging();
    this.stopResizing();
  }
}
