/** The way through a lesson: back, on and out, as far as the teacher of a class has opened it. */

import { button, html, setText } from "../widgets/dom.js";
import * as pace from "./pace.js";

/**
 * @typedef {Pick<import("../protocol.d.ts").LessonPayload, "lesson" | "number" | "steps">} Place
 * @typedef {import("../protocol.d.ts").LessonEvent} LessonEvent
 */

export class StepWay {
  line = html("p", { class: "np-lesson-pace", id: "np-lesson-pace" });
  back = button("Back", () => this.#goBy(-1));
  next = button("Continue", () => this.#goBy(1));
  leave = button("Leave", () => this.onGo({ go: "leave" }));
  /** @type {Place | null} */
  #place = null;
  #done = false;

  /**
   * @param {(event: Pick<LessonEvent, "go"> & Partial<LessonEvent>) => void} onGo
   * @param {(text: string) => void} announce
   */
  constructor(onGo, announce) {
    this.onGo = onGo;
    this.announce = announce;
    this.next.classList.add("np-main");
    this.next.setAttribute("aria-describedby", this.line.id);
    this.close = pace.follow(() => this.#onPace());
  }

  /** @param {Place} place the step that is on @param {boolean} done */
  show(place, done) {
    [this.#place, this.#done] = [place, done];
    const { lesson, number, steps } = place;
    const { first, last } = pace.openSteps(lesson);
    const isClosed = number < steps && number >= last;
    this.back.hidden = number <= first;
    this.next.hidden = !done;
    this.next.disabled = isClosed;
    setText(this.next, number < steps ? "Continue" : "Finish");
    setText(this.line, isClosed && done ? "Your teacher opens the next step." : "");
  }

  /**
   * Goes to the nearest step that is open, if this one is not.
   *
   * @param {Place} place the step that is on
   * @returns {boolean} whether it goes
   */
  keepPace({ lesson, number, steps }) {
    const { first, last } = pace.openSteps(lesson);
    const step = Math.min(Math.max(number, first), last, steps);
    if (step !== number) this.onGo({ go: "to", lesson, step });
    return step !== number;
  }

  /** The teacher has opened steps, or closed them. */
  #onPace() {
    if (!this.#place || (!pace.isTogether() && this.keepPace(this.#place))) return;
    const wasClosed = this.next.disabled;
    this.show(this.#place, this.#done);
    if (wasClosed && this.#done && !this.next.disabled) this.announce("The next step is open.");
  }

  /** @param {number} by */
  #goBy(by) {
    if (!this.#place) return;
    const { lesson, number, steps } = this.#place;
    const step = number + by;
    this.onGo(step > steps ? { go: "leave" } : { go: "to", lesson, step });
  }
}
