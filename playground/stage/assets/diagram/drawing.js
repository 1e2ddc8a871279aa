/** Everything that is drawn of a network of one structure: columns, edges, thumbnails, controls. */

import { Builder } from "./builder.js";
import { layoutOf } from "./diagramLayout.js";
import { Edges } from "./edges.js";
import { keyOf } from "./networkParts.js";
import { SelectionMark } from "./selection.js";
import { Thumbnails } from "./thumbnails.js";
import { VALVE_ROOM } from "./valve.js";
import { InputTiles, NeuronTiles, outputRoom, outputTitle, shortName } from "./tiles.js";
import { svg } from "../widgets/dom.js";

/**
 * @typedef {import("../protocol.d.ts").LayerSpec} LayerSpec
 * @typedef {import("../model/parts.d.ts").Part} Part
 * @typedef {import("./types.d.ts").DiagramSpec} DiagramSpec
 * @typedef {import("./types.d.ts").DiagramFrame} DiagramFrame
 * @typedef {import("./types.d.ts").Item} Item
 */

/** What tells one structure from another. @param {LayerSpec[]} layers */
export const structureOf = (layers) => String(layers.map(({ units }) => units));

export class NetworkDrawing {
  mark = new SelectionMark();
  /** @type {number | null} */
  highlighted = null;
  #isLaidOut = false;
  /** Of the arrows. @type {import("./types.d.ts").ShareOf | null} */
  #shareOf = null;

  /**
   * @param {DiagramSpec} spec
   * @param {LayerSpec[]} layers
   * @param {import("./builder.js").BuilderCallbacks} callbacks
   */
  constructor(spec, layers, callbacks) {
    const { inputs, target, classes = [], limits: { drawn }, shown, theme, valve = null } = spec;
    /** What is written beside each output, or above the only one. */
    this.outputs = classes.length > 2 ? classes.map(shortName) : [outputTitle(target)];
    this.valve = valve;
    this.structure = structureOf(layers);
    /** Tiles drawn in each column, the inputs first, the output last. */
    const units = [inputs.length, ...layers.map((layer) => layer.units)];
    this.sizes = units.map((count) => Math.min(count, drawn));
    this.isCut = units.some((count) => count > drawn);
    this.builder = new Builder(spec, layers, callbacks);
    this.edges = layers.map((_, layer) =>
      new Edges(layer, this.sizes[layer], this.sizes[layer + 1])
    );
    this.inputs = new InputTiles(inputs.slice(0, drawn), inputs.length - this.sizes[0]);
    this.neurons = layers.map(({ units }, layer) =>
      new NeuronTiles(
        layer,
        this.sizes[layer + 1],
        Math.max(0, units - drawn),
        layer === layers.length - 1 ? this.outputs : null,
      )
    );
    this.thumbnails = layers.map((_, layer) => new Thumbnails(shown, this.sizes[layer + 1], theme));
    /** @type {Item[]} */
    this.items = [
      ...this.edges.flatMap(({ items }) => items),
      ...this.inputs.items,
      ...this.neurons.flatMap(({ items }) => items),
    ];
    this.byPart = new Map(this.items.map((item) => [keyOf(item.part), item]));
    this.byElement = new Map(
      this.items.map((item) => [/** @type {Element} */ (item.element), item]),
    );
  }

  /** From below to above: each layer's edges and neurons, labels, the mark of the selection. */
  get svgElements() {
    const layers = this.neurons.flatMap(({ element }, n) => [this.edges[n].element, element]);
    const labels = [this.inputs, ...this.neurons].map((tiles) => tiles.labels);
    return [
      this.inputs.element,
      ...layers,
      ...(this.valve ? [this.valve.element] : []),
      svg("g", { class: "np-labels", "aria-hidden": "true" }, ...labels),
      this.mark.element,
    ];
  }

  /** Below the SVG: the controls and the thumbnails. */
  get htmlElements() {
    const handle = this.valve ? [this.valve.handle] : [];
    return [this.builder.element, ...handle, ...this.thumbnails.map(({ canvas }) => canvas)];
  }

  /** The item of a part; null if it is not drawn. @param {Part | null} part */
  itemOf(part) {
    return this.byPart.get(keyOf(part)) ?? null;
  }

  /** The item that an element belongs to. @param {Element | null} element */
  itemAt(element) {
    const group = element?.closest(".np-part");
    return group ? this.byElement.get(group) ?? null : null;
  }

  /** @param {number} width in px @returns {import("./diagramLayout.js").Layout} */
  layout(width) {
    const layout = layoutOf(this.sizes, width, {
      input: this.inputs.width,
      output: outputRoom(this.outputs),
      more: this.isCut,
      fingers: matchMedia("(any-pointer: coarse)").matches,
      below: this.valve && this.neurons.length > 1 ? VALVE_ROOM : 0,
    });
    this.builder.layout(layout);
    for (const edges of this.edges) edges.layout(layout);
    this.inputs.layout(layout.columns[0]);
    this.neurons.forEach((neurons, layer) => neurons.layout(layout.columns[layer + 1]));
    this.thumbnails.forEach((thumbnails, layer) => thumbnails.layout(layout.columns[layer + 1]));
    this.valve?.layout(layout);
    this.mark.show(this.mark.item);
    this.#isLaidOut = true;
    this.showArrows(this.#shareOf);
    return layout;
  }

  /** @param {DiagramFrame} frame */
  show(frame) {
    this.builder.show(frame.layers);
    for (const edges of this.edges) edges.show(frame);
    this.valve?.show(frame.layers.slice(0, -1).map(({ activation }) => activation));
    for (const neurons of this.neurons) neurons.show(frame);
    this.thumbnails.forEach((thumbnails, layer) =>
      thumbnails.show(frame.outputs?.[layer], frame.cells)
    );
    this.mark.update();
  }

  /** Now, or once there is a place for them. @param {import("./types.d.ts").ShareOf | null} shareOf null: no arrows */
  showArrows(shareOf) {
    this.#shareOf = shareOf;
    if (!this.#isLaidOut) return;
    for (const edges of this.edges) edges.showArrows(shareOf);
    for (const neurons of this.neurons) neurons.showArrows(shareOf);
  }

  /** @param {number | null} layer that stands out; -1: the inputs */
  highlight(layer) {
    this.highlighted = layer;
    this.inputs.element.classList.toggle("np-lit", layer === -1);
    this.edges.forEach(({ element }, n) => element.classList.toggle("np-lit", n === layer));
    this.neurons.forEach(({ element }, n) => element.classList.toggle("np-lit", n === layer));
  }
}
