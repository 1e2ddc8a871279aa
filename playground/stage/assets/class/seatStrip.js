/**
 * A learner in a class: is brought where the class is, follows the teacher, bets, and reports.
 *
 * One click lets go ("Explore on your own"), one returns. What is on screen stays, whatever happens
 * to the class.
 */

import * as onScreen from "../course/onScreen.js";
import * as pace from "../course/pace.js";
import { tabNews } from "../net/newsStream.js";
import { button, html, setText } from "../widgets/dom.js";
import { BetBox } from "./betBox.js";
import {
  BASE,
  classNews,
  go,
  isAlone,
  join,
  loadSeat,
  post,
  saveSeat,
  setAlone,
} from "./client.js";
import { fits, isOnStep, reportOf } from "./report.js";
import { ShownBox } from "./shownBox.js";
import { Strip } from "./strip.js";

/** @typedef {import("../protocol.d.ts").RoomNews} RoomNews @typedef {import("../protocol.d.ts").LedValues} LedValues */

/** Milliseconds without a frame, after which what is on screen is at rest. */
const REST = 700;
/** Milliseconds between two reports, as the server takes them. */
const PAUSE = 2100;
/** Milliseconds between two tries to find a class that the server has forgotten. */
const AGAIN = 4000;

export class SeatStrip {
  strip = new Strip();
  bet = new BetBox((round, answer) => this.#vote(round, answer));
  shown = new ShownBox(() => this.#seat);
  alone = button("Explore on your own", () => this.#goAlone(!isAlone()));
  leave = button("Leave the class", () => this.#leave());
  veil = html("p", { class: "np-veil", role: "alert" });
  /** @type {RoomNews | null} */
  #room = null;
  #who = "";
  #reported = "";
  #address = location.pathname;
  #moved = false;
  #isLed = false;
  /** @type {LedValues | null} what is shown once the page is there */
  #led = null;
  /** @type {import("../course/onScreen.js").Screen | null} */
  #screen = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #resting;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #trying;
  #last = 0;
  #isReporting = false;

  #news = classNews(() => ({ room: this.#seat.code }), () => this.#seat.seat, {
    onEvent: (event) => this.#onEvent(event),
    onRefused: (refusal) => this.#onRefused(refusal),
    onConnection: (isConnected) => this.#onConnection(isConnected),
  });

  constructor() {
    this.strip.acts.append(this.alone, this.leave);
    this.strip.more.append(this.bet.element, this.shown.element);
    this.veil.hidden = true;
    this.#keepPace(); // as it was before a reload, until there is news
    document.body.append(this.veil);
    tabNews().open(this.#news);
    this.unfollow = onScreen.follow((screen) => this.#onFrame(screen));
    addEventListener("pointerdown", this.#onTouch, true);
    addEventListener("keydown", this.#onTouch, true);
    this.#write();
  }

  get #seat() {
    return loadSeat() ?? { code: "", seat: "", moved: 0, since: 0 };
  }

  // --- what the class says --------------------------------------------------------------------

  /** @param {import("../net/newsStream.js").ServerEvent} event */
  #onEvent({ name, data }) {
    if (name === "seat") {
      this.#who = `${data.colour} ${data.animal}`;
      this.bet.showVote(data.round, data.vote);
    } else if (name === "room") this.#onRoom(data);
    else if (name === "led") this.#onLed(data);
    else if (name === "over") return this.#end("The class is over. What you have made stays here.");
    else if (name === "left") return this.#end("");
    this.#write();
  }

  /** @param {RoomNews} room */
  #onRoom(room) {
    this.#room = room;
    this.bet.show(room.bet);
    this.shown.show(room.shown);
    if (room.mode === "free") this.#led = null;
    const { moved } = this.#seat;
    saveSeat({
      ...this.#seat,
      moved: room.moved,
      pace: { pace: room.pace, step: room.step },
    });
    this.#keepPace();
    if (moved !== room.moved && !isAlone()) this.#goTo(room.link);
  }

  /** Who is on a step already goes on with it: its link would begin it anew. @param {string} link */
  #goTo(link) {
    if (!isOnStep(link, BASE, location)) go(link);
  }

  /** The card of a lesson goes as far as the teacher says; not on a screen that goes its own way. */
  #keepPace() {
    pace.set(isAlone() ? null : this.#seat.pace ?? null);
  }

  /** @param {LedValues} led */
  #onLed(led) {
    this.#led = led;
    this.#follow();
  }

  /** Shows what the teacher shows, if its page is there. */
  #follow() {
    const [led, screen] = [this.#led, this.#screen];
    if (!led || !screen || isAlone() || this.#room?.mode === "free" || !fits(led, screen)) return;
    const { camera: _, ...change } = led.values;
    this.#led = null;
    this.#isLed = true;
    screen.stage.set(change);
  }

  /** @param {boolean} isConnected */
  #onConnection(isConnected) {
    this.strip.say(
      isConnected ? "" : "The connection to the class is lost. It comes back by itself.",
    );
  }

  /** @param {import("../net/newsStream.js").Refusal} refusal */
  #onRefused({ status, reason }) {
    this.strip.say(`${reason} What you have made stays here; the class is looked for again.`);
    clearTimeout(this.#trying);
    const { code } = this.#seat;
    if (!code || status === "full") return;
    this.#trying = setTimeout(async () => {
      const { refusal } = await join(code);
      if (refusal) this.#onRefused(refusal);
      else {
        this.strip.say("");
        tabNews().open(this.#news);
      }
    }, AGAIN * (0.5 + Math.random()));
  }

  // --- what the learner does ------------------------------------------------------------------

  #onTouch = (/** @type {Event} */ { target }) => {
    const place = target instanceof Element ? target.closest(".np-stage") : null;
    if (place && !place.matches(".np-bare")) this.#moved = true;
  };

  /** @param {boolean} alone */
  #goAlone(alone) {
    setAlone(alone);
    this.#keepPace();
    if (!alone && this.#room) this.#goTo(this.#room.link);
    this.#write();
  }

  /** @param {number} round @param {import("../protocol.d.ts").Vote["answer"]} answer */
  async #vote(round, answer) {
    const { code, seat } = this.#seat;
    const { refusal } = await post(`/${code}/vote`, { round, answer }, seat);
    this.strip.say(refusal ? refusal.reason : "");
  }

  async #leave() {
    const { code, seat } = this.#seat;
    await post(`/${code}/leave`, {}, seat);
    this.#end("");
  }

  /** @param {string} sentence */
  #end(sentence) {
    tabNews().close(this.#news);
    clearTimeout(this.#trying);
    clearTimeout(this.#resting);
    this.unfollow();
    saveSeat(null);
    setAlone(false);
    pace.set(null);
    this.#room = null;
    this.bet.show(null);
    this.shown.show([]);
    this.#write();
    if (!sentence) return this.strip.remove();
    this.strip.say("");
    setText(this.strip.text, sentence);
    this.strip.acts.replaceChildren(button("Close", () => this.strip.remove()));
  }

  // --- reports --------------------------------------------------------------------------------

  /** @param {import("../course/onScreen.js").Screen | null} screen */
  #onFrame(screen) {
    this.#screen = screen;
    this.#follow();
    this.bet.onFrame(screen);
    this.#restSoon(REST);
  }

  /** @param {number} wait */
  #restSoon(wait) {
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#onRest(), wait);
  }

  async #onRest() {
    if (this.#isLed) {
      this.#isLed = false;
      this.#screen?.stage.commit(); // the page's own state is now the teacher's
    }
    const wait = this.#isReporting ? PAUSE : this.#last + PAUSE - performance.now();
    if (wait > 0) return this.#restSoon(wait);
    if (location.pathname !== this.#address) {
      this.#address = location.pathname;
      this.#moved = false;
    }
    const report = reportOf(new URL(location.href), BASE, this.#screen, this.#moved);
    if (report.step && !report.done) this.#restSoon(PAUSE); // Python may judge it after the last frame
    if (JSON.stringify(report) === this.#reported) return;
    this.#isReporting = true;
    const { code, seat } = this.#seat;
    const { refusal } = await post(`/${code}/report`, report, seat);
    this.#isReporting = false;
    this.#last = performance.now(); // from the answer on: what is slow on its way would come too soon
    if (!refusal) this.#reported = JSON.stringify(report);
    else if (refusal.status === "busy") this.#restSoon(PAUSE);
  }

  // --- the strip ------------------------------------------------------------------------------

  #write() {
    const room = this.#room;
    const alone = isAlone();
    const isPaused = room?.mode === "paused";
    const isLed = room?.mode === "follow" && !alone;
    const title = room?.title || "Class";
    setText(
      this.strip.text,
      `You are the ${this.#who || "…"} · ${title} ${this.#seat.code}` +
        (isLed ? " · your screen follows the teacher" : alone ? " · on your own" : ""),
    );
    setText(this.alone, alone ? "Back to the class" : "Explore on your own");
    setText(this.veil, room?.reason || "Look up: your teacher has paused the class.");
    this.veil.hidden = !isPaused;
    document.querySelector("#root")?.toggleAttribute("inert", isPaused || isLed);
  }
}
