/**
 * What stands at the axes of a chart. A small one keeps the room for its picture: its axes have
 * their names alone, without units and numbers.
 */

/**
 * @typedef {import("./plot.js").Plotly} Plotly
 * @typedef {import("./plot.js").Plot} Plot
 * @typedef {Record<string, any>} Layout
 */

/** Pixels below which a chart is small. */
const [WIDTH, HEIGHT] = [200, 170];
/** Pixels of type at most. */
const NAME_SIZE = 14;

export class AxisLabels {
  /** As they are where there is room. @type {Layout} */
  usual = {};
  isSmall = false;

  /** @param {Plotly} Plotly @param {Plot} plot @param {HTMLElement} box that holds it */
  constructor(Plotly, plot, box) {
    this.Plotly = Plotly;
    this.plot = plot;
    this.box = box;
  }

  /** @param {Layout} layout of a chart about to be drawn @returns {Layout} the same, for its box */
  of(layout) {
    this.usual = layout;
    this.isSmall = isSmall(this.box);
    return this.isSmall ? small(layout) : layout;
  }

  /** Another name of the vertical axis. @param {string} name with its unit */
  renameY(name) {
    this.usual.yaxis.title.text = name;
    this.Plotly.relayout(this.plot, { "yaxis.title.text": this.isSmall ? nameOf(name) : name });
  }

  /** The box has another size: the axes follow, where that changes what stands there. */
  fit() {
    if (this.isSmall === isSmall(this.box)) return;
    this.isSmall = !this.isSmall;
    const { margin, xaxis, yaxis } = this.isSmall ? small(this.usual) : this.usual;
    const axis = (/** @type {string} */ name, /** @type {Layout} */ { title, ...own }) => ({
      [`${name}.title.text`]: title.text,
      [`${name}.title.font.size`]: title.font.size,
      [`${name}.title.standoff`]: title.standoff ?? null,
      [`${name}.showticklabels`]: own.showticklabels ?? true,
      [`${name}.ticks`]: own.ticks ?? null,
    });
    this.Plotly.relayout(this.plot, {
      margin,
      ...axis("xaxis", xaxis),
      ...axis("yaxis", yaxis),
    });
  }
}

/** @param {HTMLElement} box */
const isSmall = ({ clientWidth, clientHeight }) =>
  clientWidth > 0 && (clientWidth < WIDTH || clientHeight < HEIGHT);

/** @param {Layout} layout */
function small({ xaxis, yaxis, ...layout }) {
  const axis = (/** @type {Layout} */ { title, ...own }) => ({
    ...own,
    title: {
      ...title,
      text: nameOf(title.text),
      font: { ...title.font, size: Math.min(NAME_SIZE, title.font?.size ?? NAME_SIZE) },
      standoff: 2,
    },
    showticklabels: false,
    ticks: "",
  });
  return {
    ...layout,
    margin: { l: 24, r: 4, t: 4, b: 24 },
    xaxis: axis(xaxis),
    yaxis: axis(yaxis),
  };
}

/** Without its unit: "w (kcal per g)" is "w". @param {string} text */
const nameOf = (text) => text.replace(/ \(.*\)$/, "");
