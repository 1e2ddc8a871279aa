/** Plotly: loaded once from our own server, dressed in the page's theme, measured in pixels. */

let loading = null;

/**
 * Loads the script that lies inside the installed Plotly package.
 *
 * @param {string} url
 * @returns {Promise<object>} the global Plotly
 */
export function loadPlotly(url) {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve(globalThis.Plotly);
    script.onerror = () => {
      loading = null;
      script.remove();
      reject(new Error("the chart's script did not load"));
    };
    document.head.append(script);
  });
  return loading;
}

/** Lets the browser paint what is there before the next long piece of work. */
export const nextPaint = () =>
  new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** The page's colours, as Streamlit's theme has them now. @param {Element} element */
export function themeOf(element) {
  const style = getComputedStyle(element);
  const variable = (name) => style.getPropertyValue(name).trim();
  const [text, background, accent] = ["--st-text-color", "--st-background-color", "--np-accent"]
    .map((name) => channels(variable(name)));
  return {
    text: rgb(text),
    background: rgb(background),
    accent: rgb(accent),
    faint: mixed(text, background, 0.38),
    grid: mixed(text, background, 0.12),
    depths: [0, 0.08, 0.25, 0.5, 1].map((
      share,
      i,
    ) => [share, mixed(accent, background, [0.85, 0.6, 0.36, 0.18, 0.03][i])]),
    font: variable("--st-font"),
    mixed: (share) => mixed(text, background, share),
    toned: (color, share) => mixed(channels(color), background, share),
  };
}

/** Any CSS colour as [red, green, blue]. */
function channels(color) {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.fillStyle = color;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data].slice(0, 3);
}

const rgb = (color) => `rgb(${color.map(Math.round).join(",")})`;
const mixed = (color, other, share) =>
  rgb(color.map((value, i) => value * share + other[i] * (1 - share)));

/** Resolves once stage.css is there, which may come after the scripts; after 3 s without it. */
export async function stylesReady(element) {
  const late = performance.now() + 3000;
  const missing = () => !getComputedStyle(element).getPropertyValue("--np-accent");
  while (missing() && performance.now() < late) await new Promise(requestAnimationFrame);
}

/** Whether the page has a dark background. */
export function isDark(element) {
  const [red, green, blue] = channels(
    getComputedStyle(element).getPropertyValue("--st-background-color"),
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 80;
}

/** A figure from Python with the theme's colours where it names none. */
export function themeLayout(figure, theme) {
  const axis = (own) => ({
    ...own,
    gridcolor: theme.grid,
    zerolinecolor: theme.faint,
    linecolor: theme.faint,
    tickfont: { size: 14 },
    title: { ...own.title, font: { size: 16 } },
    fixedrange: own.fixedrange,
  });
  const layout = figure.layout;
  return {
    ...layout,
    xaxis: axis(layout.xaxis),
    yaxis: axis(layout.yaxis),
    paper_bgcolor: "rgba(0,0,0,0)",
    plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: theme.font, color: theme.text },
    modebar: { bgcolor: "rgba(0,0,0,0)", color: theme.faint, activecolor: theme.accent },
    hoverlabel: {
      bgcolor: theme.background,
      bordercolor: theme.faint,
      font: { color: theme.text, family: theme.font, size: 14 },
      align: "left",
    },
  };
}

/**
 * Pixels of the plot area and back, for linear axes, at the current zoom; and the chart's size, for
 * which the browser need not lay out anything, as it must to tell that of an element.
 *
 * @param {HTMLElement} plot a drawn Plotly chart
 */
export function axisScales(plot) {
  const { xaxis, yaxis, width, height } = plot._fullLayout;
  const [x0, x1] = xaxis.range;
  const [y0, y1] = yaxis.range;
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
    size: [width, height],
    px: (x) => box.left + ((x - x0) / (x1 - x0)) * box.width,
    py: (y) => box.top + ((y1 - y) / (y1 - y0)) * box.height,
    x: (px) => x0 + ((px - box.left) / box.width) * (x1 - x0),
    y: (py) => y1 - ((py - box.top) / box.height) * (y1 - y0),
  };
}

/** A pixel as a path takes it, however far away the number lies. @param {number} value */
export const pixel = (value) => Math.max(-1e5, Math.min(1e5, value || 0)).toFixed(1);

/** A ring around a point, as a path takes it. */
export const ring = (x, y) => `M${pixel(x)},${pixel(y)}m-8,0a8,8 0 1,0 16,0a8,8 0 1,0 -16,0`;

/** Keeps a chart as large as its box. @returns {() => void} stops it */
export function autoResize(Plotly, plot) {
  const observer = new ResizeObserver(() => {
    if (plot.isConnected && plot.clientWidth > 0 && plot._fullLayout) Plotly.Plots.resize(plot);
  });
  observer.observe(plot.parentElement);
  return () => {
    observer.disconnect();
    Plotly.purge(plot);
  };
}
