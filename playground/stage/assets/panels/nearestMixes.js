/** The real mixes nearest to the one in view; pressed, one of them takes its place. */

import { html, setText } from "../widgets/dom.js";
import { withUnit } from "../widgets/format.js";

/**
 * @typedef {import("../protocol.d.ts").ConcretePayload} ConcretePayload
 * @typedef {{row: number, distance: number}} Near
 */

const CELLS = ["name", "strength", "age", "distance"];

export class NearestMixes {
  list = html("ol", { class: "np-near" });
  /** What is listed: written anew only when it changes. */
  shown = "";
  /** @type {{button: HTMLElement, cells: HTMLElement[], row: number}[]} */
  lines = [];

  /** @param {ConcretePayload} payload @param {(row: number) => void} selectRow */
  constructor(payload, selectRow) {
    this.payload = payload;
    this.selectRow = selectRow;
    this.element = html(
      "div",
      { class: "np-nearest" },
      html("h2", { class: "np-caption", text: "Nearest real mixes" }),
      html("p", { class: "np-note", text: "Ringed in the picture. Press one to take it." }),
      this.list,
    );
  }

  /** @param {Near[]} nearest */
  listNearest(nearest) {
    const key = nearest.map(({ row, distance }) => `${row} ${this.distanceText(distance)}`).join();
    if (key === this.shown) return;
    this.shown = key;
    if (!this.lines.length) nearest.forEach((_, n) => this.addLine(n));
    nearest.forEach((near, n) => this.write(n, near));
  }

  /** @param {number} n */
  addLine(n) {
    const cells = CELLS.map((part) => html("span", { class: `np-near-${part}` }));
    const onclick = () => this.selectRow(this.lines[n].row);
    const button = html("button", { type: "button", class: "np-near-mix", onclick }, ...cells);
    this.lines.push({ button, cells, row: 0 });
    this.list.append(html("li", {}, button));
  }

  /** @param {number} n @param {Near} near */
  write(n, { row, distance }) {
    const { rows, columns: { inputs, target } } = this.payload;
    const { button, cells } = this.lines[n];
    const days = rows.x[row * inputs.length + ageIndex(this.payload)];
    const name = rows.names[row];
    const strength = withUnit(rows.y[row].toFixed(1), target.unit);
    const away = this.distanceText(distance);
    [name, strength, `${days} d`, away].forEach((text, i) => setText(cells[i], text));
    this.lines[n].row = row;
    button.title = `Take ${name}`;
    button.setAttribute(
      "aria-label",
      `Take ${name}: ${strength} after ${days} days, ${away}`,
    );
  }

  /** How far a mix is, in words. @param {number} distance */
  distanceText(distance) {
    const { radius } = this.payload.coverage;
    if (distance > radius) return "far";
    if (!distance) return "the same";
    return isVeryClose(distance, radius) ? "very close" : "close";
  }
}

/** Which input is the age. @param {Pick<ConcretePayload, "columns">} payload */
export const ageIndex = ({ columns }) => columns.inputs.findIndex(({ name }) => name === "Age");

/** @param {number} distance @param {number} radius within which a mix is close */
export const isVeryClose = (distance, radius) => distance <= radius / 3;
