/** The gallery of activations over the page, opened from a layer's box to choose one for it. */

import { Gallery } from "./gallery.js";
import { html, setText } from "../widgets/dom.js";

/** @typedef {import("../protocol.d.ts").ActivationInfo} ActivationInfo */

export class ActivationSheet {
  /** @type {Gallery | null} built when it is opened first */
  gallery = null;
  layer = 0;
  title = html("h2", { class: "np-caption", id: "np-activation-sheet" });
  element = html("dialog", {
    class: "np-dialog",
    "aria-labelledby": "np-activation-sheet",
    onclick: (event) => event.target === this.element && this.element.close(),
  });

  /**
   * @param {ActivationInfo[]} activations
   * @param {(layer: number, name: string) => void} onChoose
   */
  constructor(activations, onChoose) {
    this.activations = activations;
    this.onChoose = onChoose;
  }

  /** @param {number} layer that is chosen for */
  open(layer) {
    this.layer = layer;
    this.gallery ??= this.#build();
    setText(this.title, `An activation for layer ${layer + 1}`);
    this.element.showModal();
  }

  #build() {
    const gallery = new Gallery(this.activations, (name) => {
      this.onChoose(this.layer, name);
      this.element.close();
    });
    const close = html("button", {
      type: "button",
      class: "np-explain-close",
      "aria-label": "Close",
      text: "\u00d7",
      onclick: () => this.element.close(),
    });
    const head = html("div", { class: "np-dialog-head" }, this.title, close);
    this.element.append(html("div", { class: "np-dialog-body" }, head, gallery.element));
    return gallery;
  }

  close() {
    this.gallery?.close();
    if (this.element.open) this.element.close();
  }
}
