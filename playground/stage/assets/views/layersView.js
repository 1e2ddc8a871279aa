/** The stage of a network: its diagram, its predictions over the data, and what is inside. */

import { CollapsePanel } from "../panels/collapse.js";
import { html } from "../widgets/dom.js";
import { ActivationSheet } from "../panels/activationSheet.js";
import { HiddenActivations } from "../panels/hiddenActivations.js";
import { Inspector } from "../diagram/inspector.js";
import { lazyDetails } from "../panels/lazyDetails.js";
import { NetworkPanel } from "../panels/networkPanel.js";
import { Walk } from "../panels/walk.js";
import { ofFrame } from "../model/sketch.js";

/**
 * @typedef {import("../protocol.d.ts").LayersPayload} LayersPayload
 * @typedef {import("../view.d.ts").View<LayersPayload>} View
 * @typedef {import("../protocol.d.ts").Metrics} Metrics
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../view.d.ts").Callbacks} Callbacks
 * @typedef {import("../view.d.ts").Preview} Preview
 * @typedef {import("../charts/plot.js").Theme} Theme
 * @typedef {import("../model/parts.d.ts").NumberPart} NumberPart
 * @typedef {import("../panels/networkPanel.js").LayersFrame} LayersFrame
 */

export const sheet = "layers.css";

/** @implements {View} */
export default class LayersView {
  /** @type {NumberPart | null} chosen in the diagram */
  part = null;
  /** @type {number | null} the row that the probe is at */
  row = null;
  /** @type {Walk | null} built when it is opened first */
  walk = null;

  /**
   * @param {HTMLElement} root
   * @param {LayersPayload} payload
   * @param {Theme} theme
   * @param {Callbacks} callbacks
   */
  constructor(root, payload, theme, callbacks) {
    this.payload = payload;
    this.callbacks = callbacks;
    this.activations = new HiddenActivations(callbacks);
    this.network = new NetworkPanel(payload, theme, callbacks, {
      onMove: () => this.walk?.leaveRow(),
      setActivation: (layer, name) => this.activations.setLayer(layer, name),
      compare: (layer) => this.activationSheet.open(layer),
      valve: this.activations.valve,
      select: (part) => {
        this.part = part;
        callbacks.requestDraw();
      },
      edit: (part) => {
        this.inspector.show(part, this.network.diagram.frame); // without waiting for a frame
        this.inspector.focus();
      },
      nudge: (part, delta) => this.nudge(part, delta),
    });
    this.badge = this.network.badge;
    this.inspector = new Inspector(this.network.spec, {
      set: (part, value) => this.setNumber(part, value),
      commit: callbacks.commit,
      freeze: (part, on) => this.freeze(part, on),
      dispatch: (action) => this.network.dispatch(action),
      back: () => this.network.diagram.focus(),
    });
    this.collapse = new CollapsePanel(payload, (on) => {
      callbacks.set({ switches: { single: on } });
      callbacks.commit();
    });
    this.activationSheet = new ActivationSheet(
      payload.activations,
      (layer, name) => this.activations.setLayer(layer, name),
    );
    this.walkBox = lazyDetails("Walk a row through", () => this.buildWalk(), {
      onToggle: (open) => this.highlight(open && this.walk ? this.walk.highlighted : null),
    });
    root.replaceChildren(this.layout());
  }

  layout() {
    const { network } = this;
    const { columns: { inputs }, axes } = this.payload;
    return html(
      "div",
      { class: "np-layers np-compact np-stacked" },
      network.head(),
      html(
        "div",
        { class: "np-build" },
        network.diagram.element,
        this.inspector.element,
        network.inactiveNote,
      ),
      html(
        "div",
        { class: "np-look" },
        network.picture.title,
        network.picture.element,
        this.collapse.element,
      ),
      network.toggleRow(this.collapse.toggle.element),
      html(
        "div",
        { class: "np-inside" },
        // of more inputs than are shown, it also says where the picture is cut
        lazyDetails("Ask the network", () => network.probe(), {
          open: inputs.length > axes.length,
        }),
        this.walkBox,
        network.note(),
      ),
      this.activationSheet.element,
      network.liveRegion,
    );
  }

  buildWalk() {
    const { names, columns } = this.payload;
    this.walk = new Walk({ rows: names, columns }, {
      selectRow: (row) => this.selectRow(row),
      highlightLayer: (layer) => this.highlight(layer),
    });
    if (this.network.frame) this.showWalk(this.network.frame);
    return this.walk.element;
  }

  /** @param {number | null} layer that stands out in the diagram */
  highlight(layer) {
    this.network.highlighted = layer;
    this.callbacks.requestDraw();
  }

  // --- what the stage calls -----------------------------------------------------------------

  /** @param {LayersPayload} payload */
  update(payload) {
    if (String(payload.units) !== String(this.payload.units)) this.activations.forget();
    this.payload = payload;
    this.network.update(payload);
  }

  /** @param {Values} values */
  preview(values) {
    return this.network.preview(values);
  }

  /** @param {string} base @param {() => void} onDrawn */
  async drawCharts(base, onDrawn) {
    await this.network.drawCharts(base, onDrawn);
  }

  /** @param {LayersFrame} frame */
  show(frame) {
    this.showWalk(frame);
    this.network.show(frame, { single: this.showCollapse(frame) });
    this.showInspector();
  }

  /** @param {Preview & {values: Values}} frame */
  showWaiting(frame) {
    this.network.showNetwork(frame);
    this.showInspector();
  }

  showInspector() {
    this.inspector.show(this.part, this.network.diagram.frame);
  }

  /**
   * The row on its way; where only Keras computes there are no numbers to show.
   *
   * @param {LayersFrame} frame
   */
  showWalk({ network, weights, row, scaling, at, source }) {
    const { isPartial } = this.network.model;
    this.walkBox.hidden = isPartial;
    if (isPartial) this.network.highlighted = null;
    if (isPartial || !this.walk || !this.walkBox.open) return;
    this.walk.show({
      network,
      weights,
      x: row,
      scaling,
      keras: source === "preview" ? null : at,
      classes: this.payload.classes,
      actual: this.row === null ? null : this.payload.points.y[this.row],
    });
    this.network.numbers = this.walk.numbers;
  }

  /** @param {LayersFrame} frame @returns the unit to draw into the picture, or null */
  showCollapse(frame) {
    const { single } = frame.values.switches;
    const { activation } = frame.network.layers[frame.network.layers.length - 1];
    const isBent = activation !== "linear"; // no linear unit equals an output that bends
    const unit = isBent ? null : this.collapse.show(frame);
    this.collapse.toggle.element.hidden = isBent;
    if (isBent) this.collapse.hide();
    this.collapse.toggle.show(single);
    return single ? unit : null;
  }

  facts() {
    const { network: { model }, part, callbacks, collapse } = this;
    const { network, ...known } = this.network.facts();
    if (!network) return known;
    const chosen = part ? model.value(callbacks.values(), part) : NaN;
    return { ...known, network: { ...network, chosen, difference: collapse.shown } };
  }

  sketch() {
    return ofFrame(this.network.frame);
  }

  /** @param {Metrics} errors */
  announce(errors) {
    this.network.announce(errors);
  }

  flush() {
    this.network.flush();
    this.inspector.flush();
  }

  close() {
    this.network.close();
    this.inspector.close();
    this.activationSheet.close();
  }

  // --- changes ------------------------------------------------------------------------------

  /** @param {NumberPart} part @param {number} value of a weight, or of a neuron's bias */
  setNumber(part, value) {
    this.callbacks.set(this.network.model.changed(this.callbacks.values(), part, value));
  }

  /** @param {NumberPart} part @param {number} delta */
  nudge(part, delta) {
    const { model, frozen, delayed } = this.network;
    if (model.isFrozen(frozen.places, part)) return;
    const value = model.value(this.callbacks.values(), part) + delta;
    this.setNumber(part, Number(value.toFixed(6)));
    delayed.commitSoon();
  }

  /** @param {NumberPart} part @param {boolean} on */
  freeze(part, on) {
    const frozen = new Set(this.callbacks.values().frozen);
    for (const index of this.network.model.indices(part)) frozen[on ? "add" : "delete"](index);
    this.callbacks.set({ frozen: [...frozen].sort((a, b) => a - b) });
    this.callbacks.commit();
  }

  /**
   * The probe goes to a row of the data, or stays where it is with own values.
   *
   * @param {number | null} row
   */
  selectRow(row) {
    this.row = row;
    if (row === null) return;
    const { columns, points } = this.payload;
    const inputs = columns.inputs.length;
    this.callbacks.set({ at: points.x.slice(row * inputs, (row + 1) * inputs) });
    this.callbacks.commit();
  }
}
