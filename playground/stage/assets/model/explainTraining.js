/** The terms of training in words; see `explainTexts.js`. */

import { percent } from "./classes.js";
import { counted, isKnown, plain, withDigits } from "./explainWords.js";
import { threeDigits } from "../widgets/format.js";

/**
 * @typedef {import("./explain.d.ts").Facts} Facts
 * @typedef {import("./explain.d.ts").TrainingFacts} TrainingFacts
 */

export const TRAINING_TEXTS = {
  epoch: (/** @type {Facts} */ { training }) => ({
    title: "Epoch",
    text: `In one epoch the network sees every training row once.${
      training
        ? ` Now: epoch ${training.epoch} of ${training.epochs}. With ${
          counted(training.trainRows, "row")
        } and batches of ${training.batchSize}, an epoch is ${steps(training)}.`
        : ""
    }`,
  }),
  batch: (/** @type {Facts} */ { training }) => ({
    title: "Batch",
    text: "The rows that one step looks at together." +
      (training
        ? ` Here ${training.batchSize} of ${counted(training.trainRows, "training row")}: ${
          steps(training)
        } an epoch.`
        : "") +
      " Small batches make many noisy steps, large ones few and smooth.",
  }),
  rate: (/** @type {Facts} */ { training }) => ({
    title: "Learning rate",
    text: "How long a step is: gradient × learning rate" +
      (training ? `, now ${plain(training.rate)}` : "") +
      ". Too small, and training crawls; too large, and every step jumps over the bottom, " +
      "farther each time.",
  }),
  gradient: (/** @type {Facts} */ { training }) => ({
    title: "Gradient",
    text: "How fast the loss rises when a weight grows. Training goes the other way." +
      (isKnown(training?.gradient)
        ? ` The largest of the last batch is ${
          threeDigits(training.gradient)
        }; with learning rate ${plain(training.rate)}, the largest update is ${
          threeDigits(training.update)
        }.`
        : " Press One batch to see one."),
  }),
  update: (/** @type {Facts} */ { training }) => ({
    title: "Update",
    text: "What one step adds to a weight: before + update = after. It goes against the gradient." +
      (isKnown(training?.update)
        ? ` The largest of the last batch is ${threeDigits(training.update)}, at learning rate ${
          plain(training.rate)
        }.`
        : ""),
  }),
  loss: (/** @type {Facts} */ { training }) => ({
    title: "Loss",
    text: `What training makes small: ${lossWords(training?.loss ?? "MSE")}.${
      isKnown(training?.trainLoss)
        ? ` After epoch ${training.epoch}: ${threeDigits(training.trainLoss)} on training rows${
          isKnown(training.testLoss) ? `, ${threeDigits(training.testLoss)} on test rows` : ""
        }.`
        : ""
    } Where only the test loss rises, rows are learnt by heart.`,
  }),
  trainRows: (/** @type {Facts} */ { training, target }) => ({
    title: "Training rows",
    text: `The ${counted(training?.trainRows ?? 0, "row")} that training learns from.${
      isKnown(training?.trainRight)
        ? ` Of their answers ${percent(training.trainRight)} are right.`
        : isKnown(training?.trainMiss)
        ? ` Their mean miss is ${withDigits(training.trainMiss, target.unit)}.`
        : ""
    } A network can learn them by heart, so only the test rows say what it is worth.`,
  }),
  testRows: (/** @type {Facts} */ { training, target }) => ({
    title: "Test rows",
    text: training && training.testRows > 0
      ? `${counted(training.testRows, "row")} put aside: training never sees them.${
        isKnown(training.testRight)
          ? ` ${
            percent(training.testRight)
          } of their answers are right: expect this on new rows; ` +
            `on training rows it is ${percent(training.trainRight ?? NaN)}.`
          : isKnown(training.testMiss)
          ? ` Their mean miss, ${
            withDigits(training.testMiss, target.unit)
          }, is what to expect on new rows${
            isKnown(training.trainMiss)
              ? `; on training rows it is ${withDigits(training.trainMiss, target.unit)}`
              : ""
          }.`
          : ""
      }`
      : "Rows put aside that training never sees. Here there are 0: nobody knows how good the " +
        "network is on new rows. Choose a test share to find out.",
  }),
  log: (/** @type {Facts} */ { training }) => ({
    title: "Log scale",
    text: "Every line up is ten times the one below. So a small loss can still be read beside a " +
      `large one.${
        isKnown(training?.trainLoss) ? ` Now the loss is ${threeDigits(training.trainLoss)}.` : ""
      }`,
  }),
};

/** @param {string} loss */
const lossWords = (loss) =>
  loss === "cross-entropy"
    ? "cross-entropy, large where the right class was thought improbable"
    : `${loss}, measured on standardised numbers`;

/** @param {TrainingFacts} training */
const steps = ({ trainRows, batchSize }) =>
  counted(Math.max(0, Math.ceil(trainRows / Math.max(1, batchSize))), "step");
