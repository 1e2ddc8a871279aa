/** A function of one input: Plotly's axes and points, the curve over them, and where it bends. */

import { setAttributes, svg } from "../widgets/dom.js";
import { autoResize, axisScales, pixel, ring, themeLayout } from "./plot.js";

const CONFIG = {
  displaylogo: false,
  responsive: false,
  doubleClick: "reset",
  modeBarButtons: [["zoomIn2d", "zoomOut2d", "pan2d", "resetScale2d", "toImage"]],
};

export class Curve {
  /** @param {number[]} drawn where each point is drawn, side by side where several lie on one spot */
  constructor(Plotly, box, theme, drawn) {
    Object.assign(this, { Plotly, theme, drawn });
    this.plot = document.createElement("div");
    this.plot.className = "np-plot";
    const many = [];
    for (
      const [name, kind] of [
        ["sticks", "np-sticks"],
        ["single", "np-single"],
        ["model", "np-curve"],
        ["batch", "np-batch-points"],
        ["hinges", "np-hinges"],
        ["probe", "np-probe-line"],
      ]
    ) {
      this[name] = svg("path", { class: kind });
      many.push(this[name]);
    }
    this.dot = svg("circle", { class: "np-probe-dot", r: 7 });
    this.clip = svg("rect");
    const id = `np-clip-${Math.random().toString(36).slice(2)}`;
    box.replaceChildren(
      this.plot,
      svg(
        "svg",
        { class: "np-overlay", "aria-hidden": "true" },
        svg("clipPath", { id }, this.clip),
        svg("g", { "clip-path": `url(#${id})` }, ...many, this.dot),
      ),
    );
  }

  async draw(figure) {
    const points = figure.data.find(({ name }) => name === "points");
    const marker = { ...points.marker, color: this.theme.text };
    await this.Plotly.react(
      this.plot,
      [{ ...points, marker }],
      themeLayout(figure, this.theme),
      CONFIG,
    );
    this.plot.on("plotly_afterplot", () => this.shown && this.paint());
    this.stopFitting = autoResize(this.Plotly, this.plot);
  }

  /**
   * @param {{x: number[], y: ArrayLike<number>, single: {x: number[], y: number[]} | null,
   *          hinges: {x: number, y: number}[], probe: {x: number, y: number},
   *          sticks: ArrayLike<number> | null, actual: number[], opacity: number[] | null,
   *          lit: number[]}} picture `lit`: points with a ring around them
   */
  show(picture) {
    this.shown = picture;
    this.paint();
    if (picture.opacity === this.opacity) return;
    this.opacity = picture.opacity;
    this.Plotly.restyle(this.plot, { "marker.opacity": [picture.opacity ?? 0.6] }, [0]);
  }

  paint() {
    const { x, y, single, hinges, probe, sticks, actual, lit } = this.shown;
    const { px, py, left, top, width, height } = axisScales(this.plot);
    const at = (a, b) => `${pixel(px(a))},${pixel(py(b))}`;
    const line = (xs, ys) =>
      Array.from(xs, (value, i) => `${i ? "L" : "M"}${at(value, ys[i])}`).join("");
    setAttributes(this.clip, { x: left, y: top, width, height });
    this.model.setAttribute("d", line(x, y));
    this.single.setAttribute("d", single ? line(single.x, single.y) : "");
    this.hinges.setAttribute("d", hinges.map((h) => `M${at(h.x, h.y)}m0,-11v22`).join(""));
    this.probe.setAttribute("d", `M${at(probe.x, probe.y)}V${top + height}`);
    setAttributes(this.dot, { cx: px(probe.x), cy: pixel(py(probe.y)) });
    this.batch.setAttribute(
      "d",
      lit.map((row) => ring(px(this.drawn[row]), py(actual[row]))).join(""),
    );
    this.sticks.setAttribute(
      "d",
      sticks
        ? actual.map((value, i) => `M${at(this.drawn[i], value)}V${pixel(py(sticks[i]))}`).join("")
        : "",
    );
  }

  close() {
    this.stopFitting?.();
  }
}
