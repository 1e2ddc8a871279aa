/** A button, where two pictures share a small screen, that gives one of them more of the room. */

import { html, svg } from "./dom.js";

/** Two arrows, from corner to corner. */
const ARROWS = "M9.5,2H14V6.5M14,2L2,14M2,9.5V14H6.5";

/** The stylesheet does the rest. @param {string} name "Larger landscape" */
export function enlargeButton(name) {
  const button = html(
    "button",
    {
      type: "button",
      class: "np-enlarge",
      "aria-label": name,
      "aria-pressed": "false",
      onclick: () => {
        const isPressed = button.getAttribute("aria-pressed") === "true";
        button.setAttribute("aria-pressed", String(!isPressed));
      },
    },
    svg("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, svg("path", { d: ARROWS })),
  );
  return button;
}
