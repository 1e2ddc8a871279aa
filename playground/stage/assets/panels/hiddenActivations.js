/** The activations of the hidden layers: the valve ReLU for all of them, and a box for each. */

import { Valve } from "../diagram/valve.js";

/** @typedef {import("../view.d.ts").Callbacks} Callbacks */

export class HiddenActivations {
  /** @type {string[] | null} those before ReLU was switched on */
  before = null;

  /** @param {Callbacks} callbacks */
  constructor(callbacks) {
    this.callbacks = callbacks;
    this.valve = new Valve((on) => this.toggleRelu(on));
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
