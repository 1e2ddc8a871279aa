/** Round numbers along an axis: numbers only, no DOM. */

/** Steps of 1, 2 or 5 times a power of ten. */
const STEPS = [1, 2, 5, 10];

/**
 * Round numbers within a span.
 *
 * @param {number} low
 * @param {number} high
 * @param {number} most how many there may be
 * @returns {number[]} ascending
 */
export function ticks(low, high, most) {
  const rough = (high - low) / Math.max(1, most);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (STEPS.find((factor) => factor * power >= rough - 1e-12 * power) ?? 10);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from(
    { length: Math.max(0, last - first + 1) },
    (_, n) => Number(((first + n) * step).toPrecision(12)),
  );
}
