/** The card "Pictures" of what can be taken home: diagram and picture as SVG and PNG. */

import { isDark } from "../charts/plot.js";
import { button, html, setText, stylesheet } from "../widgets/dom.js";
import { printed } from "./printed.js";

/** @typedef {import("../protocol.d.ts").AwayPayload} AwayPayload */

/** Of a PNG: 300 points an inch and more, across a page. */
const PIXELS = 2400;

export default class PicturesCard {
  status = html("p", { class: "np-note", role: "status" });

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    root.classList.add("np-bare", "np-pictures");
    root.setAttribute("aria-label", "Pictures");
    this.ready = stylesheet("pictures.css");
  }

  /** @param {AwayPayload} payload */
  apply(payload) {
    this.root.dataset.theme = isDark(this.root) ? "dark" : "light";
    const act = (/** @type {"diagram" | "picture"} */ what, /** @type {"SVG" | "PNG"} */ form) =>
      button(
        `${what === "diagram" ? "Diagram" : "Picture"} as ${form}`,
        () => this.save(payload, what, form),
      );
    this.root.replaceChildren(
      html(
        "div",
        { class: "np-pictures-acts" },
        act("diagram", "SVG"),
        act("diagram", "PNG"),
        act("picture", "SVG"),
        act("picture", "PNG"),
      ),
      html("p", { class: "np-note", text: "On white, with title, units and source, for print." }),
      this.status,
    );
  }

  /** @param {AwayPayload} payload @param {"diagram" | "picture"} what @param {"SVG" | "PNG"} form */
  async save(payload, what, form) {
    try {
      await Promise.all(["layers.css", "classLegend.css", "live.css"].map(stylesheet));
      const text = printed(payload)[what];
      const blob = form === "SVG" ? new Blob([text], { type: "image/svg+xml" }) : await png(text);
      const name = `${payload.name} ${what}.${form.toLowerCase()}`;
      download(blob, name);
      setText(this.status, `Saved: ${name}`);
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      setText(this.status, `It could not be drawn: ${message}. Try it once more.`);
    }
  }

  close() {}
}

/** @param {string} text of an SVG @returns {Promise<Blob>} */
async function png(text) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const height = Math.round(PIXELS * image.naturalHeight / image.naturalWidth);
  const canvas = html("canvas", { width: PIXELS, height });
  canvas.getContext("2d")?.drawImage(image, 0, 0, PIXELS, height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => blob ? resolve(blob) : reject(new Error("there is no memory for it")))
  );
}

/** @param {Blob} blob @param {string} name of the file */
function download(blob, name) {
  const href = URL.createObjectURL(blob);
  html("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}
