/** Categories among the inputs: each is several columns of 0 and 1, of which one is 1. */

/**
 * @typedef {import("../protocol.d.ts").CategoryInputs} CategoryInputs
 * @typedef {import("../protocol.d.ts").Columns} Columns
 */

/** Whether an input is a column of this category. @param {CategoryInputs} category @param {number} input */
export const holds = ({ first, options }, input) =>
  input >= first && input < first + options.length;

/**
 * Which category a row has: its place among the options; -1: it lies between them.
 *
 * @param {CategoryInputs} category
 * @param {ArrayLike<number>} row `(inputs,)`
 */
export function placeIn({ first, options }, row) {
  const numbers = options.map((_, i) => row[first + i]);
  const isOne = numbers.every((number) => number === 0 || number === 1);
  return isOne && numbers.filter(Boolean).length === 1 ? numbers.indexOf(1) : -1;
}

/**
 * The row with another category.
 *
 * @param {number[]} row `(inputs,)`
 * @param {CategoryInputs} category
 * @param {number} place among its options
 */
export const withPlace = (row, category, place) =>
  row.map((number, i) => holds(category, i) ? Number(i === category.first + place) : number);

/** The names of what was chosen: a category stands for all of its columns. @param {Columns} columns */
export const choiceNames = ({ inputs, categories }) =>
  inputs.flatMap(({ name }, i) => {
    const category = categories.find((one) => holds(one, i));
    return category ? (category.first === i ? [category.name] : []) : [name];
  });

/** A name as it stands behind a weight: `(maker = K)`. @param {Columns} columns @param {number} input */
export const termName = ({ inputs, categories }, input) => {
  const { name } = inputs[input];
  return categories.some((one) => holds(one, input)) ? `(${name})` : name;
};
