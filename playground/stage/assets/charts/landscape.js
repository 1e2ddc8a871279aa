/** The loss landscape: MSE over (w, b) as a contour, with the hand's point and the fit's path. */

import { setAttributes, svg } from "../widgets/dom.js";
import { draggable } from "../widgets/drag.js";
import { autoResize, axisScales, themeLayout } from "./plot.js";

const CONFIG = { displayModeBar: false, responsive: false, doubleClick: false };

export class Landscape {
  /**
   * @param {object} Plotly
   * @param {HTMLElement} box
   * @param {object} theme
   * @param {{onMove: (w: number, b: number) => void, onRelease: () => void} | null} hands null:
   *   it is only looked at
   */
  constructor(Plotly, box, theme, hands) {
    Object.assign(this, { Plotly, box, theme, path: null, shown: null });
    this.plot = document.createElement("div");
    this.plot.className = "np-plot";
    this.trail = svg("path", { class: "np-trail" });
    this.steps = svg("path", { class: "np-trail-steps" });
    this.cross = svg("path", { class: "np-cross" });
    this.dot = svg("circle", { class: "np-here", r: 8 });
    this.overlay = svg(
      "svg",
      { class: "np-overlay", "aria-hidden": "true" },
      this.trail,
      this.steps,
      this.cross,
      this.dot,
    );
    box.replaceChildren(this.plot, this.overlay);
    this.letGo = () => {};
    if (hands) {
      this.letGo = draggable(box, {
        hitTest: (x, y) => (this.inside(x, y) ? {} : null),
        onDrag: (_, x, y) => {
          const { x: w, y: b, left, top, width, height } = this.scales;
          const held = (value, from, size) => Math.min(from + size, Math.max(from, value));
          hands.onMove(w(held(x, left, width)), b(held(y, top, height)));
        },
        onDrop: () => hands.onRelease(),
      });
    }
  }

  /** @param {Record<string, object>} figures one for each activation */
  async draw(figures, activation) {
    this.figures = figures;
    this.shown = null;
    await this.switchTo(activation);
    this.stopFitting ??= autoResize(this.Plotly, this.plot);
    this.plot.on("plotly_afterplot", () => this.at && this.drawOverlay());
  }

  async switchTo(activation) {
    if (this.shown === activation) return;
    this.shown = activation;
    const figure = this.figures[activation];
    const { depths, faint } = this.theme;
    const data = figure.data.map((trace) => ({
      ...trace,
      colorscale: depths,
      autocolorscale: false,
      line: { ...trace.line, color: faint },
    }));
    await this.Plotly.react(this.plot, data, themeLayout(figure, this.theme), CONFIG);
  }

  /** @param {number} w @param {number} b @param {number[][] | null} path of the last fit */
  show(w, b, path, activation) {
    this.at = [w, b];
    this.path = path;
    this.switchTo(activation);
    this.drawOverlay();
  }

  drawOverlay() {
    const scales = axisScales(this.plot);
    const { px, py, left, top, width, height } = scales;
    const [x, y] = [px(this.at[0]), py(this.at[1])];
    const [cx, cy] = [
      Math.min(left + width, Math.max(left, x)),
      Math.min(top + height, Math.max(top, y)),
    ];
    this.scales = scales;
    setAttributes(this.dot, {
      cx,
      cy,
      class: cx === x && cy === y ? "np-here" : "np-here np-outside",
    });
    setAttributes(this.cross, { d: `M${left},${cy}H${left + width}M${cx},${top}V${top + height}` });
    const points = this.path?.map(([w, b]) => `${px(w).toFixed(1)},${py(b).toFixed(1)}`) ?? [];
    setAttributes(this.trail, { d: points.length ? `M${points.join("L")}` : "" });
    setAttributes(this.steps, { d: points.map((point) => `M${point}h0`).join("") });
  }

  inside(x, y) {
    if (!this.scales) return false;
    const { left, top, width, height } = this.scales;
    return x >= left && x <= left + width && y >= top && y <= top + height;
  }

  close() {
    this.letGo();
    this.stopFitting?.();
  }
}
