/** The terms of a classifier in words; see `explainTexts.js`. */

import { percent, precisionAndRecall } from "./classes.js";
import { isKnown, plain } from "./explainWords.js";
import { threeDigits } from "../widgets/format.js";

/**
 * @typedef {import("./explain.d.ts").Facts} Facts
 * @typedef {import("./explain.d.ts").ClassFacts} ClassFacts
 */

export const CLASS_TEXTS = {
  accuracy: (/** @type {Facts} */ { classes, plural }) => ({
    title: "Accuracy",
    text: `The share of answers that are right${
      classes
        ? `: ${rightOf(classes)} of ${rowsOf(classes)} ${plural}, ${
          percent(rightOf(classes) / rowsOf(classes))
        }.${beaten(classes)}`
        : ". It jumps as single answers become right, where the loss glides."
    }`,
  }),
  crossEntropy: (/** @type {Facts} */ { classes }) => ({
    title: "Loss: cross-entropy",
    text: "The mean of −ln p, where p is the probability that a row's true class was given. " +
      (isKnown(classes?.loss)
        ? `Now ${threeDigits(classes.loss)}: as if every p were ${
          percent(Math.exp(-classes.loss))
        }. `
        : "") +
      "Sure and wrong costs most. Training makes this small.",
  }),
  probability: (/** @type {Facts} */ { classes, at, inputs }) => ({
    title: classes && areMany(classes) ? "Softmax, probabilities" : "Sigmoid, a probability",
    text: classes && areMany(classes)
      ? `Softmax makes probabilities of ${classes.names.length} sums, one a class; together they ` +
        `are 1. ${
          classes.outputs.length === classes.names.length
            ? `Now “${short(classes.names[likeliest(classes)])}” has most, ${
              percent(classes.outputs[likeliest(classes)])
            }, and is the answer.`
            : "The answer is the class with most."
        }`
      : `Sigmoid makes a number between 0 and 1 of any sum: the probability of ${yes(classes)}.${
        classes && isKnown(classes.outputs[0])
          ? ` At ${short(inputs[0].name)} ${plain(at[0])} it is ${threeDigits(classes.outputs[0])}.`
          : ""
      } A sum of 0 gives one half.`,
  }),
  threshold: (/** @type {Facts} */ { classes }) => ({
    title: "Threshold",
    text: `From this probability on${
      classes ? `, ${plain(classes.threshold)},` : ""
    } the answer is ${yes(classes)}. A lower one finds more of them, with more false alarms.${
      classes ? ` Now: ${alarms(classes)} false alarms, and ${missed(classes)} missed.` : ""
    }`,
  }),
  confusion: (/** @type {Facts} */ { classes }) => ({
    title: "Confusion matrix",
    text: `A row for every true class, a column for every answer.${
      classes
        ? ` Right answers are on the diagonal: ${rightOf(classes)} of ${rowsOf(classes)}.${
          commonestMistake(classes)
        }`
        : ""
    } Books call it the “confusion matrix”.`,
  }),
  precision: (/** @type {Facts} */ { classes }) => ({
    title: "Precision",
    text: `Of all answers ${yes(classes)}, the share that is right${
      classes
        ? `: ${hits(classes)} of ${hits(classes) + alarms(classes)}${
          share(precisionAndRecall(classes.table).precision)
        }`
        : ""
    }. A higher threshold mostly raises it, and finds fewer.`,
  }),
  recall: (/** @type {Facts} */ { classes }) => ({
    title: "Recall",
    text: `Of all rows that are ${yes(classes)}, the share that is found${
      classes
        ? `: ${hits(classes)} of ${hits(classes) + missed(classes)}${
          share(precisionAndRecall(classes.table).recall)
        }`
        : ""
    }. A lower threshold raises it, with more false alarms.`,
  }),
  roc: (/** @type {Facts} */ { classes }) => ({
    title: "ROC curve and its area, AUC",
    text: `Every point of the curve is a threshold: upwards what is found${
      classes && rowsOf(classes, 1) ? `, now ${percent(hits(classes) / rowsOf(classes, 1))}` : ""
    }, to the right the false alarms${
      classes && rowsOf(classes, 0) ? `, ${percent(alarms(classes) / rowsOf(classes, 0))}` : ""
    }. The area${
      isKnown(classes?.area) ? `, ${classes.area.toFixed(3)},` : ""
    } is how often a yes gets more than a no; guessing gives 0.5.`,
  }),
  costs: (/** @type {Facts} */ { classes }) => ({
    title: "What mistakes cost",
    text: `You decide what a false alarm and a miss cost.${
      classes
        ? ` Now ${alarms(classes)} × ${plain(classes.costs.falseAlarm)} + ${missed(classes)} × ${
          plain(classes.costs.miss)
        } = ${
          plain(alarms(classes) * classes.costs.falseAlarm + missed(classes) * classes.costs.miss)
        }; ` +
          `the least is ${plain(classes.leastCost)}, at threshold ${plain(classes.best)}.`
        : ""
    } Where misses are dear, a lower threshold is better.`,
  }),
};

/** @param {ClassFacts} classes */
const areMany = (classes) => classes.names.length > 2;

/** A name that a person gave, at most four words of it. @param {string} name */
const short = (name) => {
  const words = name.trim().split(/\s+/);
  return words.length > 4 ? `${words.slice(0, 4).join(" ")}…` : words.join(" ");
};

/** @param {ClassFacts | undefined} classes */
const yes = (classes) => classes && !areMany(classes) ? `“${short(classes.names[1])}”` : "yes";

/** @param {ClassFacts} classes */
const rightOf = ({ table }) => table.reduce((sum, row, k) => sum + row[k], 0);

/** @param {ClassFacts} classes @param {number} [of] one class */
const rowsOf = ({ table }, of) =>
  (of === undefined ? table : [table[of]]).flat().reduce((sum, count) => sum + count, 0);

/** @param {ClassFacts} classes */
const alarms = ({ table }) => table[0][1];

/** @param {ClassFacts} classes */
const missed = ({ table }) => table[1][0];

/** @param {ClassFacts} classes */
const hits = ({ table }) => table[1][1];

/** @param {number} value NaN: of nothing */
const share = (value) => isKnown(value) ? `, ${percent(value)}` : "";

/** @param {ClassFacts} classes */
const likeliest = ({ outputs }) => outputs.indexOf(Math.max(...outputs));

/** What it has to beat. @param {ClassFacts} classes */
function beaten({ benchmarks, names }) {
  if (!benchmarks) return "";
  const { always, commonest, unit } = benchmarks;
  const best = isKnown(unit)
    ? ` The best ${names.length > 2 ? "without hidden layers" : "single unit"} reaches ${
      percent(unit)
    }.`
    : "";
  return ` Always answering “${short(commonest)}” gives ${percent(always)}.${best}`;
}

/** @param {ClassFacts} classes */
function commonestMistake({ table, names }) {
  let [count, is, answer] = [0, 0, 0];
  table.forEach((row, true_) =>
    row.forEach((many, answered) => {
      if (true_ !== answered && many > count) [count, is, answer] = [many, true_, answered];
    })
  );
  return count
    ? ` The most frequent mistake: ${count} × is “${short(names[is])}”, answer “${
      short(names[answer])
    }”.`
    : " There is no mistake.";
}
