/** The class on a projector: code and address in the corner, counts, bets and lines, nobody's name. */

import { tabNews } from "../net/newsStream.js";
import { html, setText } from "../widgets/dom.js";
import { classNews, reopen } from "./client.js";
import { histogram } from "./histogram.js";
import { invitation, invitationCard } from "./invitation.js";
import { linesPicture } from "./lines.js";
import { Points } from "./points.js";
import { shownPictures } from "./shown.js";

/**
 * @typedef {import("../protocol.d.ts").WallNews} WallNews
 */

export class Wall {
  title = html("h1");
  counts = html("p", { class: "np-wall-counts" });
  main = html("div", { class: "np-wall-main" });
  corner = html("aside", { class: "np-wall-corner", "aria-label": "How to join" });
  status = html("p", { class: "np-class-note", role: "status" });
  element = html(
    "div",
    { class: "np-wall" },
    html("header", {}, this.title, this.counts, this.status),
    this.main,
    this.corner,
  );
  /** @type {WallNews | null} */
  #news = null;

  /**
   * @param {import("./client.js").Lead} lead
   * @param {(sentence: string) => void} onEnd
   */
  constructor(lead, onEnd) {
    this.lead = lead;
    this.points = new Points(lead.code, lead.secret, () => this.#news && this.#show(this.#news));
    const news = classNews(() => ({ room: lead.code, view: "wall" }), () => lead.secret, {
      onEvent: ({ name, data }) => {
        if (name === "wall") this.#show(data);
        else if (name === "over") onEnd("The class is over.");
      },
      onRefused: async (refusal) => {
        const again = await reopen();
        if (again) onEnd(refusal.reason);
        else tabNews().open(news);
      },
      onConnection: (isConnected) =>
        setText(this.status, isConnected ? "" : "The server is away. One moment …"),
    });
    tabNews().open(news);
    this.#invite();
  }

  async #invite() {
    const invited = await invitation(this.lead.code, "");
    this.corner.replaceChildren(
      html("p", { class: "np-wall-code", translate: "no", text: this.lead.code }),
      ...(invited ? [invitationCard(invited)] : []),
    );
  }

  /** @param {WallNews} news */
  #show(news) {
    this.#news = news;
    const { room, counts, votes, pictures, bets } = news;
    setText(this.title, room.title || "Class");
    const parts = [`${counts.here} here`, `${counts.working} working`, `${counts.done} done`];
    setText(this.counts, parts.join(" · "));
    const parted = [
      ...(room.mode === "paused"
        ? [html("p", { class: "np-wall-pause", text: room.reason || "Look up." })]
        : []),
      ...(room.bet ? [histogram(room.bet, votes, counts.here)] : []),
      ...(room.shown.length
        ? [shownPictures(room.shown, this.points)]
        : pictures.length
        ? everybody(pictures, bets, this.points)
        : []),
    ];
    this.main.replaceChildren(...parted);
  }
}

/** @param {WallNews["pictures"]} pictures @param {WallNews["bets"]} bets @param {Points} points */
function everybody(pictures, bets, points) {
  const drawn = linesPicture(pictures, points.of(pictures[0]), [], bets);
  const text = "Dashed: what the class bet before trying.";
  return bets.length ? [drawn, html("p", { class: "np-class-note", text })] : [drawn];
}
