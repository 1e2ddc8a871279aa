/** The selected weight or bias: a slider, a switch that freezes it, a button that removes a neuron. */

import { Slider, Toggle } from "../widgets/controls.js";
import { html, setText } from "../widgets/dom.js";
import { exists, keyOf, Names } from "./networkParts.js";

const RANGE = { low: -3, high: 3, step: 0.05, reset: 0, unit: "", about: "" };

/**
 * @typedef {import("../model/parts.d.ts").NumberPart} NumberPart
 * @typedef {import("./types.d.ts").DiagramFrame} DiagramFrame
 *
 * @typedef {object} InspectorCallbacks
 * @property {(part: NumberPart, value: number) => void} set
 * @property {() => void} commit
 * @property {(part: NumberPart, on: boolean) => void} freeze
 * @property {import("./types.d.ts").DiagramCallbacks["dispatch"]} dispatch
 * @property {() => void} [back] the Escape key leads back to the diagram
 */

export class Inspector {
  /** @type {NumberPart | null} */
  part = null;
  /** @type {Slider | null} of the part */
  slider = null;
  empty = html("p", {
    class: "np-note",
    text: "Click a line to set its weight, a neuron to set its bias.",
  });
  title = html("p", { class: "np-inspector-title" });
  sliderBox = html("div", { class: "np-inspector-slider" });
  note = html("p", { class: "np-note" });

  /** @param {import("./types.d.ts").DiagramSpec} spec @param {InspectorCallbacks} callbacks */
  constructor(spec, callbacks) {
    this.spec = spec;
    this.callbacks = callbacks;
    this.names = new Names(spec);
    this.freeze = new Toggle(
      { name: "Freeze", about: "training leaves it as it is", term: "frozen" },
      (on) => this.part && callbacks.freeze(this.part, on),
    );
    this.remove = html("button", {
      type: "button",
      class: "np-button",
      text: "Remove this neuron",
      onclick: () => this.removeNeuron(),
    });
    this.full = html(
      "div",
      { class: "np-inspector-full", hidden: true },
      this.title,
      this.sliderBox,
      html("div", { class: "np-inspector-acts" }, this.freeze.element, this.remove),
      this.note,
    );
    this.element = html(
      "div",
      {
        class: "np-inspector",
        role: "group",
        "aria-label": "The chosen part",
        onkeydown: (event) => this.onKey(event),
      },
      this.empty,
      this.full,
    );
  }

  removeNeuron() {
    if (this.part?.kind !== "neuron") return;
    const { layer, unit } = this.part;
    this.callbacks.dispatch({ kind: "remove_neuron", layer, unit });
  }

  /** @param {NumberPart | null} part @param {DiagramFrame | null} frame null: none was shown yet */
  show(part, frame) {
    if (!frame) return;
    const { layers } = frame;
    const shown = part && exists(part, this.spec.inputs.length, layers) ? part : null;
    if (keyOf(shown) !== keyOf(this.part)) this.inspect(shown, layers.length);
    if (!shown || !this.slider) return;
    const frozen = frame.frozen(shown);
    this.slider.show(
      shown.kind === "weight"
        ? frame.weight(shown.layer, shown.from, shown.to)
        : frame.bias(shown.layer, shown.unit),
    );
    this.slider.range.disabled = this.slider.box.input.disabled = frozen;
    this.freeze.show(frozen);
    this.remove.disabled = layers[shown.layer].units <= 1;
    setText(this.note, noteOf(shown, frozen));
  }

  /** Another part, or none. @param {NumberPart | null} part @param {number} layers */
  inspect(part, layers) {
    this.flush();
    this.slider?.close();
    this.part = part;
    this.empty.hidden = part !== null;
    this.full.hidden = part === null;
    if (!part) return;
    const isNeuron = part.kind === "neuron";
    const name = this.names.of(part, layers);
    const title = isNeuron ? `bias of ${name}` : name;
    this.slider = new Slider(
      {
        ...RANGE,
        name: title,
        label: isNeuron ? "b" : "w",
        term: isNeuron ? "bias" : "weight",
      },
      (value) => this.callbacks.set(part, value),
      this.callbacks.commit,
    );
    this.sliderBox.replaceChildren(this.slider.element);
    this.remove.hidden = !isNeuron || part.layer === layers - 1;
    setText(this.title, title[0].toUpperCase() + title.slice(1));
  }

  /** @param {KeyboardEvent} event */
  onKey(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.flush();
    this.callbacks.back?.();
  }

  /** To the slider; where that is frozen, to the switch that frees it. */
  focus() {
    if (!this.part || !this.slider) return;
    const { range } = this.slider;
    (range.disabled ? this.freeze.input : range).focus();
  }

  /** What the slider still waits to commit is committed now. */
  flush() {
    this.slider?.flush();
  }

  close() {
    this.slider?.close();
  }
}

/** @param {NumberPart} part @param {boolean} frozen */
function noteOf({ kind }, frozen) {
  if (kind === "weight") {
    return frozen ? "Frozen: training leaves this weight as it is." : "";
  }
  return frozen
    ? "Frozen: its bias and all weights into it stay as they are."
    : "Freeze keeps its bias and all weights into it as they are.";
}
