/** The picture of the class on a learner's screen, which they may put away. */

import { button, html } from "../widgets/dom.js";
import { Points } from "./points.js";
import { shownPictures } from "./shown.js";

/** @typedef {import("../protocol.d.ts").Picture} Picture */

export class ShownBox {
  place = html("div");
  element = html(
    "section",
    { class: "np-strip-shown", "aria-label": "Picture of the class" },
    this.place,
    button("Put it away", () => this.element.hidden = true),
  );
  /** @type {Points | null} */
  #points = null;
  /** @type {Picture[]} */
  #pictures = [];

  /** @param {() => {code: string, seat: string}} seatOf */
  constructor(seatOf) {
    this.seatOf = seatOf;
    this.element.hidden = true;
  }

  /** @param {Picture[]} pictures none, one or two */
  show(pictures) {
    const isNews = JSON.stringify(pictures) !== JSON.stringify(this.#pictures);
    const isFirst = !this.#pictures.length;
    this.#pictures = pictures;
    if (!pictures.length) this.element.hidden = true;
    else if (isFirst) this.element.hidden = false; // one that was put away stays away as it moves
    if (isNews) this.#draw();
  }

  #draw() {
    const { code, seat } = this.seatOf();
    this.#points ??= new Points(code, seat, () => this.#draw());
    if (this.#pictures.length) {
      this.place.replaceChildren(shownPictures(this.#pictures, this.#points));
    } else this.place.replaceChildren();
  }
}
