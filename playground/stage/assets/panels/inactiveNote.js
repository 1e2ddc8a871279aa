/** Which neurons learn nothing from any row; why, on a click. */

import { inactiveParts } from "../model/layersTexts.js";
import { html } from "../widgets/dom.js";
import { term } from "../widgets/explain.js";

/**
 * @param {HTMLElement} note empty where all neurons are active
 * @param {number[][] | null} inactive of each layer, the output last: 0 active, 1 dead, 2 saturated
 */
export function showInactive(note, inactive) {
  const sentences = inactiveParts(inactive).map(({ names, name, text }) =>
    html("span", {}, `${names} `, term(name, text), " ")
  );
  const shown = note.textContent;
  if (shown !== sentences.map(({ textContent }) => textContent).join("")) {
    note.replaceChildren(...sentences); // the term that has the focus stays otherwise
  }
}
