/** The main picture of a network: curve, heat map or surface, and in its place one neuron enlarged. */

import { CurveChart } from "./curve.js";
import { EnlargedNeuron } from "./enlargedNeuron.js";
import { HeatMap } from "./heatMap.js";
import { LayersLines } from "./layersLines.js";
import { showChartError } from "./plot.js";
import { NOTHING, Scene3d } from "./scene3d.js";
import { hasWebGl, NO_SPACE } from "./webgl.js";
import { paintThumbnail } from "../diagram/thumbnails.js";
import { flatMesh } from "../model/mesh.js";
import { Slice } from "../model/slices.js";
import { html, setText } from "../widgets/dom.js";

/**
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../model/frame.d.ts").Frame} Frame
 * @typedef {import("../model/layersModel.js").LayersPreview} LayersPreview
 * @typedef {import("../model/layersModel.js").NetworkPayload} NetworkPayload
 * @typedef {import("../model/layersModel.js").NetworkModel} NetworkModel
 * @typedef {import("./plot.js").Plotly} Plotly
 * @typedef {import("./plot.js").PlotlyFigure} PlotlyFigure
 * @typedef {import("./plot.js").Theme} Theme
 *
 * @typedef {object} More what is drawn besides the network
 * @property {import("../model/layersModel.js").LayerOutputs[] | null} outputs of each layer
 * @property {import("./layersLines.js").Unit | null} single the unit that the network would be
 *   without activations
 * @property {import("../diagram/networkParts.js").Part | null} enlarged shown in place of the network
 * @property {number[] | null} ringed points with rings around them
 *
 * @typedef {Frame & Omit<LayersPreview, "outputs"> & More} PictureFrame
 * @typedef {"curve" | "above" | "space"} Kind
 */

export class LayersPicture {
  title = html("h2", { class: "np-caption" });
  boxes = { curve: chartBox(), space: chartBox(), above: chartBox() };
  /** @type {CurveChart | null} */
  curve = null;
  /** @type {HeatMap | null} */
  above = null;
  /** @type {Scene3d | null} */
  space = null;
  /** @type {Plotly | null} */
  Plotly = null;
  onDrawn = () => {};
  drawing = false;
  closed = false;
  noSpace = html("p", { class: "np-note", text: NO_SPACE, hidden: true });
  /** @type {ReturnType<typeof flatMesh> | null} */
  mesh = null;

  /**
   * @param {NetworkPayload} payload replaced by newer ones with the same columns
   * @param {Theme} theme
   * @param {NetworkModel} model
   * @param {(camera: import("./scene3d.js").Camera) => void} onCamera
   */
  constructor(payload, theme, model, onCamera) {
    const { axes, columns: { inputs } } = payload;
    this.payload = payload;
    this.theme = theme;
    this.model = model;
    this.onCamera = onCamera;
    this.slice = new Slice(payload, theme);
    this.lines = new LayersLines(model, this.slice);
    this.enlarged = new EnlargedNeuron(
      axes.map((input) => inputs[input]),
      (canvas, values, cells) =>
        paintThumbnail(canvas, values, cells, { shown: axes.length, theme, large: true }),
    );
    this.element = html(
      "div",
      { class: "np-picture" },
      ...Object.values(this.boxes),
      this.enlarged.element,
      this.noSpace,
    );
  }

  /** @param {Plotly} Plotly @param {() => void} onDrawn a chart can be shown from now on */
  ready(Plotly, onDrawn) {
    this.Plotly = Plotly;
    this.onDrawn = onDrawn;
  }

  /** @param {unknown} error */
  fail(error) {
    showChartError(this.boxes.curve, error);
  }

  /** @param {Values} values @returns {Kind} */
  kind({ switches }) {
    return this.payload.axes.length === 1 ? "curve" : switches.top ? "above" : "space";
  }

  /** The chart in view is drawn when it is first needed. @param {Kind} kind @param {Values} values */
  async draw(kind, values) {
    if (!this.Plotly || this.drawing) return;
    this.drawing = true;
    const { Plotly, theme, payload } = this;
    const box = this.boxes[kind];
    const figure = /** @type {PlotlyFigure} */ (payload[kind]);
    if (kind === "curve") {
      const curve = new CurveChart(Plotly, box, theme, payload.drawn ?? []);
      await curve.draw(figure);
      this.curve = curve;
    } else if (kind === "above") {
      const above = new HeatMap(Plotly, box, theme, payload.spans);
      await above.draw(figure);
      this.above = above;
    } else {
      const space = new Scene3d(Plotly, box, theme, {
        onCamera: this.onCamera,
        onLost: () => {
          this.space = null;
          this.onDrawn();
        },
      });
      await space.draw(figure, values.camera);
      this.space = space.closed ? null : space;
    }
    this.drawing = false;
    if (this.closed) this.close();
    else this.onDrawn();
  }

  /** @param {PictureFrame} frame */
  show(frame) {
    const kind = this.kind(frame.values);
    this.boxes.curve.hidden = kind !== "curve";
    this.boxes.above.hidden = kind !== "above";
    this.boxes.space.hidden = kind !== "space";
    this.noSpace.hidden = kind === "curve" || hasWebGl();
    this.showEnlarged(frame);
    const { grid } = frame;
    if (!this[kind]) this.draw(kind, frame.values);
    else if (grid && kind === "curve") this.showCurve(frame, grid);
    else if (grid && kind === "above") this.showAbove(frame, grid);
    else if (grid) this.showSpace(frame, grid);
  }

  /** @param {PictureFrame} frame */
  showEnlarged({ enlarged, outputs, cells, network }) {
    const neuron = enlarged?.kind === "neuron" ? enlarged : null;
    const layer = neuron && outputs?.[neuron.layer];
    if (!layer || neuron.layer === network.layers.length - 1) {
      setText(this.title, `What the network says: ${this.payload.columns.target.name}`);
      this.enlarged.show(null);
      return;
    }
    setText(this.title, `What neuron ${neuron.unit + 1} of layer ${neuron.layer + 1} says`);
    const { values, stride } = layer;
    const rows = values.length / stride;
    const own = Float64Array.from({ length: rows }, (_, row) => values[row * stride + neuron.unit]);
    this.enlarged.show({ values: own, cells });
  }

  /** @param {PictureFrame} frame @param {ArrayLike<number>} grid */
  showCurve({ values, cells, predictions, single, at, ringed, ...known }, grid) {
    const { spans: [[low, high]], axes: [input], points } = this.payload;
    const { hinges, residuals } = values.switches;
    this.curve?.show({
      x: Array.from({ length: cells }, (_, n) => low + ((high - low) * n) / (cells - 1)),
      y: grid,
      hinges: hinges ? this.lines.hingePoints(values, known) : [],
      single: single && this.lines.unitLine(values, single),
      probe: { x: values.at[input], y: at?.[0] ?? NaN },
      sticks: residuals ? predictions : null,
      actual: points.y,
      opacity: this.slice.fading(values)?.shares ?? null,
      ringed: ringed ?? [],
    });
  }

  /** @param {PictureFrame} frame @param {ArrayLike<number>} grid */
  showAbove({ values, cells, single, ringed, ...known }, grid) {
    const [i, j] = this.payload.axes;
    this.above?.show({
      values: grid,
      cells,
      hinges: values.switches.hinges ? this.lines.hingeSegments(known) : [],
      levels: single ? this.lines.unitLevels(values, single) : [],
      probe: [values.at[i], values.at[j]],
      opacity: this.slice.fading(values)?.shares ?? null,
      ringed: (ringed ?? []).map((row) => [this.slice.value(row, i), this.slice.value(row, j)]),
    });
  }

  /** @param {PictureFrame} frame @param {ArrayLike<number>} grid */
  showSpace({ values, cells, predictions, single, at, ringed, ...known }, grid) {
    const [i, j] = this.payload.axes;
    const { hinges, residuals } = values.switches;
    this.space?.show({
      mesh: this.meshOf(grid, cells),
      camera: values.camera,
      hinge: hinges && !this.model.isPartial
        ? this.lines.raised(values, this.lines.hingeSegments(known))
        : null,
      sticks: residuals ? this.slice.sticks(predictions) : NOTHING,
      best: single ? this.lines.unitFrame(values, single) : NOTHING,
      probe: { x: [values.at[i]], y: [values.at[j]], z: [at?.[0] ?? NaN] },
      colors: ringed ? this.slice.highlighting(ringed) : this.slice.fading(values)?.colors ?? null,
    });
  }

  /** A stack without activations is a plane: its slopes. @param {Values} values @returns {number[] | null} */
  slopes(values) {
    const isPlane = values.activations.every((name) => name === "linear");
    if (!isPlane || this.payload.axes.length !== 2 || this.model.isPartial) return null;
    const [[x0, x1], [y0, y1]] = this.payload.spans;
    const [here, along, across] = this.lines.predict(values, [[x0, y0], [x1, y0], [x0, y1]]);
    return [(along - here) / (x1 - x0), (across - here) / (y1 - y0)];
  }

  /** The grid as triangles; only the heights change. @param {ArrayLike<number>} grid @param {number} cells */
  meshOf(grid, cells) {
    if (this.mesh?.cells !== cells) this.mesh = flatMesh(cells, this.payload.spans);
    const { x, y, i, j, k } = this.mesh;
    return { x, y, z: Array.from(grid), i, j, k };
  }

  /** @param {string} text for those who cannot see it */
  label(text) {
    for (const box of Object.values(this.boxes)) box.setAttribute("aria-label", text);
  }

  close() {
    this.closed = true;
    for (const chart of [this.curve, this.above, this.space]) chart?.close();
  }
}

const chartBox = () => html("div", { class: "np-chart", role: "group", hidden: true });
