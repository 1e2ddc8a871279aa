/** Controls over the columns of the diagram: they add, resize and remove layers and neurons. */

import { readWhole } from "../model/readNumber.js";
import { html } from "../widgets/dom.js";
import { NumberBox } from "../widgets/numberBox.js";

/**
 * @typedef {import("../protocol.d.ts").LayerSpec} LayerSpec
 * @typedef {Pick<import("./types.d.ts").DiagramCallbacks, "setActivation" | "compare" | "dispatch">} BuilderCallbacks
 */

/** A hint covers a neuron: milliseconds that it stays once its box is left. */
const LINGER = 5000;

/**
 * @param {string} name
 * @param {string} sign
 * @param {() => void} onclick
 * @param {string} kind
 */
const smallButton = (name, sign, onclick, kind = "") =>
  html("button", {
    type: "button",
    class: `np-small-button ${kind}`,
    "aria-label": name,
    title: name,
    text: sign,
    onclick,
  });

/** @param {string} text @param {...Node} more */
const columnTitle = (text, ...more) =>
  html("div", { class: "np-layer-title" }, html("span", { text }), ...more);

export class Builder {
  /** Of the hidden layers. @type {HTMLSelectElement[]} */
  selects = [];
  /** Of the hidden layers: how many units they have. @type {NumberBox[]} */
  boxes = [];

  /**
   * @param {Pick<import("./types.d.ts").DiagramSpec, "activations" | "limits">} spec
   * @param {LayerSpec[]} layers the output last
   * @param {BuilderCallbacks} callbacks
   */
  constructor(spec, layers, callbacks) {
    this.spec = spec;
    this.callbacks = callbacks;
    const hidden = layers.slice(0, -1);
    this.units = hidden.map(({ units }) => units);
    /** A head for each column, and a button in each gap between them. */
    this.heads = [
      html("div", { class: "np-layer-head" }, columnTitle("Inputs")),
      ...hidden.map(({ units }, layer) => this.head(units, layer)),
      html(
        "div",
        { class: "np-layer-head" },
        columnTitle("Output"),
        html("div", { class: "np-layer-fixed", text: layers[layers.length - 1].activation }),
      ),
    ];
    this.adds = layers.map((_, layer) => this.addButton(layer, hidden.length));
    const inOrder = this.heads.flatMap((
      head,
      column,
    ) => [head, ...this.adds.slice(column, column + 1)]);
    this.element = html("div", { class: "np-builder" }, ...inOrder);
  }

  /** @param {number} units @param {number} layer */
  head(units, layer) {
    const name = `Layer ${layer + 1}`;
    const remove = smallButton(
      `Remove ${name.toLowerCase()}`,
      "×",
      () => this.callbacks.dispatch({ kind: "remove_layer", layer }),
      "np-remove-layer",
    );
    return html(
      "div",
      { class: "np-layer-head", role: "group", "aria-label": name },
      columnTitle(name, ...this.compareButton(layer), remove),
      this.activationSelect(layer),
      this.stepper(units, layer),
    );
  }

  /** To the activations beside each other, where the page has them. @param {number} layer */
  compareButton(layer) {
    const { compare } = this.callbacks;
    if (!compare) return [];
    const name = `Compare activations for layer ${layer + 1}`;
    return [smallButton(name, "\u0192", () => compare(layer), "np-compare")];
  }

  /** @param {number} layer */
  activationSelect(layer) {
    const options = this.spec.activations
      .map(({ name, label }) => html("option", { value: name, text: label }));
    const select = html("select", {
      class: "np-layer-select",
      "aria-label": `Activation of layer ${layer + 1}`,
      onchange: () => this.callbacks.setActivation(layer, select.value),
    }, ...options);
    this.selects.push(select);
    return select;
  }

  /** One neuron less, how many there are, one more. @param {number} units @param {number} layer */
  stepper(units, layer) {
    const { dispatch } = this.callbacks;
    const name = `layer ${layer + 1}`;
    const less = smallButton(
      `Remove a neuron from ${name}`,
      "\u2212",
      () => dispatch({ kind: "remove_neuron", layer }),
    );
    const more = smallButton(
      `Add a neuron to ${name}`,
      "+",
      () => dispatch({ kind: "add_neuron", layer }),
    );
    less.disabled = units <= 1;
    more.disabled = units >= this.spec.limits.units;
    const { input, hint } = this.unitsBox(units, layer);
    return html("div", { class: "np-stepper" }, less, input, more, hint);
  }

  /** A number counts when it is committed, the nearest within the limits, and other than before. @param {number} units @param {number} layer */
  unitsBox(units, layer) {
    const most = this.spec.limits.units;
    const name = `Units of layer ${layer + 1}`;
    const hint = `Type a whole number from 1 to ${most.toLocaleString("en-US")}.`;
    const resize = (/** @type {number} */ wanted) => {
      const next = Math.min(most, Math.max(1, wanted));
      box.show(next);
      box.write();
      if (next !== units) this.callbacks.dispatch({ kind: "resize", layer, units: next });
    };
    const spec = { name, low: 1, high: most, hint, whole: true, linger: LINGER };
    const box = new NumberBox(spec, {
      onType: () => {},
      onStep: (steps) => resize(box.value + steps),
      onCommit: () => resize(readWhole(box.input.value)?.value ?? units),
    });
    box.show(units);
    this.boxes.push(box);
    return box;
  }

  /** @param {number} layer before which it adds one @param {number} hidden how many there are */
  addButton(layer, hidden) {
    const next = layer < hidden ? `layer ${layer + 1}` : "the output";
    const add = smallButton(
      `Add a layer before ${next}`,
      "+",
      () => this.callbacks.dispatch({ kind: "add_layer", layer }),
      "np-add-layer",
    );
    add.disabled = hidden >= this.spec.limits.layers;
    return add;
  }

  /** @param {import("./diagramLayout.js").Layout} layout */
  layout({ columns, between, height }) {
    this.element.style.setProperty("--np-tall", `${height}px`);
    this.heads.forEach((head, column) => {
      head.style.left = `${columns[column].x}px`;
    });
    this.adds.forEach((add, gap) => {
      add.style.left = `${between[gap]}px`;
    });
  }

  /** @param {LayerSpec[]} layers */
  show(layers) {
    this.selects.forEach((select, layer) => {
      const { activation } = layers[layer];
      if (select.value !== activation) select.value = activation;
    });
  }

  /** Boxes show how many units there are, except the one in which somebody types. */
  resetBoxes() {
    this.boxes.forEach((box, layer) => {
      if (box.input !== document.activeElement) box.show(this.units[layer]);
    });
  }

  /** Python refused: the box that asked shows how many units there are, too. */
  refuse() {
    this.boxes.forEach((box, layer) => box.show(this.units[layer]));
  }
}
