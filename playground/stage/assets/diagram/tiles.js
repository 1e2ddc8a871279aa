/** The columns of the diagram: inputs as tiles with their names, neurons as frames for thumbnails. */

import { INPUT_HEIGHT, ROUNDING, TILE } from "./diagramLayout.js";
import { setAttributes, setText, svg } from "../widgets/dom.js";
import { arrowPath } from "./edges.js";
import { INACTIVE, numberText } from "./networkParts.js";

/**
 * @typedef {import("../protocol.d.ts").ColumnInfo} ColumnInfo
 * @typedef {import("./diagramLayout.js").Column} Column
 * @typedef {import("./types.d.ts").InputItem} InputItem
 * @typedef {import("./types.d.ts").NeuronItem} NeuronItem
 */

/** Pixels between the lines that hatch a frozen neuron. */
const HATCH = 11;
/** Average width of a letter, in px. */
const LETTER = 7.2;
/** Letters after which a name is cut. */
const LONGEST = { input: 18, output: 24, class: 13 };
const BESIDE = "np-output-name np-beside";
/** Pixels between an output and its name beside it. */
const ASIDE = 8;

/** @param {string} text @param {number} most */
const cut = (text, most = LONGEST.input) =>
  text.length > most ? `${text.slice(0, most - 1)}…` : text;

/** @param {string} kind @param {...SVGElement} children */
const partGroup = (kind, ...children) =>
  svg("g", { class: `np-part ${kind}`, role: "button", tabindex: -1 }, ...children);

/** How wide the tile of the longest name must be, in px. @param {ColumnInfo[]} inputs */
const inputWidth = (inputs) =>
  Math.max(
    64,
    ...inputs.flatMap(({ name, unit }) => [name, unit])
      .map((text) => cut(text).length * LETTER + 14),
  );

/** What is written above the output: its unit too, if there is room. @param {ColumnInfo} target */
export const outputTitle = ({ name, unit }) =>
  unit && name.length + unit.length < 16 ? `${name} (${unit})` : cut(name, LONGEST.output);

/** What is written beside the output of a class. @param {string} name */
export const shortName = (name) => cut(name, LONGEST.class);

/** Room for the outputs' names in px, centred on a tile; of several it is on their right. @param {string[]} names */
export function outputRoom(names) {
  const width = Math.max(...names.map((name) => name.length)) * LETTER;
  return names.length === 1 ? width : 2 * (width + TILE / 2 + ASIDE);
}

/** @param {number} more how many are not drawn */
const moreLabel = (more) =>
  svg("text", { class: "np-more", text: `… ${more.toLocaleString("en-US")} more` });

export class InputTiles {
  labels = svg("g");

  /** @param {ColumnInfo[]} inputs @param {number} more how many inputs are not drawn */
  constructor(inputs, more) {
    this.width = inputWidth(inputs);
    this.items = inputs.map((column, unit) => this.tile(column, unit));
    this.element = svg("g", { class: "np-tiles" }, ...this.items.map(({ element }) => element));
    /** @type {SVGTextElement | null} */
    this.more = more ? this.labels.appendChild(moreLabel(more)) : null;
  }

  /** @param {ColumnInfo} column @param {number} index @returns {InputItem} */
  tile(column, index) {
    const [width, height] = [this.width, INPUT_HEIGHT];
    const rect = svg("rect", { class: "np-tile", width, height, rx: ROUNDING });
    const name = svg("text", { class: "np-tile-name", text: cut(column.name) });
    const unit = svg("text", { class: "np-tile-unit", text: cut(column.unit) });
    return {
      part: { kind: "input", unit: index },
      element: partGroup("np-input-part", rect, name, unit),
      rect,
      name,
      unit,
      x: NaN,
      y: NaN,
      width,
      height,
    };
  }

  /** @param {Column} column */
  layout({ x, y }) {
    this.items.forEach((item, row) => {
      item.x = x;
      item.y = y[row];
      const isAlone = !item.unit.textContent;
      setAttributes(item.rect, { x: x - item.width / 2, y: item.y - item.height / 2 });
      setAttributes(item.name, { x, y: item.y + (isAlone ? 4.5 : -3) });
      setAttributes(item.unit, { x, y: item.y + 13 });
    });
    if (this.more) setAttributes(this.more, { x, y: y[y.length - 1] + TILE / 2 + 14 });
  }
}

export class NeuronTiles {
  /** @type {SVGTextElement | null} how many neurons are not drawn */
  more = null;
  /** @type {SVGTextElement[]} the outputs' names */
  titles = [];

  /**
   * @param {number} layer
   * @param {number} drawn
   * @param {number} more how many neurons are not drawn
   * @param {string[] | null} outputs names of those of the output layer
   */
  constructor(layer, drawn, more, outputs) {
    this.layer = layer;
    this.items = Array.from(
      { length: drawn },
      (_, unit) => neuronTile(layer, unit, outputs !== null),
    );
    this.element = svg("g", { class: "np-tiles" }, ...this.items.map(({ element }) => element));
    this.labels = svg("g");
    if (more) this.more = this.labels.appendChild(moreLabel(more));
    this.titles = (outputs ?? []).slice(0, drawn).map((text) =>
      this.labels.appendChild(svg("text", { class: "np-output-name", text }))
    );
    for (const { label, valueText } of this.items) this.labels.append(label, valueText);
  }

  /** @param {Column} column */
  layout({ x, y }) {
    this.items.forEach((item, row) => {
      const [left, top] = [x - TILE / 2, y[row] - TILE / 2];
      item.x = x;
      item.y = y[row];
      setAttributes(item.rect, { x: left, y: top });
      setAttributes(item.hatch, { transform: `translate(${left} ${top})` });
      setAttributes(item.lock, { transform: `translate(${left + TILE - 11} ${top + 11})` });
      setAttributes(item.label, { x, y: top + TILE + 14 });
      setAttributes(item.valueText, { x, y: y[row] + 4.5 });
    });
    if (this.more) setAttributes(this.more, { x, y: y[y.length - 1] + TILE / 2 + 34 });
    const [only, several] = this.titles;
    if (only && !several) setAttributes(only, { x, y: y[0] - TILE / 2 - 9 });
    else {
      this.titles.forEach((title, row) =>
        setAttributes(title, { class: BESIDE, x: x + TILE / 2 + ASIDE, y: y[row] + 4.5 })
      );
    }
  }

  /** Arrows beside the biases. @param {import("./types.d.ts").ShareOf | null} shareOf */
  showArrows(shareOf) {
    for (const item of this.items) {
      const share = shareOf?.(item.part) ?? 0;
      if (!share && !item.arrow) continue;
      item.arrow ??= item.element.appendChild(svg("path", { class: "np-arrow" }));
      const spot = { x: item.x + TILE / 2 + 10, y: item.y + TILE / 2 - 6 };
      setAttributes(item.arrow, { d: share ? arrowPath(spot, share) : "" });
    }
  }

  /** Changes only what differs. @param {import("./types.d.ts").DiagramFrame} frame */
  show(frame) {
    const states = frame.inactive?.[this.layer];
    const numbers = frame.numbers?.[this.layer];
    for (const item of this.items) {
      const { unit } = item.part;
      const bias = frame.bias(this.layer, unit);
      if (bias !== item.bias) showBias(item, bias);
      const state = INACTIVE[states?.[unit] ?? 0];
      if (state !== item.state) showState(item, state);
      const frozen = frame.frozen(item.part);
      if (frozen !== item.frozen) showFrozen(item, frozen);
      setText(item.valueText, valueText(numbers?.[unit]));
    }
  }
}

/**
 * @param {number} layer
 * @param {number} unit
 * @param {boolean} isOutput
 * @returns {NeuronItem}
 */
function neuronTile(layer, unit, isOutput) {
  const kind = isOutput ? "np-tile np-output" : "np-tile";
  const rect = svg("rect", { class: kind, width: TILE, height: TILE, rx: ROUNDING });
  const hatch = svg("path", { class: "np-hatch", d: hatchPath() });
  const lock = svg(
    "g",
    { class: "np-lock" },
    svg("circle", { r: 8.5 }),
    svg("path", { d: "M-4,-0.5h8v5.5h-8z" }),
    svg("path", { class: "np-shackle", d: "M-2.5,-0.5v-2a2.5,2.5 0 0 1 5,0v2" }),
  );
  const [biasText, stateText] = [svg("tspan"), svg("tspan", { class: "np-state" })];
  return {
    part: { kind: "neuron", layer, unit },
    element: partGroup("np-neuron-part", rect, hatch, lock),
    rect,
    hatch,
    lock,
    label: svg("text", { class: "np-bias" }, biasText, stateText),
    biasText,
    stateText,
    valueText: svg("text", { class: "np-tile-value" }),
    arrow: null,
    bias: NaN,
    state: "",
    frozen: false,
    x: NaN,
    y: NaN,
    width: TILE,
    height: TILE,
  };
}

/** @param {NeuronItem} item @param {number} bias */
function showBias(item, bias) {
  const kind = bias > 0 ? "np-positive" : bias < 0 ? "np-negative" : "";
  setText(item.biasText, `b ${numberText(bias)}`);
  item.biasText.setAttribute("class", kind);
  item.bias = bias;
}

/** @param {NeuronItem} item @param {string} state */
function showState(item, state) {
  setText(item.stateText, state && `  ${state}`);
  item.element.classList.toggle("np-dead", state === INACTIVE[1]);
  item.state = state;
}

/** @param {NeuronItem} item @param {boolean} frozen */
function showFrozen(item, frozen) {
  item.element.classList.toggle("np-frozen", frozen);
  item.frozen = frozen;
}

/** @param {number | string | undefined} value */
const valueText = (value) => typeof value === "number" ? numberText(value) : value ?? "";

/** Slanted lines across a tile, ends on its borders. */
function hatchPath() {
  const lines = [];
  for (let sum = HATCH; sum < 2 * TILE; sum += HATCH) {
    const [low, high] = [Math.max(2, sum - TILE + 2), Math.min(TILE - 2, sum - 2)];
    lines.push(`M${low},${sum - low}L${high},${sum - high}`);
  }
  return lines.join("");
}
