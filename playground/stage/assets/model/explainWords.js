/** The small change of explanations: lists, and numbers with their units. */

import { threeDigits, withUnit } from "../widgets/format.js";

/** @param {number | null | undefined} value @returns {value is number} */
export const isKnown = (value) => Number.isFinite(value);

/** A setting as it was chosen, without needless zeros: "0.01", "32". @param {number} value */
export const plain = (value) =>
  isKnown(value) ? String(Number(value.toPrecision(4))).replace("-", "\u2212") : "–";

/** Three digits and a unit; whole settings stay whole: "1 g". @param {number} value @param {string} unit */
export const withDigits = (value, unit) =>
  withUnit(
    Number.isInteger(value) && Math.abs(value) < 1000 ? plain(value) : threeDigits(value),
    unit,
  );

/** "a, b and c". @param {string[]} words */
export const joined = (words) =>
  [words.slice(0, -1).join(", "), ...words.slice(-1)].filter((text) => text).join(" and ");

/** At most three of them: "a, b, c and 2 more". @param {string[]} words */
export const listed = (words) =>
  words.length > 3 ? `${words.slice(0, 3).join(", ")} and ${words.length - 3} more` : joined(words);

/** "1 row", "2 rows". @param {number} count @param {string} one @param {string} [many] */
export const counted = (count, one, many = `${one}s`) =>
  `${isKnown(count) ? count.toLocaleString("en-US") : "–"} ${count === 1 ? one : many}`;
