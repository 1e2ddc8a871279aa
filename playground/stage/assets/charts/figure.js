/**
 * A figure from Python in the page's colours, which says what the hand chose in it: a point, a bar,
 * a cell, or what lies in a box or a loop. Python answers with another figure; zoom is kept.
 */

import { html } from "../widgets/dom.js";
import { autoResize, isDark, loadPlotly, stylesReady, themeLayout, themeOf } from "./plot.js";

const CHOOSING = ["select2d", "lasso2d"];
const LOOKING = ["zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "resetScale2d", "toImage"];
/** Numbers stand in the cells of a heat map from this many pixels a cell on. */
const ROOMY = 40;

export class Figure {
  /** @param {HTMLElement} root @param {string} base address of the app, with a slash at the end */
  constructor(root, base) {
    Object.assign(this, { root, base, told: 0, drawn: 0, work: Promise.resolve() });
    this.plot = html("div", { class: "np-plot" });
    this.box = html("div", { class: "np-figure", role: "group" }, this.plot);
    root.classList.add("np-bare");
    root.replaceChildren(this.box);
    this.plot.addEventListener("pointerdown", (event) => {
      this.adds = event.shiftKey;
    }, true);
  }

  /** Takes what Python sent. @param {object} data @param {(hand: object) => void} send */
  apply(data, send) {
    Object.assign(this, { data, send });
    this.root.setAttribute("aria-label", data.title);
    this.box.setAttribute("aria-label", data.label);
    this.box.style.height = data.height;
    this.redraw();
  }

  redraw() {
    this.work = this.work.then(() => this.draw()).catch((error) => {
      this.box.textContent =
        `The chart could not be drawn: ${error.message}. Reload the page to try again.`;
    });
  }

  async draw() {
    await stylesReady(this.root);
    const Plotly = await loadPlotly(this.base + this.data.plotly);
    if (this.closed) return;
    this.root.dataset.theme = isDark(this.root) ? "dark" : "light";
    const theme = themeOf(this.root);
    const { figure, chooses } = this.data;
    // Python lights what was chosen: Plotly's own box and dimming go with every new figure.
    this.drawn += 1;
    const layout = {
      ...themeLayout(figure, theme),
      autosize: true,
      selections: [],
      selectionrevision: this.drawn,
    };
    layout.shapes = figure.layout.shapes?.map((shape) => ({
      ...shape,
      line: { color: theme.text, width: 3 },
    }));
    const fingers = chooses && matchMedia("(pointer: coarse)").matches;
    // A finger on the chart scrolls the page, until a button above says what else it does.
    if (fingers) {
      Object.assign(layout, {
        dragmode: false,
        margin: { ...layout.margin, t: layout.margin.t + 32 },
      });
    }
    const traces = figure.data.map((trace) => painted(trace, theme, this.root));
    const config = {
      displaylogo: false,
      responsive: false,
      doubleClick: chooses ? "reset" : false,
      displayModeBar: chooses && (fingers || "hover"),
      modeBarButtons: [[...CHOOSING, ...LOOKING]],
    };
    await Plotly.react(this.plot, traces, layout, config);
    if (!this.stopFitting) this.listen(Plotly);
  }

  listen(Plotly) {
    this.stopFitting = autoResize(Plotly, this.plot);
    this.plot.on("plotly_click", ({ points: [point], event }) =>
      this.tell(
        point.data.type === "heatmap"
          ? { cell: [point.x, point.y] }
          : point.data.type === "bar"
          ? { bar: point.customdata, add: event.shiftKey }
          : { row: point.customdata, add: event.shiftKey },
      ));
    this.plot.on("plotly_selected", (chosen) => {
      const { range, lassoPoints, points } = chosen ?? {};
      if (points && !points.length) this.redraw(); // nothing is lit, so Python may have nothing to say
      if (range) this.tell({ box: [range.x, range.y], add: Boolean(this.adds) });
      else if (lassoPoints) {
        this.tell({ loop: [lassoPoints.x, lassoPoints.y], add: Boolean(this.adds) });
      }
    });
    this.plot.on("plotly_deselect", () => this.tell({ clear: true }));
  }

  /** Each message has a number of its own: Streamlit calls nobody back for what is told twice. */
  tell(chosen) {
    this.told += 1;
    this.send({ ...chosen, told: this.told });
  }

  close() {
    this.closed = true;
    this.stopFitting?.();
  }
}

/** A trace in the theme's colours, where it names none. */
function painted(trace, theme, root) {
  if (trace.type === "heatmap") return cells(trace, theme, root);
  if (trace.type === "bar") {
    const color = trace.name === "counts" ? theme.mixed(0.35) : theme.text;
    return { ...trace, marker: { color, line: { color: theme.background, width: 1 } } };
  }
  const lit = trace.name.startsWith("lit ");
  const colorscale = theme.depths.map((
    [at],
    i,
  ) => [at, theme.depths[theme.depths.length - 1 - i][1]]);
  const own = trace.marker;
  const line = { color: theme.text, width: lit ? 3 : own.size < 9 ? 0.7 : 1.2 };
  return { ...trace, marker: { ...own, color: own.color ?? theme.mixed(0.75), colorscale, line } };
}

/** A heat map in the colours of the signs, so pale that the text is read on each of them. */
function cells(trace, theme, root) {
  const share = root.dataset.theme === "dark" ? 0.5 : 0.8;
  const [negative, positive] = ["--np-negative", "--np-positive"]
    .map((name) => theme.toned(getComputedStyle(root).getPropertyValue(name).trim(), share));
  const roomy = root.clientWidth / trace.text.length >= ROOMY;
  return {
    ...trace,
    colorscale: [[0, negative], [0.5, theme.background], [1, positive]],
    texttemplate: roomy ? trace.texttemplate : "",
    textfont: { size: 15, color: theme.text },
  };
}
