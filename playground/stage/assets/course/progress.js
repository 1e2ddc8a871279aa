/** What a learner has done in the course: in this browser, and in a link. */

/**
 * @typedef {object} Done
 * @property {number} revision of the lesson
 * @property {number[]} steps that are done, counted from 1
 * @property {Record<string, number>} bets by step: the index of the answer
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

/** @param {string} id @param {number} revision @param {number} step @param {number} answer its index */
export function bet(id, revision, step, answer) {
  const progress = load();
  const done = doneOf(progress, id, revision);
  save({ ...progress, [id]: { ...done, bets: { ...done.bets, [step]: answer } } });
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
      bets: typeof bets === "object" && bets !== null ? bets : {},
    };
  }
  return progress;
}
