/** Controls over the columns of the diagram: they add, resize and take away layers and neurons. */

import { html } from "../widgets/dom.js";

const button = (name, sign, kind, onclick) =>
  html("button", {
    type: "button",
    class: `np-small-button ${kind}`,
    "aria-label": name,
    title: name,
    text: sign,
    onclick,
  });

export class Builder {
  /**
   * @param {{activations: {name: string, label: string}[], limits: {layers: number, units: number}}} spec
   * @param {{units: number, activation: string}[]} layers the output last
   * @param {{activation: (layer: number, name: string) => void, act: (action: object) => void}} hands
   */
  constructor(spec, layers, hands) {
    Object.assign(this, { spec, hands });
    const hidden = layers.slice(0, -1);
    const title = (text, ...more) =>
      html("div", { class: "np-layer-title" }, html("span", { text }), ...more);
    this.heads = [
      html("div", { class: "np-layer-head" }, title("Inputs")),
      ...hidden.map((layer, number) => this.head(layer, number, title)),
      html(
        "div",
        { class: "np-layer-head" },
        title("Output"),
        html("div", { class: "np-layer-fixed", text: "linear" }),
      ),
    ];
    this.adds = layers.map((_, place) => this.add(place, hidden.length));
    this.boxes = this.heads.map((head) => head.querySelector("input"));
    this.selects = this.heads.map((head) => head.querySelector("select"));
    const inOrder = this.adds.flatMap((add, column) => [this.heads[column], add]);
    this.element = html("div", { class: "np-builder" }, ...inOrder, this.heads.at(-1));
  }

  head({ units }, layer, title) {
    const { activations, limits } = this.spec;
    const { act, activation } = this.hands;
    const name = `layer ${layer + 1}`;
    const select = html("select", {
      class: "np-layer-select",
      "aria-label": `Activation of ${name}`,
      onchange: () => activation(layer, select.value),
    }, ...activations.map((one) => html("option", { value: one.name, text: one.label })));
    const less = button(
      `Remove a neuron from ${name}`,
      "\u2212",
      "",
      () => act({ kind: "remove_neuron", layer }),
    );
    const more = button(
      `Add a neuron to ${name}`,
      "+",
      "",
      () => act({ kind: "add_neuron", layer }),
    );
    less.disabled = units <= 1;
    more.disabled = units >= limits.units;
    const remove = button(
      `Remove ${name}`,
      "×",
      "np-remove-layer",
      () => act({ kind: "remove_layer", place: layer }),
    );
    return html(
      "div",
      { class: "np-layer-head", role: "group", "aria-label": `Layer ${layer + 1}` },
      title(`Layer ${layer + 1}`, remove),
      select,
      html("div", { class: "np-stepper" }, less, this.unitsBox(units, layer, name), more),
    );
  }

  /** A number counts when it is committed: whole, within the limits, and another one. */
  unitsBox(units, layer, name) {
    const { limits } = this.spec;
    const box = html("input", {
      type: "number",
      min: 1,
      max: limits.units,
      step: 1,
      value: units,
      inputmode: "numeric",
      "aria-label": `Units of ${name}`,
      onchange: () => {
        const wanted = Math.min(limits.units, Math.max(1, Math.round(box.valueAsNumber)));
        box.value = wanted || units;
        if (wanted && wanted !== units) this.hands.act({ kind: "resize", layer, units: wanted });
      },
    });
    return box;
  }

  add(place, hidden) {
    const where = place < hidden ? `layer ${place + 1}` : "the output";
    const add = button(
      `Add a layer before ${where}`,
      "+",
      "np-add-layer",
      () => this.hands.act({ kind: "add_layer", place }),
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

  /** @param {{activation: string}[]} layers */
  show(layers) {
    layers.forEach(({ activation }, layer) => {
      const select = this.selects[layer + 1];
      if (select && select.value !== activation) select.value = activation;
    });
  }

  /** A number that was asked for and did not come about gives way to the one there is. */
  rest() {
    for (const box of this.boxes) {
      if (box && box !== document.activeElement) box.value = box.defaultValue;
    }
  }

  /** What was asked for is not possible: the box that asked shows what there is, too. */
  refuse() {
    for (const box of this.boxes) if (box) box.value = box.defaultValue;
  }
}
