/**
 * How good a classifier is: cross-entropy, answers, the table of right and wrong, the ROC curve.
 *
 * The formulas of `playground/core/classes` and `playground/core/fit/losses.py`, in float64.
 *
 * @typedef {object} ClassMetrics
 * @property {number} loss the mean cross-entropy
 * @property {number[][]} confusion a row for each true class, a column for each answer
 * @property {number} accuracy
 */

import { metrics } from "./forward.js";

/** From this probability on, the answer of a classifier of two classes is yes. */
export const THRESHOLD = 0.5;

/**
 * The class that is answered for each row: of several units the most probable, the first of equals.
 *
 * @param {ArrayLike<number>} probabilities rows × units
 * @param {number} units
 * @param {number} [threshold] of one unit, from where on the answer is yes, 1
 */
export function answers(probabilities, units, threshold = THRESHOLD) {
  const answered = new Uint8Array(probabilities.length / units);
  for (let row = 0; row < answered.length; row++) {
    if (units === 1) answered[row] = probabilities[row] >= threshold ? 1 : 0;
    else {
      let best = 0;
      for (let k = 1; k < units; k++) {
        if (probabilities[row * units + k] > probabilities[row * units + best]) best = k;
      }
      answered[row] = best;
    }
  }
  return answered;
}

/**
 * The cross-entropy of every row, from the sums of the last layer: probabilities round to 0 and 1
 * long before the loss stops growing.
 *
 * @param {ArrayLike<number>} y the true classes, 0, 1, …
 * @param {ArrayLike<number>} z rows × units
 * @param {number} units
 */
export function crossEntropies(y, z, units) {
  const losses = new Float64Array(y.length);
  for (let row = 0; row < y.length; row++) {
    if (units === 1) losses[row] = softplus(y[row] > 0.5 ? -z[row] : z[row]);
    else {
      const from = row * units;
      let highest = -Infinity, sum = 0;
      for (let k = from; k < from + units; k++) highest = Math.max(highest, z[k]);
      for (let k = from; k < from + units; k++) sum += Math.exp(z[k] - highest);
      losses[row] = Math.log(sum) + highest - z[from + y[row]];
    }
  }
  return losses;
}

/**
 * Their mean.
 *
 * @param {ArrayLike<number>} y the true classes, 0, 1, …
 * @param {ArrayLike<number>} z rows × units
 */
export function crossEntropy(y, z) {
  let sum = 0;
  for (const one of crossEntropies(y, z, z.length / y.length)) sum += one;
  return sum / y.length;
}

/** log(1 + exp(z)). @param {number} z */
const softplus = (z) => Math.max(0, z) + Math.log1p(Math.exp(-Math.abs(z)));

/**
 * @param {ArrayLike<number>} y the true classes, 0, 1, …
 * @param {ArrayLike<number>} answered
 * @param {number} classes
 * @returns {number[][]} a row for each true class, a column for each answer
 */
export function confusion(y, answered, classes) {
  const table = Array.from({ length: classes }, () => new Array(classes).fill(0));
  for (let row = 0; row < y.length; row++) table[y[row]][answered[row]]++;
  return table;
}

/**
 * @param {ArrayLike<number>} y the true classes, 0, 1, …
 * @param {{z: ArrayLike<number>, y: ArrayLike<number>}} last sums and probabilities, rows × units
 * @param {number} classes how many there are; of two, the layer has one unit
 * @param {number} [threshold]
 * @returns {ClassMetrics}
 */
export function classMetrics(y, last, classes, threshold = THRESHOLD) {
  const units = classes === 2 ? 1 : classes;
  const table = confusion(y, answers(last.y, units, threshold), classes);
  const losses = crossEntropies(y, last.z, units);
  let [loss, right] = [0, 0];
  for (const one of losses) loss += one / y.length;
  table.forEach((row, k) => right += row[k]);
  return { loss, confusion: table, accuracy: right / y.length };
}

/**
 * Of the rows answered with a class the share that are it, and of its rows the share answered so;
 * NaN without any.
 *
 * @param {number[][]} table as of `confusion`
 * @param {number} [of] the class
 */
export function precisionAndRecall(table, of = 1) {
  const right = table[of][of];
  const answered = table.reduce((sum, row) => sum + row[of], 0);
  const there = table[of].reduce((sum, count) => sum + count, 0);
  return { precision: right / answered, recall: right / there };
}

/**
 * Every threshold that gives other answers, from "never yes" to "always yes", and the area below
 * the curve: how often a yes scores above a no, ties counted half.
 *
 * @param {ArrayLike<number>} y 1 for yes and 0 for no, both among them
 * @param {ArrayLike<number>} scores higher for a likelier yes
 */
export function roc(y, scores) {
  const order = Array.from(y, (_, row) => row).sort((a, b) => scores[b] - scores[a]);
  const [thresholds, falseAlarms, hits] = [[Infinity], [0], [0]];
  let [hit, area] = [0, 0];
  order.forEach((row, place) => {
    if (y[row] > 0.5) hit++;
    if (place + 1 < order.length && scores[order[place + 1]] === scores[row]) return;
    const alarms = place + 1 - hit;
    const before = hits.length - 1;
    area += (alarms - falseAlarms[before]) * (hit + hits[before]) / 2;
    thresholds.push(scores[row]);
    falseAlarms.push(alarms);
    hits.push(hit);
  });
  const negatives = y.length - hit;
  return { thresholds, falseAlarms, hits, negatives, positives: hit, area: area / hit / negatives };
}

/**
 * What the mistakes of two classes cost.
 *
 * @typedef {{falseAlarm: number, miss: number}} Costs of a yes where no is right, and of the other
 *
 * @param {number[][]} table as of `confusion`
 * @param {Costs} costs
 */
export const costOf = ([[, falseAlarms], [misses]], { falseAlarm, miss }) =>
  falseAlarms * falseAlarm + misses * miss;

/**
 * The threshold whose mistakes cost least, the highest of equals, with as few decimals as tell the
 * rows at it from those below it; Infinity: never yes.
 *
 * @param {ReturnType<typeof roc>} curve
 * @param {Costs} costs
 * @param {number} [slack] how far the scores may be off
 */
export function cheapest(curve, { falseAlarm, miss }, slack = 0) {
  const { thresholds, falseAlarms, hits, positives } = curve;
  const costs = thresholds.map((_, place) =>
    falseAlarms[place] * falseAlarm + (positives - hits[place]) * miss
  );
  const cost = Math.min(...costs);
  const place = costs.indexOf(cost);
  const low = thresholds[place + 1] ?? -Infinity;
  return { cost, threshold: fewDecimals(low + slack, thresholds[place] - slack) };
}

/** The number with the fewest decimals above `low`, and at most `high`. @param {number} low @param {number} high */
function fewDecimals(low, high) {
  for (let power = 1; power <= 1e9; power *= 10) {
    const number = Math.floor(high * power) / power;
    if (number > low) return number;
  }
  return high;
}

/**
 * Some rows of a list.
 *
 * @param {ArrayLike<number>} list rows × units
 * @param {ArrayLike<number> | null} rows null: all
 * @param {number} [units]
 * @returns {ArrayLike<number>}
 */
export function pick(list, rows, units = 1) {
  if (!rows) return list;
  return Float64Array.from(
    { length: rows.length * units },
    (_, i) => list[rows[Math.floor(i / units)] * units + i % units],
  );
}

/** @param {number} share */
export const percent = (share) => `${(100 * share).toFixed(1)} %`;

/**
 * Which share of the answers is right.
 *
 * @param {ArrayLike<number>} y the true classes, 0, 1, …
 * @param {ArrayLike<number>} probabilities rows × units: of yes, or of each class
 * @param {number} [threshold] of one unit
 */
export function accuracy(y, probabilities, threshold = THRESHOLD) {
  return 1 - missed(y, probabilities, threshold).length / y.length;
}

/**
 * The rows that are answered wrongly.
 *
 * @param {ArrayLike<number>} y the true classes, 0, 1, …
 * @param {ArrayLike<number>} probabilities rows × units: of yes, or of each class
 * @param {number} [threshold] of one unit
 * @param {Iterable<number>} [among] the rows that count; absent: all
 */
export function missed(y, probabilities, threshold = THRESHOLD, among) {
  const rows = [];
  const answered = answers(probabilities, probabilities.length / y.length, threshold);
  if (among) { for (const row of among) if (answered[row] !== y[row]) rows.push(row); }
  else for (let row = 0; row < y.length; row++) if (answered[row] !== y[row]) rows.push(row);
  return rows;
}

/**
 * MSE, MAE and R² of predictions; of several classes, of each one's probability, which should be 1
 * for the row's own class and 0 for the others.
 *
 * @param {ArrayLike<number>} y
 * @param {ArrayLike<number>} predictions rows × units
 */
export function errorsOf(y, predictions) {
  const units = predictions.length / y.length;
  if (units <= 1) return metrics(y, predictions);
  const truth = new Float64Array(predictions.length);
  for (let row = 0; row < y.length; row++) truth[row * units + y[row]] = 1;
  return metrics(truth, predictions);
}

/**
 * The answer to one row, with its probability: "Adelie, 92.3 %".
 *
 * @param {string[]} classes their names
 * @param {ArrayLike<number>} outputs of the last layer
 * @param {number} [threshold] of one unit
 */
export function answerText(classes, outputs, threshold = THRESHOLD) {
  const [best] = answers(outputs, outputs.length, threshold);
  const p = outputs.length > 1 ? outputs[best] : best ? outputs[0] : 1 - outputs[0];
  return `${classes[best]}, ${percent(p)}`;
}

/** The accuracy of always answering the commonest class. @param {ArrayLike<number>} y */
export function commonest(y) {
  /** @type {number[]} */
  const counts = [];
  for (let row = 0; row < y.length; row++) counts[y[row]] = (counts[y[row]] ?? 0) + 1;
  return Math.max(...counts.filter((count) => count)) / y.length;
}
