/** The activations of all hidden layers together: the switch ReLU, and a list to choose one from. */

import { Toggle } from "../widgets/controls.js";
import { html } from "../widgets/dom.js";
import { hint } from "../widgets/explain.js";

/**
 * @typedef {import("../protocol.d.ts").ActivationInfo} ActivationInfo
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../view.d.ts").Callbacks} Callbacks
 */

export class HiddenActivations {
  /** @type {string[] | null} those before ReLU was switched on */
  before = null;

  /** @param {ActivationInfo[]} activations to choose from @param {Callbacks} callbacks */
  constructor(activations, callbacks) {
    this.callbacks = callbacks;
    this.relu = new Toggle(
      { name: "ReLU", about: "in all hidden layers; the weights stay", term: "relu" },
      (on) => this.toggleRelu(on),
    );
    this.select = html(
      "select",
      {
        class: "np-select",
        "aria-label": "Activation of all hidden layers",
        onchange: () => this.set(this.hidden().map(() => this.select.value)),
      },
      html("option", { value: "", text: "mixed", hidden: true }),
      ...activations.map(({ name, label }) => html("option", { value: name, text: label })),
    );
    this.label = html(
      "label",
      { class: "np-all" },
      html("span", { text: "All layers" }),
      this.select,
      hint("activation", "activation"),
    );
  }

  /** @param {Values} values */
  show({ activations }) {
    const hidden = activations.slice(0, -1);
    const isAll = (/** @type {string} */ name) => hidden.every((other) => other === name);
    this.relu.show(hidden.length > 0 && isAll("relu"));
    this.relu.input.disabled = this.label.hidden = hidden.length === 0;
    this.select.value = hidden.length > 0 && isAll(hidden[0]) ? hidden[0] : "";
  }

  /** Other layers have other activations: there is none to come back. */
  forget() {
    this.before = null;
  }

  /** @param {number} layer @param {string} name */
  setLayer(layer, name) {
    this.set(this.hidden().with(layer, name));
  }

  /** ReLU in all hidden layers; switched off again, the ones before come back. @param {boolean} on */
  toggleRelu(on) {
    const hidden = this.hidden();
    const before = this.before?.some((name) => name !== "relu") ? this.before : null;
    if (on) this.before = hidden;
    this.set(on ? hidden.map(() => "relu") : before ?? hidden.map(() => "linear"));
  }

  hidden() {
    return this.callbacks.values().activations.slice(0, -1);
  }

  /** @param {string[]} hidden */
  set(hidden) {
    this.callbacks.set({ activations: [...hidden, "linear"] });
    this.callbacks.commit();
  }
}
