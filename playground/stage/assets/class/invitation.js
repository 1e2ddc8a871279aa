/** How learners come to a class: address and QR code. */

import { html, svg } from "../widgets/dom.js";
import { BASE } from "./client.js";

/** @typedef {import("../protocol.d.ts").Invitation} Invitation */

/**
 * @param {string} code
 * @param {string} host of this machine's addresses; "" for the first one
 * @returns {Promise<Invitation | null>}
 */
export async function invitation(code, host) {
  const query = new URLSearchParams({ base: BASE, code, host });
  const response = await fetch(`${BASE}class/invitation?${query}`).catch(() => null);
  return response?.ok ? await response.json() : null;
}

/**
 * Dark on white in both themes: cameras read no other.
 *
 * @param {Invitation} invitation
 */
export function invitationCard({ address, qr, obstacle }) {
  const [host, code] = address.replace(/^https?:\/\//, "").split(/(?=\/join\/)/);
  return html(
    "div",
    { class: "np-invitation" },
    ...(qr
      ? [svg(
        "svg",
        {
          role: "img",
          "aria-label": `QR code of ${address}`,
          viewBox: `0 0 ${qr.size} ${qr.size}`,
          "shape-rendering": "crispEdges",
        },
        svg("rect", { width: qr.size, height: qr.size, fill: "#ffffff" }),
        svg("path", { d: qr.path, fill: "#000000" }),
      )]
      : []),
    html("p", { class: "np-invitation-address", translate: "no" }, host, html("wbr"), code),
    ...(obstacle ? [html("p", { class: "np-class-note", text: obstacle })] : []),
  );
}
