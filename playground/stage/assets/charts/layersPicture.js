/** The main picture of a network: curve, heat map or surface, and in its place one neuron enlarged. */

import { ClassPoints } from "./classPoints.js";
import { CurveChart } from "./curve.js";
import { EnlargedNeuron } from "./enlargedNeuron.js";
import { HeatMap } from "./heatMap.js";
import { LayersLines } from "./layersLines.js";
import { showChartError } from "./plot.js";
import { NOTHING, Scene3d } from "./scene3d.js";
import { hasWebGl, NO_SPACE } from "./webgl.js";
import { paintThumbnail } from "../diagram/thumbnails.js";
import { thresholdOf } from "../model/answerFacts.js";
import { flatMesh } from "../model/mesh.js";
import { level, thresholdPlane } from "../model/thresholdPlane.js";
import { Slice } from "../model/slices.js";
import { BentPicture } from "../panels/bentPicture.js";
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
   * @param {import("../view.d.ts").Callbacks} callbacks
   * @param {(camera: import("./scene3d.js").Camera) => void} onCamera
   */
  constructor(payload, theme, model, callbacks, onCamera) {
    const { axes, columns: { inputs } } = payload;
    this.payload = payload;
    this.theme = theme;
    this.model = model;
    this.onCamera = onCamera;
    this.points = new ClassPoints(payload, theme);
    this.slice = new Slice(payload, theme, this.points.colorOf);
    this.lines = new LayersLines(model, this.slice);
    this.bent = new BentPicture(payload, theme, this.points, this.slice, callbacks);
    this.enlarged = new EnlargedNeuron(
      axes.map((input) => inputs[input]),
      (canvas, values, cells) =>
        paintThumbnail(canvas, values, cells, { shown: axes.length, theme, large: true }),
    );
    this.element = html(
      "div",
      { class: "np-picture" },
      this.points.legend.element,
      this.bent.boxes.chosen,
      ...Object.values(this.boxes),
      this.bent.element,
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

  /** Several probabilities are no one surface: they are seen from above. @param {Values} values @returns {Kind} */
  kind({ switches }) {
    if (this.payload.axes.length === 1) return "curve";
    return switches.top || this.points.areMany ? "above" : "space";
  }

  /** The chart in view is drawn when it is first needed. @param {Kind} kind @param {Values} values */
  async draw(kind, values) {
    if (!this.Plotly || this.drawing) return;
    this.drawing = true;
    const { Plotly, theme, payload, points: { marks, areMany } } = this;
    const box = this.boxes[kind];
    const figure = this.points.figure(/** @type {PlotlyFigure} */ (payload[kind]), {
      flat: kind !== "space",
      alongX: kind === "curve",
    });
    if (kind === "curve") {
      const curve = new CurveChart(Plotly, box, theme, payload.drawn ?? [], areMany ? marks : []);
      await curve.draw(figure);
      this.curve = curve;
    } else if (kind === "above") {
      const above = new HeatMap(Plotly, box, theme, payload.spans, marks);
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
    const kind = this.bent.show(frame) ? "bent" : this.kind(frame.values);
    this.boxes.curve.hidden = kind !== "curve";
    this.boxes.above.hidden = kind !== "above";
    this.boxes.space.hidden = kind !== "space";
    this.noSpace.hidden = kind === "bent" || kind === "curve" || hasWebGl();
    this.points.legend.show(frame.values.switches.residuals && kind !== "space");
    this.showEnlarged(frame);
    const { grid } = frame;
    if (kind === "bent") return;
    if (!this[kind]) this.draw(kind, frame.values);
    else if (grid && kind === "curve") this.showCurve(frame, grid);
    else if (grid && kind === "above") this.showAbove(frame, grid);
    else if (grid) this.showSpace(frame, grid);
  }

  /** @param {PictureFrame} frame */
  showEnlarged({ enlarged, outputs, cells, network }) {
    const neuron = enlarged?.kind === "neuron" ? enlarged : null;
    const layer = neuron && outputs?.[neuron.layer];
    const isOutput = neuron?.layer === network.layers.length - 1;
    if (!layer || isOutput && !this.points.areMany) {
      setText(this.title, `What the network says: ${this.payload.columns.target.name}`);
      this.enlarged.show(null);
      return;
    }
    const name = isOutput
      ? `the output for ${this.payload.classes[neuron.unit]}`
      : `neuron ${neuron.unit + 1} of layer ${neuron.layer + 1}`;
    setText(this.title, `What ${name} says`);
    const { values, stride } = layer;
    const rows = values.length / stride;
    const own = Float64Array.from({ length: rows }, (_, row) => values[row * stride + neuron.unit]);
    this.enlarged.show({ values: own, cells });
  }

  /** @param {PictureFrame} frame @param {ArrayLike<number>} grid */
  showCurve(frame, grid) {
    const { values, cells, predictions, single, at, ringed, ...known } = frame;
    const { spans: [[low, high]], axes: [input] } = this.payload;
    const { hinges, residuals } = values.switches;
    this.curve?.show({
      x: Array.from({ length: cells }, (_, n) => low + ((high - low) * n) / (cells - 1)),
      y: grid,
      hinges: hinges ? this.lines.hingePoints(values, known) : [],
      single: single && this.lines.unitLine(values, single),
      probe: { x: values.at[input], y: at ? Math.max(...Array.from(at)) : NaN },
      sticks: residuals && !this.points.marker ? predictions : null,
      actual: this.points.heights(),
      missed: this.missed(frame),
      opacity: this.slice.fading(values)?.shares ?? null,
      ringed: ringed ?? [],
    });
  }

  /** @param {PictureFrame} frame @param {ArrayLike<number>} grid */
  showAbove(frame, grid) {
    const { values, cells, single, ringed, ...known } = frame;
    const [[i, j], threshold] = [this.payload.axes, thresholdOf(values)];
    const spots = (/** @type {number[]} */ rows) =>
      rows.map((
        row,
      ) => /** @type {[number, number]} */ ([this.slice.value(row, i), this.slice.value(row, j)]));
    this.above?.show({
      values: grid,
      cells,
      hinges: values.switches.hinges ? this.lines.hingeSegments(known) : [],
      levels: single ? this.lines.unitLevels(values, single) : [],
      probe: [values.at[i], values.at[j]],
      opacity: this.slice.fading(values)?.shares ?? null,
      ringed: spots(ringed ?? []),
      missed: spots(this.missed(frame)),
      boundary: this.points.boundary(grid, cells, threshold),
      threshold,
    });
  }

  /** @param {PictureFrame} frame @param {ArrayLike<number>} grid */
  showSpace(frame, grid) {
    const { values, cells, predictions, single, at, ringed, ...known } = frame;
    const [i, j] = this.payload.axes;
    const { hinges, residuals } = values.switches;
    this.space?.show({
      mesh: this.meshOf(grid, cells),
      camera: values.camera,
      hinge: hinges && !this.model.isPartial
        ? this.lines.raised(values, this.lines.hingeSegments(known))
        : this.cut(values, grid, cells),
      sticks: residuals
        ? this.slice.sticks(predictions, this.points.marker && this.missed(frame))
        : NOTHING,
      best: single ? this.lines.unitFrame(values, single) : this.threshold(values),
      probe: { x: [values.at[i]], y: [values.at[j]], z: [at?.[0] ?? NaN] },
      colors: ringed
        ? this.slice.highlighting(ringed)
        : this.slice.fading(values)?.colors ?? this.points.marker?.color ?? null,
    });
  }

  /** Of two classes, the threshold as a plane. @param {Values} values */
  threshold(values) {
    const { classes, spans } = this.payload;
    return classes.length === 2 ? thresholdPlane(spans, thresholdOf(values)) : NOTHING;
  }

  /**
   * Of two classes, where the threshold cuts the surface.
   *
   * @param {Values} values
   * @param {ArrayLike<number>} grid
   * @param {number} cells
   */
  cut(values, grid, cells) {
    if (this.payload.classes.length !== 2) return null;
    const threshold = thresholdOf(values);
    return level(this.points.boundary(grid, cells, threshold), threshold);
  }

  /** The points that are answered wrongly, where they are marked. @param {PictureFrame} frame */
  missed({ values, predictions }) {
    return values.switches.residuals ? this.points.missed(predictions, thresholdOf(values)) : [];
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
    this.bent.label(text);
    for (const box of Object.values(this.boxes)) box.setAttribute("aria-label", text);
  }

  close() {
    this.closed = true;
    for (const chart of [this.curve, this.above, this.space, this.bent]) chart?.close();
  }
}

const chartBox = () => html("div", { class: "np-chart", role: "group", hidden: true });
