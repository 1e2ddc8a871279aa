/** Colours as numbers. */

import { contextOf, html } from "./dom.js";

/** @typedef {[number, number, number]} Rgb red, green and blue, 0 to 255 */

/** @type {import("./dom.js").Context2d | null} */
let pixel = null;

/** Any CSS colour as numbers: the browser paints one pixel with it. @param {string} color @returns {Rgb} */
export function channels(color) {
  pixel ??= contextOf(html("canvas", { width: 1, height: 1 }), { willReadFrequently: true });
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = color;
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pixel.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** @param {Rgb} color @param {Rgb} other @param {number} share of `color` @returns {Rgb} */
export const blend = ([r, g, b], [r2, g2, b2], share) => [
  r * share + r2 * (1 - share),
  g * share + g2 * (1 - share),
  b * share + b2 * (1 - share),
];

/** As CSS takes it. @param {Rgb} color */
export const cssColor = (color) => `rgb(${color.map(Math.round).join(",")})`;

/** As one pixel of an image's data, opaque. @param {Rgb} color */
export function packedPixel(color) {
  const [red, green, blue] = color.map(Math.round);
  return (255 << 24) | (blue << 16) | (green << 8) | red;
}
