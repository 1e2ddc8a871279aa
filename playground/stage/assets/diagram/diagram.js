/** The diagram of a network, which is also its builder: every neuron, every edge, every bias. */

import { NetworkDrawing, structureOf } from "./drawing.js";
import { keyOf, Names, numberText } from "./networkParts.js";
import { nextPart } from "./roving.js";
import { Tooltip } from "./tooltip.js";
import { html, setAttributes, svg } from "../widgets/dom.js";

/**
 * @typedef {import("../model/parts.d.ts").NeuronPart} NeuronPart
 * @typedef {import("../model/parts.d.ts").NumberPart} NumberPart
 * @typedef {import("../model/parts.d.ts").Part} Part
 * @typedef {import("./types.d.ts").DiagramSpec} DiagramSpec
 * @typedef {import("./types.d.ts").DiagramFrame} Frame
 * @typedef {import("./types.d.ts").DiagramCallbacks} DiagramCallbacks
 * @typedef {import("./types.d.ts").Item} Item
 */

/** How much the keys + and - change a number. @type {Record<string, number>} */
const NUDGES = { "+": 0.05, "=": 0.05, "-": -0.05, "\u2212": -0.05 };
/** Milliseconds that the pointer rests on a neuron before it is enlarged. */
const HOVER = 120;
const CONTROLS = "button, select, input";

export class Diagram {
  /** @type {NumberPart | null} */
  selected = null;
  /** @type {Frame | null} as it was shown last */
  frame = null;
  /** @type {NeuronPart | null} */
  enlarged = null;
  /** What the pointer is over. @type {Item | null} */
  hovered = null;
  /** The part that the Tab key reaches. @type {Part | null} */
  tabStop = null;
  /** Of the box in px, as it was laid out last. */
  width = -1;
  tooltip = new Tooltip();
  sheet = html("div", { class: "np-sheet" });
  box = html("div", { class: "np-scroll" }, this.sheet);
  observer = new ResizeObserver(() => this.fit());
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer;

  /** @param {DiagramSpec} spec @param {DiagramCallbacks} callbacks */
  constructor(spec, callbacks) {
    this.spec = spec;
    this.callbacks = callbacks;
    this.names = new Names(spec);
    this.svg = svg("svg", {
      class: "np-network",
      role: "presentation",
      onfocusin: (/** @type {Event} */ event) => this.onFocus(this.itemOf(event)),
      onfocusout: () => this.enlarge(null),
      onclick: (event) => this.onClick(this.itemOf(event)),
      onkeydown: (event) => this.onKey(event),
      onpointermove: (event) => this.onPointer(this.itemOf(event), event),
      onpointerleave: (event) => this.onPointer(null, event),
    });
    this.element = html(
      "div",
      { class: "np-diagram", role: "group" },
      this.box,
      colourKey(),
      this.tooltip.element,
    );
    this.drawing = this.build(spec.network.layers);
    this.observer.observe(this.box);
  }

  /** Draws a network of another structure. @param {Frame["layers"]} layers @returns {NetworkDrawing} */
  build(layers) {
    this.drawing = new NetworkDrawing(this.spec, layers, this.callbacks);
    for (const { element, part } of this.drawing.items) {
      element.setAttribute("aria-label", this.names.of(part, layers.length));
    }
    this.svg.replaceChildren(...this.drawing.svgElements);
    this.sheet.replaceChildren(...this.drawing.htmlElements, this.svg);
    this.tabStop = null;
    this.width = -1;
    this.select(this.selected);
    return this.drawing;
  }

  /** Lays everything out in the width there is. */
  fit() {
    if (this.box.clientWidth === this.width) return;
    this.width = this.box.clientWidth;
    const { width, height } = this.drawing.layout(this.width);
    this.sheet.style.width = `${width}px`;
    this.sheet.style.height = `${height}px`;
    setAttributes(this.svg, { width, height, viewBox: `0 0 ${width} ${height}` });
  }

  /** Every animation frame: changes only what differs. @param {Frame} frame */
  show(frame) {
    this.frame = frame;
    const isOther = structureOf(frame.layers) !== this.drawing.structure;
    if (isOther) {
      const state = this.focusState();
      this.build(frame.layers);
      this.restoreFocus(state);
    }
    if (this.width < 0) this.fit();
    this.drawing.show(frame);
    if (isOther || frame.highlighted !== this.drawing.highlighted) {
      this.highlight(frame.highlighted);
    }
    if (isOther) this.updateLabels(frame);
  }

  /** Arrows where an update moves weights and biases. @param {import("./types.d.ts").ShareOf | null} shareOf null: none */
  showArrows(shareOf) {
    this.drawing.showArrows(shareOf);
  }

  /** The names with their numbers, once the values are at rest. @param {Frame} frame */
  updateLabels(frame) {
    for (const { element, part } of this.drawing.items) {
      setAttributes(element, { "aria-label": this.names.withNumbers(part, frame) });
    }
    this.drawing.builder.resetBoxes();
    const label = `The network: ${this.names.network(frame.layers)}`;
    setAttributes(this.element, { "aria-label": label });
  }

  /** Python refused what was asked for. */
  refuse() {
    this.drawing.builder.refuse();
  }

  /** @param {number | null} layer that stands out; -1: the inputs */
  highlight(layer) {
    this.svg.classList.toggle("np-walking", layer !== null);
    this.drawing.highlight(layer);
  }

  // --- selecting ----------------------------------------------------------------------------

  /** Selects a part, without focus; one that is not drawn: none. @param {Part | null} part */
  select(part) {
    const { drawing } = this;
    const item = drawing.itemOf(part);
    this.selected = item && item.part.kind !== "input" ? item.part : null;
    drawing.mark.show(this.selected && item);
    this.setTabStop(item ?? drawing.itemOf(this.tabStop) ?? drawing.inputs.items[0]);
  }

  /** The one part that the Tab key reaches. @param {Item} item */
  setTabStop(item) {
    this.drawing.itemOf(this.tabStop)?.element.setAttribute("tabindex", "-1");
    item.element.setAttribute("tabindex", "0");
    this.tabStop = item.part;
  }

  /** Focus goes to the selected part. */
  focus() {
    this.drawing.itemOf(this.tabStop)?.element.focus();
  }

  /** @param {{target: EventTarget | null}} event */
  itemOf({ target }) {
    return this.drawing.itemAt(target instanceof Element ? target : null);
  }

  /** Reports a change only. @param {NeuronPart | null} part */
  enlarge(part) {
    if (keyOf(part) === keyOf(this.enlarged)) return;
    this.enlarged = part;
    this.callbacks.enlarge(part);
  }

  /** @param {Item | null} item */
  onFocus(item) {
    if (!item) return;
    const { part, element } = item;
    this.setTabStop(item);
    this.selected = part.kind === "input" ? null : part;
    this.drawing.mark.show(item);
    this.callbacks.select(this.selected);
    this.enlarge(part.kind === "neuron" && element.matches(":focus-visible") ? part : null);
  }

  /** @param {Item | null} item */
  onClick(item) {
    if (item) item.element.focus({ preventScroll: true });
    else if (this.selected) {
      this.select(null);
      this.callbacks.select(null);
    }
  }

  /** An edge shows its weight, a neuron is enlarged if the pointer rests on it. @param {Item | null} item @param {PointerEvent} event */
  onPointer(item, event) {
    if (item?.part.kind === "weight") this.tooltip.show(this.tooltipText(item.part), event);
    else this.tooltip.hide();
    if (item === this.hovered) return;
    const left = this.hovered?.part.kind === "neuron";
    this.hovered = item;
    clearTimeout(this.timer);
    const part = item?.part;
    if (part?.kind === "neuron") this.timer = setTimeout(() => this.enlarge(part), HOVER);
    else if (left) this.enlarge(null);
  }

  /** @param {import("../model/parts.d.ts").WeightPart} part */
  tooltipText(part) {
    const name = this.names.of(part, this.drawing.edges.length);
    if (!this.frame) return name;
    return `${name}: ${numberText(this.frame.weight(part.layer, part.from, part.to))}`;
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    this.tooltip.hide();
    const item = this.itemOf(event);
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.handleKey(event.key, item.part)) event.preventDefault();
  }

  /** @param {string} key @param {Part} part @returns {boolean} whether the key means something here */
  handleKey(key, part) {
    const isNumber = part.kind !== "input";
    if (key === "Enter" || key === " ") {
      if (isNumber) this.callbacks.edit?.(part);
      return true;
    }
    if (NUDGES[key] && isNumber) {
      this.callbacks.nudge?.(part, NUDGES[key]);
      return true;
    }
    const next = nextPart(this.drawing.sizes, part, key);
    if (next) this.drawing.itemOf(next)?.element.focus();
    return next !== null || key.startsWith("Arrow");
  }

  // --- focus and scrolling, kept when another structure is drawn -----------------------------

  controls() {
    const found = this.drawing.builder.element.querySelectorAll(CONTROLS);
    return /** @type {(HTMLButtonElement | HTMLSelectElement | HTMLInputElement)[]} */ ([...found]);
  }

  focusState() {
    const { activeElement } = document;
    return {
      scrollLeft: this.box.scrollLeft,
      hasFocus: this.element.contains(activeElement),
      control: this.controls().findIndex((control) => control === activeElement),
      name: activeElement?.getAttribute("aria-label"),
      part: this.drawing.itemAt(activeElement)?.part ?? null,
    };
  }

  /** Focus goes to the same part or control; if there is none, to the control before. @param {ReturnType<Diagram["focusState"]>} state */
  restoreFocus({ scrollLeft, hasFocus, control, name, part }) {
    if (this.width < 0) this.fit();
    this.box.scrollLeft = scrollLeft;
    if (!hasFocus) return;
    const { drawing } = this;
    const item = drawing.itemOf(part) ?? drawing.itemOf(this.tabStop);
    const controls = this.controls();
    const same = controls.find((one) => !one.disabled && one.getAttribute("aria-label") === name);
    const before = controls.filter((one, index) => !one.disabled && index <= control).at(-1);
    const target = control < 0 ? item?.element : same ?? before ?? controls[0];
    target?.focus({ preventScroll: true });
  }

  close() {
    clearTimeout(this.timer);
    this.observer.disconnect();
  }
}

/** What colour and width of a line mean. */
function colourKey() {
  const line = (/** @type {string} */ sign, /** @type {number} */ width) =>
    svg(
      "svg",
      { class: "np-key-line", viewBox: "0 0 28 10", "data-sign": sign, "aria-hidden": "true" },
      svg("path", { class: "np-line", d: "M1,5h26", "stroke-width": width }),
    );
  const entry = (/** @type {string} */ text, /** @type {Node[]} */ ...lines) =>
    html("span", {}, ...lines, html("span", { text }));
  return html(
    "p",
    { class: "np-key" },
    entry("blue: adds", line("positive", 3)),
    entry("orange: takes away", line("negative", 3)),
    entry("thicker: larger", line("none", 1), line("none", 6)),
  );
}
