/**
 * The card of a step: what there is to do, how far it is done, and why it came out so.
 *
 * The hand ends a step, on the page's own controls: the card only watches what is on screen. The
 * server judges once more, at rest; only then can one go on.
 */

import { isDark } from "../charts/plot.js";
import { courseFacts } from "../model/courseFacts.js";
import { button, html, setText, stylesheet } from "../widgets/dom.js";
import { Attempt } from "./attempt.js";
import { BetForm } from "./betForm.js";
import { mark, play, show, unmark } from "./controls.js";
import { GoalMeter } from "./goalMeter.js";
import * as onScreen from "./onScreen.js";
import * as progress from "./progress.js";
import { makeRoom } from "./room.js";
import { StepWay } from "./stepWay.js";

/**
 * @typedef {import("../protocol.d.ts").LessonPayload} LessonPayload
 * @typedef {import("../protocol.d.ts").LessonEvent} LessonEvent
 */

/** Milliseconds without a change after which what is on screen is at rest. */
const REST = 600;
/** Milliseconds after which the server is asked again, at first; then after twice as many. */
const AGAIN = 2000;
/** Milliseconds in which the picture follows what the server has judged. */
const FOLLOWS = 400;
/** Milliseconds of rest after a try, after which a hint is offered. */
const PATIENCE = 45_000;

export default class LessonCard {
  /** @type {Attempt | null} */
  #attempt = null;
  /** @type {(event: LessonEvent) => void} */
  #send = () => {};
  /** Grows with every event; the clock has it grow over reloads too. */
  #seq = Date.now();
  #glowing = "";
  /** @type {import("./onScreen.js").Screen | null} */
  #screen = null;
  #isSeen = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #resting;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #waiting;
  #playing = new AbortController();
  #marking = 0;
  /** @type {GoalMeter[]} */
  #meters = [];

  name = html("p", { class: "np-lesson-name" });
  say = html("p", { class: "np-lesson-say" });
  bet = html("p");
  form = new BetForm((bet) => this.#onBet(bet));
  because = html("p", { class: "np-lesson-because" });
  missLine = html("p", { class: "np-lesson-miss" });
  hintLine = html("p", { class: "np-lesson-hint" });
  goals = html("ul", { class: "np-lesson-goals", "aria-label": "Goals" });
  status = html("p", { class: "np-hidden", role: "status" });
  helpButton = button("", () => this.#onHelp());
  way = new StepWay((event) => this.#go(event), (text) => this.#announce(text));
  hereButton = button("", () => this.#go({ go: "here" }));
  changes = new MutationObserver(() => this.#markSoon());

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    root.classList.add("np-bare", "np-lesson");
    const bet = html("div", { class: "np-lesson-bet" }, this.bet, this.form.element);
    const { back, next, leave, line } = this.way;
    const text = [this.name, this.say, bet, this.missLine, this.hintLine, this.because, line];
    const buttons = [back, this.helpButton, next, leave];
    root.replaceChildren(
      html(
        "div",
        { class: "np-lesson-card" },
        html("div", { class: "np-lesson-text" }, ...text),
        html("div", { class: "np-lesson-way" }, this.goals, this.hereButton),
        html("div", { class: "np-lesson-acts" }, ...buttons),
      ),
      this.status,
    );
    this.giveRoomBack = makeRoom(root, () => {
      this.#isSeen = false; // what is to be moved stays above the card, however high that is
      this.#markSoon();
    });
    this.changes.observe(document.body, { childList: true, subtree: true });
    this.ready = stylesheet("lesson.css");
    this.unfollow = onScreen.follow((screen) => this.#onFrame(screen));
  }

  /** @param {LessonPayload} payload @param {(event: LessonEvent) => void} send */
  apply(payload, send) {
    this.#send = send;
    this.root.dataset.theme = isDark(this.root) ? "dark" : "light";
    const before = this.#attempt?.payload;
    if (before?.lesson !== payload.lesson || before.number !== payload.number) {
      this.#begin(payload, before === undefined);
    } else if (this.#attempt) this.#attempt.payload = payload;
    if (payload.confirmed) this.#finish();
    this.#onFrame(this.#screen);
    this.#write();
    this.#markSoon();
  }

  /** @param {LessonPayload} payload of another step @param {boolean} isFirst since the page was loaded */
  #begin(payload, isFirst) {
    const { lesson, revision, title, number, steps, step } = payload;
    const { bets } = progress.doneOf(progress.load(), lesson, revision);
    this.#playing.abort();
    clearTimeout(this.#waiting);
    [this.#glowing, this.#isSeen] = ["", false];
    this.#attempt = new Attempt(payload, bets[number] ?? null);
    this.#meters = step.goals.map((goal) => new GoalMeter(goal));
    this.goals.replaceChildren(...this.#meters.map(({ element }) => element));
    setText(this.missLine, "");
    setText(this.hintLine, "");
    this.root.setAttribute("aria-label", `Lesson ${title}, step ${number} of ${steps}`);
    setText(this.name, `${title} · ${number} of ${steps}`);
    this.form.begin(this.#attempt);
    if (!this.way.keepPace(payload)) this.#go({ go: "arrived" });
    if (!isFirst) this.#announce(`Step ${number} of ${steps}. ${this.#attempt.filled(step.say)}`);
  }

  /** @param {import("./onScreen.js").Screen | null} screen */
  #onFrame(screen) {
    this.#screen = screen;
    const attempt = this.#attempt;
    const facts = attempt?.payload.here ? screen?.facts() : null;
    if (!attempt || !facts) return;
    const kind = /** @type {import("../model/courseFacts.js").Kind} */ (screen?.kind);
    if (!attempt.take(courseFacts(facts, kind, attempt.payload.given))) return;
    this.#write();
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#onRest(), REST);
  }

  /** Everything that follows what is on screen. */
  #write() {
    const attempt = this.#attempt;
    if (!attempt) return;
    const { done, payload: { step, here, page } } = attempt;
    setText(this.say, attempt.filled(step.say));
    attempt.verdict.goals.forEach((goal, i) => this.#meters[i].show(goal, done));
    setText(this.because, done ? attempt.filled(step.because) : "");
    const asks = step.bet && attempt.bet === null && !done;
    setText(
      this.bet,
      asks ? `Your bet first: ${attempt.filled(step.bet?.ask ?? "")}` : attempt.betText,
    );
    this.form.element.hidden = !asks;
    this.form.show(here);
    setText(this.hereButton, `To the page ${page}`);
    this.hereButton.hidden = here;
    this.goals.hidden = !here;
    this.way.show(attempt.payload, done);
    this.helpButton.hidden = done || !here;
    setText(this.helpButton, attempt.helpLabel);
    // Before a bet, a phone has no room for a circle that is empty anyway.
    this.root.dataset.bet = attempt.bet === null ? "" : "made";
    this.root.dataset.asks = String(Boolean(asks) && !attempt.facts.changed);
    this.root.dataset.state = !here ? "away" : done ? "done" : "open";
  }

  /** The hand rests: a wrong state is named, and a screen reader hears how far it is. */
  #onRest() {
    const attempt = this.#attempt;
    if (!attempt?.payload.here || attempt.done) return;
    if (!attempt.facts.changed) return setText(this.missLine, ""); // back where it began
    if (attempt.verdict.met) return this.#check(attempt);
    const { text, isStuck } = attempt.rest();
    setText(this.missLine, text);
    if (text) setText(this.hintLine, "");
    if (isStuck) this.#offerHelp();
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#offerHelp(), PATIENCE);
    this.#announce(text || this.#meters.map((meter) => meter.words).join(", "));
  }

  /** Has the server judge; from the second time on, what is on screen goes along once more. @param {Attempt} attempt */
  #check(attempt) {
    if (attempt.checks) this.#screen?.stage.commit();
    this.#go({ go: "check", epoch: attempt.facts.epoch ?? 0 });
    this.#resting = setTimeout(() => this.#onRest(), AGAIN * 2 ** attempt.checks++);
  }

  /** Help is offered once it may be wanted; nobody counts it. */
  #offerHelp() {
    if (!this.#attempt?.done) this.helpButton.classList.add("np-offer");
  }

  #finish() {
    const attempt = this.#attempt;
    if (!attempt || attempt.done) return;
    const { lesson, revision, number, step } = attempt.payload;
    attempt.done = true;
    this.#glowing = "";
    clearTimeout(this.#waiting);
    setText(this.missLine, "");
    setText(this.hintLine, "");
    this.helpButton.classList.remove("np-offer");
    progress.finish(lesson, revision, number);
    const say = () => `Done. ${attempt.filled(step.because)} ${this.way.line.textContent}`;
    setTimeout(() => this.#announce(say().trim()), FOLLOWS);
  }

  /** @param {import("./attempt.js").BetMade} bet */
  #onBet(bet) {
    const attempt = this.#attempt;
    if (!attempt) return;
    const { lesson, revision, number } = attempt.payload;
    attempt.bet = bet;
    progress.bet(lesson, revision, number, bet);
    this.#write();
    this.#announce("Your bet is noted. Now do it.");
  }

  async #onHelp() {
    const attempt = this.#attempt;
    if (!attempt) return;
    const { hints, solution } = attempt.payload.step;
    this.helpButton.classList.remove("np-offer");
    const help = attempt.takeHelp();
    this.#write();
    if (help === "where") {
      this.#pointTo(hints.where);
      this.#tell(`Use ${hints.where}.`);
    } else if (help === "think") this.#tell(attempt.filled(hints.think));
    else if (help === "half") await this.#play(hints.half, "Half of it is done. Go on.");
    else await this.#play(solution, "");
  }

  /** @param {import("../protocol.d.ts").Act[]} acts @param {string} text said afterwards */
  async #play(acts, text) {
    this.#playing.abort();
    this.#playing = new AbortController();
    const { signal } = this.#playing;
    this.helpButton.disabled = true;
    const missing = await play(acts, (name) => this.#pointTo(name), signal);
    this.helpButton.disabled = false;
    if (!signal.aborted) this.#tell(missing ? `There is no "${missing}" on the page now.` : text);
  }

  /** @param {string} text */
  #tell(text) {
    setText(this.hintLine, text);
    if (text) setText(this.missLine, "");
    this.#announce(text);
  }

  /** @param {Pick<LessonEvent, "go"> & Partial<LessonEvent>} event */
  #go(event) {
    if (event.go !== "check") this.#playing.abort();
    this.#send({ lesson: "", step: 1, epoch: 0, ...event, seq: ++this.#seq });
  }

  /** @param {string} name of a control */
  #pointTo(name) {
    this.#glowing = name;
    this.#mark();
  }

  /** Controls come and go with the page's scripts. */
  #markSoon() {
    this.#marking ||= requestAnimationFrame(() => {
      this.#marking = 0;
      this.#mark();
    });
  }

  #mark() {
    const attempt = this.#attempt;
    if (!attempt?.payload.here || attempt.done) return unmark();
    mark(attempt.payload.step.controls, this.#glowing);
    // On a phone, what is to be moved may be below the window; one may scroll away from it.
    this.#isSeen ||= show(attempt.payload.step.controls[0]);
  }

  /** @param {string} text */
  #announce(text) {
    if (text) setText(this.status, text);
  }

  close() {
    this.#playing.abort();
    clearTimeout(this.#resting);
    clearTimeout(this.#waiting);
    cancelAnimationFrame(this.#marking);
    this.changes.disconnect();
    this.unfollow();
    this.way.close();
    this.form.close();
    unmark();
    this.giveRoomBack();
  }
}
