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
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => {
      loading = null;
      script.remove();
      reject(new Error("the chart's script did not load"));
    };
    document.head.append(script);
  });
  return loading;
}

/** The page's colours, as Streamlit's theme has them now. @param {Element} element */
export function themeOf(element) {
  const style = getComputedStyle(element);
  const variable = (name) => style.getPropertyValue(name).trim();
  return {
    text: variable("--st-text-color"),
    background: variable("--st-background-color"),
    accent: variable("--st-primary-color"),
    faint: variable("--np-faint"),
    grid: variable("--np-grid"),
    font: variable("--st-font"),
  };
}

/** A figure from Python with the theme's colours where it names none. */
export function dressed(figure, theme) {
  const axis = (own) => ({
    ...own, gridcolor: theme.grid, zerolinecolor: theme.faint, linecolor: theme.faint,
    tickfont: { size: 14 }, title: { ...own.title, font: { size: 16 } }, fixedrange: own.fixedrange,
  });
  const layout = figure.layout;
  return {
    ...layout,
    xaxis: axis(layout.xaxis), yaxis: axis(layout.yaxis),
    paper_bgcolor: "rgba(0,0,0,0)", plot_bgcolor: "rgba(0,0,0,0)",
    font: { family: theme.font, color: theme.text },
    hoverlabel: { bgcolor: theme.background, bordercolor: theme.faint,
      font: { color: theme.text, family: theme.font, size: 14 }, align: "left" },
  };
}

/**
 * Pixels of the plot area and back, for linear axes, at the current zoom.
 *
 * @param {HTMLElement} plot a drawn Plotly chart
 */
export function scalesOf(plot) {
  const { xaxis, yaxis } = plot._fullLayout;
  const [x0, x1] = xaxis.range;
  const [y0, y1] = yaxis.range;
  const box = { left: xaxis._offset, top: yaxis._offset, width: xaxis._length, height: yaxis._length };
  return {
    ...box, x0, x1, y0, y1,
    px: (x) => box.left + ((x - x0) / (x1 - x0)) * box.width,
    py: (y) => box.top + ((y1 - y) / (y1 - y0)) * box.height,
    x: (px) => x0 + ((px - box.left) / box.width) * (x1 - x0),
    y: (py) => y1 - ((py - box.top) / box.height) * (y1 - y0),
  };
}

/** Keeps a chart as large as its box. @returns {() => void} stops it */
export function fitted(Plotly, plot) {
  const observer = new ResizeObserver(() => {
    if (plot.isConnected && plot.clientWidth > 0 && plot._fullLayout) Plotly.Plots.resize(plot);
  });
  observer.observe(plot.parentElement);
  return () => {
    observer.disconnect();
    Plotly.purge(plot);
  };
}
