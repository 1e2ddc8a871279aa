/** The picture that everybody looks at, or two to compare: never with a name. */

import { html } from "../widgets/dom.js";
import { linesPicture } from "./lines.js";
import { commonRange, sketch } from "./sketches.js";

/**
 * @typedef {import("../protocol.d.ts").Picture} Picture
 * @typedef {import("./points.js").Points} Points
 */

/**
 * Two lines over the same data lie over each other; other pictures stand side by side.
 *
 * @param {Picture[]} pictures one or two
 * @param {Points} points
 */
export function shownPictures(pictures, points) {
  const [first, second] = pictures;
  const areLines = pictures.every(({ kind }) => kind === "line") &&
    (!second || String(first.data) === String(second.data));
  const range = commonRange(pictures.filter(({ kind }) => kind === first.kind));
  const drawn = areLines
    ? [linesPicture([], points.of(first), pictures)]
    : pictures.map((picture) =>
      sketch(picture, points.of(picture), picture.kind === first.kind ? range : undefined)
    );
  const note = pictures.length === 1
    ? "One picture of the class"
    : areLines
    ? "Two pictures of the class; the second is dashed"
    : "Two pictures of the class";
  return html(
    "figure",
    { class: "np-shown" },
    html("div", { class: "np-shown-pictures" }, ...drawn),
    html("figcaption", { class: "np-class-note", text: note }),
  );
}
