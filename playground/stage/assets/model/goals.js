/**
 * Whether the hand has brought what is on screen to where a step's goals say, judged in every frame.
 *
 * The same as `playground/course/goals.py`; one table of cases tests both.
 */

import { FACTS } from "./courseTable.js";
import { numberText, START } from "./courseTexts.js";
import { withUnit } from "../widgets/format.js";

/**
 * @typedef {import("./course.d.ts").CourseFacts} CourseFacts
 * @typedef {import("./course.d.ts").Goal} Goal
 * @typedef {import("./course.d.ts").Miss} Miss
 * @typedef {import("./course.d.ts").Progress} Progress
 * @typedef {import("./course.d.ts").Verdict} Verdict
 */

/** Share of a goal's value within which numbers are equal: Keras computes in float32. */
const SLACK = 1e-6;
/** The most that a meter shows before its goal is met. */
const ALMOST = 0.99;

/**
 * Judges what is on screen.
 *
 * @param {Goal[]} goals of a step
 * @param {Miss[]} misses of the step
 * @param {CourseFacts} facts on screen now
 * @param {CourseFacts} start when the step began
 * @returns {Verdict}
 */
export function judge(goals, misses, facts, start) {
  const progress = goals.map((goal) => progressOf(goal, facts, start));
  const isTouched = numberOf(facts, "changed") > 0;
  const met = isTouched && progress.every((one) => one.met);
  const miss = misses.findIndex(({ when }) => holds(when, facts, start));
  return { met, goals: progress, miss: isTouched && !met && miss >= 0 ? miss : null };
}

/**
 * Whether all conditions hold, whoever did it.
 *
 * @param {Goal[]} conditions
 * @param {CourseFacts} facts
 * @param {CourseFacts} start
 */
export const holds = (conditions, facts, start) =>
  conditions.every((condition) => isMet(condition, facts, start));

/** @param {CourseFacts} facts @param {string} name */
const numberOf = (facts, name) => facts[name] ?? NaN;

/**
 * The number that a goal's fact is compared with; NaN where it is not known.
 *
 * @param {Goal} goal
 * @param {CourseFacts} facts
 * @param {CourseFacts} start
 */
function targetOf({ value, times }, facts, start) {
  if (typeof value === "number") return times * value;
  const isStart = value.startsWith(START);
  return times * numberOf(isStart ? start : facts, isStart ? value.slice(START.length) : value);
}

/** How far the fact lies above the goal's number. @param {Goal} goal @param {CourseFacts} facts @param {CourseFacts} start */
const gapOf = (goal, facts, start) => numberOf(facts, goal.fact) - targetOf(goal, facts, start);

/** Gaps up to this one are none. @param {Goal} goal @param {CourseFacts} facts @param {CourseFacts} start */
const slackOf = (goal, facts, start) =>
  SLACK * Math.max(Math.abs(targetOf(goal, facts, start)), goal.tolerance);

/** @param {Goal} goal @param {CourseFacts} facts @param {CourseFacts} start */
function isMet(goal, facts, start) {
  const gap = gapOf(goal, facts, start);
  const slack = slackOf(goal, facts, start);
  switch (goal.is) {
    case "near":
      return Math.abs(gap) <= goal.tolerance + slack;
    case "at least":
      return gap >= -slack;
    case "at most":
      return gap <= slack;
    case "above":
      return gap > slack;
    case "below":
      return gap < -slack;
  }
}

/** How far the fact must move until the goal holds; NaN where that is not known. @param {Goal} goal @param {CourseFacts} facts @param {CourseFacts} start */
function missing(goal, facts, start) {
  const gap = gapOf(goal, facts, start);
  switch (goal.is) {
    case "near":
      return Math.max(0, Math.abs(gap) - goal.tolerance);
    case "at least":
    case "above":
      return Math.max(0, -gap);
    case "at most":
    case "below":
      return Math.max(0, gap);
  }
}

/** @param {Goal} goal @param {CourseFacts} facts @param {CourseFacts} start @returns {Progress} */
function progressOf(goal, facts, start) {
  if (isMet(goal, facts, start)) return { met: true, share: 1, distance: "" };
  const share = 1 - missing(goal, facts, start) / wayOf(goal, facts, start);
  return {
    met: false,
    share: Number.isNaN(share) ? 0 : Math.min(ALMOST, Math.max(0, share)),
    distance: distanceText(goal, facts, start),
  };
}

/** What was missing when the step began; where nothing was, the size of the goal's number. @param {Goal} goal @param {CourseFacts} facts @param {CourseFacts} start */
function wayOf(goal, facts, start) {
  const before = missing(goal, start, start);
  if (before > 0 && before < Infinity) return before;
  return Math.max(Math.abs(targetOf(goal, facts, start)), goal.tolerance) || 1;
}

/** @param {Goal} goal @param {CourseFacts} facts @param {CourseFacts} start */
function distanceText(goal, facts, start) {
  const [gap, { kind }] = [gapOf(goal, facts, start), FACTS[goal.fact]];
  if (Number.isNaN(gap)) return "not known yet";
  const isEqual = Math.abs(gap) <= slackOf(goal, facts, start);
  if (isEqual || kind === "choice" || kind === "switch") return "not yet";
  const isCount = kind === "count";
  const size = isCount ? Math.ceil(Math.abs(gap)) : Math.abs(gap);
  const direction = isCount ? ["too few", "too many"] : ["too low", "too high"];
  return `${withUnit(numberText(size, kind), goal.unit)} ${direction[Number(gap > 0)]}`;
}
