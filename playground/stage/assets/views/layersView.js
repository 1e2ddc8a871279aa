/** The stage of a network: its diagram, its predictions over the data, and what is inside. */

import { CollapsePanel } from "../panels/collapse.js";
import { Toggle } from "../widgets/controls.js";
import { html } from "../widgets/dom.js";
import { Gallery } from "../panels/gallery.js";
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
 * @typedef {import("../diagram/networkParts.js").NeuronPart} NeuronPart
 * @typedef {import("../diagram/networkParts.js").WeightPart} WeightPart
 * @typedef {import("../panels/networkPanel.js").LayersFrame} LayersFrame
 */

const SWITCHES = {
  standardise: { name: "Standardise inputs", about: "the network sees (x − mean) / deviation" },
  hinges: { name: "Hinges", about: "where the neurons of the first ReLU layer bend" },
  residuals: { name: "Residuals", about: "the miss at every point, as a stick" },
  top: { name: "From above", about: "the same as a heat map" },
};

export const sheet = "layers.css";

/** @implements {View} */
export default class LayersView {
  /** @type {NeuronPart | WeightPart | null} chosen in the diagram */
  part = null;
  /** @type {string[] | null} the hidden activations before ReLU was switched on */
  before = null;
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
    this.network = new NetworkPanel(payload, theme, callbacks, {
      switches: SWITCHES,
      onMove: () => this.walk.leaveRow(),
      setActivation: (layer, name) => this.setActivation(layer, name),
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
    this.relu = new Toggle(
      { name: "ReLU", about: "in all hidden layers; the weights stay" },
      (on) => this.toggleRelu(on),
    );
    this.all = this.activationSelect();
    this.allLabel = html(
      "label",
      { class: "np-all" },
      html("span", { text: "All layers" }),
      this.all,
    );
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

  activationSelect() {
    return html(
      "select",
      {
        class: "np-select",
        "aria-label": "Activation of all hidden layers",
        onchange: () => {
          this.setHidden(this.hidden().map(() => this.all.value));
          this.callbacks.commit();
        },
      },
      html("option", { value: "", text: "mixed", hidden: true }),
      ...this.payload.activations.map(({ name, label }) =>
        html("option", { value: name, text: label })
      ),
    );
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
        network.toggleRow([this.relu.element], [this.allLabel]),
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
    if (String(payload.units) !== String(this.payload.units)) this.before = null;
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
    this.showHidden(frame);
    this.network.show(frame, { single: this.showCollapse(frame) });
    this.showInspector();
  }

  /** @param {Preview & {values: Values}} frame */
  showWaiting(frame) {
    this.showHidden(/** @type {LayersFrame} */ (frame));
    this.network.showNetwork(frame);
    this.showInspector();
  }

  showInspector() {
    this.inspector.show(this.part, this.network.diagram.frame);
  }

  /** The row on its way; where only Keras computes there are no numbers to show. @param {LayersFrame} frame */
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

  /** What the hidden layers have in common. @param {LayersFrame} frame */
  showHidden({ values }) {
    const hidden = values.activations.slice(0, -1);
    this.relu.show(hidden.length > 0 && hidden.every((name) => name === "relu"));
    this.relu.input.disabled = this.allLabel.hidden = hidden.length === 0;
    this.all.value = hidden.every((name) => name === hidden[0]) ? (hidden[0] ?? "") : "";
  }

  /** @param {LayersFrame} frame @returns the unit to draw into the picture, or null */
  showCollapse(frame) {
    const { single } = frame.values.switches;
    const unit = this.collapse.show(frame);
    this.collapse.toggle.show(single);
    return single ? unit : null;
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

  /** The hidden layers' activations now. */
  hidden() {
    return this.callbacks.values().activations.slice(0, -1);
  }

  /** @param {string[]} activations of the hidden layers */
  setHidden(activations) {
    this.callbacks.set({ activations: [...activations, "linear"] });
  }

  /** @param {number} layer @param {string} name */
  setActivation(layer, name) {
    this.setHidden(this.hidden().with(layer, name));
    this.callbacks.commit();
  }

  /** ReLU in all hidden layers; switched off again, what was there before comes back. @param {boolean} on */
  toggleRelu(on) {
    const hidden = this.hidden();
    const before = this.before?.some((name) => name !== "relu") ? this.before : null;
    if (on) this.before = hidden;
    this.setHidden(on ? hidden.map(() => "relu") : before ?? hidden.map(() => "linear"));
    this.callbacks.commit();
  }

  /** @param {NeuronPart | WeightPart} part @param {number} value of a weight, or of a neuron's bias */
  setNumber(part, value) {
    this.callbacks.set(this.network.model.changed(this.callbacks.values(), part, value));
  }

  /** @param {NeuronPart | WeightPart} part @param {number} delta */
  nudge(part, delta) {
    const { model, frozen, delayed } = this.network;
    if (model.isFrozen(frozen.places, part)) return;
    const value = model.value(this.callbacks.values(), part) + delta;
    this.setNumber(part, Number(value.toFixed(6)));
    delayed.commitSoon();
  }

  /** @param {NeuronPart | WeightPart} part @param {boolean} on */
  freeze(part, on) {
    const frozen = new Set(this.callbacks.values().frozen);
    for (const index of this.network.model.indices(part)) frozen[on ? "add" : "delete"](index);
    this.callbacks.set({ frozen: [...frozen].sort((a, b) => a - b) });
    this.callbacks.commit();
  }

  /** The probe goes to a row of the data, or stays where it is with own values. @param {number | null} row */
  selectRow(row) {
    this.row = row;
    if (row === null) return;
    const { columns, points } = this.payload;
    const inputs = columns.inputs.length;
    this.callbacks.set({ at: points.x.slice(row * inputs, (row + 1) * inputs) });
    this.callbacks.commit();
  }
}
