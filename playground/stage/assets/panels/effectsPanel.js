/** What each input does: a curve for each mix, their mean, this mix's own; and a surface over two. */

import { html, setAttributes, svg } from "../widgets/dom.js";
import { withUnit } from "../widgets/format.js";
import { flatMesh } from "../model/mesh.js";
import { NOTHING, Space } from "../charts/scene3d.js";

const [WIDE, HIGH] = [200, 120];
const LEVELS = [25, 50, 75];

export class EffectsPanel {
  /** @param {(camera: number[]) => void} onTurned */
  constructor(data, theme, hands, onTurned) {
    Object.assign(this, { data, theme, hands, onTurned });
    const { inputs, target } = data.columns;
    this.small = inputs.map((input, i) => this.multiple(input, data.effects[i]));
    this.selects = { across: "Surface across", up: "and" };
    for (const key in this.selects) this.selects[key] = this.choice(key, this.selects[key]);
    this.box = html("div", {
      class: "np-chart",
      role: "img",
      "aria-label": `${target.name} over two inputs`,
    });
    this.element = html(
      "div",
      { class: "np-effects" },
      html(
        "div",
        { class: "np-many-curves" },
        html("h2", {
          class: "np-caption",
          text: `${target.name} (${target.unit}) as one input moves and the others stay`,
        }),
        html(
          "p",
          { class: "np-legend" },
          ...[["np-ice", "single mixes"], ["np-mean", "mean of all 1,030"], ["np-own", "your mix"]]
            .map(([kind, text]) =>
              html(
                "span",
                {},
                html("i", { class: `np-key ${kind}` }),
                document.createTextNode(text),
              )
            ),
        ),
        html("div", { class: "np-multiples" }, ...this.small.map(({ element }) => element)),
      ),
      html(
        "div",
        { class: "np-surface" },
        html(
          "div",
          { class: "np-titled" },
          ...Object.values(this.selects).map(({ element }) => element),
        ),
        this.box,
        html("p", {
          class: "np-note",
          text:
            `Height: ${target.name} in ${target.unit}, all other inputs as in your mix; computed by Keras alone. Turn it with the mouse.`,
        }),
      ),
    );
  }

  choice(key, label) {
    const select = html("select", {
      class: "np-select",
      onchange: () => this.choose(key, select.value),
    }, ...this.data.columns.inputs.map(({ name }) => html("option", { value: name, text: name })));
    return {
      select,
      element: html("label", { class: "np-choice" }, html("span", { text: label }), select),
    };
  }

  /** Choosing the other side's input exchanges the two. */
  choose(key, value) {
    const other = key === "across" ? "up" : "across";
    const before = this.axes[key === "across" ? 0 : 1];
    this.hands.set({
      [key]: value,
      ...(this.selects[other].select.value === value ? { [other]: before } : {}),
    });
    this.hands.rest();
  }

  multiple({ name, unit, low, high }, { grid, mean, curves }) {
    const x = (value) => (WIDE * (value - low)) / (high - low);
    const y = (value) => HIGH * (1 - value / this.data.top);
    const path = (values) =>
      values.map((value, n) => `${n ? "L" : "M"}${x(grid[n]).toFixed(1)},${y(value).toFixed(1)}`)
        .join("");
    const own = svg("path", { class: "np-own" });
    const dot = svg("path", { class: "np-own-dot" });
    const element = html(
      "figure",
      { class: "np-multiple" },
      html("figcaption", { text: withUnit(name, unit && `(${unit})`) }),
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

  ready(Plotly, onDrawn) {
    Object.assign(this, { Plotly, onDrawn });
  }

  rows(_, mix) {
    return this.data.effects.flatMap(({ grid }, input) =>
      grid.flatMap((value) => mix.map((held, i) => (i === input ? value : held)))
    );
  }

  /** Keras is asked for the surface, too. */
  asked(hand, mix) {
    const shown = this.shown(hand);
    const spans = shown.map((
      i,
    ) => [this.data.columns.inputs[i].low, this.data.columns.inputs[i].high]);
    return { grid: { shown, spans, cells: this.data.cells.surface, held: mix } };
  }

  shown({ across, up }) {
    return [across, up].map((name) =>
      this.data.columns.inputs.findIndex((input) => input.name === name)
    );
  }

  show({ hand, at, grid, mix }) {
    this.axes = [hand.across, hand.up];
    for (const key in this.selects) this.selects[key].select.value = hand[key];
    if (at) this.own(mix, at);
    const axes = this.axes.join();
    if (this.drawn !== axes) this.draw(hand, axes);
    else if (grid?.length && at) this.raise(hand, mix, at, grid);
  }

  own(mix, at) {
    let from = 1;
    this.small.forEach(({ own, dot, path, x, y }, i) => {
      const cells = this.data.effects[i].grid.length;
      own.setAttribute("d", path(Array.from(at).slice(from, from += cells)));
      setAttributes(dot, { d: `M${x(mix[i])},${y(at[0])}h0` });
    });
  }

  raise(hand, mix, at, grid) {
    const { cells: { surface: cells } } = this.data;
    const [i, j] = this.shown(hand);
    const { x, y, i: a, j: b, k: c } = this.flat;
    this.space.show({
      mesh: { x, y, z: Array.from(grid), i: a, j: b, k: c },
      hinge: null,
      sticks: NOTHING,
      best: NOTHING,
      probe: { x: [mix[i]], y: [mix[j]], z: [at[0]] },
      colors: null,
      camera: hand.camera,
      cells,
    });
  }

  /** The axes of two inputs, drawn when they are first asked for. */
  async draw(hand, axes) {
    if (!this.Plotly || this.drawing) return;
    this.drawing = true;
    const { figures: { surface }, columns, cells } = this.data;
    const { scene } = surface.layout;
    const ends = this.shown(hand).map((i) => columns.inputs[i]);
    const [xaxis, yaxis] = ends.map(({ name, unit, low, high }) => ({
      title: { text: withUnit(name, `(${unit})`) },
      range: [low, high],
    }));
    this.space?.close();
    const space = new Space(this.Plotly, this.box, this.theme, this.onTurned);
    await space.draw({
      ...surface,
      layout: { ...surface.layout, scene: { ...scene, xaxis, yaxis } },
    }, hand.camera);
    this.Plotly.restyle(space.plot, { "marker.color": [this.theme.text] }, [space.at.probe]);
    this.flat = flatMesh(cells.surface, ends.map(({ low, high }) => [low, high]));
    Object.assign(this, { space, drawn: axes, drawing: false });
    this.onDrawn();
  }

  said() {
    const text = `Strength over ${this.axes?.join(" and ")}, all else as in your mix.`;
    this.box.setAttribute("aria-label", text);
    return text;
  }

  close() {
    this.space?.close();
  }
}
