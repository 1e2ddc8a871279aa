/** A board to draw points on: a click adds one, a drag moves it, Delete takes it away. */

import { BoardAxes } from "../panels/boardAxes.js";
import { html, setAttributes, setText, stylesheet, svg } from "../widgets/dom.js";
import { draggable, FINGER_REACH, isFinger } from "../widgets/drag.js";
import { isDark } from "../charts/plot.js";
import { added, movedTo, SHAPES, snapped, SPAN, without } from "../model/points.js";

/**
 * @typedef {import("../protocol.d.ts").BoardEvent} BoardEvent
 * @typedef {import("../protocol.d.ts").BoardPayload} BoardPayload
 * @typedef {import("../model/points.js").Point} Point
 * @typedef {object} Dragged a point, and how far it is from the pointer
 * @property {number} index -1: a new one; NaN: the board is full, nothing is dragged
 * @property {number} aside in pixels, to the right
 * @property {number} off in pixels, down
 */

/** Pixels within which the mouse takes hold of a point. */
const REACH = 14;
const AT_POINTER = { aside: 0, off: 0 };
/** @type {Record<string, [number, number]>} */
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
/** @type {Record<string, number>} */
const TURNS = { PageDown: 1, PageUp: -1 };
const HOW =
  "Click to add a point, drag to move it, double click or Delete to take it away. Keys: arrows " +
  "move the chosen point (with Shift in large steps), Page Up and Page Down choose another.";

export default class Board {
  /** @type {Point[]} */
  points = [];
  /** The index of the chosen point. */
  chosen = 0;
  /** @type {SVGCircleElement[]} */
  dots = [];
  /** @type {(event: BoardEvent) => void} */
  send = () => {};
  /** Whether Python's points were taken over: from then on, the board has its own. */
  hasBegun = false;

  axes = new BoardAxes();
  layer = svg("g");
  count = html("p", { class: "np-note", "data-testid": "points" });
  liveRegion = html("p", { class: "np-hidden", role: "status" });
  clear = button("Clear", () => this.setPoints([]));
  less = button("Delete point", () => this.remove(this.chosen));

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    root.classList.add("np-board");
    this.plot = svg(
      "svg",
      { class: "np-board-plot", role: "group", "aria-label": "Board for points" },
      this.axes.element,
      this.layer,
    );
    this.observer = new ResizeObserver(() => this.fit());
    this.observer.observe(this.plot);
    this.plot.addEventListener("keydown", (event) => this.onKey(event));
    this.plot.addEventListener("dblclick", (event) => this.onDoubleClick(event));
    this.stopDragging = draggable(this.plot, {
      hitTest: (x, y, event) => isFinger(event) ? this.pointAt(x, y) : this.hitTest(x, y),
      onDrag: (dragged, x, y) => this.drag(dragged, x, y),
      onDrop: () => this.commit(),
      onTap: (x, y) => this.addAt(x, y),
    });
    this.ready = stylesheet("points.css").then(() =>
      root.replaceChildren(
        html("div", { class: "np-board-bar" }, ...this.buttons(), this.count),
        this.plot,
        html("p", { class: "np-note", text: HOW }),
        this.liveRegion,
      )
    );
  }

  buttons() {
    const shapes = Object.entries(SHAPES)
      .map(([name, shape]) => button(name, () => this.setPoints(shape())));
    return [button("Add point", () => this.addOne()), this.less, this.clear, ...shapes];
  }

  /** As wide as there is room, in true pixels, so that texts and points keep their size. */
  fit() {
    const { axes } = this;
    const { width } = this.plot.getBoundingClientRect();
    if (!width || width === axes.width) return;
    axes.resize(width);
    setAttributes(this.plot, { viewBox: `0 0 ${width} ${axes.height}`, height: axes.height });
    axes.draw();
    this.show();
  }

  /**
   * Takes Python's points the first time; later only the names of the axes.
   *
   * @param {BoardPayload} payload
   * @param {(event: BoardEvent) => void} send
   */
  apply(payload, send) {
    this.send = send;
    this.root.dataset.theme = isDark(this.root) ? "dark" : "light";
    this.axes.names = payload.names;
    if (this.axes.width) this.axes.draw();
    if (this.hasBegun) return;
    this.hasBegun = true;
    this.points = payload.points.map(([x, y]) => [snapped(x), snapped(y)]);
    this.show();
  }

  // --- the pointer --------------------------------------------------------------------------

  /** The index of the point there, or -1. @param {number} px @param {number} py @param {number} reach */
  nearest(px, py, reach = REACH) {
    const { axes } = this;
    const far = this.points.map(([x, y]) => Math.hypot(axes.px(x) - px, axes.py(y) - py));
    const index = far.indexOf(Math.min(...far));
    return far[index] <= reach ? index : -1;
  }

  /**
   * A point, or room for a new one.
   *
   * @param {number} px
   * @param {number} py
   * @returns {Dragged | null}
   */
  hitTest(px, py) {
    const index = this.nearest(px, py);
    return index >= 0 || this.axes.contains(px, py) ? { index, ...AT_POINTER } : null;
  }

  /** A finger moves points; elsewhere it scrolls the page. @param {number} px @param {number} py */
  pointAt(px, py) {
    const index = this.nearest(px, py, FINGER_REACH);
    if (index < 0) return null;
    const [x, y] = this.points[index];
    return { index, aside: this.axes.px(x) - px, off: this.axes.py(y) - py };
  }

  /** @param {number} px @param {number} py */
  addAt(px, py) {
    if (!this.axes.contains(px, py)) return;
    this.drag({ index: -1, ...AT_POINTER }, px, py);
    this.commit();
  }

  /** @param {Dragged} dragged @param {number} px @param {number} py */
  drag(dragged, px, py) {
    const [x, y] = this.axes.at(px + dragged.aside, py + dragged.off);
    if (dragged.index < 0) {
      const before = this.points.length;
      this.points = added(this.points, x, y);
      dragged.index = this.points.length > before ? before : NaN;
    } else this.points = movedTo(this.points, dragged.index, x, y);
    if (Number.isNaN(dragged.index)) return;
    this.chosen = dragged.index;
    this.show();
    this.focusChosen();
  }

  /**
   * The first click of a double click on an empty place adds a point, which the second takes.
   *
   * @param {MouseEvent} event
   */
  onDoubleClick(event) {
    const box = this.plot.getBoundingClientRect();
    const index = this.nearest(event.clientX - box.left, event.clientY - box.top);
    if (index >= 0) this.remove(index);
  }

  // --- keys and buttons ---------------------------------------------------------------------

  /** @param {KeyboardEvent} event */
  onKey(event) {
    const { points, chosen } = this;
    if (!points.length) return;
    if (event.key === "Delete" || event.key === "Backspace") this.remove(chosen);
    else if (STEPS[event.key]) {
      const size = event.shiftKey ? 1 : 0.1;
      const [x, y] = STEPS[event.key].map((step, i) => points[chosen][i] + step * size);
      this.points = movedTo(points, chosen, x, y);
      this.showAndCommit();
    } else if (TURNS[event.key]) {
      this.chosen = (chosen + TURNS[event.key] + points.length) % points.length;
      this.showAndCommit();
    } else return;
    event.preventDefault();
  }

  addOne() {
    this.points = added(this.points, SPAN / 2, SPAN / 2);
    this.chosen = this.points.length - 1;
    this.showAndCommit();
  }

  /** @param {number} index */
  remove(index) {
    this.setPoints(without(this.points, index), Math.max(0, index - 1));
    this.focusChosen();
  }

  /** @param {Point[]} points */
  setPoints(points, chosen = 0) {
    this.points = points;
    this.chosen = chosen;
    this.show();
    this.commit();
  }

  showAndCommit() {
    this.show();
    this.focusChosen();
    this.commit();
  }

  focusChosen() {
    this.dots.at(this.chosen)?.focus({ preventScroll: true });
  }

  commit() {
    const { points, chosen } = this;
    setText(
      this.liveRegion,
      points.length
        ? `${points.length} points. ${pointText(points[chosen], chosen)}`
        : "No points.",
    );
    this.send({ points });
  }

  // --- drawing ------------------------------------------------------------------------------

  show() {
    const { points, axes } = this;
    this.less.disabled = this.clear.disabled = !points.length;
    setText(this.count, `${points.length} point${points.length === 1 ? "" : "s"}`);
    if (!axes.width) return;
    while (this.dots.length > points.length) this.dots.pop()?.remove();
    while (this.dots.length < points.length) this.addDot();
    points.forEach(([x, y], i) =>
      setAttributes(this.dots[i], {
        cx: axes.px(x),
        cy: axes.py(y),
        tabindex: i === this.chosen ? 0 : -1,
        "aria-label": pointText(points[i], i),
      })
    );
    this.dots.forEach((dot, i) => dot.classList.toggle("np-chosen", i === this.chosen));
  }

  addDot() {
    const dot = svg("circle", { r: 8, role: "img", class: "np-board-dot" });
    dot.addEventListener("focus", () => this.choose(this.dots.indexOf(dot)));
    this.dots.push(dot);
    this.layer.append(dot);
  }

  /** @param {number} index */
  choose(index) {
    if (index === this.chosen) return;
    this.chosen = index;
    this.show();
  }

  close() {
    this.stopDragging();
    this.observer.disconnect();
  }
}

/** @param {string} text @param {() => void} onclick */
const button = (text, onclick) =>
  html("button", { type: "button", class: "np-button", text, onclick });

/** @param {Point} point @param {number} index */
const pointText = ([x, y], index) => `Point ${index + 1}: x ${x}, y ${y}`;
