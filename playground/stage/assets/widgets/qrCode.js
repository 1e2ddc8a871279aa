/** A QR code as SVG. */

import { svg } from "./dom.js";

/**
 * Dark on white in both themes: cameras read no other.
 *
 * @param {NonNullable<import("../protocol.d.ts").SharePayload["qr"]>} code
 * @param {string} address
 */
export const qrCode = ({ size, path }, address) =>
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
