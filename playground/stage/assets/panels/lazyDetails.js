/** A part of the page that is built when it is opened. */

import { html } from "../widgets/dom.js";

/**
 * @param {string} summary what is always there
 * @param {() => Node} build what is inside
 * @param {{open?: boolean, onToggle?: (open: boolean) => void}} [options] whether it is open at
 *   first; what follows when it is opened or closed
 */
export function lazyDetails(summary, build, { open = false, onToggle = () => {} } = {}) {
  let isBuilt = false;
  const show = () => {
    if (element.open && !isBuilt) {
      isBuilt = true;
      element.append(build());
    }
    onToggle(element.open);
  };
  const element = html(
    "details",
    { class: "np-details", open, ontoggle: show },
    html("summary", { text: summary }),
  );
  if (open) show();
  return element;
}
