/** The diagram of a network, which is also its builder: every neuron, every edge, every bias. */

import { Builder } from "./builder.js";
import { layoutOf } from "./diagramLayout.js";
import { html, setAttributes, svg } from "../widgets/dom.js";
import { Edges } from "./edges.js";
import { Mark } from "./selection.js";
import { keyOf, Names, number } from "./networkParts.js";
import { stepped } from "./roving.js";
import { Thumbnails } from "./thumbnails.js";
import { InputTiles, NeuronTiles, outputWidth } from "./tiles.js";
import { Tip } from "./tooltip.js";

const STEP = 0.05;
const RESTS = 120;
const CONTROLS = "button, select, input";

/**
 * @typedef {object} Frame what the diagram shows
 * @property {{units: number, activation: string}[]} layers
 * @property {(layer: number, from: number, to: number) => number} weight
 * @property {(layer: number, unit: number) => number} bias
 * @property {(part: import("./networkParts.js").Part) => boolean} frozen
 * @property {({values: Float64Array, stride: number} | null)[] | null} outputs of each layer over
 *   the grid, rows × stride; the first shown input runs fastest
 * @property {number} cells along each shown input
 * @property {number[][] | null} asleep 0 awake, 1 dead, 2 saturated
 * @property {number | null} lit the layer that a walk has reached
 * @property {(number | string)[][] | null} numbers written on the tiles
 *
 * @typedef {object} Hands what the diagram reports
 * @property {(part: import("./networkParts.js").Part | null) => void} select
 * @property {(part: import("./networkParts.js").NeuronPart | null) => void} enlarge
 * @property {(layer: number, name: string) => void} activation
 * @property {(action: object) => void} act
 * @property {(part: import("./networkParts.js").Part) => void} [edit] Enter: to its slider
 * @property {(part: import("./networkParts.js").Part, delta: number) => void} [nudge] the keys + and -
 */

export class Diagram {
  /**
   * @param {{inputs: object[], target: object, network: import("../model/forward.js").Network,
   *          activations: object[], limits: {layers: number, units: number, drawn: number},
   *          shown: 1 | 2, theme: object}} spec
   * @param {Hands} hands
   */
  constructor(spec, hands) {
    Object.assign(this, {
      spec,
      hands,
      selected: null,
      frame: null,
      names: new Names(spec),
      tip: new Tip(),
    });
    this.svg = svg("svg", {
      class: "np-network",
      role: "presentation",
      onfocusin: (event) => this.focused(this.itemOf(event)),
      onfocusout: () => this.enlarge(null),
      onclick: (event) => this.clicked(this.itemOf(event)),
      onkeydown: (event) => this.key(event),
      onpointermove: (event) => this.pointed(this.itemOf(event), event),
      onpointerleave: () => this.pointed(null),
    });
    this.sheet = html("div", { class: "np-sheet" });
    this.box = html("div", { class: "np-scroll" }, this.sheet);
    this.element = html("div", { class: "np-diagram", role: "group" }, this.box, this.tip.element);
    this.build(spec.network.layers);
    this.observer = new ResizeObserver(() => this.fit());
    this.observer.observe(this.box);
  }

  build(layers) {
    const { spec, hands } = this;
    const { drawn } = spec.limits;
    this.units = String(layers.map(({ units }) => units));
    this.sizes = [spec.inputs.length, ...layers.map(({ units }) => Math.min(units, drawn))];
    this.more = layers.some(({ units }) => units > drawn);
    this.builder = new Builder(spec, layers, hands);
    this.edges = layers.map((_, layer) =>
      new Edges(layer, this.sizes[layer], this.sizes[layer + 1])
    );
    this.tiles = [
      new InputTiles(spec.inputs),
      ...layers.map(({ units }, layer) =>
        new NeuronTiles(
          layer,
          Math.min(units, drawn),
          Math.max(0, units - drawn),
          layer === layers.length - 1 ? spec.target : null,
        )
      ),
    ];
    this.thumbnails = layers.map((_, layer) =>
      new Thumbnails(spec.shown, this.sizes[layer + 1], spec.theme)
    );
    this.mark = new Mark();
    this.items = new Map(
      [...this.edges, ...this.tiles].flatMap(({ items }) => items)
        .map((item) => [keyOf(item.part), item]),
    );
    for (const item of this.items.values()) {
      item.element.setAttribute("aria-label", this.names.of(item.part, layers.length));
    }
    this.owners = new Map([...this.items.values()].map((item) => [item.element, item]));
    const columns = this.tiles.flatMap((
      tiles,
      column,
    ) => (column ? [this.edges[column - 1].element, tiles.element] : [tiles.element]));
    const labels = svg(
      "g",
      { class: "np-labels", "aria-hidden": "true" },
      ...this.tiles.map((tiles) => tiles.labels),
    );
    this.svg.replaceChildren(...columns, labels, this.mark.element);
    this.sheet.replaceChildren(
      this.builder.element,
      ...this.thumbnails.map(({ canvas }) => canvas),
      this.svg,
    );
    this.tabbed = null;
    this.width = -1;
    this.choose(this.selected);
  }

  /** Gives everything its place in the width there is. */
  fit() {
    const { spec, sizes, more } = this;
    if (this.box.clientWidth === this.width) return;
    this.width = this.box.clientWidth;
    const room = { input: this.tiles[0].width, output: outputWidth(spec.target), more };
    const layout = layoutOf(sizes, this.width, room);
    const size = { width: layout.width, height: layout.height };
    for (const name in size) this.sheet.style[name] = `${size[name]}px`;
    setAttributes(this.svg, { ...size, viewBox: `0 0 ${layout.width} ${layout.height}` });
    this.builder.layout(layout);
    for (const edges of this.edges) edges.layout(layout);
    this.tiles.forEach((tiles, column) => tiles.layout(layout.columns[column]));
    this.thumbnails.forEach((thumbnails, layer) => thumbnails.layout(layout.columns[layer + 1]));
    this.mark.show(this.mark.item);
  }

  /** Every animation frame: touches only what changed. @param {Frame} frame */
  show(frame) {
    this.frame = frame;
    const rebuilt = String(frame.layers.map(({ units }) => units)) !== this.units;
    if (rebuilt) this.rebuild(frame);
    if (this.width < 0) this.fit();
    this.builder.show(frame.layers);
    for (const edges of this.edges) edges.show(frame);
    for (const tiles of this.tiles) tiles.show(frame);
    this.thumbnails.forEach((thumbnails, layer) =>
      thumbnails.show(frame.outputs?.[layer], frame.cells)
    );
    this.mark.follow();
    if (frame.lit !== this.lit) this.light(frame.lit);
    if (rebuilt) this.rest(frame);
  }

  /**
   * Arrows where an update moves weights and biases; null takes them away.
   *
   * @param {((part: import("./networkParts.js").Part) => number) | null} shareOf -1 to 1
   */
  point(shareOf) {
    for (const edges of this.edges) edges.point(shareOf);
    for (const tiles of this.tiles.slice(1)) tiles.point(shareOf);
  }

  /** The hand rests: names are told with their numbers. @param {Frame} frame */
  rest(frame) {
    const label = (element, text) => {
      if (element.getAttribute("aria-label") !== text) element.setAttribute("aria-label", text);
    };
    for (const item of this.items.values()) label(item.element, this.names.said(item.part, frame));
    this.builder.rest();
    label(this.element, `The network: ${this.names.network(frame.layers)}`);
  }

  /** What was asked for is not possible. */
  refuse() {
    this.builder.refuse();
  }

  rebuild(frame) {
    const memory = this.memory;
    this.build(frame.layers);
    this.recall(memory);
  }

  light(layer) {
    this.lit = layer;
    this.svg.classList.toggle("np-walking", layer !== null && layer !== undefined);
    this.edges.forEach(({ element }, index) => element.classList.toggle("np-lit", index === layer));
    this.tiles.forEach(({ element }, column) =>
      element.classList.toggle("np-lit", column - 1 === layer)
    );
  }

  // --- choosing -----------------------------------------------------------------------------

  /** Marks a part, without focus; null, or one that is not drawn: none. */
  choose(part) {
    const item = this.items.get(keyOf(part)) ?? null;
    this.selected = item && part.kind !== "input" ? item.part : null;
    this.mark.show(this.selected && item);
    this.tab(item ?? this.items.get(keyOf(this.tabbed)) ?? this.tiles[0].items[0]);
  }

  /** The one part that the Tab key reaches. */
  tab(item) {
    this.items.get(keyOf(this.tabbed))?.element.setAttribute("tabindex", -1);
    item.element.setAttribute("tabindex", 0);
    this.tabbed = item.part;
  }

  /** Focus goes to the chosen part. */
  focus() {
    this.items.get(keyOf(this.tabbed)).element.focus();
  }

  itemOf({ target }) {
    return this.owners.get(target.closest?.(".np-part")) ?? null;
  }

  focused(item) {
    if (!item) return;
    const { part } = item;
    this.tab(item);
    this.selected = part.kind === "input" ? null : part;
    this.mark.show(item);
    this.hands.select(this.selected);
    this.enlarge(part.kind === "neuron" && item.element.matches(":focus-visible") ? part : null);
  }

  clicked(item) {
    if (item) item.element.focus({ preventScroll: true });
    else if (this.selected) {
      this.choose(null);
      this.hands.select(null);
    }
  }

  /** What the pointer is over: an edge tells its weight, a neuron is enlarged if it rests there. */
  pointed(item, event) {
    if (item?.line) this.tip.show(this.told(item.part), event);
    else this.tip.hide();
    if (item === this.under) return;
    const left = this.under?.part.kind === "neuron";
    this.under = item;
    clearTimeout(this.timer);
    if (item?.part.kind === "neuron") this.timer = setTimeout(() => this.enlarge(item.part), RESTS);
    else if (left) this.enlarge(null);
  }

  told(part) {
    const name = this.names.of(part, this.edges.length);
    return this.frame
      ? `${name}: ${number(this.frame.weight(part.layer, part.from, part.to))}`
      : name;
  }

  /** Reports a change only. */
  enlarge(part) {
    if (keyOf(part) === keyOf(this.enlarged ?? null)) return;
    this.enlarged = part;
    this.hands.enlarge(part);
  }

  key(event) {
    this.tip.hide();
    const item = this.itemOf(event);
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    if (this.does(event.key, item.part)) event.preventDefault();
  }

  /** @returns {boolean} whether the key means something here */
  does(key, part) {
    const delta = { "+": STEP, "=": STEP, "-": -STEP, "\u2212": -STEP }[key];
    if (delta && part.kind !== "input") this.hands.nudge?.(part, delta);
    else if (key === "Enter" || key === " ") { if (part.kind !== "input") this.hands.edit?.(part); }
    else {
      const next = stepped(this.sizes, part, key);
      if (next) this.items.get(keyOf(next)).element.focus();
      return next !== null || key.startsWith("Arrow");
    }
    return true;
  }

  // --- where one was ------------------------------------------------------------------------

  /** What has focus and how far it is scrolled: another diagram in this one's place recalls it. */
  get memory() {
    const { activeElement } = document;
    const controls = [...this.builder.element.querySelectorAll(CONTROLS)];
    const control = controls.indexOf(activeElement);
    return {
      scroll: this.box.scrollLeft,
      focus: this.element.contains(activeElement),
      control,
      name: activeElement?.getAttribute("aria-label"),
      part: this.owners.get(activeElement)?.part ?? null,
    };
  }

  /** @param {object} memory of a diagram; a control that is gone hands its focus to the one before */
  recall({ scroll, focus, control, name, part }) {
    if (this.width < 0) this.fit();
    this.box.scrollLeft = scroll;
    if (!focus) return;
    const controls = [...this.builder.element.querySelectorAll(CONTROLS)];
    const same = controls.find((one) => !one.disabled && one.getAttribute("aria-label") === name);
    const near = controls.filter((one, index) => !one.disabled && index <= control).at(-1) ??
      controls[0];
    if (control >= 0) (same ?? near).focus({ preventScroll: true });
    else {(this.items.get(keyOf(part)) ?? this.items.get(keyOf(this.tabbed))).element.focus({
        preventScroll: true,
      });}
  }

  close() {
    clearTimeout(this.timer);
    this.observer.disconnect();
  }
}
