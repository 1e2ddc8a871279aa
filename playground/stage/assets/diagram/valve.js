/** The valve on the wires between the layers: ReLU in all hidden layers, or in none. */

import { TILE } from "./diagramLayout.js";
import { Toggle } from "../widgets/controls.js";
import { html, setAttributes, svg } from "../widgets/dom.js";

/** @typedef {import("./diagramLayout.js").Layout} Layout */

/** Room below the neurons for its switch, in px. */
export const VALVE_ROOM = 60;
/** How far a gate reaches beyond the tiles, and how wide it is, in px. */
const GATE = { beyond: 8, wide: 12, reach: 28 };

export class Valve {
  /** @type {SVGGElement[]} one behind each hidden layer */
  gates = [];
  rod = svg("path", { class: "np-rod" });
  element = svg("g", { class: "np-gates", "aria-hidden": "true" }, this.rod);

  /** @param {(on: boolean) => void} onChange */
  constructor(onChange) {
    this.toggle = new Toggle(
      { name: "ReLU", about: "in all hidden layers; the weights stay", term: "relu" },
      onChange,
    );
    this.handle = html("div", { class: "np-valve" }, this.toggle.element);
  }

  /**
   * A gate across the wires behind each hidden layer, joined by a rod that ends at the switch.
   *
   * @param {Layout} layout of a network with room for it below
   */
  layout({ columns, between, height }) {
    const middles = between.slice(1);
    this.handle.hidden = middles.length === 0;
    const below = height - VALVE_ROOM + 8;
    this.handle.style.left = `${middles[0] ?? 0}px`;
    this.handle.style.top = `${below + 6}px`;
    const ends = middles.map((x, i) => {
      const y = [...columns[i + 1].y, ...columns[i + 2].y];
      const half = TILE / 2 + GATE.beyond;
      return { x, top: Math.min(...y) - half, bottom: Math.max(...y) + half };
    });
    const stems = ends.map(({ x, bottom }) => `M${x},${bottom}V${below}`);
    const rod = middles.length ? `M${middles[0]},${below}H${middles.at(-1)}` : "";
    setAttributes(this.rod, { d: `${stems.join("")}${rod}` });
    this.gates = ends.map(({ x, top, bottom }) => this.#gate(x, top, bottom - top));
    this.element.replaceChildren(this.rod, ...this.gates);
  }

  /** @param {number} x @param {number} y @param {number} height */
  #gate(x, y, height) {
    const { wide, reach } = GATE;
    const middle = y + height / 2;
    return svg(
      "g",
      { class: "np-gate", onclick: (event) => this.#pull(event) },
      svg("rect", { class: "np-gate-reach", x: x - reach / 2, y, width: reach, height }),
      svg("rect", { class: "np-gate-bar", x: x - wide / 2, y, width: wide, height, rx: wide / 2 }),
      svg("path", {
        class: "np-gate-fold",
        d: `M${x - 9},${middle + 5}H${x - 1}L${x + 8},${middle - 7}`,
      }),
    );
  }

  /** A gate is pulled as the switch is. @param {Event} event */
  #pull(event) {
    event.stopPropagation();
    this.toggle.input.click();
  }

  /** @param {string[]} activations of the hidden layers */
  show(activations) {
    this.toggle.show(activations.length > 0 && activations.every((name) => name === "relu"));
    this.gates.forEach((gate, layer) => {
      setAttributes(gate, { "data-state": activations[layer] === "linear" ? "off" : "on" });
    });
  }
}
