/** Numbers as people read them: a true minus sign, no false precision, no jumping width. */

/**
 * With as many decimals as the step of a control needs, plus `more`.
 *
 * @param {number} value
 * @param {number} step
 * @param {number} more
 */
export function toStep(value, step, more = 0) {
  if (!Number.isFinite(value)) return "–";
  const decimals = Math.min(8, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)) + more);
  return signed(value.toFixed(decimals), value);
}

/** To four significant digits at most; large numbers keep all their whole digits. @param {number} value */
export function compact(value) {
  if (!Number.isFinite(value)) return "–";
  const size = Math.abs(value);
  if (size >= 1e6 || (size > 0 && size < 1e-4)) return signed(value.toExponential(1), value);
  if (size >= 1000) return signed(Math.round(value).toLocaleString("en-US"), value);
  const decimals = size >= 100 ? 1 : size >= 10 ? 2 : 3;
  return signed(value.toFixed(decimals), value);
}

/**
 * Three significant digits, as errors are read: 12.0, 0.324, 12,300.
 *
 * @param {number} value
 */
export function threeDigits(value) {
  if (!Number.isFinite(value)) return "–";
  const rounded = Number(value.toPrecision(3));
  const size = Math.abs(rounded);
  if (size >= 1e6 || (size > 0 && size < 1e-4)) return signed(value.toExponential(1), value);
  if (size >= 100 || size === 0) return signed(rounded.toLocaleString("en-US"), value);
  return signed(rounded.toFixed(2 - Math.floor(Math.log10(size))), value);
}

/** A weight as it is stored and linked: six significant digits. @param {number} value */
export const sixDigits = (value) => Number(value.toPrecision(6));

/** A number and its unit, which may be empty. @param {string} text @param {string} unit */
export const withUnit = (text, unit) => (unit ? `${text} ${unit}` : text);

/** The error as it is announced. @param {number} mae @param {string} unit of the target */
export const missText = (mae, unit) => `mean miss ${withUnit(threeDigits(mae), unit)}`;

/** With a true minus sign, and none before 0. @param {string} text @param {number} value */
function signed(text, value) {
  if (!(value < 0)) return text;
  const digits = text.replace(/^-/, "");
  return /[1-9]/.test(digits) ? `\u2212${digits}` : digits;
}

/** A large number by its size: 10¹²; a smaller one as it is. @param {number} value */
export function powerText(value) {
  const power = Math.floor(Math.log10(value));
  if (!(power >= 4)) return compact(value);
  return `10${[...String(power)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]).join("")}`;
}
