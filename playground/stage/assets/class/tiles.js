/** A tile a learner: how they are getting on, at a glance. Who it is, only after a click. */

import { button, html, setText } from "../widgets/dom.js";
import { Points } from "./points.js";
import { sketch } from "./sketches.js";

/** @typedef {import("../protocol.d.ts").Tile} LearnerTile */

class TileView {
  dot = html("span", { class: "np-dot" });
  words = html("span");
  picture = html("span", { class: "np-tile-picture" });
  name = html("p", { class: "np-tile-name", role: "status" });
  show = button("Show to everybody", () => this.onShow(false));
  beside = button("Show beside it", () => this.onShow(true));
  face = html(
    "button",
    {
      type: "button",
      class: "np-tile-face",
      "aria-expanded": "false",
      onclick: () => this.#toggle(),
    },
    this.dot,
    this.words,
    this.picture,
  );
  more = html("div", { class: "np-tile-more" }, this.name, this.show, this.beside);
  element = html("li", { class: "np-tile" }, this.face, this.more);
  #drawn = "";

  /** @param {() => Promise<string>} who @param {(isBeside: boolean) => void} onShow */
  constructor(who, onShow) {
    this.who = who;
    this.onShow = onShow;
    this.more.hidden = true;
  }

  async #toggle() {
    this.more.hidden = !this.more.hidden;
    this.face.setAttribute("aria-expanded", String(!this.more.hidden));
    setText(this.name, this.more.hidden ? "" : await this.who());
  }

  /**
   * @param {LearnerTile} tile
   * @param {import("../protocol.d.ts").DataPoints | null} points
   * @param {boolean} isShowing whether everybody looks at a single picture
   */
  update({ seat, dot, here, page, step, steps, voted, picture }, points, isShowing) {
    this.element.dataset.dot = dot;
    this.element.dataset.here = String(here);
    const where = step || page || "start";
    const parts = [
      `${seat + 1}`,
      here ? dot : "away",
      where,
      steps ? `${steps} done` : "",
      voted ? "has bet" : "",
    ];
    setText(this.words, parts.filter(Boolean).join(" · "));
    this.show.hidden = !picture;
    this.beside.hidden = !picture || !isShowing;
    const drawn = JSON.stringify([picture, points !== null]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    this.picture.replaceChildren(...(picture ? [sketch(picture, points)] : []));
  }
}

export class Tiles {
  list = html("ul", { class: "np-tiles" });
  empty = html("p", {
    class: "np-class-note",
    text: "Nobody is here yet: learners scan the code, or type the address.",
  });
  hide = button("Show no single picture", () => this.onShow([]));
  element = html("section", { "aria-label": "Learners" }, this.empty, this.list, this.hide);
  /** @type {Map<number, TileView>} */
  #views = new Map();
  /** @type {LearnerTile[]} */
  #tiles = [];
  /** The first of those that everybody looks at. */
  #first = -1;

  /**
   * @param {import("./client.js").Lead} lead
   * @param {(seat: number) => Promise<string>} who
   * @param {(seats: number[]) => void} onShow
   */
  constructor(lead, who, onShow) {
    this.who = who;
    this.onShow = onShow;
    this.points = new Points(
      lead.code,
      lead.secret,
      () => this.show(this.#tiles, !this.hide.hidden),
    );
  }

  /** @param {LearnerTile[]} tiles @param {boolean} isShowing whether everybody looks at a single one */
  show(tiles, isShowing) {
    this.#tiles = tiles;
    this.hide.hidden = !isShowing;
    const seats = new Set(tiles.map(({ seat }) => seat));
    for (const [seat, view] of this.#views) {
      if (seats.has(seat)) continue;
      view.element.remove();
      this.#views.delete(seat);
    }
    for (const tile of tiles) {
      const { seat } = tile;
      const view = this.#views.get(seat) ??
        new TileView(() => this.who(seat), (isBeside) => this.#onShow(seat, isBeside));
      if (!this.#views.has(seat)) this.list.append(view.element);
      this.#views.set(seat, view);
      view.update(tile, this.points.of(tile.picture ?? undefined), isShowing);
    }
    this.empty.hidden = tiles.length > 0;
  }

  /** One picture, or two to compare. @param {number} seat @param {boolean} isBeside */
  #onShow(seat, isBeside) {
    const seats = isBeside && this.#first >= 0 ? [this.#first, seat] : [seat];
    this.#first = seats[0];
    this.onShow(seats);
  }
}
