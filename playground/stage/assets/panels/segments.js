/** A few choices in one row, of which one is taken: radio buttons that look like a bar. */

import { html } from "../widgets/dom.js";

export class Segments {
  /**
   * @param {string} label of all
   * @param {string} name of the group, one on a page
   * @param {Record<string, string>} options what is shown, by value
   * @param {(value: string) => void} onChoose
   */
  constructor(label, name, options, onChoose) {
    this.inputs = Object.keys(options).map((value) =>
      html("input", { type: "radio", name, value, onchange: () => onChoose(value) })
    );
    this.element = html(
      "div",
      { class: "np-segments", role: "radiogroup", "aria-label": label },
      ...this.inputs.map((input) =>
        html("label", {}, input, html("span", { text: options[input.value] }))
      ),
    );
  }

  /** @param {string} value */
  show(value) {
    for (const input of this.inputs) input.checked = input.value === value;
  }
}
