/** The columns of the diagram: inputs as tiles with their names, neurons as frames for thumbnails. */

import { INPUT_HEIGHT, TILE } from "./diagramLayout.js";
import { setAttributes, setText, svg } from "../widgets/dom.js";
import { arrow } from "./edges.js";
import { ASLEEP, number } from "./networkParts.js";

const HATCH = 11;
const LETTER = 7.2;
const LONGEST = { input: 18, output: 24 };

const cut = (
  text,
  most = LONGEST.input,
) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
const part = (kind, ...children) =>
  svg("g", { class: `np-part ${kind}`, role: "button", tabindex: -1 }, ...children);

/** How wide the tile of the longest name must be, in px. @param {{name: string, unit: string}[]} inputs */
export const inputWidth = (inputs) =>
  Math.max(
    64,
    ...inputs.flatMap(({ name, unit }) => [name, unit]).map((text) =>
      cut(text).length * LETTER + 14
    ),
  );

/** What stands above the output: its unit too, if there is room. */
export const outputTitle = (
  { name, unit },
) => (unit && name.length + unit.length < 16 ? `${name} (${unit})` : cut(name, LONGEST.output));

export const outputWidth = (target) => outputTitle(target).length * LETTER;

export class InputTiles {
  /** @param {{name: string, unit: string}[]} inputs */
  constructor(inputs) {
    this.width = inputWidth(inputs);
    this.items = inputs.map((column, unit) => this.tile(column, unit));
    this.element = svg("g", { class: "np-tiles" }, ...this.items.map((item) => item.element));
    this.labels = svg("g");
  }

  tile({ name, unit: measure }, unit) {
    const box = svg("rect", { class: "np-tile", width: this.width, height: INPUT_HEIGHT, rx: 9 });
    const label = svg("text", { class: "np-tile-name", text: cut(name) });
    const below = svg("text", { class: "np-tile-unit", text: measure ? cut(measure) : "" });
    const tall = INPUT_HEIGHT;
    return {
      part: { kind: "input", unit },
      element: part("np-input-part", box, label, below),
      box,
      label,
      below,
      lone: !measure,
      wide: this.width,
      tall,
      round: 9,
    };
  }

  /** @param {import("./diagramLayout.js").Column} column */
  layout({ x, y }) {
    this.items.forEach((item, row) => {
      Object.assign(item, { x, y: y[row] });
      setAttributes(item.box, { x: x - item.wide / 2, y: y[row] - item.tall / 2 });
      setAttributes(item.label, { x, y: y[row] + (item.lone ? 4.5 : -3) });
      setAttributes(item.below, { x, y: y[row] + 13 });
    });
  }

  show() {}
}

export class NeuronTiles {
  /**
   * @param {number} layer
   * @param {number} drawn
   * @param {number} more how many neurons are not drawn
   * @param {{name: string, unit: string} | null} target of the output layer
   */
  constructor(layer, drawn, more, target) {
    Object.assign(this, { layer, target });
    this.items = Array.from({ length: drawn }, (_, unit) => this.tile(unit));
    this.element = svg("g", { class: "np-tiles" }, ...this.items.map((item) => item.element));
    const notes = [];
    const note = (kind, text) => {
      notes.push(svg("text", { class: kind, text }));
      return notes.at(-1);
    };
    this.more = more ? note("np-more", `… ${more.toLocaleString("en-US")} more`) : null;
    this.title = target ? note("np-output-name", outputTitle(target)) : null;
    this.labels = svg(
      "g",
      {},
      ...notes,
      ...this.items.flatMap(({ label, value }) => [label, value]),
    );
  }

  tile(unit) {
    const kind = this.target ? "np-tile np-output" : "np-tile";
    const box = svg("rect", { class: kind, width: TILE, height: TILE, rx: 9 });
    const hatch = svg("path", { class: "np-hatch", d: hatched() });
    const lock = svg(
      "g",
      { class: "np-lock" },
      svg("circle", { r: 8.5 }),
      svg("path", { d: "M-4,-0.5h8v5.5h-8z" }),
      svg("path", { class: "np-shackle", d: "M-2.5,-0.5v-2a2.5,2.5 0 0 1 5,0v2" }),
    );
    const [bias, state] = [svg("tspan"), svg("tspan", { class: "np-state" })];
    const label = svg("text", { class: "np-bias" }, bias, state);
    return {
      part: { kind: "neuron", layer: this.layer, unit },
      box,
      hatch,
      lock,
      bias,
      state,
      label,
      element: part("np-neuron-part", box, hatch, lock),
      value: svg("text", { class: "np-tile-value" }),
      number: NaN,
      wide: TILE,
      tall: TILE,
      round: 9,
    };
  }

  /** @param {import("./diagramLayout.js").Column} column */
  layout({ x, y }) {
    this.items.forEach((item, row) => {
      const [left, top] = [x - TILE / 2, y[row] - TILE / 2];
      Object.assign(item, { x, y: y[row] });
      setAttributes(item.box, { x: left, y: top });
      setAttributes(item.hatch, { transform: `translate(${left} ${top})` });
      setAttributes(item.lock, { transform: `translate(${left + TILE - 11} ${top + 11})` });
      setAttributes(item.label, { x, y: top + TILE + 14 });
      setAttributes(item.value, { x, y: y[row] + 4.5 });
    });
    if (this.more) setAttributes(this.more, { x, y: y.at(-1) + TILE / 2 + 34 });
    if (this.title) setAttributes(this.title, { x, y: y[0] - TILE / 2 - 9 });
  }

  /** Arrows beside the biases. @param {((part: object) => number) | null} shareOf -1 to 1; null: none */
  point(shareOf) {
    for (const item of this.items) {
      const share = shareOf?.(item.part) ?? 0;
      if (!share && !item.arrow) continue;
      item.arrow ??= item.element.appendChild(svg("path", { class: "np-arrow" }));
      setAttributes(item.arrow, {
        d: share ? arrow({ x: item.x + TILE / 2 + 10, y: item.y + TILE / 2 - 6 }, share) : "",
      });
    }
  }

  /** Touches what changed. @param {object} frame */
  show(frame) {
    const states = frame.asleep?.[this.layer];
    const numbers = frame.numbers?.[this.layer];
    for (const item of this.items) {
      const { unit } = item.part;
      const bias = frame.bias(this.layer, unit);
      if (bias !== item.number) showBias(item, bias);
      const state = ASLEEP[states?.[unit] ?? 0];
      if (state !== item.asleep) showState(item, state);
      const frozen = frame.frozen(item.part);
      if (frozen !== item.frozen) item.element.classList.toggle("np-frozen", item.frozen = frozen);
      setText(item.value, written(numbers?.[unit]));
    }
  }
}

function showBias(item, bias) {
  setText(item.bias, `b ${number(bias)}`);
  item.bias.setAttribute("class", bias > 0 ? "np-positive" : bias < 0 ? "np-negative" : "");
  item.number = bias;
}

function showState(item, state) {
  setText(item.state, state && `  ${state}`);
  item.element.classList.toggle("np-dead", state === "dead");
  item.asleep = state;
}

const written = (value) => (typeof value === "number" ? number(value) : value ?? "");

/** Slanted lines across a tile, ends on its borders. */
function hatched() {
  const lines = [];
  for (let sum = HATCH; sum < 2 * TILE; sum += HATCH) {
    const [low, high] = [Math.max(2, sum - TILE + 2), Math.min(TILE - 2, sum - 2)];
    lines.push(`M${low},${sum - low}L${high},${sum - high}`);
  }
  return lines.join("");
}
