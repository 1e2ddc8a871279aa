/** Numbers of 16 bits, as the server sends many weights: half the size, three digits. */

/** What the five bits of an exponent stand for; 0 is that of numbers without a leading 1. */
const SCALES = Float64Array.from(
  { length: 32 },
  (_, exponent) => 2 ** (Math.max(1, exponent) - 25),
);

/**
 * Float16, least byte first, as Float32. Infinities and NaN do not occur.
 *
 * @param {ArrayBuffer} buffer
 */
export function decodeFloat16(buffer) {
  const bits = new Uint16Array(buffer);
  const values = new Float32Array(bits.length);
  for (let n = 0; n < bits.length; n++) {
    const half = bits[n];
    const exponent = (half >> 10) & 31;
    const digits = (exponent ? 1024 : 0) + (half & 1023);
    values[n] = (half & 0x8000 ? -digits : digits) * SCALES[exponent];
  }
  return values;
}
