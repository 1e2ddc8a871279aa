/** What a change of one weight would do to a neuron that tells two classes apart. No DOM. */

/**
 * @typedef {{x: ArrayLike<number>, y: ArrayLike<number>}} Rows inputs, and classes 0 and 1
 * @typedef {{w: number, b: number}} Unit
 */

/** Places of a sweep times rows, at most: about 4 ms. */
const WORK = 200_000;
const [FEWEST, MOST] = [40, 160];

/** How many steps a sweep over so many rows has: fewer where it takes long. @param {number} rows */
export const stepsFor = (rows) =>
  Math.max(FEWEST, Math.min(MOST, Math.floor(WORK / Math.max(1, rows))));

/**
 * The loss and the share of right answers over many values of w or of b.
 *
 * @param {Rows} rows
 * @param {Unit} unit whose other weight stays
 * @param {"w" | "b"} along
 * @param {number[]} values
 * @param {number} threshold from which probability on the answer is yes
 */
export function sweep(rows, unit, along, values, threshold) {
  const results = values.map((value) => at(rows, { ...unit, [along]: value }, threshold));
  return { losses: results.map(({ loss }) => loss), shares: results.map(({ share }) => share) };
}

/**
 * The mean cross-entropy, and the share of right answers.
 *
 * @param {Rows} rows
 * @param {Unit} unit
 * @param {number} threshold
 */
export function at({ x, y }, { w, b }, threshold) {
  let loss = 0, right = 0, product = 1; // the sum of logarithms is that of a product
  for (let row = 0; row < y.length; row++) {
    const z = w * x[row] + b;
    const small = Math.exp(-Math.abs(z));
    const isYes = y[row] > 0.5;
    if (z < 0 === isYes) loss += Math.abs(z);
    product *= 1 + small;
    if (product > 1e200) {
      loss += Math.log(product);
      product = 1;
    }
    const p = z < 0 ? small / (1 + small) : 1 / (1 + small);
    if (p >= threshold === isYes) right++;
  }
  return { loss: (loss + Math.log(product)) / y.length, share: right / y.length };
}

/** Of a probability, the sum that gives it. @param {number} p between 0 and 1 */
export const logit = (p) => Math.log(p / (1 - p));

/** Where the answer changes; Infinity if it never does. @param {Unit} unit @param {number} threshold */
export const crossingOf = ({ w, b }, threshold) => w ? (logit(threshold) - b) / w : Infinity;
