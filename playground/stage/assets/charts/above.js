/** Two inputs from above: the model as a heat map, the points in the colours of their targets. */

import { autoResize, themeLayout } from "./plot.js";

const CONFIG = {
  displaylogo: false,
  responsive: false,
  doubleClick: "reset",
  modeBarButtons: [["zoomIn2d", "zoomOut2d", "pan2d", "resetScale2d", "toImage"]],
};

export class Above {
  constructor(Plotly, box, theme) {
    Object.assign(this, { Plotly, theme });
    this.plot = document.createElement("div");
    this.plot.className = "np-plot";
    box.replaceChildren(this.plot);
  }

  async draw(figure) {
    const { depths, text, background, accent } = this.theme;
    const colorscale = depths.map(([at], i) => [at, depths[depths.length - 1 - i][1]]);
    const looks = {
      model: (trace) => ({ ...trace, colorscale }),
      points: (trace) => ({
        ...trace,
        marker: { ...trace.marker, colorscale, line: { ...trace.marker.line, color: text } },
      }),
      hinge: (trace) => ({ ...trace, line: { ...trace.line, color: text } }),
      probe: (trace) => ({
        ...trace,
        marker: { ...trace.marker, color: accent, line: { width: 2, color: background } },
      }),
    };
    const data = figure.data.map((trace) => looks[trace.name](trace));
    await this.Plotly.react(this.plot, data, themeLayout(figure, this.theme), CONFIG);
    this.stopFitting = autoResize(this.Plotly, this.plot);
  }

  /** @param {{grid: object, hinge: object | null, probe: object, opacity: number[] | null}} picture */
  show({ grid, hinge, probe, opacity }) {
    const { x, y } = hinge ?? { x: [], y: [] };
    const change = {
      x: [undefined, x, probe.x],
      y: [undefined, y, probe.y],
      z: [grid.z, undefined, undefined],
    };
    if (!this.placed) Object.assign(change, { x: [grid.x, x, probe.x], y: [grid.y, y, probe.y] });
    this.placed = true;
    this.Plotly.restyle(this.plot, change, [0, 2, 3]);
    if (opacity === this.opacity) return;
    this.opacity = opacity;
    if (opacity) this.Plotly.restyle(this.plot, { "marker.opacity": [opacity] }, [1]);
  }

  close() {
    this.stopFitting?.();
  }
}
