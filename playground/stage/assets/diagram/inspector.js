/** The chosen weight or bias in the hand: a slider, a switch that freezes it, and what else there is to do. */

import { Slider, Toggle } from "../widgets/controls.js";
import { html, setText } from "../widgets/dom.js";
import { exists, keyOf, Names } from "./networkParts.js";

const RANGE = { low: -3, high: 3, step: 0.05, reset: 0, unit: "", about: "" };

export class Inspector {
  /**
   * @param {object} spec as for the diagram
   * @param {{set: (part: object, value: number) => void, rest: () => void,
   *          freeze: (part: object, on: boolean) => void, act: (action: object) => void,
   *          back?: () => void}} hands `back`: the Escape key leads back to the diagram
   */
  constructor(spec, hands) {
    Object.assign(this, { spec, hands, names: new Names(spec), part: null, slider: null });
    this.empty = html("p", {
      class: "np-note",
      text: "Click an edge or a neuron to set it by hand.",
    });
    this.title = html("p", { class: "np-inspector-title" });
    this.place = html("div", { class: "np-inspector-slider" });
    this.freeze = new Toggle(
      { name: "Freeze", about: "fitting and training leave it as it is" },
      (on) => hands.freeze(this.part, on),
    );
    this.remove = html("button", {
      type: "button",
      class: "np-button",
      text: "Remove this neuron",
      onclick: () =>
        hands.act({ kind: "remove_neuron", layer: this.part.layer, unit: this.part.unit }),
    });
    this.note = html("p", { class: "np-note" });
    this.full = html(
      "div",
      { class: "np-inspector-full", hidden: true },
      this.title,
      this.place,
      html("div", { class: "np-inspector-acts" }, this.freeze.element, this.remove),
      this.note,
    );
    this.element = html(
      "div",
      {
        class: "np-inspector",
        role: "group",
        "aria-label": "The chosen part",
        onkeydown: (event) => this.key(event),
      },
      this.empty,
      this.full,
    );
  }

  /** @param {import("./networkParts.js").Part | null} part @param {object} frame as for the diagram */
  show(part, frame) {
    const chosen = exists(part, this.spec.inputs.length, frame.layers) ? part : null;
    if (keyOf(chosen) !== keyOf(this.part)) this.take(chosen, frame.layers.length);
    if (!chosen) return;
    const { layer } = chosen;
    const frozen = frame.frozen(chosen);
    this.slider.show(
      chosen.kind === "weight"
        ? frame.weight(layer, chosen.from, chosen.to)
        : frame.bias(layer, chosen.unit),
    );
    this.slider.range.disabled = this.slider.box.disabled = frozen;
    this.freeze.show(frozen);
    this.remove.disabled = frame.layers[layer].units <= 1;
    setText(this.note, this.about(chosen, frozen));
  }

  /** Another part, or none. */
  take(part, layers) {
    this.flush();
    this.slider?.close();
    this.part = part;
    this.empty.hidden = part !== null;
    this.full.hidden = part === null;
    if (!part) return;
    const neuron = part.kind === "neuron";
    const name = this.names.of(part, layers);
    const title = neuron ? `bias of ${name}` : name;
    this.slider = new Slider(
      { ...RANGE, name: title, label: neuron ? "b" : "w" },
      (value) => this.hands.set(this.part, value),
      this.hands.rest,
    );
    this.place.replaceChildren(this.slider.element);
    this.remove.hidden = !neuron || part.layer === layers - 1;
    setText(this.title, title[0].toUpperCase() + title.slice(1));
  }

  about(part, frozen) {
    if (part.kind === "weight") {
      return frozen ? "Frozen: fitting and training leave this weight as it is." : "";
    }
    return frozen
      ? "Frozen: its bias and all weights into it stay as they are."
      : "Freeze holds its bias and all weights into it.";
  }

  key(event) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.flush();
    this.hands.back?.();
  }

  /** To the slider; where that is frozen, to the switch that frees it. */
  focus() {
    if (!this.part) return;
    (this.slider.range.disabled ? this.freeze.input : this.slider.range).focus();
  }

  /** What the slider still waits to report is reported now. */
  flush() {
    this.slider?.flush();
  }

  close() {
    this.slider?.close();
  }
}
