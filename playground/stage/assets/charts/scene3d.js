/** A picture in space: Plotly turns it with the mouse, the stage moves the model in it. */

import { pixelRatio } from "../widgets/dom.js";
import { autoResize, plotElement } from "./plot.js";

/** As fine as the screen, and on a coarse one a little finer: every pixel is drawn three times. */
const RATIO = Math.min(2, Math.max(1.5, pixelRatio()));
const CONFIG = { displayModeBar: false, responsive: false, plotGlPixelRatio: RATIO };

/** Milliseconds without a move after which the camera stands, however slow the machine is. */
const STILL = 150;
/** With more points than this, the residuals are drawn fainter. */
const MANY = 300;
const AXES = ["x", "y", "z", "i", "j", "k"];

/**
 * @typedef {[number, number, number]} Camera where it stands
 * @typedef {(number | null)[]} Coordinates null interrupts a line
 * @typedef {{x: Coordinates, y: Coordinates, z: Coordinates}} Lines
 * @typedef {Lines & {i: number[], j: number[], k: number[]}} Mesh corners of triangles
 *
 * @typedef {object} ScenePicture
 * @property {Mesh} mesh the model
 * @property {{x: Coordinates, y: Coordinates, z?: Coordinates} | null} hinge at height 0 without z
 * @property {Lines} sticks from points to predictions
 * @property {Lines} best another model, as a frame
 * @property {Lines} probe
 * @property {string[] | null} colors of the points
 * @property {Camera | null} camera null: as it is
 */

export class Scene3d {
  plot = plotElement();
  /** Each trace as it was drawn last. @type {Record<string, string>} */
  drawn = {};
  /** Each trace's index. @type {Record<string, number>} */
  at = {};
  /** @type {Camera | null} */
  camera = null;
  /** @type {string[] | null} */
  colors = null;
  stopResizing = () => {};

  /**
   * @param {import("./plot.js").Plotly} Plotly
   * @param {HTMLElement} box
   * @param {import("./plot.js").Theme} theme
   * @param {(camera: Camera) => void} onCamera the mouse moved the camera, and it stands again
   */
  constructor(Plotly, box, theme, onCamera) {
    this.Plotly = Plotly;
    this.theme = theme;
    this.onCamera = onCamera;
    box.replaceChildren(this.plot);
  }

  /** @param {import("./plot.js").PlotlyFigure} figure @param {Camera | null} camera */
  async draw(figure, camera) {
    const many = figure.data[0].text.length > MANY;
    const traces = figure.data.map((trace) => coloured(trace, this.theme, many));
    this.at = Object.fromEntries(traces.map(({ name }, i) => [name, i]));
    this.camera = camera;
    await this.Plotly.react(this.plot, traces, this.layout(figure, camera), CONFIG);
    this.stopResizing = autoResize(this.Plotly, this.plot);
    this.plot.on("plotly_relayout", (/** @type {Record<string, unknown>} */ change) => {
      if (change["scene.camera"]) this.watchCamera();
    });
  }

  /** @param {import("./plot.js").PlotlyFigure} figure @param {Camera | null} camera */
  layout({ layout }, camera) {
    const { theme } = this;
    const { scene } = layout;
    const axis = (/** @type {Record<string, any>} */ own) => ({
      ...own,
      color: theme.text,
      gridcolor: theme.grid,
      showbackground: false,
      zerolinecolor: theme.faint,
      tickfont: { size: 12 },
      title: { ...own.title, font: { size: 14 } },
    });
    return {
      ...layout,
      paper_bgcolor: "rgba(0,0,0,0)",
      font: { family: theme.font, color: theme.text },
      scene: {
        ...scene,
        xaxis: axis(scene.xaxis),
        yaxis: axis(scene.yaxis),
        zaxis: axis(scene.zaxis),
        ...(camera && { camera: cameraAt(camera) }),
      },
      hoverlabel: {
        bgcolor: theme.background,
        bordercolor: theme.faint,
        font: { color: theme.text, size: 14 },
      },
    };
  }

  /**
   * The camera moves on a little after the mouse lets go: reported once it has stood for a while.
   *
   * @param {string} before where it stood a frame ago
   * @param {number} since when
   */
  watchCamera(before = "", since = performance.now()) {
    const eye = this.plot._fullLayout?.scene?._scene?.getCamera().eye;
    if (!eye) return;
    const rounded = (/** @type {number} */ value) => Number(value.toFixed(3));
    /** @type {Camera} */
    const camera = [rounded(eye.x), rounded(eye.y), rounded(eye.z)];
    const moved = String(camera) !== before;
    if (moved || performance.now() - since < STILL) {
      const start = moved ? performance.now() : since;
      requestAnimationFrame(() => this.watchCamera(String(camera), start));
      return;
    }
    if (String(camera) === String(this.camera)) return;
    // Plotly remembers where the mouse let go; without this, the next change would move it back.
    this.moveCamera(camera);
    this.onCamera(camera);
  }

  /** @param {Camera} camera */
  moveCamera(camera) {
    this.camera = camera;
    this.Plotly.relayout(this.plot, { "scene.camera": cameraAt(camera) });
  }

  /** @param {ScenePicture} picture */
  show({ mesh, hinge, sticks, best, probe, colors, camera }) {
    const line = hinge ? { z: hinge.x.map(() => 0), ...hinge } : NOTHING;
    const traces = { residuals: sticks, hinge: line, best, model: mesh, probe };
    this.update(Object.entries(traces).filter(([name, trace]) => this.isChanged(name, trace)));
    if (colors !== this.colors) {
      this.colors = colors;
      if (colors) this.Plotly.restyle(this.plot, { "marker.color": [colors] }, [this.at.points]);
    }
    if (camera && String(camera) !== String(this.camera)) this.moveCamera(camera);
  }

  /** Every trace that is updated costs WebGL time. @param {string} name @param {Lines} trace */
  isChanged(name, trace) {
    const before = this.drawn[name];
    this.drawn[name] = JSON.stringify(trace);
    return this.drawn[name] !== before;
  }

  /** @param {[string, Record<string, any>][]} traces by name */
  update(traces) {
    if (!traces.length) return;
    const change = Object.fromEntries(
      AXES.map((axis) => [axis, traces.map(([, trace]) => trace[axis])]),
    );
    this.Plotly.restyle(this.plot, change, traces.map(([name]) => this.at[name]));
  }

  close() {
    this.stopResizing();
  }
}

/** A trace without points. @type {{x: number[], y: number[], z: number[]}} */
export const NOTHING = { x: [], y: [], z: [] };

/** Looking at a point a little below the middle, so that the axes' names stay in the picture. @param {Camera} camera */
const cameraAt = ([x, y, z]) => ({ eye: { x, y, z }, center: { x: 0, y: 0, z: -0.14 } });

/**
 * @param {import("./plot.js").Trace} trace
 * @param {import("./plot.js").Theme} theme
 * @param {boolean} many points
 */
function coloured(trace, { text, accent, faint, grid }, many) {
  /** @type {Record<string, string>} */
  const colors = {
    points: text,
    residuals: many ? grid : faint,
    best: text,
    hinge: accent,
    probe: accent,
  };
  const color = colors[trace.name];
  if (trace.name === "model") {
    return {
      flatshading: true,
      lighting: { ambient: 1, diffuse: 0, specular: 0 },
      ...trace,
      color: accent,
    };
  }
  if (trace.mode === "markers") return { ...trace, marker: { ...trace.marker, color } };
  return { ...trace, line: { ...trace.line, color } };
}
