/** A teacher on any page: brings everybody here, has them follow, pauses, and goes to the board. */

import * as onScreen from "../course/onScreen.js";
import { button, html, setText } from "../widgets/dom.js";
import { BASE, here, loadLead, post, reopen, saveLead } from "./client.js";
import { RestrictPanel } from "./restrictPanel.js";
import { Strip } from "./strip.js";

/** Milliseconds between two messages while everybody follows: 15 a second. */
const BETWEEN = 66;
/** Milliseconds after which the address of another page or other columns is there. */
const SETTLED = 1200;

export class LeadStrip {
  strip = new Strip();
  bring = button("Bring everybody here", () => this.#bring());
  panel = new RestrictPanel();
  follow = button("Follow me", () => this.#lead(!this.#isLeading));
  #isLeading = false;
  #isSending = false;
  #last = 0;
  #place = "";
  /** @type {import("../course/onScreen.js").Screen | null} */
  #screen = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #settling;

  constructor() {
    this.strip.acts.append(
      this.bring,
      this.follow,
      this.panel.opener,
      html("a", { class: "np-button", href: `${BASE}class`, text: "Board" }),
    );
    this.strip.more.append(this.panel.element);
    setText(this.strip.text, `You lead the class ${this.#room.code}`);
    this.follow.setAttribute("aria-pressed", "false");
    onScreen.follow((screen) => this.#onFrame(screen));
  }

  get #room() {
    return loadLead() ?? { code: "", secret: "", title: "", link: "", since: 0 };
  }

  /** @param {import("../protocol.d.ts").Command} command @returns {Promise<boolean>} whether it was done */
  async #command(command) {
    const { code, secret } = this.#room;
    let { refusal } = await post(`/${code}/commands`, command, secret);
    if (refusal?.status === "unknown" && !await reopen()) {
      ({ refusal } = await post(`/${code}/commands`, command, secret));
    }
    this.strip.say(refusal ? refusal.reason : "");
    return !refusal;
  }

  async #bring() {
    const link = here();
    if (!await this.#command({ kind: "bring", link })) return;
    saveLead({ ...this.#room, link });
    if (!this.#isLeading) this.strip.say("Everybody is brought here.");
  }

  /** @param {boolean} leads */
  async #lead(leads) {
    if (!await this.#command({ kind: "mode", mode: leads ? "follow" : "free" })) return;
    this.#isLeading = leads;
    this.follow.setAttribute("aria-pressed", String(leads));
    setText(this.follow, leads ? "Let them go" : "Follow me");
    this.strip.say(leads ? "Every screen follows yours." : "Everybody explores alone again.");
    if (!leads) return;
    await this.#bring();
    this.#send();
  }

  /** @param {import("../course/onScreen.js").Screen | null} screen */
  #onFrame(screen) {
    this.#screen = screen;
    const place = screen ? `${screen.kind} ${screen.stage.shown.payload?.layout_key}` : "";
    if (screen && place !== this.#place) {
      const isFirst = !this.#place;
      this.#place = place;
      clearTimeout(this.#settling);
      if (!isFirst && this.#isLeading) {
        this.#settling = setTimeout(() => this.#bring(), SETTLED);
      }
    }
    if (this.#isLeading) this.#sendSoon();
  }

  #sendSoon() {
    const wait = Math.max(0, this.#last + BETWEEN - performance.now());
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#send();
    }, wait);
  }

  /** Only the newest is sent: while one is on its way, the next one waits. */
  async #send() {
    const values = this.#screen?.stage.shown.values;
    if (!this.#isLeading || !this.#screen || !values) return;
    if (this.#isSending) return this.#sendSoon();
    this.#isSending = true;
    this.#last = performance.now();
    const { code, secret } = this.#room;
    const { refusal } = await post(`/${code}/values`, { kind: this.#screen.kind, values }, secret);
    this.#isSending = false;
    if (refusal && refusal.status !== "busy") this.strip.say(refusal.reason);
  }
}
