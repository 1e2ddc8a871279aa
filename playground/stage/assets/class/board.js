/** The teacher's board: a tile a learner, and what the teacher has the class do. */

import { tabNews } from "../net/newsStream.js";
import { button, html, setText } from "../widgets/dom.js";
import { BetForm } from "./betForm.js";
import { BASE, classNews, get, loadLead, post, reopen, saveLead } from "./client.js";
import { histogram } from "./histogram.js";
import { invitation, invitationCard } from "./invitation.js";
import { linesPicture } from "./lines.js";
import { PaceForm } from "./paceForm.js";
import { Points } from "./points.js";
import { Tiles } from "./tiles.js";

/**
 * @typedef {import("../protocol.d.ts").BoardNews} BoardNews
 * @typedef {import("../protocol.d.ts").Command} Command
 * @typedef {import("./client.js").Lead} Lead
 */

/** Where a class can be brought at once; from any page itself it can be brought there. */
const PAGES = {
  neuron: "One neuron",
  plane: "Planes",
  layers: "Layers",
  training: "Training",
  concrete: "Concrete",
  data: "Data",
  course: "Course",
};

export class Board {
  title = html("h1");
  counts = html("p", { class: "np-board-counts", role: "status" });
  status = html("p", { class: "np-class-note", role: "status" });
  joining = html("aside", { class: "np-board-join", "aria-label": "How to join" });
  reason = html("input", {
    id: "reason",
    type: "text",
    maxlength: "160",
    placeholder: "Look at the board.",
  });
  pause = button("Pause", () => this.#pause());
  page = html(
    "select",
    { id: "page" },
    ...Object.entries(PAGES).map(([value, text]) => html("option", { value, text })),
  );
  histogram = html("div");
  /** Pressed twice: nobody ends a class by accident. */
  end = button("End the class", () => this.#end());
  betForm = new BetForm((command) => this.#command(command));
  paceForm = new PaceForm((pace, step, link) => this.#setPace(pace, step, link));
  /** @type {BoardNews | null} */
  #news = null;

  /**
   * @param {import("./client.js").Lead} lead
   * @param {(sentence: string) => void} onEnd
   */
  constructor(lead, onEnd) {
    this.lead = lead;
    this.points = new Points(lead.code, lead.secret, () => this.#news && this.#show(this.#news));
    this.tiles = new Tiles(
      lead,
      (seat) => this.#who(seat),
      (seats) => this.#command({ kind: "show", seats }),
    );
    const news = classNews(() => ({ room: lead.code }), () => lead.secret, {
      onEvent: ({ name, data }) => {
        if (name === "board") this.#show(data);
        else if (name === "over") onEnd("The class is over, and everything about it is forgotten.");
      },
      onRefused: async (refusal) => {
        const again = await reopen();
        if (again) onEnd(`${refusal.reason} ${again.reason}`);
        else tabNews().open(news);
      },
      onConnection: (isConnected) =>
        setText(this.status, isConnected ? "" : "The server is away. One moment …"),
    });
    this.element = html(
      "div",
      { class: "np-board" },
      html("header", {}, this.title, this.counts, this.status),
      this.joining,
      this.#acts(),
      this.paceForm.element,
      html(
        "section",
        { class: "np-board-bet", "aria-label": "Bets" },
        this.histogram,
        this.betForm.element,
      ),
      this.tiles.element,
    );
    tabNews().open(news);
    this.#invite("");
  }

  #acts() {
    return html(
      "section",
      { class: "np-board-acts", "aria-label": "Lead" },
      html(
        "div",
        {},
        html("label", { for: "page", text: "Page" }),
        this.page,
        button("Bring everybody there", () => void this.#bring()),
      ),
      html("div", {}, html("label", { for: "reason", text: "Why" }), this.reason, this.pause),
      html(
        "div",
        {},
        html("a", {
          class: "np-button",
          href: BASE,
          target: "_blank",
          text: "Open the pages to lead",
        }),
        html("a", {
          class: "np-button",
          href: "?view=wall",
          target: "_blank",
          text: "Wall for the projector",
        }),
        button("Progress as CSV", () => this.#download()),
        this.end,
      ),
    );
  }

  /** @param {string} host */
  async #invite(host) {
    const invited = await invitation(this.lead.code, host);
    const choice = invited && invited.hosts.length > 1
      ? [
        html("label", { for: "host", text: "This computer has several addresses" }),
        html(
          "select",
          {
            id: "host",
            onchange: ({ target }) => this.#invite(/** @type {HTMLSelectElement} */ (target).value),
          },
          ...invited.hosts.map((text) =>
            html("option", { value: text, text, selected: invited.address.includes(text) })
          ),
        ),
      ]
      : [];
    this.joining.replaceChildren(
      html("p", { class: "np-wall-code", translate: "no", text: this.lead.code }),
      ...(invited ? [invitationCard(invited)] : []),
      ...choice,
    );
  }

  /** @param {BoardNews} news */
  #show(news) {
    this.#news = news;
    const { room, counts, votes, tiles, bets } = news;
    setText(this.title, room.title || "Class");
    const { here, open, working, stuck, done } = counts;
    setText(
      this.counts,
      `${here} here · ${open} open · ${working} working · ${stuck} stuck · ${done} done`,
    );
    setText(this.pause, room.mode === "paused" ? "Go on" : "Pause");
    this.pause.setAttribute("aria-pressed", String(room.mode === "paused"));
    this.histogram.replaceChildren(
      ...(room.bet ? [histogram(room.bet, votes, here)] : []),
      ...(bets.length ? [linesPicture([], this.points.of(bets[0]), [], bets)] : []),
    );
    this.betForm.show(room.bet);
    this.paceForm.show(room.pace, room.step);
    this.tiles.show(tiles, room.shown.length > 0);
  }

  /** @param {Command} command */
  async #command(command) {
    const { refusal } = await post(`/${this.lead.code}/commands`, command, this.lead.secret);
    setText(this.status, refusal ? refusal.reason : "");
    return !refusal;
  }

  async #bring(link = this.page.value) {
    if (await this.#command({ kind: "bring", link })) this.#save({ link });
  }

  /** What is to be there again after the server was started anew. @param {Partial<Lead>} change */
  #save(change) {
    saveLead({ ...(loadLead() ?? this.lead), ...change });
  }

  /**
   * Who is on that step already stays; where all are on one step, all others are brought there.
   *
   * @param {import("../protocol.d.ts").RoomNews["pace"]} pace
   * @param {string} step
   * @param {string} link to it
   */
  async #setPace(pace, step, link) {
    if (!await this.#command({ kind: "pace", pace, step })) return;
    this.#save({ pace: { pace, step } });
    this.paceForm.show(pace, step); // before the news of it: the next step may follow at once
    if (pace === "all") await this.#bring(link);
  }

  #pause() {
    const isPaused = this.#news?.room.mode === "paused";
    this.#command({
      kind: "mode",
      mode: isPaused ? "free" : "paused",
      reason: this.reason.value || this.reason.placeholder,
    });
  }

  /** @param {number} seat @returns {Promise<string>} who sits there */
  async #who(seat) {
    const { data, refusal } = await post(`/${this.lead.code}/who`, { seat }, this.lead.secret);
    return data ? `${data.colour} ${data.animal}` : refusal?.reason ?? "";
  }

  async #download() {
    const response = await get(`/${this.lead.code}/progress.csv`, this.lead.secret).catch(() =>
      null
    );
    if (!response?.ok) return setText(this.status, "The server is away. Try again in a moment.");
    const href = URL.createObjectURL(await response.blob());
    html("a", { href, download: `class-${this.lead.code}.csv` }).click();
    setTimeout(() => URL.revokeObjectURL(href), 60_000);
  }

  #end() {
    if (this.end.dataset.sure) return void this.#command({ kind: "end" });
    this.end.dataset.sure = "yes";
    setText(this.end, "End it, and forget everything?");
    setTimeout(() => {
      delete this.end.dataset.sure;
      setText(this.end, "End the class");
    }, 6000);
  }
}
