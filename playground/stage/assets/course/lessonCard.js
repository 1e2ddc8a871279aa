/**
 * The card of a step: what there is to do, how far it is done, and why it came out so.
 *
 * The hand ends a step, on the page's own controls: the card only watches what is on screen. The
 * page's server judges once more, at rest; only then can one go on.
 */

import { isDark } from "../charts/plot.js";
import { courseFacts } from "../model/courseFacts.js";
import { fill } from "../model/courseTexts.js";
import { judge } from "../model/goals.js";
import { html, setText, stylesheet } from "../widgets/dom.js";
import { mark, play, unmark } from "./controls.js";
import { GoalMeter } from "./goalMeter.js";
import * as onScreen from "./onScreen.js";
import * as progress from "./progress.js";

/**
 * @typedef {import("../protocol.d.ts").LessonPayload} LessonPayload
 * @typedef {import("../protocol.d.ts").LessonEvent} LessonEvent
 * @typedef {import("../protocol.d.ts").Act} Act
 * @typedef {import("../model/course.d.ts").CourseFacts} CourseFacts
 * @typedef {import("../model/course.d.ts").Verdict} Verdict
 */

/** Milliseconds without a change after which what is on screen is at rest. */
const REST = 600;
/** Milliseconds of rest after a try, after which a hint is offered. */
const PATIENCE = 45_000;
const LIKE_MISSES = 2;
/** What the button gives at each press. */
const HINTS = ["Hint", "Another hint", "Do half of it", "Show me"];

export default class LessonCard {
  /** @type {LessonPayload | null} */
  #payload = null;
  /** @type {(event: LessonEvent) => void} */
  #send = () => {};
  /** Grows with every event; the clock has it grow over reloads too. */
  #seq = Date.now();
  #step = "";
  /** @type {CourseFacts} */
  #facts = {};
  #shown = "";
  #done = false;
  /** The answer that was bet on; null: none yet. @type {number | null} */
  #bet = null;
  #hint = 0;
  #glowing = "";
  /** How often the same wrong state was come to. */
  #miss = { index: -1, times: 0 };
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
  betBox = html("div", { class: "np-lesson-bet" });
  because = html("p", { class: "np-lesson-because" });
  missLine = html("p", { class: "np-lesson-miss" });
  hintLine = html("p", { class: "np-lesson-hint" });
  goals = html("ul", { class: "np-lesson-goals", "aria-label": "Goals" });
  status = html("p", { class: "np-hidden", role: "status" });
  hintButton = this.#button("Hint", () => this.#onHint());
  backButton = this.#button("Back", () => this.#goBy(-1));
  nextButton = this.#button("Continue", () => this.#goBy(1));
  leaveButton = this.#button("Leave", () => this.#go({ go: "leave" }));
  hereButton = this.#button("", () => this.#go({ go: "here" }));

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    root.classList.add("np-bare", "np-lesson");
    this.nextButton.classList.add("np-main");
    const text = [this.name, this.say, this.betBox, this.missLine, this.hintLine, this.because];
    const buttons = [this.backButton, this.hintButton, this.nextButton, this.leaveButton];
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
    document.documentElement.classList.add("np-in-lesson");
    this.sizes = new ResizeObserver(() => this.#makeRoom());
    this.sizes.observe(root);
    this.observer = new MutationObserver(() => this.#markSoon());
    this.observer.observe(document.body, { childList: true, subtree: true });
    this.ready = stylesheet("lesson.css");
    this.unfollow = onScreen.follow((screen) => this.#onFrame(screen));
  }

  /** @param {string} text @param {() => void} onclick */
  #button(text, onclick) {
    return html("button", { type: "button", class: "np-button", text, onclick });
  }

  /** @param {LessonPayload} payload @param {(event: LessonEvent) => void} send */
  apply(payload, send) {
    this.#payload = payload;
    this.#send = send;
    this.root.dataset.theme = isDark(this.root) ? "dark" : "light";
    const step = `${payload.lesson}.${payload.number}`;
    if (step !== this.#step) this.#begin(payload, step);
    if (payload.confirmed) this.#finish();
    this.#write();
    this.#markSoon();
  }

  /** Another step. @param {LessonPayload} payload @param {string} name */
  #begin({ lesson, revision, title, number, steps, step }, name) {
    const isFirst = !this.#step;
    this.#step = name;
    this.#playing.abort();
    [this.#done, this.#hint, this.#glowing] = [false, 0, ""];
    this.#miss = { index: -1, times: 0 };
    this.#bet = progress.doneOf(progress.load(), lesson, revision).bets[number] ?? null;
    this.#meters = step.goals.map((goal) => new GoalMeter(goal));
    this.goals.replaceChildren(...this.#meters.map(({ element }) => element));
    setText(this.missLine, "");
    setText(this.hintLine, "");
    this.root.setAttribute("aria-label", `Lesson ${title}, step ${number} of ${steps}`);
    this.backButton.hidden = number === 1;
    setText(this.nextButton, number < steps ? "Continue" : "Back to the course");
    if (!isFirst) this.#announce(`Step ${number} of ${steps}. ${this.#filled(step.say)}`);
  }

  // --- what is on screen ----------------------------------------------------------------------

  /** @param {import("./onScreen.js").Screen | null} screen */
  #onFrame(screen) {
    const payload = this.#payload;
    if (!payload?.here || !screen) return;
    const facts = screen.facts();
    if (!facts) return;
    const kind = /** @type {import("../model/courseFacts.js").Kind} */ (screen.kind);
    const now = courseFacts(facts, kind, payload.given);
    this.#facts = { ...now, changed: Number(isChanged(now, payload)) };
    this.#write();
  }

  /** @returns {Verdict} */
  #verdict() {
    const { step, start } = /** @type {LessonPayload} */ (this.#payload);
    const goals = /** @type {import("../model/course.d.ts").Goal[]} */ (step.goals);
    const misses = /** @type {import("../model/course.d.ts").Miss[]} */ (step.misses);
    return judge(goals, misses, this.#facts, start);
  }

  /** Everything that follows what is on screen. */
  #write() {
    const payload = this.#payload;
    if (!payload) return;
    const { step, here, page, title, number, steps } = payload;
    const verdict = this.#verdict();
    setText(this.name, `${title} · ${number} of ${steps}`);
    setText(this.say, this.#filled(step.say));
    verdict.goals.forEach((goal, i) => this.#meters[i].show(goal, this.#done));
    setText(this.because, this.#done ? this.#filled(step.because) : "");
    this.#writeBet();
    this.hereButton.hidden = here;
    setText(this.hereButton, `To the page ${page}`);
    this.goals.hidden = !here;
    this.nextButton.hidden = !this.#done;
    this.hintButton.hidden = this.#done || !here;
    setText(this.hintButton, HINTS[this.#hint]);
    this.root.dataset.state = this.#done ? "done" : here ? "open" : "away";
    const shown = JSON.stringify([this.#facts, this.#step]);
    if (shown !== this.#shown) {
      this.#shown = shown;
      clearTimeout(this.#resting);
      this.#resting = setTimeout(() => this.#onRest(), REST);
    }
  }

  /** The question with its answers; then what was bet on, and what came out. */
  #writeBet() {
    const { step } = /** @type {LessonPayload} */ (this.#payload);
    const { bet } = step;
    const state = JSON.stringify([this.#step, this.#bet, this.#done]);
    if (this.betBox.dataset.state === state) return;
    this.betBox.dataset.state = state;
    this.betBox.replaceChildren();
    if (!bet) return;
    if (this.#bet !== null) {
      const outcome = this.#done ? ` ${this.#filled(bet.outcome)}` : "";
      const answer = this.#filled(bet.answers[this.#bet] ?? "");
      this.betBox.append(html("p", { text: `Your bet: ${answer}.${outcome}` }));
    } else if (this.#done) this.betBox.append(html("p", { text: this.#filled(bet.outcome) }));
    else {
      const answers = bet.answers.map((answer, i) =>
        this.#button(this.#filled(answer), () => this.#onBet(i))
      );
      const ask = this.#filled(bet.ask);
      this.betBox.append(
        html("p", { text: `Your bet first: ${ask}` }),
        html("div", { class: "np-lesson-answers", role: "group", "aria-label": ask }, ...answers),
      );
    }
  }

  /** The hand rests: a wrong state is named, and a screen reader hears how far it is. */
  #onRest() {
    const payload = this.#payload;
    if (!payload?.here || this.#done || !this.#facts.changed) return;
    const verdict = this.#verdict();
    const index = verdict.miss ?? -1;
    const text = index < 0 ? "" : this.#filled(payload.step.misses?.[index]?.say ?? "");
    setText(this.missLine, text);
    const times = index >= 0 && index === this.#miss.index ? this.#miss.times + 1 : 1;
    this.#miss = { index, times: index < 0 ? 0 : times };
    if (this.#miss.times >= LIKE_MISSES) this.#offer();
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => this.#offer(), PATIENCE);
    this.#announce(text || this.#meters.map((meter) => meter.words).join(", "));
  }

  /** A hint is offered, once it may be wanted; nobody counts them. */
  #offer() {
    if (!this.#done) this.hintButton.classList.add("np-offer");
  }

  #finish() {
    if (this.#done) return;
    const { lesson, revision, number, step } = /** @type {LessonPayload} */ (this.#payload);
    this.#done = true;
    this.#glowing = "";
    clearTimeout(this.#waiting);
    setText(this.missLine, "");
    setText(this.hintLine, "");
    this.hintButton.classList.remove("np-offer");
    progress.finish(lesson, revision, number);
    this.#announce(`Done. ${this.#filled(step.because)}`);
  }

  // --- what is pressed ------------------------------------------------------------------------

  /** @param {number} answer its index */
  #onBet(answer) {
    const { lesson, revision, number } = /** @type {LessonPayload} */ (this.#payload);
    this.#bet = answer;
    progress.bet(lesson, revision, number, answer);
    this.#write();
    this.#markSoon();
    this.#announce("Your bet is noted. Now do it.");
  }

  async #onHint() {
    const { step } = /** @type {LessonPayload} */ (this.#payload);
    const { hints, solution } = step;
    this.hintButton.classList.remove("np-offer");
    const level = this.#hint;
    this.#hint = Math.min(level + 1, HINTS.length - 1);
    if (level === 0) {
      this.#pointTo(hints.where);
      this.#tell(`Use ${hints.where}.`);
    } else if (level === 1) this.#tell(this.#filled(hints.think));
    else if (level === 2) await this.#play(hints.half, "Half of it is done. Go on.");
    else await this.#play(solution, "");
    this.#write();
  }

  /** @param {Act[]} acts @param {string} text said afterwards */
  async #play(acts, text) {
    this.#playing.abort();
    this.#playing = new AbortController();
    const { signal } = this.#playing;
    this.hintButton.disabled = true;
    const missing = await play(acts, (name) => this.#pointTo(name), signal);
    this.hintButton.disabled = false;
    if (!signal.aborted) this.#tell(missing ? `There is no "${missing}" on the page now.` : text);
  }

  /** @param {string} text */
  #tell(text) {
    setText(this.hintLine, text);
    this.#announce(text);
  }

  /** @param {string} name of a control */
  #pointTo(name) {
    this.#glowing = name;
    this.#mark();
  }

  /** @param {number} by */
  #goBy(by) {
    const { lesson, number, steps } = /** @type {LessonPayload} */ (this.#payload);
    const step = number + by;
    this.#go(step > steps ? { go: "leave" } : { go: "to", lesson, step });
  }

  /** @param {Omit<LessonEvent, "seq" | "lesson" | "step"> & Partial<LessonEvent>} event */
  #go(event) {
    this.#playing.abort();
    this.#send({ lesson: "", step: 1, ...event, seq: ++this.#seq });
  }

  // --- around ---------------------------------------------------------------------------------

  /** The page's picture gives way to the card. */
  #makeRoom() {
    const { height } = (this.root.closest(".st-key-lesson") ?? this.root).getBoundingClientRect();
    document.documentElement.style.setProperty("--np-lesson", `${Math.ceil(height)}px`);
  }

  /** Controls come and go with the page's scripts. */
  #markSoon() {
    this.#marking ||= requestAnimationFrame(() => {
      this.#marking = 0;
      this.#mark();
    });
  }

  #mark() {
    const payload = this.#payload;
    if (!payload?.here) return unmark();
    mark(this.#done ? [] : payload.step.controls, this.#glowing);
    if (this.#done) unmark();
  }

  /** @param {string} text with facts in it */
  #filled(text) {
    const { start, units } = /** @type {LessonPayload} */ (this.#payload);
    return fill(text, this.#facts, start, units);
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
    this.observer.disconnect();
    this.sizes.disconnect();
    this.unfollow();
    unmark();
    document.documentElement.classList.remove("np-in-lesson");
    document.documentElement.style.removeProperty("--np-lesson");
  }
}

/**
 * Whether anything is other than when the step began.
 *
 * @param {CourseFacts} now
 * @param {LessonPayload} payload
 */
function isChanged(now, { start, given }) {
  if ((given.fits ?? 0) > 0 || (given.runs ?? 0) > 0) return true;
  return Object.entries(start).some(([name, before]) => {
    const value = now[name];
    if (value === null || value === undefined || Number.isNaN(value)) return false;
    return Math.abs(value - before) > 1e-4 * Math.max(Math.abs(before), 1e-3);
  });
}
