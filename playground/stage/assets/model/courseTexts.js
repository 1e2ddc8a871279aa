/** The texts of a lesson with the numbers that are on screen in them, as `course/texts.py` does it. */

import { FACTS } from "./courseTable.js";
import { isKnown, plain } from "./explainWords.js";
import { threeDigits, withUnit } from "../widgets/format.js";

/** @typedef {import("./course.d.ts").CourseFacts} CourseFacts */

/** Measured numbers below it are 0 but for rounding. */
const NOISE = 1e-9;
/** Before a fact's name: its value when the step began. */
export const START = "start.";

/**
 * A fact's value as it is read; "–" where it is not known.
 *
 * @param {number | null | undefined} value
 * @param {import("./courseTable.js").Fact["kind"]} kind
 */
export function numberText(value, kind) {
  if (!isKnown(value)) return "–";
  if (kind === "switch") return value ? "on" : "off";
  if (kind === "number") return threeDigits(Math.abs(value) < NOISE ? 0 : value);
  if (kind === "setting") return plain(value);
  return Math.round(value).toLocaleString("en-US").replace("-", "\u2212");
}

/**
 * A text of a lesson with each `{fact}` replaced by its value and unit.
 *
 * @param {string} text as in the lesson's file
 * @param {CourseFacts} facts on screen now
 * @param {CourseFacts} start when the step began; for names after `start.`
 * @param {Record<string, string>} units of the facts on screen
 */
export const fill = (text, facts, start, units) =>
  text.replace(/\{([^{}]*)\}/g, (_, /** @type {string} */ written) => {
    const isStart = written.startsWith(START);
    const name = isStart ? written.slice(START.length) : written;
    const value = (isStart ? start : facts)[name];
    return withUnit(numberText(value, FACTS[name].kind), isKnown(value) ? units[name] ?? "" : "");
  });
