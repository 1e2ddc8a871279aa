/** The slider of the weight or bias that was chosen in the diagram. */

import { keyOf } from "../diagram/networkParts.js";
import { Slider } from "../widgets/controls.js";
import { html, setText } from "../widgets/dom.js";

/** @typedef {import("../model/parts.d.ts").NumberPart} NumberPart */

const RANGE = { low: -3, high: 3, step: 0.05, reset: 0, unit: "", about: "" };

export class PartSlider {
  /** @type {NumberPart | null} */
  part = null;
  /** @type {Slider | null} */
  slider = null;
  title = html("p", {
    class: "np-note",
    text: "Click a line to set its weight, a neuron to set its bias.",
  });
  box = html("div");
  element = html("div", { class: "np-part-slider" }, this.title, this.box);

  /**
   * @param {import("../diagram/networkParts.js").Names} names
   * @param {(part: NumberPart, value: number) => void} set
   * @param {() => void} rest the values are at rest
   */
  constructor(names, set, rest) {
    this.names = names;
    this.set = set;
    this.rest = rest;
  }

  /** Another part, or none. @param {NumberPart | null} part @param {number} layers how many there are */
  choose(part, layers) {
    if (keyOf(part) === keyOf(this.part)) return;
    this.close();
    this.part = part;
    if (!part) {
      this.box.replaceChildren();
      return;
    }
    const isNeuron = part.kind === "neuron";
    const name = this.names.of(part, layers);
    const title = isNeuron ? `bias of ${name}` : name;
    this.slider = new Slider(
      { ...RANGE, name: title, label: isNeuron ? "b" : "w" },
      (value) => this.set(part, value),
      this.rest,
    );
    setText(this.title, title[0].toUpperCase() + title.slice(1));
    this.box.replaceChildren(this.slider.element);
  }

  /** @param {number} value of the part */
  show(value) {
    this.slider?.show(value);
  }

  focus() {
    this.slider?.range.focus();
  }

  close() {
    this.slider?.close();
    this.slider = null;
  }
}
