/** A box that chooses one of a column's categories. */

import { html, setText } from "./dom.js";

export class CategoryBox {
  /**
   * @param {string} name
   * @param {string[]} options
   * @param {(place: number) => void} onChoose
   */
  constructor(name, options, onChoose) {
    /** For a row that lies between the categories, as a hand can drag it in the picture. */
    this.between = html("option", { value: "", disabled: true, hidden: true });
    setText(this.between, "between");
    this.select = html(
      "select",
      {
        class: "np-select",
        "aria-label": name,
        onchange: () => onChoose(Number(this.select.value)),
      },
      this.between,
      ...options.map((text, place) => html("option", { value: String(place), text })),
    );
    this.element = html(
      "div",
      { class: "np-category" },
      html("span", { class: "np-slider-name", text: name }),
      this.select,
    );
  }

  /** @param {number} place of the category; -1: between them */
  show(place) {
    const value = place < 0 ? "" : String(place);
    if (this.select.value !== value) this.select.value = value;
  }
}
