/** What each term on screen means, in at most 50 words, with the numbers that stand there now. */

import { CLASS_TEXTS } from "./explainClasses.js";
import { NETWORK_TEXTS } from "./explainNetwork.js";
import { TRAINING_TEXTS } from "./explainTraining.js";
import { isKnown, joined, listed, plain, withDigits } from "./explainWords.js";
import { compact, threeDigits, withUnit } from "../widgets/format.js";

/**
 * @typedef {import("./explain.d.ts").Facts} Facts
 * @typedef {import("./explain.d.ts").Explanation} Explanation
 * @typedef {(facts: Facts, index: number) => Explanation} Text `index`: of the input it is about
 * @typedef {keyof typeof TEXTS} TermName
 * @typedef {TermName | `w:${number}`} Term
 */

/** @satisfies {Record<string, Text>} */
const NEURON_TEXTS = {
  w: (/** @type {Facts} */ facts, /** @type {number} */ index) => {
    const { inputs, target, unit } = facts;
    const w = unit?.w[index] ?? NaN;
    const input = inputs[index];
    const shape = shapeOf(facts, input.name);
    return {
      title: inputs.length === 1 ? "w, the weight" : `w of ${input.name}, a weight`,
      text: isKnown(w)
        ? `w is ${threeDigits(w)} now. With ${withDigits(1, input.unit)} more of ${input.name}, ` +
          `the ${unit?.sigmoid ? "sum before the sigmoid is" : "neuron gives"} ` +
          `${withDigits(Math.abs(w), target.unit)} ${w < 0 ? "less" : "more"}. ${shape}`
        : `The neuron multiplies ${input.name} by w. ${shape}`,
    };
  },
  b: (/** @type {Facts} */ { inputs, unit, target }) => ({
    title: "b, the bias",
    text: unit?.sigmoid
      ? `b is ${
        threeDigits(unit.b)
      }: what the neuron adds before the sigmoid. Another b moves the ` +
        `${inputs.length === 1 ? "curve sideways" : "line"}; it stays as steep.`
      : `b is ${withDigits(unit?.b ?? NaN, target.unit)}: what the neuron adds at the end, and ` +
        `what it gives where ${
          inputs.length === 1 ? `${inputs[0].name} is` : `all ${inputs.length} inputs are`
        } 0. Another b moves the whole ${inputs.length === 1 ? "line" : "plane"} up or down; its ` +
        "tilt stays.",
  }),
  probe: (/** @type {Facts} */ { inputs, at, prediction, target }) => ({
    title: "One row to ask about",
    text: "You choose a row yourself, and ask what is predicted for it. Now " +
      `${listed(inputs.map(({ name, unit }, i) => `${name} is ${withDigits(at[i], unit)}`))}; ` +
      `the prediction is ${predicted(prediction, target.unit)}.`,
  }),
  prediction: (/** @type {Facts} */ facts) => ({
    title: "The prediction",
    text: `What comes out for the row that you ask about: ${
      predicted(facts.prediction, facts.target.unit)
    }.${flow(facts)}`,
  }),
  relu: (/** @type {Facts} */ facts) => ({
    title: "ReLU, an activation",
    text: "ReLU passes a sum above 0 on as it is, and makes 0 of every other: max(0, sum). " +
      `${reluNow(facts)} That is where a straight line gets a bend.`,
  }),
  plane: (/** @type {Facts} */ { inputs, target }) => ({
    title: inputs.length > 2 ? "A hyperplane" : "A plane",
    text: `With 1 input, a neuron is a line; with 2, a plane; with more, a hyperplane: flat in ` +
      `every direction. Here it has ${inputs.length} ${
        inputs.length === 1 ? "input" : "inputs"
      }. The picture shows ${target.name} over two of them.`,
  }),
  slice: (/** @type {Facts} */ { inputs, at }) => ({
    title: "A slice",
    text: inputs.length > 2
      ? "A picture has room for two inputs. The others stay as you set them: the picture is a " +
        `slice through all ${inputs.length}. Paler points are farther from it. Set now: ${
          listed(inputs.map(({ name, unit }, i) => `${name} ${withDigits(at[i], unit)}`))
        }.`
      : `With ${inputs.length} ${
        inputs.length === 1 ? "input" : "inputs"
      }, the picture shows all there is. With more, it is a slice: the others stay as you set ` +
        "them.",
  }),
  best: (/** @type {Facts} */ { unit, errors, plural, rows, target }) => ({
    title: "The best fit",
    text: `Of all w and b, those with the smallest MSE over ${rows} ${plural}.${
      isKnown(unit?.best)
        ? ` They reach ${squared(unit?.best ?? NaN, target.unit)}; now you have ${
          squared(errors?.mse ?? NaN, target.unit)
        }.`
        : ""
    } Nothing straight does better.`,
  }),
  landscape: (/** @type {Facts} */ { unit, errors, target }) => ({
    title: "The loss landscape",
    text: "Every place is one choice of w and b; the colour says how large its MSE is. You stand " +
      `at w ${threeDigits(unit?.w[0] ?? NaN)} and b ${threeDigits(unit?.b ?? NaN)}, with ${
        squared(errors?.mse ?? NaN, target.unit)
      }. Training walks from here to the bottom.`,
  }),
};

/** @satisfies {Record<string, Text>} */
const ERROR_TEXTS = {
  miss: (/** @type {Facts} */ facts) => ({
    title: "Misses",
    text: "A miss is the actual value minus the predicted one. Books call it a “residual”. " +
      (facts.misses.length ? largestMisses(facts) : `There are no ${facts.plural} to miss.`),
  }),
  mae: (/** @type {Facts} */ facts) => ({
    title: "Mean miss (MAE)",
    text: hasErrors(facts)
      ? `How far off a prediction is, on average over ${facts.rows} ${facts.plural}: ${
        withDigits(facts.errors?.mae ?? NaN, facts.target.unit)
      }. ${largestMisses(facts)} Its usual name is MAE, mean absolute error.`
      : "How far off a prediction is, on average. No number is known now.",
  }),
  mse: (/** @type {Facts} */ facts) => ({
    title: "MSE, mean squared error",
    text: hasErrors(facts)
      ? `${largestMisses(facts)} Every miss is squared, and all are averaged over ${facts.rows} ` +
        `${facts.plural}: ${
          squared(facts.errors?.mse ?? NaN, facts.target.unit)
        }. A miss twice as large counts four times. Training makes this small.`
      : "Every miss is squared, and all squares are averaged. No number is known now.",
  }),
  r2: (/** @type {Facts} */ facts) => ({ title: "R²", text: r2Text(facts) }),
  rows: (/** @type {Facts} */ { note, rows, plural }) => ({
    title: "Which rows",
    text: note || `All numbers on this page are of ${rows} ${plural}.`,
  }),
  score: (/** @type {Facts} */ { score, errors, target }) => ({
    title: "The score",
    text: "0 is as good as a flat line through the mean, 100 the best line there is. " +
      `You have ${score ?? "–"} of 100, with ${squared(errors?.mse ?? NaN, target.unit)}.`,
  }),
  actual: (/** @type {Facts} */ { rows, plural, target, errors }) => ({
    title: "Predicted against actual",
    text: `One dot for each of ${rows} ${plural}: to the right its actual ${target.name}, ` +
      "upwards the predicted. On the diagonal they are the same. On average, dots are " +
      `${withDigits(errors?.mae ?? NaN, target.unit)} above or below it.`,
  }),
  keras: (/** @type {Facts} */ { keras, target }) => ({
    title: "Keras",
    text: KERAS_TEXTS[keras.state](withUnit(inFull(keras.difference), target.unit), keras.reason),
  }),
};

/** Small numbers without powers of ten: 0.000009. @param {number} difference */
function inFull(difference) {
  if (!(difference < 0.01)) return threeDigits(difference);
  const decimals = -Math.floor(Math.log10(difference));
  return decimals > 9 ? "0" : difference.toFixed(decimals);
}

/** By state: what Keras answered. @type {Record<string, (difference: string, reason: string) => string>} */
const KERAS_TEXTS = {
  waiting: () =>
    "Keras, the library for neural networks, is computing the same. Until it answers, you see " +
    "the browser's own arithmetic: the same formulas.",
  agrees: (difference) =>
    "The browser computes what you see. Keras, the library for neural networks, computed the " +
    `same with the same weights: the largest difference is ${difference}, from rounding.`,
  alone: () => "This network is too large for the browser: Keras alone computes all you see.",
  differs: (difference) =>
    `Keras computed something else: up to ${difference} away from the browser's numbers. ` +
    "What you see is what Keras gives.",
  lost: (_, reason) =>
    `Keras gives no answer${
      reason && `: ${reason.split(/\s+/).slice(0, 24).join(" ")}`
    }. You see the browser's own arithmetic: the same formulas.`,
};

/** Every term that can be explained. */
export const TEXTS = {
  ...NEURON_TEXTS,
  ...ERROR_TEXTS,
  ...NETWORK_TEXTS,
  ...TRAINING_TEXTS,
  ...CLASS_TEXTS,
};

/**
 * A term in at most 50 words.
 *
 * @param {Term} term of one input, its index follows a colon: "w:2"
 * @param {Facts} facts
 * @returns {Explanation}
 */
export function explain(term, facts) {
  const [name, index] = term.split(":");
  const text = /** @type {Text} */ (TEXTS[/** @type {TermName} */ (name)]);
  return text(facts, Number(index ?? 0));
}

/** The R² in words; shown beside it, too. @param {number | null} r2 */
export function r2Words(r2) {
  if (!isKnown(r2)) return "no value: the target never varies";
  if (r2 < 0) return "worse than always saying the mean";
  return `explains ${threeDigits(100 * r2)} % of the differences`;
}

/** @param {Facts} facts */
function r2Text({ errors, rows, plural, target, mean }) {
  const r2 = errors?.r2 ?? NaN;
  if (!isKnown(r2)) {
    return `R² says how much of the differences between ${plural} is explained. Here it has no ` +
      `value: over ${rows} ${plural}, ${target.name} never varies, or nothing is predicted yet.`;
  }
  const average = withDigits(mean, target.unit);
  return r2 < 0
    ? `R² is ${threeDigits(r2)}: over ${rows} ${plural}, worse than always saying the mean, ` +
      `${average}. That would be 0; without a miss it is 1.`
    : `R² is ${threeDigits(r2)}: it explains ${
      threeDigits(100 * r2)
    } % of the differences between ${rows} ${plural}. 0 is no better than always saying the ` +
      `mean, ${average}; 1 is without a miss.`;
}

/** @param {Facts} facts */
const hasErrors = ({ errors, rows }) => rows > 0 && isKnown(errors?.mse) && isKnown(errors?.mae);

/** @param {Facts} facts */
function largestMisses({ misses, target }) {
  if (!misses.length) return "";
  const sizes = joined(misses.map(threeDigits));
  const [which, verb] = [["largest miss", "is"], ["two largest misses", "are"]][
    misses.length - 1
  ] ?? ["three largest misses", "are"];
  return `The ${which} ${verb} ${target.unit ? `${sizes} ${target.unit}` : sizes}.`;
}

/** As it stands beside the picture. @param {number} y @param {string} unit */
const predicted = (y, unit) => withUnit(compact(y), unit);

/** @param {number} mse @param {string} unit */
const squared = (mse, unit) => `MSE ${withDigits(mse, unit && `${unit}²`)}`;

/** The neuron's arithmetic at the probe; of many inputs or of a network, none. @param {Facts} facts */
function flow({ unit, at, prediction, target }) {
  if (!unit || unit.w.length > 3 || !unit.w.every(isKnown)) return "";
  const terms = unit.w.map((w, i) => `${threeDigits(w)} × ${plain(at[i])}`);
  const sum = unit.w.reduce((total, w, i) => total + w * at[i], unit.b);
  const b = `${unit.b < 0 ? "\u2212" : "+"} ${threeDigits(Math.abs(unit.b))}`;
  const name = unit.relu ? "ReLU" : unit.sigmoid ? "sigmoid" : "";
  const after = name && `; ${name} makes ${predicted(prediction, target.unit)} of it`;
  return ` Each input times its weight, plus b: ${terms.join(" + ")} ${b} = ${
    compact(sum)
  }${after}.`;
}

/** What a weight does in the picture. @param {Facts} facts @param {string} input its name */
function shapeOf({ inputs, unit }, input) {
  if (inputs.length === 1) {
    return `In the picture, w is how steep the ${unit?.sigmoid ? "curve" : "line"} is.`;
  }
  return unit?.sigmoid
    ? "In the picture, it turns the line where the answer changes."
    : `In the picture, it tilts the plane along ${input}.`;
}

/** @param {Facts} facts */
function reluNow({ unit, at, network }) {
  if (network) {
    const hidden = network.layers.slice(0, -1);
    const count = (/** @type {typeof hidden} */ layers) =>
      layers.reduce((sum, { units }) => sum + units, 0);
    const relu = count(hidden.filter(({ activation }) => activation === "relu"));
    return `Now ${relu} of ${count(hidden)} hidden neurons have it.`;
  }
  if (!unit) return "";
  const sum = unit.w.reduce((total, w, i) => total + w * at[i], unit.b);
  const out = unit.relu ? Math.max(0, sum) : sum;
  return unit.relu
    ? `Of the sum ${compact(sum)} it makes ${compact(out)} now.`
    : `It is off: the sum ${compact(sum)} stays as it is.`;
}
