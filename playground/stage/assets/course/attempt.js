/** A learner's attempt at a step: the bet, how far it is, and the help that was given. Without DOM. */

import { fill } from "../model/courseTexts.js";
import { judge } from "../model/goals.js";

/**
 * @typedef {import("../protocol.d.ts").LessonPayload} LessonPayload
 * @typedef {import("../model/course.d.ts").CourseFacts} CourseFacts
 * @typedef {number | [number, number]} BetMade index of the answer, or w and b of the line
 * @typedef {"where" | "think" | "half" | "solution"} Help
 */

/** In the order in which they are given; the last one again and again. @type {Help[]} */
const HELP = ["where", "think", "half", "solution"];
/** What the button says that gives each. @type {Record<Help, string>} */
const LABELS = {
  where: "Hint",
  think: "Another hint",
  half: "Do half of it",
  solution: "Show me",
};
/** The same wrong state so often, and a hint is offered. */
const LIKE_MISSES = 2;
/** Share by which a fact is another one: Keras and the browser round differently. */
const ROUNDING = 1e-4;

/** @type {Attempt | null} */
let latest = null;
/** The attempt at the step that is on, or was on last. */
export const latestAttempt = () => latest;

export class Attempt {
  /** What is on screen. @type {CourseFacts} */
  facts = {};
  done = false;
  /** How often the server was to check what is on screen. */
  checks = 0;
  #help = 0;
  #miss = { index: -1, times: 0 };
  #seen = "";

  /**
   * @param {LessonPayload} payload the step
   * @param {BetMade | null} bet that was made before; null: none
   */
  constructor(payload, bet) {
    this.payload = payload;
    this.bet = bet;
    latest = this;
  }

  /** How often the same wrong state came, one after another. */
  get likeMisses() {
    return this.#miss.index < 0 ? 0 : this.#miss.times;
  }

  get verdict() {
    const { step, start } = this.payload;
    const goals = /** @type {import("../model/course.d.ts").Goal[]} */ (step.goals);
    const misses = /** @type {import("../model/course.d.ts").Miss[]} */ (step.misses ?? []);
    return judge(goals, misses, this.facts, start);
  }

  /**
   * Takes what is on screen.
   *
   * @param {CourseFacts} facts without `changed`
   * @returns {boolean} whether it is another picture than before
   */
  take(facts) {
    const changed = Number(isChanged(facts, this.payload));
    this.facts = { ...facts, changed };
    const seen = JSON.stringify(this.facts);
    if (seen === this.#seen) return false;
    this.#seen = seen;
    this.checks = 0;
    return true;
  }

  /**
   * The hand rests: a wrong state is named.
   *
   * @returns {{text: string, isStuck: boolean}} what is said of it, and whether a hint is wanted
   */
  rest() {
    const index = this.verdict.miss ?? -1;
    const times = index >= 0 && index === this.#miss.index ? this.#miss.times + 1 : 1;
    this.#miss = { index, times };
    const text = index < 0 ? "" : this.filled(this.payload.step.misses?.[index].say ?? "");
    return { text, isStuck: index >= 0 && times >= LIKE_MISSES };
  }

  /** What the button for help says now. */
  get helpLabel() {
    return LABELS[HELP[this.#help]];
  }

  /** The help that is given now; the next one is the one after it. @returns {Help} */
  takeHelp() {
    const help = HELP[this.#help];
    this.#help = Math.min(this.#help + 1, HELP.length - 1);
    return help;
  }

  /** A text of the lesson with the numbers on screen. @param {string} text */
  filled(text) {
    const { start, units } = this.payload;
    return fill(text, this.facts, start, units);
  }

  /** What is said about the bet: what it was, and, when the step is done, what came out. */
  get betText() {
    const { bet } = this.payload.step;
    if (!bet) return "";
    return `${this.#yours(bet)} ${this.done ? this.filled(bet.outcome) : ""}`.trim();
  }

  /** @param {NonNullable<LessonPayload["step"]["bet"]>} bet */
  #yours({ answers = [] }) {
    if (this.bet === null) return "";
    if (Array.isArray(this.bet)) return "Your bet is the dashed line.";
    return `Your bet: ${this.filled(answers[this.bet] ?? "")}.`;
  }
}

/**
 * Whether anything is other than when the step began.
 *
 * @param {CourseFacts} now
 * @param {Pick<LessonPayload, "start" | "given">} payload
 */
export function isChanged(now, { start, given }) {
  if ((given.fits ?? 0) > 0 || (given.runs ?? 0) > 0) return true;
  return Object.entries(start).some(([name, before]) => {
    const value = now[name];
    if (value === null || value === undefined || Number.isNaN(value)) return false;
    return Math.abs(value - before) > ROUNDING * Math.max(Math.abs(before), 1e-3);
  });
}
