/** Plotly: its script, loaded once; the theme's colours for its figures; its axes in pixels. */

import { blend, channels, cssColor } from "../widgets/color.js";
import { html } from "../widgets/dom.js";
import { isFinger } from "../widgets/drag.js";

/**
 * Plotly's script and its objects have no types.
 *
 * @typedef {any} Plotly
 * @typedef {any} Trace
 * @typedef {HTMLElement & {_fullLayout?: any, _fullData?: any[], on?: any, data?: any[], layout?: any,
 *   _dragging?: boolean, emit?: (event: string, data?: unknown) => void}} Plot an element that Plotly draws in
 * @typedef {import("../protocol.d.ts").PlotlyFigure} PlotlyFigure
 *
 * @typedef {[number, string][]} Colorscale colours at shares from 0 to 1, as Plotly takes them
 *
 * @typedef {object} Theme the page's colours
 * @property {string} text
 * @property {string} background
 * @property {string} accent
 * @property {string} faint
 * @property {string} grid
 * @property {Colorscale} falling strong where the value is low: a loss
 * @property {Colorscale} rising strong where the value is high: a prediction
 * @property {string} font
 * @property {number} scale of type: 1, and more in present mode
 * @property {(share: number) => string} mixed the text's colour over the background
 * @property {(color: string, share: number) => string} toned any colour over the background
 *
 * @typedef {ReturnType<typeof axisScales>} AxisScales
 */

/** Plotly's settings for a chart that is zoomed by buttons and reset by a double click. */
export const ZOOM_CONFIG = {
  displaylogo: false,
  responsive: false,
  doubleClick: "reset",
  modeBarButtons: [["zoomIn2d", "zoomOut2d", "pan2d", "resetScale2d"]],
};

/** Plotly's settings for a chart that stays as it is. */
export const STILL_CONFIG = { displayModeBar: false, responsive: false, doubleClick: false };

/** By address. @type {Map<string, Promise<Plotly>>} */
const loading = new Map();

/**
 * Loads a part of Plotly's script; another part may be there already, and goes on drawing.
 *
 * @param {string} url
 * @returns {Promise<Plotly>} what the part draws with
 */
export function loadPlotly(url) {
  const loaded = loading.get(url) ?? new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve(/** @type {{Plotly?: Plotly}} */ (globalThis).Plotly);
    script.onerror = () => {
      loading.delete(url);
      script.remove();
      reject(new Error("the chart's script did not load"));
    };
    document.head.append(script);
  });
  loading.set(url, loaded);
  return loaded;
}

/** What failed, why, and what to do. @param {string} what @param {unknown} error */
export const reloadText = (what, error) =>
  `${what}: ${/** @type {Error} */ (error).message}. Reload the page to try again.`;

/** @param {unknown} error */
export const chartErrorText = (error) => reloadText("The chart could not be drawn", error);

/** Says in a chart's place that it could not be drawn. @param {HTMLElement} box @param {unknown} error */
export function showChartError(box, error) {
  box.hidden = false;
  box.textContent = chartErrorText(error);
}

/** Lets the browser paint what is there before the next long piece of work. @returns {Promise<unknown>} */
export const nextPaint = () =>
  new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

// --- colours ------------------------------------------------------------------------------------

/** Pixels of the page's type at which a theme's scale is 1. */
const ROOT_SIZE = 16;

/** How strong the accent is at each share of a colour scale. @type {[number, number][]} */
const STRENGTHS = [[0, 0.85], [0.08, 0.6], [0.25, 0.36], [0.5, 0.18], [1, 0.03]];

/**
 * The colour in a variable, resolved on an element of the page: among forced colours, `CanvasText`
 * is the person's own, and a canvas knows only the browser's.
 *
 * @param {Element} element
 * @param {string} name
 */
function variableColor(element, name) {
  const probe = element.appendChild(html("span", { style: `color: var(${name})` }));
  const { color } = getComputedStyle(probe);
  const rgb = channels(color);
  probe.remove();
  return rgb;
}

/** The page's colours, as Streamlit's theme has them now. @param {Element} element @returns {Theme} */
export function themeOf(element) {
  const [text, background, accent] = ["--st-text-color", "--st-background-color", "--np-accent"]
    .map((name) => variableColor(element, name));
  const mixed = (
    /** @type {import("../widgets/color.js").Rgb} */ color,
    /** @type {number} */ share,
  ) => cssColor(blend(color, background, share));
  const colors = STRENGTHS.map(([, strength]) => mixed(accent, strength));
  return {
    text: cssColor(text),
    background: cssColor(background),
    accent: cssColor(accent),
    faint: mixed(text, 0.38),
    grid: mixed(text, 0.12),
    falling: STRENGTHS.map(([share], i) => [share, colors[i]]),
    rising: STRENGTHS.map(([share], i) => [share, colors[colors.length - 1 - i]]),
    font: getComputedStyle(element).getPropertyValue("--st-font").trim(),
    scale: parseFloat(getComputedStyle(document.documentElement).fontSize) / ROOT_SIZE,
    mixed: (share) => mixed(text, share),
    toned: (color, share) => mixed(channels(color), share),
  };
}

/** Resolves once stage.css is loaded, at the latest after 3 s. @param {Element} element */
export async function stylesReady(element) {
  const latest = performance.now() + 3000;
  const missing = () => !getComputedStyle(element).getPropertyValue("--np-accent");
  while (missing() && performance.now() < latest) await new Promise(requestAnimationFrame);
}

/** Whether the page has a dark background. @param {Element} element */
export function isDark(element) {
  const [red, green, blue] = variableColor(element, "--st-background-color");
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 80;
}

// --- figures ------------------------------------------------------------------------------------

/**
 * A figure's layout, with the theme's colours where it names none.
 *
 * @param {{layout: Record<string, any>}} figure from Python
 * @param {Theme} theme
 * @returns {Record<string, any>}
 */
export function themeLayout({ layout }, theme) {
  const { scale } = theme;
  const axis = (/** @type {Record<string, any>} */ own) => ({
    ...own,
    gridcolor: theme.grid,
    zerolinecolor: theme.faint,
    linecolor: theme.faint,
    tickfont: { size: 14 * scale },
    title: { ...own.title, font: { size: 16 * scale } },
    fixedrange: own.fixedrange,
  });
  return {
    ...layout,
    xaxis: axis(layout.xaxis),
    yaxis: axis(layout.yaxis),
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: theme.font, color: theme.text, size: 14 * scale },
    margin: scaled(layout.margin, scale),
    modebar: { bgcolor: "rgba(0,0,0,0)", color: theme.faint, activecolor: theme.accent },
    hoverlabel: {
      bgcolor: theme.background,
      bordercolor: theme.faint,
      font: { color: theme.text, family: theme.font, size: 14 * scale },
      align: "left",
    },
  };
}

/** Margins that have room for larger type. @param {Record<string, number> | undefined} margin @param {number} scale */
const scaled = (margin = {}, scale) =>
  Object.fromEntries(Object.entries(margin).map(([side, size]) => [side, size * scale]));

/** The element that Plotly draws in. @returns {Plot} */
export const plotElement = () => html("div", { class: "np-plot", translate: "no" });

/**
 * The element of a chart with two axes, over which a finger scrolls the page: Plotly would take a
 * swipe for a box to zoom into. A tap still shows a point's label, as the browser makes a click of
 * it. `data-pointer` is "touch" or "mouse": handles are larger under a finger, and there are no
 * buttons to zoom with.
 *
 * @param {object} [options]
 * @param {() => void} [options.onPointer] a finger after the mouse, or the mouse after a finger
 * @param {() => boolean} [options.mayDrag] whether Plotly gets the touches for once
 * @returns {Plot}
 */
export function flatPlot({ onPointer = () => {}, mayDrag = () => false } = {}) {
  const plot = plotElement();
  plot.dataset.pointer = matchMedia("(pointer: coarse)").matches ? "touch" : "mouse";
  plot.addEventListener("pointerover", (event) => {
    const pointer = isFinger(event) ? "touch" : "mouse";
    if (pointer === plot.dataset.pointer) return;
    plot.dataset.pointer = pointer;
    onPointer();
  }, true);
  plot.addEventListener("touchstart", (event) => {
    if (!mayDrag()) event.stopPropagation();
  }, { capture: true, passive: true });
  return plot;
}

/**
 * Pixels of the plot area and back, for linear axes, at the current zoom; and the chart's size. All
 * of it is read from Plotly's layout: asking an element would make the browser lay out the page.
 *
 * @param {Plot} plot a drawn Plotly chart
 */
export function axisScales(plot) {
  const { xaxis, yaxis, width, height } = plot._fullLayout;
  /** @type {[[number, number], [number, number]]} */
  const [[x0, x1], [y0, y1]] = [xaxis.range, yaxis.range];
  /** @type {{left: number, top: number, width: number, height: number}} */
  const box = {
    left: xaxis._offset,
    top: yaxis._offset,
    width: xaxis._length,
    height: yaxis._length,
  };
  return {
    ...box,
    x0,
    x1,
    y0,
    y1,
    size: /** @type {[number, number]} */ ([width, height]),
    px: (/** @type {number} */ x) => box.left + ((x - x0) / (x1 - x0)) * box.width,
    py: (/** @type {number} */ y) => box.top + ((y1 - y) / (y1 - y0)) * box.height,
    x: (/** @type {number} */ px) => x0 + ((px - box.left) / box.width) * (x1 - x0),
    y: (/** @type {number} */ py) => y1 - ((py - box.top) / box.height) * (y1 - y0),
  };
}

/**
 * Keeps a chart as large as its box.
 *
 * @param {Plotly} Plotly
 * @param {Plot} plot
 * @param {() => void} [onResize] before it is drawn in its new size
 * @returns {() => void} stops it and takes the chart down
 */
export function autoResize(Plotly, plot, onResize = () => {}) {
  const observer = new ResizeObserver(() => {
    if (!plot.isConnected || plot.clientWidth === 0 || !plot._fullLayout) return;
    onResize();
    Plotly.Plots.resize(plot);
  });
  observer.observe(/** @type {Element} */ (plot.parentElement));
  return () => {
    observer.disconnect();
    endDrag(plot);
    Plotly.purge(plot);
    plot.emit = () => {}; // what is under way tells it at its end: "emit is not a function"
  };
}

/**
 * Ends what Plotly does while a mouse button is down. It listens on the document, and would go on
 * with a chart that was taken down: "Cannot read properties of undefined (reading '_hoverlayer')".
 *
 * @param {Plot} plot
 */
function endDrag(plot) {
  if (!plot._dragging) return;
  plot._dragging = false; // nothing was clicked, and nothing selected
  document.dispatchEvent(new MouseEvent("mouseup"));
}
