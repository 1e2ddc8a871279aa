/** The card "Share": an address to copy, type or scan, and the way to present mode. */

import { isDark } from "../charts/plot.js";
import { CHANGED, isPresent, setPresent } from "../present.js";
import { html, setText, stylesheet, svg } from "../widgets/dom.js";

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
      ...(address ? [this.line("Address", address, isShort ? "Copy" : "Copy link")] : []),
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

  /** @param {string} name @param {string} address @param {string} action */
  line(name, address, action) {
    const box = html("input", {
      type: "text",
      readonly: true,
      class: "np-address",
      "aria-label": name,
      value: address,
      translate: "no",
      onfocus: () => box.select(),
    });
    return html("div", { class: "np-share-line" }, box, this.copyButton(action, address));
  }

  /** @param {string} name @param {string} text what is copied */
  copyButton(name, text) {
    const button = html("button", {
      type: "button",
      class: "np-button",
      text: name,
      onclick: async () => {
        const done = await copied(text);
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
 * Dark on white in both themes: cameras read no other.
 *
 * @param {NonNullable<SharePayload["qr"]>} code
 * @param {string} address
 */
const qrCode = ({ size, path }, address) =>
  svg(
    "svg",
    {
      class: "np-qr",
      role: "img",
      "aria-label": `QR code of ${address}`,
      viewBox: `0 0 ${size} ${size}`,
      "shape-rendering": "crispEdges",
    },
    svg("rect", { width: size, height: size, fill: "#ffffff" }),
    svg("path", { d: path, fill: "#000000" }),
  );

/**
 * Copies a text. Browsers give the clipboard to safe pages only, and in a classroom the address is
 * often http: there an old command copies what is selected.
 *
 * @param {string} text
 * @returns {Promise<boolean>} whether it was copied
 */
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = html("textarea", { class: "np-hidden", readonly: true });
    area.value = text;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    (focused?.parentElement ?? document.body).append(area); // a popover takes the focus back
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    focused?.focus();
    return done;
  }
}
