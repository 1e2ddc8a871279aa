/**
 * The S-curve of one neuron over two classes at 0 and 1: Plotly's axes and points, and over them
 * the curve, the threshold, the probe and the handles.
 */

import { crossingOf, logit } from "../model/sweep.js";
import { setAttributes, setText, svg } from "../widgets/dom.js";
import { draggable, FINGER_REACH, isFinger } from "../widgets/drag.js";
import { AxisLabels } from "./axisLabels.js";
import { clamp } from "./lineSegment.js";
import { Overlay, pixel, ring } from "./overlay.js";
import { autoResize, axisScales, flatPlot, themeLayout, ZOOM_CONFIG } from "./plot.js";

/** How near to a handle the mouse must come, in pixels. */
const REACH = 12;
/** The handle that makes it steep is where the sum is so far from 0. */
const STEEP = 2;
/** Pixels that the threshold's name takes. */
const NAME = 90;
/** Probabilities that a pointer can set. */
const SURE = 0.98;

/**
 * @typedef {{x: number, y: number}} Spot
 * @typedef {{w: number, b: number}} Unit
 * @typedef {"shift" | "steepen" | "threshold" | "probe"} Part
 *
 * @typedef {object} SCurvePicture
 * @property {Unit} unit
 * @property {number[]} x where the curve is computed
 * @property {ArrayLike<number>} y
 * @property {Spot} probe
 * @property {number} threshold
 * @property {number[]} wrong rows that are answered wrongly, if they are marked
 * @property {number[]} ringed rows with a ring around them
 *
 * @typedef {object} SCurveCallbacks
 * @property {(x: number) => void} onShift the curve's middle comes to lie at x, w stays
 * @property {(x: number, sum: number) => void} onSteepen at x there is this sum, the middle stays
 * @property {(threshold: number) => void} onThreshold
 * @property {(x: number) => void} onProbe
 * @property {() => void} onRelease
 */

export class SCurveChart {
  plot = flatPlot({ onPointer: () => this.paint() });
  yes = svg("rect", { class: "np-yes" });
  curve = svg("path", { class: "np-curve" });
  level = svg("path", { class: "np-threshold" });
  wrong = svg("path", { class: "np-wrong-points" });
  rings = svg("path", { class: "np-batch-points" });
  probeLine = svg("path", { class: "np-probe-line" });
  dot = svg("circle", { class: "np-probe-dot", r: 7 });
  shift = handle(svg("rect", { class: "np-handle", x: -8, y: -8, width: 16, height: 16, rx: 3 }));
  steepen = handle(svg("circle", { class: "np-handle", r: 8 }));
  knob = handle(svg("path", { class: "np-handle np-knob", d: "M-8,0L0,-9L8,0L0,9Z" }));
  grip = handle(svg("path", { class: "np-grip", d: "M0,-13L10,0H-10Z" }));
  levelText = svg("text", { class: "np-threshold-text" });
  crossText = svg("text", { class: "np-threshold-text" });
  overlay = new Overlay(
    [this.yes, this.probeLine, this.level, this.curve, this.wrong, this.rings, this.dot],
    this.levelText,
    this.crossText,
    this.shift,
    this.steepen,
    this.knob,
    this.grip,
  );
  /** @type {SCurvePicture | null} */
  picture = null;
  stopResizing = () => {};

  /**
   * @param {import("./plot.js").Plotly} Plotly
   * @param {HTMLElement} box
   * @param {import("./plot.js").Theme} theme
   * @param {SCurveCallbacks} callbacks
   */
  constructor(Plotly, box, theme, callbacks) {
    this.Plotly = Plotly;
    this.theme = theme;
    this.callbacks = callbacks;
    this.labels = new AxisLabels(Plotly, this.plot, box);
    box.replaceChildren(this.plot, this.overlay.element);
    this.stopDragging = draggable(box, {
      hitTest: (x, y, event) => this.hitTest({ x, y }, isFinger(event) ? FINGER_REACH : REACH),
      onDrag: (part, x, y) => this.drag(part, x, y),
      onDrop: callbacks.onRelease,
    });
  }

  /**
   * @param {import("./plot.js").PlotlyFigure} figure with its `points`
   * @param {{x: number[], y: number[]}} drawn where they are
   */
  async draw(figure, drawn) {
    const { Plotly, theme } = this;
    this.drawn = drawn;
    const [points] = figure.data;
    const marker = { ...points.marker, color: theme.text };
    const layout = themeLayout(figure, theme);
    await Plotly.react(this.plot, [{ ...points, marker }], layout, ZOOM_CONFIG);
    this.plot.on("plotly_afterplot", () => this.paint());
    this.stopResizing = autoResize(Plotly, this.plot);
  }

  /** @param {SCurvePicture} picture */
  show(picture) {
    this.picture = picture;
    this.paint();
  }

  paint() {
    const { picture, drawn, plot } = this;
    if (!picture || !drawn || !plot._fullLayout) return;
    const scales = axisScales(plot);
    const { px, py, top, height } = scales;
    const { x, y, probe, wrong, ringed } = picture;
    const at = (/** @type {Spot} */ spot) => `${pixel(px(spot.x))},${pixel(py(spot.y))}`;
    const spot = (/** @type {number} */ row) => ({ x: px(drawn.x[row]), y: py(drawn.y[row]) });
    this.overlay.clipTo(scales);
    setAttributes(this.curve, {
      d: x.map((value, i) => `${i ? "L" : "M"}${at({ x: value, y: y[i] })}`).join(""),
    });
    setAttributes(this.wrong, { d: wrong.map((row) => crossAt(spot(row))).join("") });
    setAttributes(this.rings, {
      d: ringed.map((row) => ring(spot(row).x, spot(row).y)).join(""),
    });
    setAttributes(this.probeLine, { d: `M${at(probe)}V${top + height}` });
    setAttributes(this.dot, { cx: pixel(px(probe.x)), cy: pixel(py(probe.y)) });
    this.paintThreshold(scales, picture);
    for (const [part, element] of Object.entries(this.elements())) {
      const place = this.handles(scales, picture)[/** @type {Part} */ (part)];
      setAttributes(element, {
        transform: place ? `translate(${place.x},${place.y})` : "",
        visibility: place ? "visible" : "hidden",
      });
    }
  }

  /** @param {import("./plot.js").AxisScales} scales @param {SCurvePicture} picture */
  paintThreshold({ px, py, left, top, width, height }, { threshold, unit }) {
    const level = py(threshold);
    const bottom = top + height;
    const crossing = crossingOf(unit, threshold);
    const place = clamp(px(crossing), left - 1, left + width + 1);
    const isSeen = place >= left && place <= left + width;
    const [from, to] = unit.w > 0 ? [place, left + width] : [left, place];
    const isAll = !Number.isFinite(crossing);
    setAttributes(this.yes, {
      x: from,
      y: top,
      width: isAll ? 0 : Math.max(0, to - from),
      height,
    });
    setAttributes(this.level, {
      d: `M${left},${level}H${left + width}${isSeen ? `M${place},${level}V${bottom}` : ""}`,
    });
    const isTouch = this.plot.dataset.pointer === "touch";
    const isCovered = Math.abs(px(-unit.b / unit.w) - (left + NAME / 2)) < NAME;
    setAttributes(this.levelText, {
      x: isCovered ? left + width - 36 : left + 8,
      y: level - 7,
      style: `text-anchor: ${isCovered ? "end" : "start"}`,
    });
    setText(this.levelText, `threshold ${threshold}`);
    const isRising = unit.w > 0;
    const anchor = place > left + width / 2 ? "end" : "start";
    setAttributes(this.crossText, {
      x: place + (anchor === "end" ? -1 : 1) * (isTouch ? 22 : 6),
      y: bottom - 8,
      style: `text-anchor: ${anchor}`,
    });
    const value = Number(crossing.toPrecision(3));
    setText(this.crossText, isSeen ? `yes ${isRising ? "from" : "up to"} ${value}` : "");
  }

  /** @returns {Record<Part, SVGElement>} */
  elements() {
    return {
      shift: this.shift,
      steepen: this.steepen,
      threshold: this.knob,
      probe: this.grip,
    };
  }

  /**
   * Where there are handles; null: not in the picture.
   *
   * @param {import("./plot.js").AxisScales} scales
   * @param {SCurvePicture} picture
   * @returns {Record<Part, Spot | null>}
   */
  handles({ px, py, left, top, width, height }, { unit, threshold, probe }) {
    const inside = (/** @type {number} */ x, /** @type {number} */ y) =>
      x >= left && x <= left + width ? { x, y } : null;
    const middle = -unit.b / unit.w;
    const steep = (/** @type {number} */ sum) =>
      inside(px((sum - unit.b) / unit.w), py(1 / (1 + Math.exp(-sum))));
    return {
      shift: inside(px(middle), py(0.5)),
      steepen: steep(STEEP) ?? steep(-STEEP),
      threshold: { x: left + width - 14, y: py(threshold) },
      probe: inside(px(probe.x), top + height),
    };
  }

  /** @param {Spot} pointer in pixels @param {number} reach @returns {Part | null} */
  hitTest(pointer, reach) {
    if (!this.picture || !this.plot._fullLayout) return null;
    const handles = this.handles(axisScales(this.plot), this.picture);
    /** @type {Part | null} */
    let nearest = null;
    let least = reach;
    for (const part of /** @type {Part[]} */ (Object.keys(handles))) {
      const place = handles[part];
      const distance = place ? Math.hypot(place.x - pointer.x, place.y - pointer.y) : Infinity;
      if (distance <= least) [nearest, least] = [part, distance];
    }
    return nearest;
  }

  /** @param {Part} part @param {number} px @param {number} py */
  drag(part, px, py) {
    const scales = axisScales(this.plot);
    const x = clamp(scales.x(px), scales.x0, scales.x1);
    const p = scales.y(py);
    const { callbacks } = this;
    if (part === "shift") callbacks.onShift(x);
    else if (part === "steepen") callbacks.onSteepen(x, logit(clamp(p, 1 - SURE, SURE)));
    else if (part === "probe") callbacks.onProbe(x);
    else callbacks.onThreshold(Number(clamp(p, 0, 1).toFixed(2)));
  }

  close() {
    this.stopDragging();
    this.stopResizing();
  }
}

/** @param {Spot} spot in pixels */
const crossAt = ({ x, y }) => `M${pixel(x - 6)},${pixel(y - 6)}l12,12m0,-12l-12,12`;

/** Moved by its transform; its shape is larger under a finger. @param {SVGElement} shape */
const handle = (shape) => svg("g", {}, shape);
