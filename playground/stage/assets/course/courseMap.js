/** The map of the course: its lessons, how long they take, and what is done of them. */

import { isDark } from "../charts/plot.js";
import { button, html, setText, stylesheet } from "../widgets/dom.js";
import * as progress from "./progress.js";

/**
 * @typedef {import("../protocol.d.ts").CoursePayload} CoursePayload
 * @typedef {import("../protocol.d.ts").LessonInfo} LessonInfo
 * @typedef {import("../protocol.d.ts").LessonEvent} LessonEvent
 */

export default class CourseMap {
  /** @type {(event: LessonEvent) => void} */
  #send = () => {};
  #seq = Date.now();
  status = html("p", { class: "np-note", role: "status" });

  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    root.classList.add("np-bare", "np-course");
    root.setAttribute("aria-label", "The lessons");
    this.ready = stylesheet("lesson.css");
    const link = new URLSearchParams(location.search).get(progress.FIELD);
    if (link) progress.merge(link);
  }

  /** @param {CoursePayload} payload @param {(event: LessonEvent) => void} send */
  apply(payload, send) {
    const { lessons } = payload;
    this.#send = send;
    this.root.dataset.theme = isDark(this.root) ? "dark" : "light";
    const done = progress.load();
    const next = lessons.find(({ id, revision, steps }) =>
      progress.doneOf(done, id, revision).steps.length < steps
    );
    this.root.replaceChildren(
      html(
        "ol",
        { class: "np-lessons" },
        ...lessons.map((lesson) =>
          this.lesson(
            lesson,
            progress.doneOf(done, lesson.id, lesson.revision).steps,
            lesson === next,
          )
        ),
      ),
      html(
        "p",
        { class: "np-course-foot" },
        html("span", {
          class: "np-note",
          text: "What is done stays in this browser. Nobody else sees it.",
        }),
        button("Copy my progress as a link", () => this.copy()),
        button("Forget my progress", () => {
          progress.forget();
          this.apply(payload, send);
          setText(this.status, "Forgotten.");
        }),
      ),
      this.status,
    );
  }

  /**
   * @param {LessonInfo} lesson
   * @param {number[]} done its steps that are done, counted from 1
   * @param {boolean} isNext the first one that is not done
   */
  lesson({ id, title, idea, minutes, steps, own }, done, isNext) {
    const count = done.filter((step) => step <= steps).length;
    const isDone = count === steps;
    const first = Array.from({ length: steps }, (_, i) => i + 1).find((i) => !done.includes(i)) ??
      1;
    const action = isDone ? "Again" : count ? "Go on" : "Begin";
    const begin = button(
      action,
      () => this.#send({ seq: ++this.#seq, go: "to", lesson: id, step: first }),
    );
    begin.setAttribute("aria-label", `${action}: ${title}`);
    if (isNext) begin.classList.add("np-main");
    const dots = Array.from(
      { length: steps },
      (_, i) => html("i", { "data-done": String(done.includes(i + 1)) }),
    );
    return html(
      "li",
      { class: "np-lesson-row", "data-done": String(isDone) },
      html("h2", { text: title }),
      html("p", { class: "np-lesson-idea", text: idea }),
      html(
        "p",
        { class: "np-note" },
        `${minutes} minutes · ${steps} steps${own ? " · from your file" : ""}`,
      ),
      html(
        "p",
        { class: "np-dots", role: "img", "aria-label": `${count} of ${steps} steps done` },
        ...dots,
      ),
      begin,
      ...(own ? [] : [handoutOf(id, title)]),
    );
  }

  async copy() {
    const link = new URL(location.href);
    link.search = `?${progress.FIELD}=${progress.write(progress.load())}`;
    try {
      await navigator.clipboard.writeText(link.href);
      setText(this.status, "Copied. Open it in another browser, and what is done is there, too.");
    } catch {
      setText(this.status, link.href);
    }
  }

  close() {}
}

/** A sheet of paper for a learner. Only the browser knows under which address the app is reached. @param {string} lesson @param {string} title */
function handoutOf(lesson, title) {
  const root = new URL(".", location.href);
  const query = new URLSearchParams({ base: root.origin + root.pathname });
  return html(
    "a",
    {
      class: "np-lesson-handout",
      href: `${root.href}handout/${lesson}?${query}`,
      target: "_blank",
      "aria-label": `Handout for paper: ${title}`,
      text: "Handout for paper",
    },
  );
}
