/** The stage of a network: its diagram, its predictions over the data, and what is inside. */

import { CollapsePanel } from "../panels/collapse.js";
import { html } from "../widgets/dom.js";
import { Gallery } from "../panels/gallery.js";
import { HiddenActivations } from "../panels/hiddenActivations.js";
import { Inspector } from "../diagram/inspector.js";
import { NetworkPanel } from "../panels/networkPanel.js";
import { Walk } from "../panels/walk.js";

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

/** @type {Record<string, import("../widgets/controls.js").ToggleSpec>} */
const SWITCHES = {
  standardise: {
    name: "Standardise inputs",
    about: "the network sees (x − mean) / deviation",
    term: "standardised",
  },
  hinges: {
    name: "Hinges",
    about: "where the neurons of the first ReLU layer bend",
    term: "fold",
  },
  residuals: { name: "Residuals", about: "the miss at every point, as a stick", term: "miss" },
  top: { name: "From above", about: "the same as a heat map" },
};

export const sheet = "layers.css";

/** @implements {View} */
export default class LayersView {
  /** @type {NumberPart | null} chosen in the diagram */
  part = null;
  /** @type {number | null} the row that the probe is at */
  row = null;

  /**
   * @param {HTMLElement} root
   * @param {LayersPayload} payload
   * @param {Theme} theme
   * @param {Callbacks} callbacks
   */
  constructor(root, payload, theme, callbacks) {
    this.payload = payload;
    this.callbacks = callbacks;
    this.activations = new HiddenActivations(payload.activations, callbacks);
    this.network = new NetworkPanel(payload, theme, callbacks, {
      switches: SWITCHES,
      onMove: () => this.walk.leaveRow(),
      setActivation: (layer, name) => this.activations.setLayer(layer, name),
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
    this.walk = new Walk({ rows: payload.names, columns: payload.columns }, {
      selectRow: (row) => this.selectRow(row),
      highlightLayer: (layer) => {
        this.network.highlighted = layer;
        callbacks.requestDraw();
      },
    });
    this.gallery = new Gallery(payload.activations);
    root.replaceChildren(this.layout());
  }

  layout() {
    const { network } = this;
    return html(
      "div",
      { class: "np-layers np-compact" },
      network.head(),
      html(
        "div",
        { class: "np-build" },
        this.inspector.element,
        network.diagram.element,
        network.inactiveNote,
      ),
      html(
        "div",
        { class: "np-look" },
        network.toggleRow([this.activations.relu.element], [this.activations.label]),
        network.pictureHead(),
        network.picture.element,
        network.note(),
      ),
      html(
        "div",
        { class: "np-inside" },
        network.probe(),
        this.collapse.element,
        this.walk.element,
      ),
      this.gallery.element,
      network.liveRegion,
    );
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
    this.activations.show(frame.values);
    this.network.show(frame, { single: this.showCollapse(frame) });
    this.showInspector();
  }

  /** @param {Preview & {values: Values}} frame */
  showWaiting(frame) {
    this.activations.show(frame.values);
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
    this.walk.element.hidden = isPartial;
    if (isPartial) {
      this.network.highlighted = null;
      return;
    }
    this.walk.show({
      network,
      weights,
      x: row,
      scaling,
      keras: source === "preview" ? null : at[0],
      actual: this.row === null ? null : this.payload.points.y[this.row],
    });
    this.network.numbers = this.walk.numbers;
  }

  /** @param {LayersFrame} frame @returns the unit to draw into the picture, or null */
  showCollapse(frame) {
    const { single } = frame.values.switches;
    const unit = this.collapse.show(frame);
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
    this.gallery.close();
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
