/**
 * The loss landscape as a bowl in space: the same heights as on the map, with the walk on it and a
 * ball where w and b are.
 */

import { mseAt } from "../model/descent.js";
import { numbers } from "../net/base64.js";
import { Scene3d } from "./scene3d.js";

/**
 * @typedef {import("../model/descent.js").Place} Place
 * @typedef {import("./plot.js").PlotlyFigure} PlotlyFigure
 * @typedef {[number, number]} Ends
 */

/** Where the camera stands at first: high, and at an end of the valley, so that it looks in. */
const EYE = /** @type {[number, number, number]} */ ([1.5, -0.7, 1.3]);
/** So far above the surface, of the axis' length, that balls and lines are seen whole. */
const LIFT = 0.03;
/** The ball lies higher, so that the last step does not hide it. */
const BALL_LIFT = 0.05;
/** Points of the line between two places: it follows the surface. */
const PARTS = 8;

export class Bowl {
  /** @type {[Ends, Ends, Ends]} */
  ends = [[0, 1], [0, 1], [0, 1]];
  /** Of the walk that is drawn. @type {Place[] | null} */
  places = null;
  walk = {};

  /**
   * @param {import("./plot.js").Plotly} Plotly
   * @param {HTMLElement} box
   * @param {import("./plot.js").Theme} theme
   * @param {object} options
   * @param {string} options.activation of the neuron whose landscape it is
   * @param {import("../model/descent.js").Points} options.points
   * @param {() => void} options.onLost the graphics card took it away
   */
  constructor(Plotly, box, theme, { activation, points, onLost }) {
    this.activation = activation;
    this.points = points;
    this.theme = theme;
    this.scene = new Scene3d(Plotly, box, theme, { onCamera: () => {}, onLost });
  }

  /** @param {PlotlyFigure} map of the same landscape */
  async draw(map) {
    const [{ x, y, z }] = map.data;
    const heights = numbers(z.bdata);
    const { xaxis, yaxis } = map.layout;
    this.ends = [xaxis.range, yaxis.range, [Math.min(...heights), Math.max(...heights)]];
    await this.scene.draw({
      data: [{ ...this.surface(), x, y, z }, ...marks(this.theme.background)],
      layout: bowlLayout(map.layout, this.ends),
    }, EYE);
  }

  surface() {
    const { falling, faint } = this.theme;
    return {
      type: "surface",
      name: "surface",
      text: [],
      colorscale: falling,
      showscale: false,
      hoverinfo: "skip",
      lighting: { ambient: 0.85, diffuse: 0.35, specular: 0, fresnel: 0 },
      contours: { z: { show: true, color: faint, width: 1, highlight: false } },
    };
  }

  /**
   * @param {Place} here
   * @param {Place[]} places of the walk
   * @param {{w: number, b: number}} bottom
   */
  show(here, places, bottom) {
    if (places !== this.places) {
      this.places = places;
      const shown = places.length > 1 ? places : [];
      this.walk = { trail: this.spots(linesOf(shown)), steps: this.spots(shown) };
    }
    this.scene.showTraces({
      ...this.walk,
      here: this.spots([here], true),
      bottom: this.spots([[bottom.w, bottom.b]]),
    });
  }

  /** On the surface; outside the map there is none. @param {Place[]} places @param {boolean} [isBall] at the edge then */
  spots(places, isBall = false) {
    const [ofW, ofB, ofZ] = this.ends;
    const lift = (isBall ? BALL_LIFT : LIFT) * (ofZ[1] - ofZ[0]);
    const spots = places.map((place) => {
      const inside = [within(place[0], ofW), within(place[1], ofB)];
      const isOff = inside[0] !== place[0] || inside[1] !== place[1];
      if (isOff && !isBall) return [null, null, null];
      const height = Math.log10(
        Math.max(1e-12, mseAt([inside[0], inside[1]], this.activation, this.points)),
      );
      return [...inside, within(height, ofZ) + lift];
    });
    return { x: spots.map(([x]) => x), y: spots.map(([, y]) => y), z: spots.map(([, , z]) => z) };
  }

  close() {
    this.scene.close();
  }
}

/** What moves on the surface. @param {string} rim colour around the ball */
const marks = (rim) => [
  mark("trail", "lines", { line: { width: 4 } }),
  mark("steps", "markers", { marker: { size: 3 } }),
  mark("bottom", "markers", { marker: { size: 6, symbol: "diamond" } }),
  mark("here", "markers", { marker: { size: 9, line: { width: 3, color: rim } } }),
];

/** @param {string} name @param {string} mode @param {Record<string, unknown>} style */
function mark(name, mode, style) {
  return { type: "scatter3d", name, mode, x: [], y: [], z: [], hoverinfo: "skip", ...style };
}

/** @param {number} value @param {Ends} ends */
const within = (value, [low, high]) => Math.min(high, Math.max(low, value));

/** With places between the places. @param {Place[]} places @returns {Place[]} */
const linesOf = (places) =>
  places.flatMap((place, i) => {
    const next = places[i + 1];
    if (!next) return [place];
    return Array.from({ length: PARTS }, (_, n) => /** @type {Place} */ ([
      place[0] + ((next[0] - place[0]) * n) / PARTS,
      place[1] + ((next[1] - place[1]) * n) / PARTS,
    ]));
  });

/** @param {Record<string, any>} map the layout of the map @param {[Ends, Ends, Ends]} ends */
function bowlLayout({ xaxis, yaxis }, [ofW, ofB, ofZ]) {
  const powers = Array.from({ length: 24 }, (_, i) => i - 6)
    .flatMap((power) => [power, power + Math.log10(3)])
    .filter((height) => height >= ofZ[0] && height <= ofZ[1]);
  const names = powers.map((height) => Math.round(10 ** height).toLocaleString("en-US"));
  const ticks = { tickvals: powers, ticktext: names };
  return {
    scene: {
      xaxis: { title: xaxis.title, range: ofW },
      yaxis: { title: yaxis.title, range: ofB },
      zaxis: { title: { text: "MSE" }, range: ofZ, ...ticks },
      aspectmode: "manual",
      aspectratio: { x: 1.1, y: 1.1, z: 0.8 },
    },
    margin: { l: 0, r: 0, t: 0, b: 0 },
    showlegend: false,
    uirevision: "kept",
  };
}
