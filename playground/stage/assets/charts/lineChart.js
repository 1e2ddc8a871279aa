/**
 * The line of one neuron with one input: Plotly draws points, axes, zoom and hover; what moves is
 * plain SVG over it, a millisecond for a thousand points.
 */

import { setAttributes, setText, svg } from "../widgets/dom.js";
import { draggable, isFinger } from "../widgets/drag.js";
import { AxisLabels } from "./axisLabels.js";
import { BetLine } from "./betLine.js";
import { GhostLines } from "./ghostLines.js";
import { fingerHandles, hitHandle, mouseHandles, NO_HANDLES } from "./lineHandles.js";
import { clamp, hitLine, linePath, visibleSegment } from "./lineSegment.js";
import { Overlay } from "./overlay.js";
import { autoResize, axisScales, flatPlot, themeLayout, ZOOM_CONFIG } from "./plot.js";

/** How near to the line or the probe the mouse must come, in pixels. */
const REACH = 9;
/** Radius of the probe's dot, and where it is a handle for a finger. */
const DOT = { small: 7, large: 12 };
/** Half as wide as the kink's name, in pixels. */
const KINK_NAME = 50;
/** More points than this are drawn with fainter sticks. */
const MANY = 300;

/**
 * @typedef {import("./plot.js").AxisScales} AxisScales
 * @typedef {import("./lineSegment.js").Unit} Unit
 * @typedef {import("./lineSegment.js").Segment} Segment
 * @typedef {import("./lineSegment.js").Target} Target
 *
 * @typedef {{x: number[], y: ArrayLike<number>}} Line
 *
 * @typedef {object} LinePicture what the chart shows in a frame
 * @property {Unit} unit
 * @property {Line} line three points of the model
 * @property {ArrayLike<number>} predictions at the points
 * @property {{x: number, y: number}} probe
 * @property {boolean} residuals
 * @property {Line | null} best line of the best neuron, if shown
 *
 * @typedef {object} LineCallbacks
 * @property {(x: number, y: number) => void} onTurn the line goes through (x, y), b stays
 * @property {(x: number, y: number) => void} onLift the line goes through (x, y), w stays
 * @property {(x: number) => void} onProbe
 * @property {() => void} onRelease
 */

export class LineChart {
  plot = flatPlot({ onPointer: () => this.drawOverlay() });
  sticks = svg("path", { class: "np-sticks" });
  best = svg("path", { class: "np-single" });
  model = svg("path", { class: "np-curve" });
  probeLine = svg("path", { class: "np-probe-line" });
  kinkText = svg("text", { y: -14 });
  kink = svg(
    "g",
    { class: "np-kink" },
    svg("path", { d: "M0,-8L8,0L0,8L-8,0Z" }),
    this.kinkText,
  );
  dot = svg("circle", { class: "np-probe-dot", r: 7 });
  turn = handle(svg("circle", { class: "np-handle", r: 8 }));
  lift = handle(svg("rect", { class: "np-handle", x: -8, y: -8, width: 16, height: 16, rx: 3 }));
  grip = handle(svg("path", { class: "np-grip", d: "M0,-13L10,0H-10Z" }));
  hint = svg("text", { class: "np-hint" });
  ghosts = new GhostLines();
  bet = new BetLine(() => this.drawOverlay());
  overlay = new Overlay(
    [
      this.ghosts.element,
      this.sticks,
      this.best,
      this.model,
      this.probeLine,
      this.kink,
      this.dot,
      this.turn,
      this.lift,
    ],
    this.bet.element,
    this.grip,
    this.hint,
  );
  /** @type {{x: number[], y: number[]}} */
  points = { x: [], y: [] };
  /** @type {LinePicture | null} */
  picture = null;
  /** @type {AxisScales | null} */
  scales = null;
  /** @type {Segment | null} */
  segment = null;
  /** @type {(() => void) | null} */
  stopResizing = null;

  /**
   * @param {import("./plot.js").Plotly} Plotly
   * @param {HTMLElement} box holds the chart
   * @param {import("./plot.js").Theme} theme
   * @param {LineCallbacks} callbacks
   */
  constructor(Plotly, box, theme, callbacks) {
    this.Plotly = Plotly;
    this.theme = theme;
    this.callbacks = callbacks;
    this.labels = new AxisLabels(Plotly, this.plot, box);
    box.replaceChildren(this.plot, this.overlay.element);
    this.stopDragging = draggable(box, {
      hitTest: (x, y, event) =>
        this.bet.hitTest(x, y, isFinger(event)) ??
          (isFinger(event) ? this.hitHandle(x, y) : this.hitTest(x, y)),
      onDrag: (target, x, y) => this.drag(target, x, y),
      onDrop: callbacks.onRelease,
    });
  }

  /**
   * @param {import("./plot.js").PlotlyFigure} figure
   * @param {{x: number[], y: number[]}} points those that are drawn
   */
  async draw(figure, points) {
    const { Plotly, theme } = this;
    this.points = points;
    this.sticks.classList.toggle("np-many", points.x.length > MANY);
    const [dots] = figure.data;
    const marker = { ...dots.marker, color: theme.text };
    const layout = this.labels.of(themeLayout(figure, theme));
    await Plotly.react(this.plot, [{ ...dots, marker }], layout, ZOOM_CONFIG);
    if (this.stopResizing) return;
    this.stopResizing = autoResize(Plotly, this.plot, () => this.labels.fit());
    this.plot.on("plotly_afterplot", () => this.drawOverlay());
    this.plot.on("plotly_relayouting", () => this.drawOverlay());
  }

  /** @param {LinePicture} picture */
  show(picture) {
    this.picture = picture;
    this.drawOverlay();
  }

  drawOverlay() {
    const { picture } = this;
    if (!picture) return;
    const scales = axisScales(this.plot);
    this.scales = scales;
    this.segment = visibleSegment(picture.unit, scales);
    this.overlay.clipTo(scales);
    this.ghosts.draw(scales, picture.unit);
    this.drawSticks(scales, picture);
    setAttributes(this.best, { d: picture.best ? linePath(picture.best, scales) : "" });
    setAttributes(this.model, { d: linePath(picture.line, scales) });
    this.drawProbe(scales, picture);
    this.drawKink(scales, picture);
    this.drawHandles();
    this.drawHint(scales, picture);
    this.bet.draw(scales, this.plot.dataset.pointer === "touch");
  }

  /** @param {AxisScales} scales @param {LinePicture} picture */
  drawSticks({ px, py }, { residuals, predictions }) {
    const { x, y } = this.points;
    let path = "";
    if (residuals) {
      for (let i = 0; i < x.length; i++) {
        path += `M${px(x[i]).toFixed(1)},${py(y[i]).toFixed(1)}V${py(predictions[i]).toFixed(1)}`;
      }
    }
    setAttributes(this.sticks, { d: path });
  }

  /** @param {AxisScales} scales @param {LinePicture} picture */
  drawProbe({ px, py, left, top, width, height }, { probe }) {
    const x = px(probe.x);
    const y = clamp(py(probe.y), -1e4, 1e4);
    const bottom = top + height;
    setAttributes(this.probeLine, { d: `M${x},${bottom}V${y}H${left}` });
    setAttributes(this.dot, { cx: x, cy: y, r: DOT.small });
    setAttributes(this.grip, {
      transform: `translate(${x},${bottom})`,
      visibility: x >= left - 1 && x <= left + width + 1 ? "visible" : "hidden",
    });
  }

  /** @param {AxisScales} scales @param {LinePicture} picture */
  drawKink({ px, py, left, width, x0, x1, y0, y1 }, { unit: { w, b, relu } }) {
    const x = -b / w;
    const shown = relu && x >= x0 && x <= x1 && y0 <= 0 && y1 >= 0;
    setAttributes(this.kink, { visibility: shown ? "visible" : "hidden" });
    if (!shown) return;
    setAttributes(this.kink, { transform: `translate(${px(x)},${py(0)})` });
    // Its name stands over the flat side, where no handle is, if there is room.
    const side = w > 0 ? -KINK_NAME : KINK_NAME;
    const [start, end] = [left + KINK_NAME, left + width - KINK_NAME];
    setAttributes(this.kinkText, { x: clamp(px(x) + side, start, end) - px(x) });
    setText(this.kinkText, `kink at ${Number(x.toPrecision(3))}`);
  }

  drawHandles() {
    const { turn, lift, dot } = this.handles();
    for (const [element, spot] of /** @type {const} */ ([[this.turn, turn], [this.lift, lift]])) {
      setAttributes(element, {
        transform: spot ? `translate(${spot.x},${spot.y})` : "",
        visibility: spot ? "visible" : "hidden",
      });
    }
    if (dot) setAttributes(this.dot, { r: DOT.large });
  }

  /** Where there are handles: at the line's middle and its end, for fingers never over another. */
  handles() {
    const { segment, scales, picture } = this;
    if (!scales || !picture) return NO_HANDLES;
    return this.plot.dataset.pointer === "touch"
      ? fingerHandles(segment, picture.unit, scales, picture.probe)
      : mouseHandles(segment, picture.unit, scales);
  }

  /** Where the line is, if it is not in the picture. @param {AxisScales} scales @param {LinePicture} picture */
  drawHint({ left, top, width, height, x0, x1, y1 }, { unit: { w, b, relu } }) {
    const above = w * ((x0 + x1) / 2) + b > y1;
    setAttributes(this.hint, { x: left + width / 2, y: above ? top + 22 : top + height - 12 });
    const where = above ? "↑ the line is above this picture" : "↓ the line is below this picture";
    setText(this.hint, this.segment || relu ? "" : where);
  }

  /** What a finger can drag here. @param {number} x @param {number} y in pixels */
  hitHandle(x, y) {
    const { segment, scales, picture } = this;
    return scales && picture &&
      hitHandle(fingerHandles(segment, picture.unit, scales, picture.probe), { x, y });
  }

  /**
   * What the mouse can drag here: the probe, or the line's end or middle.
   *
   * @param {number} x in pixels
   * @param {number} y in pixels
   * @returns {Target | null}
   */
  hitTest(x, y) {
    if (!this.scales || !this.picture) return null;
    const { px, py, left, top, width, height } = this.scales;
    const { probe, unit } = this.picture;
    const bottom = top + height;
    const aside = Math.abs(x - px(probe.x));
    const onGrip = aside <= REACH + 5 && y > bottom - REACH && y < bottom + REACH + 12;
    const onDot = aside <= REACH && Math.abs(y - py(probe.y)) <= REACH && y < bottom;
    if (onGrip || onDot) return { part: "probe", aside: 0, off: 0 };
    const inside = x > left && x < left + width && y > top && y < bottom;
    return inside && this.segment
      ? hitLine(this.segment, unit, this.scales, { x, y, reach: REACH })
      : null;
  }

  /** @param {Target & {isBet?: true}} target @param {number} px @param {number} py */
  drag({ part, aside, off, isBet }, px, py) {
    const { scales, callbacks } = this;
    if (!scales) return;
    const x = clamp(scales.x(px + aside), scales.x0, scales.x1);
    if (isBet) this.bet.drag(part, x, scales.y(py + off));
    else if (part === "probe") callbacks.onProbe(x);
    else if (part === "turn") callbacks.onTurn(x, scales.y(py + off));
    else callbacks.onLift(x, scales.y(py + off));
  }

  close() {
    this.bet.stop();
    this.stopDragging();
    this.stopResizing?.();
  }
}

/** Moved by its transform; its shape is larger under a finger. @param {SVGElement} shape */
const handle = (shape) => svg("g", {}, shape);
