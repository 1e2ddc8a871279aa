/** The main picture of a network: curve, heat map or surface, and in its place one neuron enlarged. */

import { Curve } from "./curve.js";
import { html, setText } from "../widgets/dom.js";
import { Heat } from "./heatMap.js";
import { Lens } from "./enlargedNeuron.js";
import { flatMesh } from "../model/mesh.js";
import { Slice } from "../model/slices.js";
import { NOTHING, Space } from "./scene3d.js";
import { hingePoints, hingeSegments } from "../model/networkAnalysis.js";
import { paintThumbnail } from "../diagram/thumbnails.js";

const ALONG = 16;

/** Of wider layers, only the first neurons' hinges are drawn: more would hide the picture. */
const MOST_HINGES = 32;

export class LayersPicture {
  /** @param {object} data @param {object} theme @param {import("../model/layersModel.js").StackModel} model */
  constructor(data, theme, model, onTurned) {
    Object.assign(this, { data, theme, model, onTurned, slice: new Slice(data, theme) });
    this.title = html("h2", { class: "np-caption" });
    this.boxes = Object.fromEntries(
      ["curve", "space", "above"].map((
        name,
      ) => [name, html("div", { class: "np-chart", role: "group", hidden: true })]),
    );
    this.lens = new Lens(
      data,
      (canvas, values, cells) =>
        paintThumbnail(canvas, values, cells, { shown: data.axes.length, theme, large: true }),
    );
    this.element = html(
      "div",
      { class: "np-picture" },
      ...Object.values(this.boxes),
      this.lens.element,
    );
  }

  ready(Plotly, onDrawn) {
    Object.assign(this, { Plotly, onDrawn });
  }

  failed(error) {
    this.boxes.curve.hidden = false;
    this.boxes.curve.textContent =
      `The charts could not be drawn: ${error.message}. Reload the page to try again.`;
  }

  kind(hand) {
    return this.data.axes.length === 1 ? "curve" : hand.top ? "above" : "space";
  }

  /** The picture that is looked at is drawn when it is first looked at. */
  async build(kind, hand) {
    if (!this.Plotly || this.drawing) return;
    this.drawing = true;
    const { Plotly, theme, data } = this;
    const box = this.boxes[kind];
    const parts = {
      curve: () => new Curve(Plotly, box, theme, data.drawn),
      above: () => new Heat(Plotly, box, theme, data.spans),
      space: () => new Space(Plotly, box, theme, this.onTurned),
    };
    const picture = parts[kind]();
    await picture.draw(data[kind], hand.camera);
    this[kind] = picture;
    this.drawing = false;
    this.onDrawn();
  }

  /** @param {object} frame of the model, with `single` and `enlarged` */
  show(frame) {
    const { hand } = frame;
    const kind = this.kind(hand);
    for (const name in this.boxes) this.boxes[name].hidden = name !== kind;
    this.enlarge(frame);
    if (!this[kind]) this.build(kind, hand);
    else if (frame.grid) this[`show_${kind}`](frame);
  }

  enlarge({ enlarged, outputs, cells, network }) {
    const layer = enlarged?.kind === "neuron" ? outputs?.[enlarged.layer] : null;
    const { target } = this.data.columns;
    if (!layer || enlarged.layer === network.layers.length - 1) {
      setText(this.title, `What the network says: ${target.name}`);
      this.lens.show(null);
      return;
    }
    setText(this.title, `What neuron ${enlarged.unit + 1} of layer ${enlarged.layer + 1} says`);
    const values = Float64Array.from(
      { length: layer.values.length / layer.stride },
      (_, row) => layer.values[row * layer.stride + enlarged.unit],
    );
    this.lens.show({ values, cells });
  }

  show_curve({ hand, grid, cells, predictions, single, row, at, lit, ...frame }) {
    const [[low, high]] = this.data.spans;
    const [input] = this.data.axes;
    const x = Array.from({ length: cells }, (_, n) => low + ((high - low) * n) / (cells - 1));
    const straight = (value) => dot(single, this.slice.row(hand, [value]));
    const hinges = hand.hinges ? this.points(frame, row, hand) : [];
    this.curve.show({
      x,
      y: grid,
      hinges,
      single: single && { x: [low, high], y: [low, high].map(straight) },
      probe: { x: hand[`x${input}`], y: at[0] },
      sticks: hand.residuals ? predictions : null,
      actual: this.data.points.y,
      opacity: this.slice.fading(hand)?.shares ?? null,
      lit: lit ?? [],
    });
  }

  show_above({ hand, grid, cells, single, row, lit, ...frame }) {
    const [i, j] = this.data.axes;
    this.above.show({
      values: grid,
      cells,
      hinges: hand.hinges ? this.segments(frame, row) : [],
      levels: single ? this.levels(single, row) : [],
      probe: [hand[`x${i}`], hand[`x${j}`]],
      opacity: this.slice.fading(hand)?.shares ?? null,
      lit: (lit ?? []).map((place) => [this.slice.value(place, i), this.slice.value(place, j)]),
    });
  }

  show_space({ hand, grid, cells, predictions, single, row, at, lit, ...frame }) {
    const [i, j] = this.data.axes;
    this.space.show({
      mesh: this.mesh(grid, cells),
      camera: hand.camera,
      hinge: hand.hinges && !this.model.partial
        ? this.raised(hand, this.segments(frame, row))
        : null,
      sticks: hand.residuals ? this.slice.sticks(predictions) : NOTHING,
      best: single ? this.frame(hand, single) : NOTHING,
      probe: { x: [hand[`x${i}`]], y: [hand[`x${j}`]], z: [at[0]] },
      colors: lit ? this.slice.lighting(lit) : this.slice.fading(hand)?.colors ?? null,
    });
  }

  /** The grid as triangles; only the heights change. */
  mesh(grid, cells) {
    if (this.flat?.cells !== cells) this.flat = flatMesh(cells, this.data.spans);
    const { x, y, i, j, k } = this.flat;
    return { x, y, z: Array.from(grid), i, j, k };
  }

  /** The single unit's plane as a frame with its diagonals. */
  frame(hand, single) {
    const [[x0, x1], [y0, y1]] = this.data.spans;
    const corners = [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
    const around = [0, 1, 2, 3, 0, 2, 1, 3].map((n) => corners[n]);
    return {
      x: around.map(([x]) => x),
      y: around.map(([, y]) => y),
      z: around.map((corner) => dot(single, this.slice.row(hand, corner))),
    };
  }

  // --- hinges -------------------------------------------------------------------------------

  /** Where the first layer bends along one input. */
  points({ network, weights, scaling }, row, hand) {
    const [input] = this.data.axes;
    const { x_mean, x_scale } = scaling;
    const held = row.map((value, n) => (value - x_mean[n]) / x_scale[n]);
    const span = this.data.spans[0].map((value) => (value - x_mean[input]) / x_scale[input]);
    const found = hingePoints(network, weights, { shown: input, held, span })
      .slice(0, MOST_HINGES).filter((value) => value !== null).map((value) =>
        value * x_scale[input] + x_mean[input]
      );
    const heights = this.model.predict(hand, found.flatMap((x) => this.slice.row(hand, [x])));
    return found.map((x, n) => ({ x, y: heights[n] }));
  }

  /** Where the first layer bends over two inputs: lines in the data's units. */
  segments({ network, weights, scaling }, row) {
    if (this.model.partial) return [];
    const { axes, spans } = this.data;
    const { x_mean, x_scale } = scaling;
    const inner = (value, n) => (value - x_mean[n]) / x_scale[n];
    const found = hingeSegments(network, weights, {
      shown: axes,
      held: row.map(inner),
      spans: axes.map((input, n) => spans[n].map((value) => inner(value, input))),
    });
    return found.slice(0, MOST_HINGES).filter((line) => line !== null).map((line) =>
      line.map((end) => end.map((value, n) => value * x_scale[axes[n]] + x_mean[axes[n]]))
    );
  }

  /** Lines of equal height of the single unit, cut at the picture's edges by its clip. */
  levels(single, row) {
    const { axes: [i, j], spans: [[x0, x1], [y0, y1], [low, high]] } = this.data;
    const rest = single.b +
      row.reduce((sum, value, n) => (n === i || n === j ? sum : sum + single.w[n] * value), 0);
    const lines = [];
    for (let n = 1; n < 8; n++) {
      const level = low + ((high - low) * n) / 8 - rest;
      if (
        Math.abs(single.w[j] * (y1 - y0)) >= Math.abs(single.w[i] * (x1 - x0)) && single.w[j] !== 0
      ) {
        lines.push([x0, x1].map((x) => [x, (level - single.w[i] * x) / single.w[j]]));
      } else if (single.w[i] !== 0) {
        lines.push([y0, y1].map((y) => [(level - single.w[j] * y) / single.w[i], y]));
      }
    }
    return lines;
  }

  /** Hinges lifted onto the surface, a line each. */
  raised(hand, segments) {
    const hinge = { x: [], y: [], z: [] };
    const spots = segments.flatMap(([a, b]) =>
      Array.from(
        { length: ALONG },
        (_, n) => a.map((value, k) => value + ((b[k] - value) * n) / (ALONG - 1)),
      )
    );
    if (!spots.length) return null;
    const heights = this.model.predict(hand, spots.flatMap((spot) => this.slice.row(hand, spot)));
    spots.forEach(([x, y], n) => {
      hinge.x.push(x);
      hinge.y.push(y);
      hinge.z.push(heights[n]);
      if (n % ALONG === ALONG - 1) { for (const axis of ["x", "y", "z"]) hinge[axis].push(null); }
    });
    return hinge;
  }

  /** @param {string} text for those who cannot see it */
  label(text) {
    for (const name in this.boxes) this.boxes[name].setAttribute("aria-label", text);
  }

  close() {
    for (const name in this.boxes) this[name]?.close();
  }
}

const dot = ({ w, b }, row) => row.reduce((sum, value, i) => sum + w[i] * value, b);
