/** What a learner has done in the course: in this browser, and in a link. */

/**
 * @typedef {import("./attempt.js").BetMade} BetMade
 *
 * @typedef {object} Done
 * @property {number} revision of the lesson
 * @property {number[]} steps that are done, counted from 1
 * @property {Record<string, BetMade>} bets by step
 *
 * @typedef {Record<string, Done>} Progress by the lesson's id
 */

const KEY = "playground.course";
/** The field of a link: "line~1~1-2-3,errors~1~1". */
export const FIELD = "done";

/** @returns {Progress} */
export function load() {
  try {
    return valid(JSON.parse(localStorage.getItem(KEY) ?? "{}"));
  } catch {
    return {};
  }
}

/** @param {Progress} progress */
function save(progress) {
  try {
    localStorage.setItem(KEY, JSON.stringify(progress));
  } catch {
    // A browser that stores nothing: the lessons work, and are forgotten with the tab.
  }
}

/**
 * Of a lesson, as it is now: another revision has other steps.
 *
 * @param {Progress} progress
 * @param {string} id
 * @param {number} revision
 * @returns {Done}
 */
export const doneOf = (progress, id, revision) =>
  progress[id]?.revision === revision ? progress[id] : { revision, steps: [], bets: {} };

/** @param {string} id @param {number} revision @param {number} step that is done now */
export function finish(id, revision, step) {
  const progress = load();
  const done = doneOf(progress, id, revision);
  if (!done.steps.includes(step)) done.steps = [...done.steps, step].sort((a, b) => a - b);
  save({ ...progress, [id]: done });
}

/** @param {string} id @param {number} revision @param {number} step @param {BetMade} made */
export function bet(id, revision, step, made) {
  const progress = load();
  const done = doneOf(progress, id, revision);
  save({ ...progress, [id]: { ...done, bets: { ...done.bets, [step]: made } } });
}

/**
 * Where a page leads: to the first lesson on it that is not done, or to the first at all.
 *
 * @template {{id: string, revision: number, steps: number, page: string}} Lesson
 * @param {Lesson[]} lessons in their order
 * @param {Progress} progress
 * @param {string} page its path
 * @returns {{lesson: Lesson, step: number} | null} the first step that is not done; null: all are
 */
export function next(lessons, progress, page) {
  const open = lessons.flatMap((lesson) => {
    const { steps } = doneOf(progress, lesson.id, lesson.revision);
    const numbers = Array.from({ length: lesson.steps }, (_, i) => i + 1);
    const step = numbers.find((number) => !steps.includes(number));
    return step ? [{ lesson, step }] : [];
  });
  return open.find(({ lesson }) => lesson.page === page) ?? open[0] ?? null;
}

/** Forgets everything. */
export const forget = () => save({});

/** @param {Progress} progress @returns {string} its field of a link */
export const write = (progress) =>
  Object.entries(progress)
    .filter(([, { steps }]) => steps.length)
    .map(([id, { revision, steps }]) => `${id}~${revision}~${steps.join("-")}`)
    .join(",");

/**
 * Adds what a link says is done; what is done here stays.
 *
 * @param {string} text the field of the link
 */
export function merge(text) {
  const progress = load();
  for (const part of text.split(",")) {
    const [id, revision, steps = ""] = part.split("~");
    if (!/^[a-z][a-z0-9-]*$/.test(id) || !/^\d{1,4}$/.test(revision ?? "")) continue;
    const done = doneOf(progress, id, Number(revision));
    const numbers = steps.split("-").filter((step) => /^\d{1,2}$/.test(step)).map(Number);
    done.steps = [...new Set([...done.steps, ...numbers])].sort((a, b) => a - b);
    progress[id] = done;
  }
  save(progress);
}

/** What is stored can be of any age, and is never trusted. @param {any} stored @returns {Progress} */
function valid(stored) {
  /** @type {Progress} */
  const progress = {};
  for (const [id, done] of Object.entries(stored ?? {})) {
    const { revision, steps, bets } = done ?? {};
    if (!Number.isInteger(revision) || !Array.isArray(steps)) continue;
    progress[id] = {
      revision,
      steps: steps.filter(Number.isInteger),
      bets: Object.fromEntries(Object.entries(bets ?? {}).filter(([, made]) => isBet(made))),
    };
  }
  return progress;
}

/** @param {unknown} made @returns {made is BetMade} */
const isBet = (made) =>
  Number.isInteger(made) ||
  (Array.isArray(made) && made.length === 2 && made.every((part) => Number.isFinite(part)));
