/** The picture in space: Plotly turns it with the mouse, the stage moves the plane in it. */

import { pixelRatio } from "../widgets/dom.js";
import { autoResize } from "./plot.js";

/** As fine as the screen, and on a coarse one a little finer: every pixel is drawn three times. */
const FINE = Math.min(2, Math.max(1.5, pixelRatio()));
const CONFIG = { displayModeBar: false, responsive: false, plotGlPixelRatio: FINE };

/** Milliseconds without a move after which the camera stands, however slow the machine is. */
const STANDS = 150;

export class Space {
  /**
   * @param {object} Plotly
   * @param {HTMLElement} box
   * @param {object} theme
   * @param {(camera: number[]) => void} onTurned the camera was moved by hand
   */
  constructor(Plotly, box, theme, onTurned) {
    Object.assign(this, { Plotly, box, theme, onTurned, drawn: {} });
    this.plot = document.createElement("div");
    this.plot.className = "np-plot";
    box.replaceChildren(this.plot);
  }

  /** @param {object} figure from Python @param {number[]} camera where it stands */
  async draw(figure, camera) {
    const { theme } = this;
    const axis = (own) => ({
      ...own,
      color: theme.text,
      gridcolor: theme.grid,
      showbackground: false,
      zerolinecolor: theme.faint,
      tickfont: { size: 12 },
      title: { ...own.title, font: { size: 14 } },
    });
    const { scene } = figure.layout;
    this.crowded = figure.data[0].text.length > 300;
    this.traces = figure.data.map((trace) => this.coloured(trace));
    this.at = Object.fromEntries(this.traces.map(({ name }, i) => [name, i]));
    this.camera = camera;
    const layout = {
      ...figure.layout,
      paper_bgcolor: "rgba(0,0,0,0)",
      font: { family: theme.font, color: theme.text },
      scene: {
        ...scene,
        xaxis: axis(scene.xaxis),
        yaxis: axis(scene.yaxis),
        zaxis: axis(scene.zaxis),
        camera: cameraAt(camera),
      },
      hoverlabel: {
        bgcolor: theme.background,
        bordercolor: theme.faint,
        font: { color: theme.text, size: 14 },
      },
    };
    await this.Plotly.react(this.plot, this.traces, layout, CONFIG);
    this.stopFitting = autoResize(this.Plotly, this.plot);
    this.plot.on("plotly_relayout", (change) => {
      if (change["scene.camera"]) this.swung();
    });
  }

  /** The camera swings on a little after it is let go: told once it has stood still for a while. */
  swung(before = "", since = performance.now()) {
    const eye = this.plot._fullLayout?.scene?._scene?.getCamera().eye;
    if (!eye) return;
    const camera = [eye.x, eye.y, eye.z].map((value) => Number(value.toFixed(3)));
    const moved = String(camera) !== before;
    if (moved || performance.now() - since < STANDS) {
      requestAnimationFrame(() => this.swung(String(camera), moved ? performance.now() : since));
      return;
    }
    if (String(camera) === String(this.camera)) return;
    this.camera = camera;
    // Plotly remembers where the mouse let go; without this, the next change would swing it back.
    this.Plotly.relayout(this.plot, { "scene.camera": cameraAt(camera) });
    this.onTurned(camera);
  }

  coloured(trace) {
    const { text, accent, faint, grid } = this.theme;
    const color = {
      points: text,
      residuals: this.crowded ? grid : faint,
      best: text,
      hinge: accent,
      probe: accent,
    }[trace.name];
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

  /**
   * @param {{mesh: object, hinge: object | null, sticks: object, best: object, probe: object,
   *          colors: string[] | null, camera: number[]}} picture
   */
  show({ mesh, hinge, sticks, best, probe, colors, camera }) {
    const line = hinge ? { z: hinge.x.map(() => 0), ...hinge } : NOTHING;
    const parts = { residuals: sticks, hinge: line, best, model: mesh, probe };
    this.move(Object.entries(parts).filter(([name, part]) => !this.stands(name, part)));
    if (colors !== this.colors) {
      this.colors = colors;
      if (colors) this.Plotly.restyle(this.plot, { "marker.color": [colors] }, [this.at.points]);
    }
    if (String(camera) === String(this.camera)) return;
    this.camera = camera;
    this.Plotly.relayout(this.plot, { "scene.camera": cameraAt(camera) });
  }

  /** Whether a trace is drawn like that already; every one that moves costs WebGL its time. */
  stands(name, part) {
    const drawn = JSON.stringify(part);
    const same = this.drawn[name] === drawn;
    this.drawn[name] = drawn;
    return same;
  }

  move(parts) {
    if (!parts.length) return;
    const keys = ["x", "y", "z", "i", "j", "k"];
    const change = Object.fromEntries(keys.map((key) => [key, parts.map(([, part]) => part[key])]));
    this.Plotly.restyle(this.plot, change, parts.map(([name]) => this.at[name]));
  }

  close() {
    this.stopFitting?.();
  }
}

export const NOTHING = { x: [], y: [], z: [] };

/** Looking at a point a little below the middle, so that the axes' names stay in the picture. */
const cameraAt = ([x, y, z]) => ({ eye: { x, y, z }, center: { x: 0, y: 0, z: -0.14 } });
