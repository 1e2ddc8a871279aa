/** A board to draw points on: a click adds one, a drag moves it, Delete takes it away. */

import { html, setAttributes, setText, stylesheet, svg } from "../widgets/dom.js";
import { draggable } from "../widgets/drag.js";
import { isDark } from "../charts/plot.js";
import { added, movedTo, SHAPES, snapped, SPAN, without } from "../model/points.js";

/** Height by width, and the least height in pixels: a thumb needs room. */
const SHAPE = 0.42;
const LEAST = 320;
const EDGE = { left: 46, right: 12, top: 12, bottom: 40 };
const REACH = 14;
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const TURNS = { PageDown: 1, PageUp: -1 };
const HOW =
  "Click to add a point, drag to move it, double click or Delete to take it away. Keys: arrows move the " +
  "chosen point (with Shift in large steps), Page Up and Page Down choose another.";

export default class Board {
  /** @param {HTMLElement} root */
  constructor(root) {
    Object.assign(this, { root, points: [], chosen: 0, dots: [] });
    root.classList.add("np-board");
    this.layer = svg("g");
    this.grid = svg("g", { "aria-hidden": "true" });
    this.plot = svg(
      "svg",
      { class: "np-board-plot", role: "group", "aria-label": "Board for points" },
      this.grid,
      this.layer,
    );
    this.sizes = new ResizeObserver(() => this.fit());
    this.sizes.observe(this.plot);
    this.plot.addEventListener("keydown", (event) => this.key(event));
    this.plot.addEventListener("dblclick", (event) => this.undraw(event));
    this.stop = draggable(this.plot, {
      hitTest: (x, y) => this.hitTest(x, y),
      onDrag: (held, x, y) => this.drag(held, x, y),
      onDrop: () => this.commit(),
    });
    this.count = html("p", { class: "np-note", "data-testid": "points" });
    this.spoken = html("p", { class: "np-hidden", role: "status" });
    this.ready = stylesheet("points.css").then(() =>
      root.replaceChildren(
        html("div", { class: "np-board-bar" }, ...this.buttons(), this.count),
        this.plot,
        html("p", { class: "np-note", text: HOW }),
        this.spoken,
      )
    );
  }

  buttons() {
    const button = (text, onclick) =>
      html("button", { type: "button", class: "np-button", text, onclick });
    this.clear = button("Clear", () => this.put([]));
    this.less = button("Delete point", () => this.remove(this.chosen));
    return [
      button("Add point", () => this.addOne()),
      this.less,
      this.clear,
      ...Object.entries(SHAPES).map(([name, shape]) => button(name, () => this.put(shape()))),
    ];
  }

  px(x) {
    return EDGE.left + (x / SPAN) * (this.width - EDGE.left - EDGE.right);
  }

  py(y) {
    return this.height - EDGE.bottom - (y / SPAN) * (this.height - EDGE.top - EDGE.bottom);
  }

  /** As wide as there is room, in true pixels, so that texts and points keep their size. */
  fit() {
    const { width } = this.plot.getBoundingClientRect();
    if (!width || width === this.width) return;
    Object.assign(this, { width, height: Math.max(LEAST, Math.round(width * SHAPE)) });
    setAttributes(this.plot, { viewBox: `0 0 ${width} ${this.height}`, height: this.height });
    this.axes();
    this.show();
  }

  axes() {
    const [px, py] = [(x) => this.px(x), (y) => this.py(y)];
    const marks = [];
    for (let value = 0; value <= SPAN; value += 2) {
      marks.push(
        svg("line", {
          class: "np-board-grid",
          x1: px(value),
          x2: px(value),
          y1: py(0),
          y2: py(SPAN),
        }),
        svg("line", {
          class: "np-board-grid",
          x1: px(0),
          x2: px(SPAN),
          y1: py(value),
          y2: py(value),
        }),
        svg("text", {
          class: "np-board-mark",
          x: px(value),
          y: this.height - 20,
          "text-anchor": "middle",
          text: value,
        }),
        svg("text", {
          class: "np-board-mark",
          x: EDGE.left - 8,
          y: py(value) + 5,
          "text-anchor": "end",
          text: value,
        }),
      );
    }
    const [x, y] = this.called ?? ["x", "y"];
    marks.push(
      svg("text", {
        class: "np-board-name",
        x: px(SPAN / 2),
        y: this.height - 3,
        "text-anchor": "middle",
        text: x,
      }),
      svg("text", {
        class: "np-board-name",
        x: 0,
        y: 0,
        "text-anchor": "middle",
        text: y,
        transform: `translate(14 ${py(SPAN / 2)}) rotate(-90)`,
      }),
    );
    this.grid.replaceChildren(...marks);
  }

  /** Takes what Python knows, the first time; later only the names of the axes. */
  apply(data, send) {
    this.send = send;
    this.root.dataset.theme = isDark(this.root) ? "dark" : "light";
    this.called = data.names;
    if (this.width) this.axes();
    if (this.begun) return;
    this.begun = true;
    this.points = data.points.map(([x, y]) => [snapped(x), snapped(y)]);
    this.show();
  }

  // --- the pointer --------------------------------------------------------------------------

  /** From pixels on the screen to the axes' numbers. */
  at(x, y) {
    return [
      ((x - this.px(0)) / (this.px(SPAN) - this.px(0))) * SPAN,
      ((this.py(0) - y) / (this.py(0) - this.py(SPAN))) * SPAN,
    ];
  }

  /** The point under the pointer; on an empty place, a new one. */
  nearest(x, y) {
    const far = this.points.map(([a, b]) => Math.hypot(this.px(a) - x, this.py(b) - y));
    const index = far.indexOf(Math.min(...far));
    return far[index] <= REACH ? index : -1;
  }

  hitTest(x, y) {
    const index = this.nearest(x, y);
    if (index >= 0) return { index };
    const [left, top] = this.at(x, y);
    return left < -0.2 || left > SPAN + 0.2 || top < -0.2 || top > SPAN + 0.2 ? null : { index };
  }

  drag(held, x, y) {
    const [left, top] = this.at(x, y);
    if (held.index < 0) {
      const before = this.points.length;
      this.points = added(this.points, left, top);
      held.index = this.points.length > before ? before : NaN;
    } else this.points = movedTo(this.points, held.index, left, top);
    if (Number.isNaN(held.index)) return;
    this.chosen = held.index;
    this.show();
    this.dots[this.chosen].focus({ preventScroll: true });
  }

  /** The first click of a double click on an empty place adds a point, which the second takes. */
  undraw(event) {
    const box = this.plot.getBoundingClientRect();
    const index = this.nearest(event.clientX - box.left, event.clientY - box.top);
    if (index >= 0) this.remove(index);
  }

  // --- keys and buttons ---------------------------------------------------------------------

  key(event) {
    const { points, chosen } = this;
    if (!points.length) return;
    if (event.key === "Delete" || event.key === "Backspace") this.remove(chosen);
    else if (STEPS[event.key]) {
      const size = event.shiftKey ? 1 : 0.1;
      const [x, y] = STEPS[event.key].map((step, i) => points[chosen][i] + step * size);
      this.points = movedTo(points, chosen, x, y);
      this.touched();
    } else if (TURNS[event.key]) {
      this.chosen = (chosen + TURNS[event.key] + points.length) % points.length;
      this.touched();
    } else return;
    event.preventDefault();
  }

  addOne() {
    this.points = added(this.points, SPAN / 2, SPAN / 2);
    this.chosen = this.points.length - 1;
    this.touched();
  }

  remove(index) {
    this.put(without(this.points, index), Math.max(0, index - 1));
    this.dots[this.chosen]?.focus({ preventScroll: true });
  }

  put(points, chosen = 0) {
    Object.assign(this, { points, chosen });
    this.show();
    this.commit();
  }

  touched() {
    this.show();
    this.dots[this.chosen].focus({ preventScroll: true });
    this.commit();
  }

  commit() {
    const { points, chosen } = this;
    setText(
      this.spoken,
      points.length ? `${points.length} points. ${named(points[chosen], chosen)}` : "No points.",
    );
    this.send({ points });
  }

  // --- drawing ------------------------------------------------------------------------------

  show() {
    const { points } = this;
    this.less.disabled = this.clear.disabled = !points.length;
    setText(this.count, `${points.length} point${points.length === 1 ? "" : "s"}`);
    if (!this.width) return;
    while (this.dots.length > points.length) this.dots.pop().remove();
    while (this.dots.length < points.length) {
      const dot = svg("circle", { r: 8, role: "img", class: "np-board-dot" });
      dot.addEventListener("focus", () => this.choose(this.dots.indexOf(dot)));
      this.dots.push(dot);
      this.layer.append(dot);
    }
    points.forEach(([x, y], i) =>
      setAttributes(this.dots[i], {
        cx: this.px(x),
        cy: this.py(y),
        tabindex: i === this.chosen ? 0 : -1,
        "aria-label": named(points[i], i),
      })
    );
    this.dots.forEach((dot, i) => dot.classList.toggle("np-chosen", i === this.chosen));
  }

  choose(index) {
    if (index === this.chosen) return;
    this.chosen = index;
    this.show();
  }

  close() {
    this.stop();
    this.sizes.disconnect();
  }
}

const named = ([x, y], index) => `Point ${index + 1}: x ${x}, y ${y}`;
