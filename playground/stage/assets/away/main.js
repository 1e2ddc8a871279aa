/** Where the page in one file begins. */

import { isDark, themeOf } from "../charts/plot.js";
import { LivePage } from "./livePage.js";

const root = /** @type {HTMLElement} */ (document.querySelector("main"));
const text = /** @type {HTMLElement} */ (document.getElementById("network")).textContent ?? "";
/** @type {import("./livePage.js").AwayPayload} */
const payload = JSON.parse(text);
/** @type {LivePage | null} */
let page = null;

/** Of a sheet of A4 within its margins, in px; a little is left. */
const PAPER = (297 - 2 * 12 - 3) * 96 / 25.4;
/** How much smaller than on screen it is printed: the first that fits. */
const ZOOMS = [0.85, 0.75, 0.65, 0.55, 0.45];

/** Anew in the colours of the reader's system, or of paper. @param {boolean} [isPaper] */
function show(isPaper = false) {
  root.classList.toggle("np-paper", isPaper);
  root.dataset.theme = isDark(root) ? "dark" : "light";
  page?.close();
  page = new LivePage(root, payload, themeOf(root), page?.values);
  page.draw();
  page.rest();
}

/** On one sheet, however high the diagram is. */
function toPaper() {
  for (const zoom of ZOOMS) {
    root.style.setProperty("--np-zoom", String(zoom));
    show(true);
    if (root.getBoundingClientRect().height <= PAPER) return;
  }
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => show());
addEventListener("beforeprint", toPaper);
addEventListener("afterprint", () => show());
show();
