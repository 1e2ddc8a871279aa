/** What ReLU does to the rows in view, below its switch. */

import { reluText } from "../model/neuronTexts.js";
import { html, setText } from "../widgets/dom.js";

export class ReluNote {
  element = html("p", { class: "np-note" });

  /**
   * @param {import("../model/neuronTexts.js").Unit} unit
   * @param {import("../model/neuronTexts.js").Rows} rows
   */
  show(unit, rows) {
    setText(this.element, reluText(unit, rows));
  }
}
