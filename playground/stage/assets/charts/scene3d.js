/** A picture in space: Plotly turns it with the mouse, the stage moves the model in it. */

import { CENTER, shareOf, turned } from "../model/camera.js";
import { pixelRatio } from "../widgets/dom.js";
import { GlScene } from "./glScene.js";
import { autoResize, plotElement } from "./plot.js";
import { turning } from "./turning.js";
import { noteLostContext } from "./webgl.js";

/** As fine as the screen, and on a coarse one a little finer: every pixel is drawn three times. */
const RATIO = Math.min(2, Math.max(1.5, pixelRatio()));
const CONFIG = { displayModeBar: false, responsive: false, plotGlPixelRatio: RATIO };

/** Milliseconds without a move after which the camera stands, however slow the machine is. */
const STILL = 150;
/** With more points than this, the residuals are drawn fainter. */
const MANY = 300;
const AXES = ["x", "y", "z", "i", "j", "k"];
/** Pixels around a hollow point. */
const OUTLINE = 1.5;

/**
 * @typedef {import("../model/camera.js").Camera} Camera
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
 * @property {Lines} [grid] on the model, where the figure has a trace for it
 * @property {string[] | null} colors of the points
 * @property {string[] | null} [outlines] of the points, where the figure has hollow ones
 * @property {Camera | null} camera null: as it is
 */

export class Scene3d {
  plot = plotElement();
  /** Each trace as it was drawn last. @type {Record<string, Record<string, any>>} */
  drawn = {};
  /** Each trace's index. @type {Record<string, number>} */
  at = {};
  /** @type {Camera | null} */
  camera = null;
  /** @type {string[] | null} */
  colors = null;
  /** @type {GlScene | null} */
  gl = null;
  watching = false;
  /** Lengths of the axes where there is room. */
  lengths = { x: 1, y: 1, z: 1 };
  /** As large as that, or smaller. */
  share = 1;
  closed = false;
  stopResizing = () => {};

  /**
   * @param {import("./plot.js").Plotly} Plotly
   * @param {HTMLElement} box
   * @param {import("./plot.js").Theme} theme
   * @param {object} callbacks
   * @param {(camera: Camera) => void} callbacks.onCamera a person moved the camera, and it stands
   *   again
   * @param {() => void} callbacks.onLost the graphics card took it away: it is to be drawn anew
   */
  constructor(Plotly, box, theme, { onCamera, onLost }) {
    this.Plotly = Plotly;
    this.theme = theme;
    this.onCamera = onCamera;
    this.onLost = onLost;
    this.box = box;
    box.replaceChildren(this.plot, turning(this.plot, (...turn) => this.turn(...turn)));
  }

  /** @param {import("./plot.js").PlotlyFigure} figure @param {Camera | null} camera */
  async draw(figure, camera) {
    const many = figure.data[0].text.length > MANY;
    const traces = figure.data.map((trace) => coloured(trace, this.theme, many));
    this.at = Object.fromEntries(traces.map(({ name }, i) => [name, i]));
    this.camera = camera;
    await this.Plotly.react(this.plot, traces, this.layout(figure, camera), CONFIG);
    this.stopResizing = autoResize(this.Plotly, this.plot, () => this.fit());
    // The graphics card can refuse a context though it gave one to be tried.
    if (!this.plot._fullLayout.scene._scene.glplot) return this.lose();
    this.gl = new GlScene(this.plot, RATIO, () => this.lose());
    this.plot.on("plotly_relayouting", () => this.gl?.stir());
    this.plot.on("plotly_relayout", (/** @type {Record<string, unknown>} */ change) => {
      if (change["scene.camera"]) this.watchCamera();
    });
  }

  /** The box has another size. */
  fit() {
    if (shareOf(this.box) === this.share) return;
    this.Plotly.relayout(this.plot, { "scene.aspectratio": this.aspect().aspectratio });
  }

  /** How long its axes are drawn, for the box as it is now. */
  aspect() {
    const { x, y, z } = this.lengths;
    const share = this.share = shareOf(this.box);
    return { aspectmode: "manual", aspectratio: { x: x * share, y: y * share, z: z * share } };
  }

  lose() {
    if (this.closed) return;
    this.close();
    noteLostContext();
    this.onLost();
  }

  /**
   * Turns the picture around what is looked at.
   *
   * @param {number} around radians
   * @param {number} up radians
   * @param {number} nearer the distance is divided by it
   */
  turn(around, up, nearer) {
    if (!this.gl) return;
    this.gl.look(lookFrom(turned(this.gl.eye(), around, up, nearer)));
    this.watchCamera();
  }

  /** @param {import("./plot.js").PlotlyFigure} figure @param {Camera | null} camera */
  layout({ layout }, camera) {
    const { theme } = this;
    const { scene } = layout;
    this.lengths = scene.aspectratio ?? this.lengths;
    const axis = (/** @type {Record<string, any>} */ own) => ({
      ...own,
      color: theme.text,
      gridcolor: theme.grid,
      showbackground: false,
      zerolinecolor: theme.faint,
      tickfont: { size: 12 * theme.scale },
      title: { ...own.title, font: { size: 14 * theme.scale } },
    });
    return {
      ...layout,
      paper_bgcolor: "rgba(0,0,0,0)",
      font: { family: theme.font, color: theme.text, size: 12 * theme.scale },
      scene: {
        ...scene,
        ...this.aspect(),
        xaxis: axis(scene.xaxis),
        yaxis: axis(scene.yaxis),
        zaxis: axis(scene.zaxis),
        ...(camera && { camera: lookFrom(camera) }),
      },
      hoverlabel: {
        bgcolor: theme.background,
        bordercolor: theme.faint,
        font: { color: theme.text, size: 14 * theme.scale },
      },
    };
  }

  /** The camera moves on a little after the mouse lets go: reported once it has stood for a while. */
  watchCamera() {
    if (this.watching) return;
    this.watching = true;
    let [before, since] = ["", performance.now()];
    const look = () => {
      if (this.closed || !this.gl) return;
      const camera = /** @type {Camera} */ (this.gl.eye().map((value) => Number(value.toFixed(3))));
      if (String(camera) !== before) [before, since] = [String(camera), performance.now()];
      if (performance.now() - since < STILL) requestAnimationFrame(look);
      else this.report(camera);
    };
    look();
  }

  /** @param {Camera} camera */
  report(camera) {
    this.watching = false;
    if (String(camera) === String(this.camera)) return;
    // Plotly remembers where the mouse let go; without this, the next change would move it back.
    this.moveCamera(camera);
    this.onCamera(camera);
  }

  /** @param {Camera} camera */
  moveCamera(camera) {
    this.camera = camera;
    this.gl?.look(lookFrom(camera));
  }

  /** @param {ScenePicture} picture */
  show({ mesh, hinge, sticks, best, probe, grid, colors, outlines, camera }) {
    const line = hinge ? { z: hinge.x.map(() => 0), ...hinge } : NOTHING;
    /** @type {Record<string, Record<string, any>>} */
    const traces = { residuals: sticks, hinge: line, best, model: mesh, probe };
    if (grid) traces.grid = grid;
    const changed = this.changed(traces);
    if (colors && colors !== this.colors) {
      const line = outlines && { line: { color: outlines, width: OUTLINE } };
      changed.push(["points", { marker: { color: colors, ...line } }]);
    }
    this.colors = colors;
    this.update(changed);
    if (camera && String(camera) !== String(this.camera)) this.moveCamera(camera);
  }

  /** Moves traces of another figure. @param {Record<string, Lines>} traces by name */
  showTraces(traces) {
    this.update(this.changed(traces));
  }

  /** @param {Record<string, Record<string, any>>} traces by name */
  changed(traces) {
    return Object.entries(traces).filter(([name, trace]) => this.isChanged(name, trace));
  }

  /** Every trace that is updated takes WebGL's time. @param {string} name @param {Record<string, any>} trace */
  isChanged(name, trace) {
    const before = this.drawn[name] ?? {};
    this.drawn[name] = trace;
    return AXES.some((axis) => !isSame(before[axis] ?? [], trace[axis] ?? []));
  }

  /** @param {[string, Record<string, any>][]} traces by name */
  update(traces) {
    if (!traces.length) return;
    this.gl?.stir();
    const left = traces.filter(([name, trace]) => !this.gl?.update(this.at[name], trace));
    if (left.length < traces.length) this.gl?.redraw();
    if (!left.length) return;
    const change = Object.fromEntries([
      ...AXES.map((axis) => [axis, left.map(([, trace]) => trace[axis])]),
      ["marker.color", left.map(([, { marker }]) => marker?.color)],
      ["marker.line", left.map(([, { marker }]) => marker?.line)],
    ]);
    this.Plotly.restyle(this.plot, change, left.map(([name]) => this.at[name]));
  }

  close() {
    this.closed = true;
    this.stopResizing();
    this.gl?.close();
    this.gl = null;
  }
}

/** A trace without points. @type {{x: number[], y: number[], z: number[]}} */
export const NOTHING = { x: [], y: [], z: [] };

/** @param {Camera} camera */
const lookFrom = ([x, y, z]) => ({ eye: { x, y, z }, center: CENTER });

/** @param {ArrayLike<unknown>} a @param {ArrayLike<unknown>} b */
function isSame(a, b) {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}

/**
 * @param {import("./plot.js").Trace} trace
 * @param {import("./plot.js").Theme} theme
 * @param {boolean} many points
 */
function coloured(trace, { text, background, accent, faint, grid }, many) {
  /** @type {Record<string, string>} */
  const colors = {
    points: text,
    residuals: many ? grid : faint,
    best: text,
    hinge: accent,
    grid: background,
    probe: accent,
    trail: text,
    steps: text,
    bottom: text,
    here: accent,
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
  if (trace.mode === "markers") return { ...trace, marker: { color, ...trace.marker } };
  return { ...trace, line: { ...trace.line, color } };
}
