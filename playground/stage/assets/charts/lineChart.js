/**
 * The chart: Plotly draws points, axes, zoom and hover; what moves with the hand is drawn over it.
 *
 * The trace named `model` follows through Plotly too, so that the figure is true at any moment;
 * sticks, probe and handles are plain SVG, a millisecond for a thousand points.
 */

import { setAttributes, setText, svg } from "../widgets/dom.js";
import { draggable } from "../widgets/drag.js";
import { autoResize, axisScales, themeLayout } from "./plot.js";

const CONFIG = {
  displaylogo: false,
  responsive: false,
  doubleClick: "reset",
  modeBarButtons: [["zoomIn2d", "zoomOut2d", "pan2d", "resetScale2d", "toImage"]],
};
const IMMEDIATE = {
  transition: { duration: 0 },
  frame: { duration: 0, redraw: false },
  mode: "immediate",
};
const NEAR = { mouse: 9, finger: 24 };

/**
 * @typedef {object} Picture what the chart shows in a frame
 * @property {{w: number, b: number, relu: boolean}} unit
 * @property {{x: number[], y: ArrayLike<number>}} line three points of the model
 * @property {ArrayLike<number>} predictions at the points
 * @property {{x: number, y: number, label: string}} probe
 * @property {boolean} residuals
 * @property {{x: number[], y: ArrayLike<number>} | null} best line of the best neuron, if shown
 */

export class Chart {
  /**
   * @param {object} Plotly
   * @param {HTMLElement} box holds the chart
   * @param {object} theme
   * @param {{onTurn: Function, onLift: Function, onProbe: Function, onRelease: Function}} hands
   */
  constructor(Plotly, box, theme, hands) {
    Object.assign(this, { Plotly, box, theme, hands });
    this.plot = document.createElement("div");
    this.plot.className = "np-plot";
    this.overlay = svg("svg", { class: "np-overlay", "aria-hidden": "true" });
    box.replaceChildren(this.plot, this.overlay);
    this.buildOverlay();
    this.letGo = draggable(box, {
      hitTest: (x, y, event) => this.hitTest(x, y, event),
      onDrag: (target, x, y) => this.drag(target, x, y),
      onDrop: () => hands.onRelease(),
    });
  }

  buildOverlay() {
    const id = `np-clip-${Math.random().toString(36).slice(2)}`;
    this.clip = svg("rect");
    this.sticks = svg("path", { class: "np-sticks" });
    this.probeLine = svg("path", { class: "np-probe-line" });
    this.kink = svg(
      "g",
      { class: "np-kink" },
      svg("path", { d: "M0,-8L8,0L0,8L-8,0Z" }),
      svg("text", { y: -14 }),
    );
    this.dot = svg("circle", { class: "np-probe-dot", r: 7 });
    this.turn = svg("circle", { class: "np-handle", r: 8 });
    this.lift = svg("rect", { class: "np-handle", x: -8, y: -8, width: 16, height: 16, rx: 3 });
    this.grip = svg("path", { class: "np-grip", d: "M0,-13L10,0H-10Z" });
    this.hint = svg("text", { class: "np-hint" });
    this.overlay.append(
      svg("clipPath", { id }, this.clip),
      svg(
        "g",
        { "clip-path": `url(#${id})` },
        this.sticks,
        this.probeLine,
        this.kink,
        this.dot,
        this.turn,
        this.lift,
      ),
      this.grip,
      this.hint,
    );
  }

  /** Draws the figure from Python, with the points it is told to show. */
  async draw(figure, points) {
    this.points = points;
    this.sticks.classList.toggle("np-many", points.x.length > 300);
    const data = figure.data.map((trace) => coloured(trace, this.theme));
    this.model = data.findIndex((trace) => trace.name === "model");
    this.best = data.findIndex((trace) => trace.name === "best");
    await this.Plotly.react(this.plot, data, themeLayout(figure, this.theme), CONFIG);
    if (!this.stopFitting) {
      this.stopFitting = autoResize(this.Plotly, this.plot);
      this.plot.on("plotly_afterplot", () => this.picture && this.drawOverlay());
      this.plot.on("plotly_relayouting", () => this.picture && this.drawOverlay());
    }
  }

  /** @param {Picture} picture */
  show(picture) {
    const before = this.picture;
    this.picture = picture;
    const { x, y } = picture.line;
    this.Plotly.animate(
      this.plot,
      { data: [{ x, y: Array.from(y) }], traces: [this.model] },
      IMMEDIATE,
    );
    if (JSON.stringify(before?.best) !== JSON.stringify(picture.best)) this.showBest(picture.best);
    this.drawOverlay();
  }

  showBest(line) {
    const { x, y } = line ?? { x: [], y: [] };
    this.Plotly.restyle(this.plot, { x: [x], y: [Array.from(y)], visible: Boolean(line) }, [
      this.best,
    ]);
  }

  drawOverlay() {
    const scales = axisScales(this.plot);
    const { left, top, width, height } = scales;
    this.scales = scales;
    this.segment = visibleSegment(this.picture.unit, scales);
    setAttributes(this.clip, { x: left, y: top, width, height });
    this.drawSticks(scales);
    this.drawProbe(scales);
    this.drawKink(scales);
    this.drawHandles(scales);
  }

  drawSticks({ px, py }) {
    const { residuals, predictions } = this.picture;
    const { x, y } = this.points;
    let path = "";
    if (residuals) {
      for (let i = 0; i < x.length; i++) {
        path += `M${px(x[i]).toFixed(1)},${py(y[i]).toFixed(1)}V${py(predictions[i]).toFixed(1)}`;
      }
    }
    this.sticks.setAttribute("d", path);
  }

  drawProbe({ px, py, left, top, height }) {
    const { x, y } = this.picture.probe;
    const bottom = top + height;
    const at = clamp(py(y), -1e4, 1e4);
    setAttributes(this.probeLine, { d: `M${px(x)},${bottom}V${at}H${left}` });
    setAttributes(this.dot, { cx: px(x), cy: at });
    const visible = px(x) >= left - 1 && px(x) <= left + this.scales.width + 1;
    setAttributes(this.grip, {
      transform: `translate(${px(x)},${bottom})`,
      visibility: visible ? "visible" : "hidden",
    });
  }

  drawKink({ px, py, x0, x1, y0, y1 }) {
    const { w, b, relu } = this.picture.unit;
    const x = -b / w;
    const shown = relu && x >= x0 && x <= x1 && y0 <= 0 && y1 >= 0;
    this.kink.setAttribute("visibility", shown ? "visible" : "hidden");
    if (!shown) return;
    setAttributes(this.kink, { transform: `translate(${px(x)},${py(0)})` });
    setText(this.kink.lastChild, `kink at ${Number(x.toPrecision(3))}`);
  }

  drawHandles({ px, py, left, top, width, height }) {
    const { segment } = this;
    const { w, b } = this.picture.unit;
    const at = (handle, x, shown) =>
      setAttributes(handle, {
        transform: `translate(${px(x)},${py(w * x + b)})`,
        visibility: shown ? "visible" : "hidden",
      });
    at(this.turn, segment?.end ?? 0, Boolean(segment?.turns));
    at(this.lift, segment?.middle ?? 0, Boolean(segment));
    const above = w * ((this.scales.x0 + this.scales.x1) / 2) + b > this.scales.y1;
    setAttributes(this.hint, { x: left + width / 2, y: above ? top + 22 : top + height - 12 });
    const where = above ? "↑ the line is above this picture" : "↓ the line is below this picture";
    setText(this.hint, segment || this.picture.unit.relu ? "" : where);
  }

  /** What the hand would take hold of: the probe, or the line's end or middle. */
  hitTest(x, y, event) {
    if (!this.scales || !this.picture) return null;
    const near = NEAR[event.pointerType === "mouse" ? "mouse" : "finger"];
    const { px, py, left, top, width, height } = this.scales;
    const { probe, unit } = this.picture;
    const bottom = top + height;
    const aside = Math.abs(x - px(probe.x));
    if (aside <= near + 5 && y > bottom - near && y < bottom + near + 12) return { part: "probe" };
    if (aside <= near && Math.abs(y - py(probe.y)) <= near && y < bottom) return { part: "probe" };
    const inside = x > left && x < left + width && y > top && y < bottom;
    if (!this.segment || !inside) return null;
    const off = py(unit.w * this.scales.x(x) + unit.b) - y;
    const slope = ((py(unit.w) - py(0)) * 1) / (px(1) - px(0));
    if (Math.abs(off) / Math.hypot(1, slope) > near || !within(this.segment, this.scales.x(x))) {
      return null;
    }
    return { part: this.segment.turnsAt(this.scales.x(x)) ? "turn" : "lift", off };
  }

  drag({ part, off = 0 }, px, py) {
    const { scales } = this;
    const x = clamp(scales.x(px), scales.x0, scales.x1);
    if (part === "probe") this.hands.onProbe(x);
    else if (part === "turn") this.hands.onTurn(x, scales.y(py + off));
    else this.hands.onLift(x, scales.y(py + off));
  }

  close() {
    this.letGo();
    this.stopFitting?.();
  }
}

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
const within = ({ from, to }, x) => x >= from && x <= to;

/**
 * The part of y = w·x + b that lies in the picture (with ReLU, of its rising side), and where
 * it is held: in the middle to lift it, towards its end to turn it about x = 0.
 */
function visibleSegment({ w, b, relu }, { x0, x1, y0, y1 }) {
  const floor = relu ? Math.max(0, y0) : y0;
  let from = Math.min(x0, x1);
  let to = Math.max(x0, x1);
  if (w === 0 && (b < floor || b > y1)) return null;
  if (w !== 0) {
    const [a, c] = [(floor - b) / w, (y1 - b) / w];
    from = Math.max(from, Math.min(a, c));
    to = Math.min(to, Math.max(a, c));
  }
  if (!(from < to)) return null;
  const middle = (from + to) / 2;
  const outer = Math.abs(to) >= Math.abs(from) ? to : from;
  const end = middle + (outer - middle) * 0.9;
  const turns = Math.abs(end) > 0.1 * (x1 - x0);
  const turnsAt = (x) => turns && (x - middle) / (outer - middle) > 0.4;
  return { from, to, middle, end, turns, turnsAt };
}

/** The colours every picture shares: dark data, one accent for the model, quiet best fit. */
function coloured(trace, theme) {
  if (trace.name === "points") {
    return { ...trace, marker: { ...trace.marker, color: theme.text } };
  }
  const color = trace.name === "model" ? theme.accent : theme.text;
  return { ...trace, line: { ...trace.line, color } };
}
