/** The picture of a unit with several inputs: its plane in space, or from above as a heat map. */

import { HeatMap } from "../charts/heatMap.js";
import { html } from "../widgets/dom.js";
import { PointColors } from "../model/pointColors.js";
import { folded, gridOf } from "../model/reluPlane.js";
import { showChartError } from "../charts/plot.js";
import { NOTHING, Scene3d } from "../charts/scene3d.js";
import { hasWebGl, NO_SPACE } from "../charts/webgl.js";
import { Slice } from "../model/slices.js";

/**
 * @typedef {import("../protocol.d.ts").PlanePayload} PlanePayload
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../charts/plot.js").Plotly} Plotly
 * @typedef {import("../charts/plot.js").Theme} Theme
 * @typedef {import("../model/singleUnit.js").UnitFrame} UnitFrame
 * @typedef {ReturnType<typeof folded>} Folded
 * @typedef {{x: number[], y: number[], z: number[]}} Spots
 */

/** Lines on the plane divide each side into so many parts. */
const PARTS = 8;
/** So far above it, of the axis' length, that they are drawn whole. */
const LIFT = 0.004;
/** Along each side of the picture from above. */
const CELLS = 21;
/** Where the probe stands among the rows. */
const PROBE = 4;

export class PlanePicture {
  /** @type {Plotly | null} */
  Plotly = null;
  /** @type {Scene3d | null} */
  scene = null;
  /** @type {HeatMap | null} */
  heatMap = null;
  drawing = false;
  closed = false;
  onDrawn = () => {};
  sceneBox = html("div", { class: "np-chart", role: "group" });
  aboveBox = html("div", { class: "np-chart", role: "group" });
  noSpace = html("p", { class: "np-note", text: NO_SPACE, hidden: true });

  /**
   * @param {PlanePayload} payload
   * @param {Theme} theme
   * @param {(camera: [number, number, number]) => void} onCamera
   */
  constructor(payload, theme, onCamera) {
    const { spans: [[x0, x1], [y0, y1]] } = payload;
    this.payload = payload;
    this.theme = theme;
    this.onCamera = onCamera;
    this.slice = new Slice(payload, theme);
    this.colors = new PointColors(theme);
    this.corners = [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
  }

  /** @param {Plotly} Plotly @param {() => void} onDrawn */
  ready(Plotly, onDrawn) {
    this.Plotly = Plotly;
    this.onDrawn = onDrawn;
  }

  /** @param {unknown} error */
  fail(error) {
    showChartError(this.sceneBox, error);
  }

  /** The chart that is in view is drawn when it is first needed. @param {Values} values */
  async draw({ switches, camera }) {
    if (!this.Plotly || this.drawing) return;
    this.drawing = true;
    if (switches.top) {
      const heatMap = new HeatMap(this.Plotly, this.aboveBox, this.theme, this.payload.spans);
      await heatMap.draw(this.payload.above);
      this.heatMap = heatMap;
    } else {
      const scene = new Scene3d(this.Plotly, this.sceneBox, this.theme, {
        onCamera: this.onCamera,
        onLost: () => {
          this.scene = null;
          this.onDrawn();
        },
      });
      await scene.draw(this.payload.space, camera);
      this.scene = scene.closed ? null : scene;
    }
    this.drawing = false;
    if (this.closed) this.close();
    else this.onDrawn();
  }

  /**
   * The four corners of the slice, the probe, and from above a grid between the corners.
   *
   * @param {Values} values
   */
  rows(values) {
    const { spans: [[x0, x1], [y0, y1]] } = this.payload;
    const shown = [...this.corners, []];
    if (values.switches.top) {
      for (let b = 0; b < CELLS; b++) {
        for (let a = 0; a < CELLS; a++) shown.push([cell(x0, x1, a), cell(y0, y1, b)]);
      }
    }
    return shown.flatMap((xy) => this.slice.row(values, xy));
  }

  /** The prediction at the probe, of those at `rows`. @param {ArrayLike<number>} at */
  probeOf(at) {
    return at[PROBE];
  }

  /**
   * The sums w·x + b at the corners, before ReLU.
   *
   * @param {number[][]} weights
   * @param {number[]} rows
   */
  sums([kernel, [b]], rows) {
    const sum = (/** @type {number} */ row) =>
      kernel.reduce((z, w, i) => z + w * rows[row * kernel.length + i], b);
    return this.corners.map(([x, y], n) => ({ x, y, s: sum(n) }));
  }

  /** @param {UnitFrame} frame */
  show(frame) {
    const { values, rows, at } = frame;
    const { top, actual } = values.switches;
    this.sceneBox.hidden = top || actual;
    this.aboveBox.hidden = !top || actual;
    this.noSpace.hidden = hasWebGl() || actual;
    if (actual) return;
    const [sums, relu] = [this.sums(values.weights, rows), values.activations[0] === "relu"];
    const fold = folded(sums, relu);
    const [i, j] = this.payload.axes;
    const probe = { x: [values.at[i]], y: [values.at[j]], z: [this.probeOf(at)] };
    if (top ? !this.heatMap : !this.scene) this.draw(values);
    else if (top) this.showAbove(frame, fold, probe);
    else this.showScene(frame, { ...fold, grid: this.gridLines(sums, relu) }, probe);
  }

  /** @param {Parameters<typeof gridOf>[0]} sums @param {boolean} relu */
  gridLines(sums, relu) {
    const { range: [low, high] } = this.payload.space.layout.scene.zaxis;
    const lines = gridOf(sums, relu, PARTS);
    const lift = LIFT * (high - low);
    return { ...lines, z: lines.z.map((z) => z === null ? null : z + lift) };
  }

  /** @param {UnitFrame} frame @param {Folded & {grid: ReturnType<typeof gridOf>}} fold @param {Spots} probe */
  showScene({ values, rows, predictions }, { mesh, hinge, grid }, probe) {
    const { residuals, best } = values.switches;
    const fading = this.slice.fading(values);
    const paint = this.colors.paint(this.payload.points.y, predictions, fading?.shares ?? null);
    this.scene?.show({
      mesh,
      hinge,
      grid,
      probe,
      camera: values.camera,
      colors: paint?.fill ?? fading?.colors ?? null,
      outlines: paint?.outline ?? null,
      sticks: residuals ? this.slice.sticks(predictions) : NOTHING,
      best: best ? this.bestLines(rows) : NOTHING,
    });
  }

  /** @param {UnitFrame} frame @param {Folded} fold @param {Spots} probe */
  showAbove({ values, at }, { hinge }, probe) {
    this.heatMap?.show({
      values: Array.from(at).slice(PROBE + 1),
      cells: CELLS,
      hinges: hinge ? [[[hinge.x[0], hinge.y[0]], [hinge.x[1], hinge.y[1]]]] : [],
      levels: [],
      probe: [probe.x[0], probe.y[0]],
      opacity: this.slice.fading(values)?.shares ?? null,
      ringed: [],
    });
  }

  /** The best plane as a frame with its diagonals. @param {number[]} rows */
  bestLines(rows) {
    const corners = this.sums(this.payload.best, rows);
    const around = [0, 1, 2, 3, 0, 2, 1, 3].map((n) => corners[n]);
    return { x: around.map((c) => c.x), y: around.map((c) => c.y), z: around.map((c) => c.s) };
  }

  /** @param {string} text for those who cannot see it */
  label(text) {
    this.sceneBox.setAttribute("aria-label", text);
    this.aboveBox.setAttribute("aria-label", text);
  }

  close() {
    this.closed = true;
    this.scene?.close();
    this.heatMap?.close();
  }
}

/** @param {number} low @param {number} high @param {number} n */
const cell = (low, high, n) => low + ((high - low) * n) / (CELLS - 1);
