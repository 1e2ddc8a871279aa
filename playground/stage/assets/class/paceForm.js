/** The teacher takes the class through a lesson: all together, up to a step, or each on their own. */

import { button, html, setText } from "../widgets/dom.js";
import { BASE } from "./client.js";

/**
 * @typedef {import("../protocol.d.ts").LessonSteps} LessonSteps
 * @typedef {import("../protocol.d.ts").RoomNews["pace"]} Pace
 */

export class PaceForm {
  lesson = html("select", { id: "lesson", onchange: () => this.#fillSteps(1) });
  step = html("select", { id: "step" });
  all = button("All on this step", () => this.#set("all", this.#chosen));
  upTo = button("Open up to this step", () => this.#set("upto", this.#chosen));
  next = button("Open the next step", () => this.#openNext());
  free = button("Let all steps be open", () => this.onPace("free", "", ""));
  text = html("p", { class: "np-class-note", role: "status" });
  element = html(
    "section",
    { class: "np-board-pace", "aria-label": "Lesson" },
    html(
      "div",
      {},
      html("label", { for: "lesson", text: "Lesson" }),
      this.lesson,
      html("label", { for: "step", text: "Step" }),
      this.step,
    ),
    html("div", {}, this.all, this.upTo, this.next, this.free),
    this.text,
  );
  /** @type {LessonSteps[]} */
  #lessons = [];
  /** @type {Pace} */
  #pace = "free";
  #step = "";
  /** What the boxes were set to. */
  #filled = "";

  /** @param {(pace: Pace, step: string, link: string) => void} onPace `link` leads to the step */
  constructor(onPace) {
    this.onPace = onPace;
    this.element.hidden = true;
    this.#fetch();
  }

  async #fetch() {
    const response = await fetch(`${BASE}class/lessons`).catch(() => null);
    if (!response?.ok) return;
    this.#lessons = await response.json();
    this.lesson.replaceChildren(
      ...this.#lessons.map(({ id, title }) => html("option", { value: id, text: title })),
    );
    this.element.hidden = false;
    this.#fillSteps(1);
    this.show(this.#pace, this.#step);
  }

  /** @param {number} chosen */
  #fillSteps(chosen) {
    const { pages = [] } = this.#lessonOf(this.lesson.value) ?? {};
    this.step.replaceChildren(
      ...pages.map((_, i) =>
        html("option", { value: i + 1, text: String(i + 1), selected: i + 1 === chosen })
      ),
    );
  }

  /** @param {Pace} pace @param {string} step */
  show(pace, step) {
    [this.#pace, this.#step] = [pace, step];
    const [id, number] = step.split(".");
    const lesson = this.#lessonOf(id);
    this.next.hidden = pace === "free" || !lesson || Number(number) >= lesson.pages.length;
    this.free.hidden = pace === "free";
    this.all.setAttribute("aria-pressed", String(pace === "all"));
    this.upTo.setAttribute("aria-pressed", String(pace === "upto"));
    if (lesson && step !== this.#filled) {
      this.#filled = step;
      this.lesson.value = id;
      this.#fillSteps(Number(number));
    }
    const where = `step ${number} of “${lesson?.title ?? id}”`;
    setText(
      this.text,
      pace === "all"
        ? `Everybody is on ${where}.`
        : pace === "upto"
        ? `Open up to ${where}.`
        : "Everybody goes through lessons alone.",
    );
  }

  get #chosen() {
    return `${this.lesson.value}.${this.step.value}`;
  }

  #openNext() {
    const [id, number] = this.#step.split(".");
    this.#set(this.#pace, `${id}.${Number(number) + 1}`);
  }

  /** @param {Pace} pace @param {string} step */
  #set(pace, step) {
    const [id, number] = step.split(".");
    const page = this.#lessonOf(id)?.pages[Number(number) - 1] ?? "";
    this.onPace(pace, step, `${page}?lesson=${step}`);
  }

  /** @param {string} id */
  #lessonOf(id) {
    return this.#lessons.find((lesson) => lesson.id === id);
  }
}
