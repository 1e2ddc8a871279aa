/** The card "Share": an address to copy, type or scan, and the way to present mode. */

import { isDark } from "../charts/plot.js";
import { CHANGED, isPresent, setPresent } from "../present.js";
import { html, setText, stylesheet } from "../widgets/dom.js";
import { qrCode } from "../widgets/qrCode.js";

/** @typedef {import("../protocol.d.ts").SharePayload} SharePayload */

const HOW = "Scan it, or type the address.";
const SHORT = "A short address for what is on screen. It works until the server is started again.";

export default class ShareCard {
  status = html("p", { class: "np-hidden", role: "status" });
  present = html("button", {
    type: "button",
    class: "np-button",
    title: "Alt+P",
    onclick: () => setPresent(!isPresent()),
  });
  showPresent = () =>
    setText(this.present, isPresent() ? "Leave present mode" : "Present on a projector");

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    root.classList.add("np-bare", "np-share");
    root.setAttribute("aria-label", "Share");
    addEventListener(CHANGED, this.showPresent);
    this.showPresent();
    this.ready = stylesheet("share.css");
  }

  /** @param {SharePayload} payload */
  apply({ address, link, qr, notes }) {
    this.root.dataset.theme = isDark(this.root) ? "dark" : "light";
    const isShort = address !== link;
    this.root.replaceChildren(
      ...(qr ? [qrCode(qr, address), html("p", { text: HOW })] : []),
      ...(address ? [this.line(address, isShort ? "Copy" : "Copy link")] : []),
      ...(isShort
        ? [
          html("p", { class: "np-note", text: SHORT }),
          this.copyButton("Copy the long link", link),
        ]
        : []),
      ...notes.map((text) => html("p", { class: "np-note", text })),
      html(
        "div",
        { class: "np-share-present" },
        this.present,
        html("span", { class: "np-note" }, "or ", html("kbd", { text: "Alt+P" })),
      ),
      this.status,
    );
  }

  /** @param {string} address @param {string} action */
  line(address, action) {
    return html(
      "div",
      { class: "np-share-line" },
      html("p", { class: "np-address", "data-testid": "address", translate: "no", text: address }),
      this.copyButton(action, address),
    );
  }

  /** @param {string} name @param {string} text what is copied */
  copyButton(name, text) {
    const button = html("button", {
      type: "button",
      class: "np-button",
      text: name,
      onclick: async () => {
        const done = await copied(text, this.root);
        setText(this.status, done ? "Copied" : "The browser did not let it be copied");
        setText(button, done ? "✓ Copied" : "Select it, and press Ctrl+C");
      },
    });
    return button;
  }

  close() {
    removeEventListener(CHANGED, this.showPresent);
  }
}

/**
 * Copies a text. Browsers give the clipboard to safe pages only, and in a classroom the address is
 * often http: there an old command copies what is selected.
 *
 * @param {string} text
 * @param {HTMLElement} place where a box may be for a moment: a popover lets nothing outside be
 *   selected
 * @returns {Promise<boolean>} whether it was copied
 */
async function copied(text, place) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    const box = html("textarea", { class: "np-hidden", readonly: true, text });
    place.append(box);
    box.select();
    const done = document.execCommand("copy");
    box.remove();
    focused?.focus();
    return done;
  }
}
