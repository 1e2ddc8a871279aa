/**
 * What each input does: a curve for each mix, their mean, this mix's own; and a surface over two.
 */

import { html, setAttributes, svg } from "../widgets/dom.js";
import { withUnit } from "../widgets/format.js";
import { flatMesh } from "../model/mesh.js";
import { NOTHING, Scene3d } from "../charts/scene3d.js";
import { hasWebGl, NO_SURFACE } from "../charts/webgl.js";

/**
 * @typedef {import("../protocol.d.ts").ConcretePayload} ConcretePayload
 * @typedef {import("../protocol.d.ts").ColumnRange} ColumnRange
 * @typedef {import("../protocol.d.ts").InputEffect} InputEffect
 * @typedef {import("../protocol.d.ts").GridRequest} GridRequest
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../charts/plot.js").Plotly} Plotly
 * @typedef {import("../charts/plot.js").Theme} Theme
 * @typedef {"across" | "up"} Axis
 * @typedef {ReturnType<typeof multiple>} Multiple
 */

const [WIDE, HIGH] = [200, 120];
const LEVELS = [25, 50, 75];

export class EffectsPanel {
  /** @type {Plotly | null} */
  Plotly = null;
  /** @type {Scene3d | null} */
  scene = null;
  /** @type {ReturnType<typeof flatMesh> | null} */
  flat = null;
  /** The two inputs of the surface as it is drawn. */
  drawn = "";
  drawing = false;
  closed = false;
  onDrawn = () => {};

  /**
   * @param {ConcretePayload} payload
   * @param {Theme} theme
   * @param {import("../view.d.ts").Callbacks} callbacks
   * @param {(camera: [number, number, number]) => void} onCamera
   */
  constructor(payload, theme, callbacks, onCamera) {
    const { inputs, target } = payload.columns;
    this.payload = payload;
    this.theme = theme;
    this.callbacks = callbacks;
    this.onCamera = onCamera;
    this.multiples = inputs.map((input, i) => multiple(input, payload.effects[i], payload.top));
    this.selects = { across: this.select("across"), up: this.select("up") };
    this.box = html("div", {
      class: "np-chart",
      role: "group",
      "aria-label": `${target.label} over two inputs`,
    });
    this.element = html("div", { class: "np-effects" }, this.curves(), this.surface());
  }

  curves() {
    const { target } = this.payload.columns;
    const all = this.payload.rows.y.length.toLocaleString("en-US");
    const keys = [["np-ice", "single mixes"], ["np-mean", `mean of all ${all}`], [
      "np-own",
      "your mix",
    ]];
    return html(
      "div",
      { class: "np-many-curves" },
      html(
        "div",
        { class: "np-titled" },
        html("h2", {
          class: "np-caption",
          text: `${target.label} (${target.unit}) as one input moves`,
        }),
        html(
          "p",
          { class: "np-legend" },
          ...keys.map(([kind, text]) =>
            html("span", {}, html("i", { class: `np-key ${kind}` }), document.createTextNode(text))
          ),
        ),
      ),
      html("div", { class: "np-multiples" }, ...this.multiples.map(({ element }) => element)),
    );
  }

  surface() {
    const { label: target, unit } = this.payload.columns.target;
    const label = (/** @type {Axis} */ axis, /** @type {string} */ text) =>
      html("label", { class: "np-choice" }, html("span", { text }), this.selects[axis]);
    return html(
      "div",
      { class: "np-surface" },
      html("div", { class: "np-titled" }, label("across", "Surface across"), label("up", "and")),
      this.box,
      html("p", {
        class: "np-note",
        text: `Height: ${target} in ${unit}, all other inputs as in your mix. Turn it.`,
      }),
    );
  }

  /** @param {Axis} axis */
  select(axis) {
    const select = html(
      "select",
      {
        class: "np-select",
        onchange: () => this.choose(axis, select.value),
      },
      ...this.payload.columns.inputs.map(({ name, label }) =>
        html("option", { value: name, text: label })
      ),
    );
    return select;
  }

  /** Choosing the other side's input exchanges the two. @param {Axis} axis @param {string} name */
  choose(axis, name) {
    const other = axis === "across" ? "up" : "across";
    const { choices } = this.callbacks.values();
    const exchanged = choices[other] === name ? { [other]: choices[axis] } : {};
    this.callbacks.set({ choices: { [axis]: name, ...exchanged } });
    this.callbacks.commit();
  }

  /** @param {Plotly} Plotly @param {() => void} onDrawn */
  ready(Plotly, onDrawn) {
    this.Plotly = Plotly;
    this.onDrawn = onDrawn;
  }

  /** The mix with one input after the other moved. @param {Values} values */
  rows({ at }) {
    return this.payload.effects.flatMap(({ grid }, input) =>
      grid.flatMap((value) => at.with(input, value))
    );
  }

  /** Only Keras computes the surface. @param {Values} values @returns {GridRequest} */
  gridRequest(values) {
    const { columns: { inputs }, cells } = this.payload;
    const shown = this.axes(values);
    const spans = shown.map((
      i,
    ) => /** @type {[number, number]} */ ([inputs[i].low, inputs[i].high]));
    return { shown, spans, cells: cells.surface, fixed: values.at };
  }

  /** The two inputs of the surface. @param {Values} values */
  axes({ choices }) {
    return [choices.across, choices.up].map((name) =>
      this.payload.columns.inputs.findIndex((input) => input.name === name)
    );
  }

  /** @param {import("../view.d.ts").Frame} frame */
  show({ values, at, grid }) {
    const { across, up } = values.choices;
    this.selects.across.value = across;
    this.selects.up.value = up;
    if (at) this.showOwn(values.at, at);
    if (this.drawn !== `${across},${up}`) this.draw(values);
    else if (grid?.length && at) this.showSurface(values, at[0], grid);
  }

  /** @param {number[]} mix @param {ArrayLike<number>} at */
  showOwn(mix, at) {
    let from = 1;
    this.multiples.forEach(({ own, dot, path, x, y }, i) => {
      const cells = this.payload.effects[i].grid.length;
      own.setAttribute("d", path(Array.from(at).slice(from, from += cells)));
      setAttributes(dot, { d: `M${x(mix[i])},${y(at[0])}h0` });
    });
  }

  /**
   * @param {Values} values
   * @param {number} prediction of the mix
   * @param {ArrayLike<number>} grid
   */
  showSurface(values, prediction, grid) {
    if (!this.flat) return;
    const [across, up] = this.axes(values);
    const { x, y, i, j, k } = this.flat;
    this.scene?.show({
      mesh: { x, y, z: Array.from(grid), i, j, k },
      hinge: null,
      sticks: NOTHING,
      best: NOTHING,
      probe: { x: [values.at[across]], y: [values.at[up]], z: [prediction] },
      colors: null,
      camera: values.camera,
    });
  }

  /** The axes of two inputs, drawn when they are first asked for. @param {Values} values */
  async draw(values) {
    if (!this.Plotly || this.drawing) return;
    if (!hasWebGl()) return this.leaveOut(values);
    this.drawing = true;
    const { figures: { surface }, columns, cells } = this.payload;
    const ends = this.axes(values).map((i) => columns.inputs[i]);
    const [xaxis, yaxis] = ends.map(({ label, unit, low, high }) => ({
      title: { text: withUnit(label, `(${unit})`) },
      range: [low, high],
    }));
    this.scene?.close();
    const scene = new Scene3d(this.Plotly, this.box, this.theme, {
      onCamera: this.onCamera,
      onLost: () => {
        [this.scene, this.drawn] = [null, ""];
        this.onDrawn();
      },
    });
    await scene.draw({
      ...surface,
      layout: { ...surface.layout, scene: { ...surface.layout.scene, xaxis, yaxis } },
    }, values.camera);
    const colour = { "marker.color": [this.theme.text] };
    if (!scene.closed) this.Plotly.restyle(scene.plot, colour, [scene.at.probe]);
    this.flat = flatMesh(cells.surface, ends.map(({ low, high }) => [low, high]));
    this.scene = scene.closed ? null : scene;
    this.drawn = scene.closed ? "" : `${values.choices.across},${values.choices.up}`;
    this.drawing = false;
    if (this.closed) this.close();
    else this.onDrawn();
  }

  /** Without WebGL there is a sentence in place of the surface. @param {Values} values */
  leaveOut({ choices }) {
    this.drawn = `${choices.across},${choices.up}`;
    this.box.replaceChildren(html("p", { class: "np-note", text: NO_SURFACE }));
    this.box.style.height = "auto";
  }

  announcement() {
    const [across, up] = this.axes(this.callbacks.values())
      .map((i) => this.payload.columns.inputs[i].label);
    const text = `Strength over ${across} and ${up}, all else as in your mix.`;
    this.box.setAttribute("aria-label", text);
    return text;
  }

  close() {
    this.closed = true;
    this.scene?.close();
  }
}

/**
 * The small chart of one input.
 *
 * @param {ColumnRange} column
 * @param {InputEffect} effect
 * @param {number} top of the vertical axis
 */
function multiple({ label, unit, low, high }, { grid, mean, curves }, top) {
  const x = (/** @type {number} */ value) => (WIDE * (value - low)) / (high - low);
  const y = (/** @type {number} */ value) => HIGH * (1 - value / top);
  const path = (/** @type {number[]} */ values) =>
    values.map((value, n) => `${n ? "L" : "M"}${x(grid[n]).toFixed(1)},${y(value).toFixed(1)}`)
      .join("");
  const own = svg("path", { class: "np-own" });
  const dot = svg("path", { class: "np-own-dot" });
  const element = html(
    "figure",
    { class: "np-multiple" },
    html("figcaption", { text: withUnit(label, unit && `(${unit})`) }),
    html(
      "div",
      { class: "np-plotted" },
      svg(
        "svg",
        { viewBox: `0 0 ${WIDE} ${HIGH}`, preserveAspectRatio: "none", "aria-hidden": "true" },
        svg("path", {
          class: "np-gridline",
          d: LEVELS.map((value) => `M0,${y(value)}H${WIDE}`).join(""),
        }),
        svg("path", { class: "np-ice", d: curves.map(path).join("") }),
        svg("path", { class: "np-mean", d: path(mean) }),
        own,
        dot,
      ),
      ...LEVELS.map((value) =>
        html("span", { style: `top: ${(100 * y(value)) / HIGH}%`, text: String(value) })
      ),
    ),
    html(
      "div",
      { class: "np-ends" },
      html("span", { text: String(low) }),
      html("span", { text: String(high) }),
    ),
  );
  return { element, own, dot, path, x, y };
}
