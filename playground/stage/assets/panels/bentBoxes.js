/** Which two neurons bend the plane: a switch, and a box for the layer and for each neuron. */

import { neuronsOf } from "../model/bent.js";
import { Toggle } from "../widgets/controls.js";
import { html, setText } from "../widgets/dom.js";

/**
 * @typedef {import("../model/bent.js").Neurons} Neurons
 * @typedef {import("../model/forward.js").Network} Network
 */

const NAMES = /** @type {const} */ ({
  layer: "Layer that bends",
  across: "Neuron to the right",
  up: "Neuron upwards",
});
const OTHER = /** @type {const} */ ({ across: "up", up: "across" });

export class BentBoxes {
  /** @type {Neurons | null} */
  neurons = null;
  /** @type {Network | null} */
  network = null;

  /** @param {(neurons: Neurons | null) => void} onChoose null: the usual picture */
  constructor(onChoose) {
    this.onChoose = onChoose;
    this.toggle = new Toggle(
      { name: "Bent", about: "the plane as the next layer sees it", term: "bent" },
      (on) => onChoose(on ? this.first() : null),
    );
    this.layer = this.box("layer");
    this.across = this.box("across");
    this.up = this.box("up");
    this.note = html("span", { class: "np-note" });
    /** The boxes, which stand over the picture. */
    this.chosen = html(
      "div",
      { class: "np-bent-boxes", role: "group", "aria-label": "Neurons that bend", hidden: true },
      html("label", {}, "layer ", this.layer),
      html("label", {}, "neurons \u2192 ", this.across),
      html("label", {}, "\u2191 ", this.up),
      this.note,
    );
  }

  /** @param {keyof typeof NAMES} name */
  box(name) {
    const box = html("select", {
      class: "np-select",
      "aria-label": NAMES[name],
      onchange: () => this.take(name, Number(box.value)),
    });
    return box;
  }

  /** What is shown first: the last hidden layer, behind which the line is straight. */
  first() {
    return this.network && neuronsOf(`${this.network.layers.length}-1-2`, this.network);
  }

  /** Both never have the same neuron: they change places. @param {keyof typeof NAMES} name @param {number} value */
  take(name, value) {
    const { neurons } = this;
    if (!neurons) return;
    const chosen = { ...neurons, [name]: value };
    if (name !== "layer" && neurons[OTHER[name]] === value) chosen[OTHER[name]] = neurons[name];
    this.onChoose(name === "layer" ? { layer: value, across: 0, up: 1 } : chosen);
  }

  /** @param {Neurons | null} neurons @param {number[]} layers that can be chosen @param {Network} network */
  show(neurons, layers, network) {
    this.neurons = neurons;
    this.network = network;
    this.toggle.element.hidden = !layers.length;
    this.toggle.show(neurons !== null);
    this.chosen.hidden = neurons === null;
    if (!neurons) return;
    const { units } = network.layers[neurons.layer];
    const all = Array.from({ length: units }, (_, unit) => unit);
    fill(this.layer, layers, neurons.layer);
    fill(this.across, all, neurons.across);
    fill(this.up, all, neurons.up);
    setText(
      this.note,
      units > 2 ? `2 of ${units} neurons: you look at the plane from the side` : "",
    );
  }
}

/** @param {HTMLSelectElement} box @param {number[]} values counted from 0 @param {number} chosen */
function fill(box, values, chosen) {
  if (
    box.options.length !== values.length ||
    values.some((one, i) => Number(box.options[i].value) !== one)
  ) {
    box.replaceChildren(
      ...values.map((value) => html("option", { value: String(value), text: String(value + 1) })),
    );
  }
  if (box.value !== String(chosen)) box.value = String(chosen);
}
