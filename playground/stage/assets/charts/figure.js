/**
 * A figure without a model, in the page's colours. It reports what is selected in it: a point, a
 * bar, a cell, or what lies in a box or a loop. Python answers with another figure; zoom is kept.
 */

import { html } from "../widgets/dom.js";
import {
  autoResize,
  flatPlot,
  isDark,
  loadPlotly,
  showChartError,
  stylesReady,
  themeLayout,
  themeOf,
} from "./plot.js";

/**
 * @typedef {import("../protocol.d.ts").FigurePayload} FigurePayload
 * @typedef {import("../protocol.d.ts").FigureEvent} FigureEvent
 * @typedef {import("./plot.js").Plotly} Plotly
 * @typedef {import("./plot.js").Theme} Theme
 * @typedef {import("./plot.js").Trace} Trace
 */

const SELECT_BUTTONS = ["select2d", "lasso2d"];
const ZOOM_BUTTONS = ["zoom2d", "pan2d", "zoomIn2d", "zoomOut2d", "resetScale2d", "toImage"];
/** Numbers stand in the cells of a heat map from this many pixels a cell on. */
const ROOMY = 40;

export default class Figure {
  plot = flatPlot({ mayDrag: () => this.onTouchscreen && this.plot._fullLayout?.dragmode });
  box = html("div", { class: "np-figure", role: "group" }, this.plot);
  /** @type {FigurePayload | null} */
  payload = null;
  /** @type {(event: FigureEvent) => void} */
  send = () => {};
  closed = false;
  /** Whether Shift was held when the pointer went down. */
  adds = false;
  /** Whether fingers select in it: after a button above was pressed, once. */
  onTouchscreen = false;
  #seq = 0;
  #revision = 0;
  #work = Promise.resolve();
  /** @type {(() => void) | null} */
  #stopResizing = null;

  /** @param {HTMLElement} root @param {string} base address of the app, with a slash at the end */
  constructor(root, base) {
    this.root = root;
    this.base = base;
    root.classList.add("np-bare");
    root.replaceChildren(this.box);
    this.plot.addEventListener("pointerdown", (event) => {
      this.adds = event.shiftKey;
    }, true);
  }

  /** Shows what Python sent. @param {FigurePayload} payload @param {(event: FigureEvent) => void} send */
  apply(payload, send) {
    this.payload = payload;
    this.send = send;
    this.root.setAttribute("aria-label", payload.title);
    this.box.setAttribute("aria-label", payload.label);
    this.box.style.height = payload.height;
    this.redraw();
  }

  redraw() {
    this.#work = this.#work.then(() => this.draw())
      .catch((error) => showChartError(this.box, error));
  }

  async draw() {
    const { root, payload } = this;
    if (!payload) return;
    await stylesReady(root);
    const Plotly = await loadPlotly(this.base + payload.plotly);
    if (this.closed) return;
    root.dataset.theme = isDark(root) ? "dark" : "light";
    const theme = themeOf(root);
    const { figure, selectable } = payload;
    const onTouchscreen = selectable && matchMedia("(pointer: coarse)").matches;
    this.onTouchscreen = onTouchscreen;
    const traces = figure.data.map((trace) => coloured(trace, theme, root));
    const config = {
      displaylogo: false,
      responsive: false,
      doubleClick: selectable ? "reset" : false,
      displayModeBar: selectable && (onTouchscreen || "hover"),
      modeBarButtons: [[...SELECT_BUTTONS, ...(onTouchscreen ? [] : ZOOM_BUTTONS)]],
    };
    await Plotly.react(this.plot, traces, this.layout(figure, theme, onTouchscreen), config);
    if (!this.#stopResizing) this.listen(Plotly);
  }

  /**
   * Plotly's own box and dimming go with every new figure: Python's shows what is selected. On a
   * touchscreen a finger scrolls the page; after a button above it selects, once.
   *
   * @param {import("./plot.js").PlotlyFigure} figure
   * @param {Theme} theme
   * @param {boolean} onTouchscreen
   */
  layout(figure, theme, onTouchscreen) {
    this.#revision += 1;
    const layout = themeLayout(figure, theme);
    const { margin, shapes } = layout;
    const line = { color: theme.text, width: 3 };
    return {
      ...layout,
      autosize: true,
      selections: [],
      selectionrevision: this.#revision,
      shapes: shapes?.map((/** @type {Record<string, any>} */ shape) => ({ ...shape, line })),
      ...(onTouchscreen && { dragmode: false, margin: { ...margin, t: margin.t + 32 } }),
    };
  }

  /** @param {Plotly} Plotly */
  listen(Plotly) {
    this.#stopResizing = autoResize(Plotly, this.plot);
    this.plot.on("plotly_click", (/** @type {any} */ { points: [point], event: { shiftKey } }) => {
      const { data, customdata, x, y } = point;
      if (data.type === "heatmap") this.report({ cell: [x, y] });
      else if (data.type === "bar") this.report({ bar: customdata, add: shiftKey });
      else this.report({ row: customdata, add: shiftKey });
    });
    this.plot.on("plotly_selected", (/** @type {any} */ selection) => {
      const { range, lassoPoints: loop, points } = selection ?? {};
      // Python may answer with the same figure, and then would not send it: Plotly's box goes here.
      if (points && !points.length) this.redraw();
      if (this.onTouchscreen && selection) Plotly.relayout(this.plot, { dragmode: false });
      if (range) this.report({ box: [range.x, range.y], add: this.adds });
      else if (loop) this.report({ loop: [loop.x, loop.y], add: this.adds });
    });
    this.plot.on("plotly_deselect", () => this.report({ clear: true }));
  }

  /** Each event has a number of its own: Streamlit drops one that equals the last. @param {Omit<FigureEvent, "seq">} event */
  report(event) {
    this.#seq += 1;
    this.send({ ...event, seq: this.#seq });
  }

  close() {
    this.closed = true;
    this.#stopResizing?.();
  }
}

/**
 * A trace in the theme's colours, where it names none.
 *
 * @param {Trace} trace
 * @param {Theme} theme
 * @param {HTMLElement} root
 */
function coloured(trace, theme, root) {
  if (trace.type === "heatmap") return cells(trace, theme, root);
  if (trace.type === "bar") {
    const color = trace.name === "counts" ? theme.mixed(0.35) : theme.text;
    return { ...trace, marker: { color, line: { color: theme.background, width: 1 } } };
  }
  const { marker } = trace;
  const width = trace.name.startsWith("selected ") ? 3 : marker.size < 9 ? 0.7 : 1.2;
  return {
    ...trace,
    marker: {
      ...marker,
      color: marker.color ?? theme.mixed(0.75),
      colorscale: theme.rising,
      line: { color: theme.text, width },
    },
  };
}

/**
 * A heat map in the colours of the signs, so pale that the text is read on each of them.
 *
 * @param {Trace} trace
 * @param {Theme} theme
 * @param {HTMLElement} root
 */
function cells(trace, theme, root) {
  const share = root.dataset.theme === "dark" ? 0.5 : 0.8;
  const style = getComputedStyle(root);
  const [negative, positive] = ["--np-negative", "--np-positive"]
    .map((name) => theme.toned(style.getPropertyValue(name).trim(), share));
  const roomy = root.clientWidth / trace.text.length >= ROOMY * theme.scale;
  return {
    ...trace,
    colorscale: [[0, negative], [0.5, theme.background], [1, positive]],
    texttemplate: roomy ? trace.texttemplate : "",
    textfont: { size: 15 * theme.scale, color: theme.text },
  };
}
