/**
 * A number as a person types or pastes it: 2.5 and 2,5, 1 000, 1'000, 1.000,5 and 1,000.5, 1e-3.
 *
 * A single point or comma is the decimal sign, in every language of a browser: small numbers are
 * typed here, and rarely thousands. Where it could mark thousands too, as in 1,000, the other
 * number comes along, so that nothing is read without a word. `core/typed_number.py` reads the
 * same, tested by the same table.
 */

/**
 * @typedef {object} Reading
 * @property {number} value
 * @property {number | null} other what it is too, if its one point or comma means something else
 */

/** Marks of direction and others without a width, which come along when text is copied. */
const INVISIBLE = /[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
/** Hyphens, dashes and minus signs. */
const MINUS = /[\u2010-\u2015\u2212\ufe63\uff0d]/g;
/** What stands between thousands besides points and commas: spaces, apostrophes, underscores. */
const GAP = /[ \u00a0\u2000-\u200a\u202f\u205f\u3000'`\u02bc\u2018\u2019\uff07\u066c_]/g;
const POINT = /[\u066b\uff0e]/g;
const COMMA = /[\u060c\uff0c]/g;
/** The zeros of Arabic, Persian, Devanagari, Bengali and full-width digits. */
const ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0xff10];
const DIGIT = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\uff10-\uff19]/g;

const NUMBER = /^([+-]?) ?([0-9., ]+)(?:[eE]([+-]?[0-9]+))?$/;
/** Thousands in groups of three, or as India counts, with one sign between them. */
const GROUPS =
  /^[1-9][0-9]{0,2}([., ])[0-9]{3}(?:\1[0-9]{3})*$|^[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}$/;
const DIGITS = /^[0-9]*$/;
const MARKS = /[., ]/g;

/**
 * @param {string} text
 * @returns {Reading | null} null: it is no finite number
 */
export function readNumber(text) {
  const match = NUMBER.exec(plain(text));
  if (!match) return null;
  const [, sign, digits, power = "0"] = match;
  const { whole, mark, fraction } = parts(digits);
  if (!(DIGITS.test(whole) || GROUPS.test(whole)) || !DIGITS.test(fraction)) return null;
  const before = whole.replace(MARKS, "");
  if (before + fraction === "") return null;
  const value = Number(`${sign}${before}.${fraction}e${power}`) + 0;
  if (!Number.isFinite(value)) return null;
  const isOpen = mark !== "" && /^[1-9][0-9]{0,2}$/.test(whole) && fraction.length === 3;
  return { value, other: isOpen ? Number(`${sign}${before}${fraction}e${power}`) : null };
}

/**
 * A whole number: as it has no decimals, a single point or comma before three digits marks
 * thousands.
 *
 * @param {string} text
 * @returns {Reading | null} null: it is no whole number
 */
export function readWhole(text) {
  const reading = readNumber(text);
  if (!reading) return null;
  const { value, other } = reading;
  if (other !== null && Number.isInteger(other)) {
    return { value: other, other: Number.isInteger(value) ? value : null };
  }
  return Number.isInteger(value) ? reading : null;
}

/** What to write under a number that could be another one, or "". @param {Reading} reading */
export function readingHint({ value, other }) {
  if (other === null) return "";
  return `Read as ${signed(value)}. If you mean ${signed(other)}, type ${signed(other)}.`;
}

/** In the signs of a program. @param {string} text */
const plain = (text) =>
  text.replace(INVISIBLE, "").trim().replace(MINUS, "-").replace("\uff0b", "+").replace(GAP, " ")
    .replace(POINT, ".").replace(COMMA, ",").replace(DIGIT, (digit) => {
      const code = digit.charCodeAt(0);
      return String(ZEROS.map((zero) => code - zero).find((value) => value >= 0 && value < 10));
    });

/** Cut at the decimal sign: the last point or comma, if there is one of its kind. @param {string} digits */
function parts(digits) {
  const mark = digits.match(/[.,]/g)?.at(-1) ?? "";
  const at = digits.indexOf(mark);
  if (!mark || at !== digits.lastIndexOf(mark)) return { whole: digits, mark: "", fraction: "" };
  return { whole: digits.slice(0, at), mark, fraction: digits.slice(at + 1) };
}

/** @param {number} value */
const signed = (value) => String(value).replace("-", "\u2212");
