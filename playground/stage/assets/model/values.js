/** The values that the browser owns, and what changes them: pure functions, nothing is modified. */

import { sixDigits } from "../widgets/format.js";

/**
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../protocol.d.ts").SliderSpec} SliderSpec
 * @typedef {import("./frame.d.ts").Change} Change
 * @typedef {Pick<SliderSpec, "group" | "array" | "index">} NumberAddress where a slider's number is
 */

/**
 * The values after a change: a list replaces the one before, switches and choices are merged.
 *
 * @param {Values} values
 * @param {Change} change
 * @returns {Values}
 */
export function merged(values, change) {
  const all = { ...values, ...change };
  if (change.switches) all.switches = { ...values.switches, ...change.switches };
  if (change.choices) all.choices = { ...values.choices, ...change.choices };
  return all;
}

/** @param {Values} values @param {NumberAddress} slider */
export const numberAt = (values, { group, array, index }) =>
  group === "at" ? values.at[index] : values.weights[array][index];

/**
 * The change that sets a slider's number. Only the list that holds it is copied.
 *
 * @param {Values} values
 * @param {NumberAddress} slider
 * @param {number} number
 * @returns {Change}
 */
export function changeAt(values, { group, array, index }, number) {
  if (group === "at") return { at: values.at.with(index, number) };
  return { weights: values.weights.with(array, values.weights[array].with(index, number)) };
}

/**
 * The change that sets several sliders' numbers, by the sliders' keys.
 *
 * @param {Values} values
 * @param {SliderSpec[]} sliders
 * @param {Record<string, number>} numbers
 * @returns {Change}
 */
export function changeOf(values, sliders, numbers) {
  /** @type {Change} */
  let change = {};
  for (const slider of sliders) {
    const number = numbers[slider.key];
    if (number === undefined) continue;
    change = { ...change, ...changeAt(merged(values, change), slider, number) };
  }
  return change;
}

/** Larger numbers from the pointer are left out. */
const MAX_SIZE = 1e9;

/**
 * Numbers from the pointer, on a grid as fine as each slider says.
 *
 * @param {SliderSpec[]} sliders
 * @param {Record<string, number>} numbers by the sliders' keys
 * @returns {Record<string, number>}
 */
export function snapped(sliders, numbers) {
  const chosen = sliders.filter(({ key }) => Math.abs(numbers[key]) <= MAX_SIZE);
  const onGrid = chosen.map((
    { key, fine },
  ) => [key, sixDigits(Math.round(numbers[key] / fine) * fine)]);
  return Object.fromEntries(onGrid);
}

/**
 * The values as they are committed: numbers that a slider moves have six significant digits, as
 * links and boxes show them; all other numbers stay exact.
 *
 * @param {Values} values
 * @param {SliderSpec[]} sliders
 * @returns {Values}
 */
export function rounded(values, sliders) {
  const numbers = sliders.map((slider) => [slider.key, sixDigits(numberAt(values, slider))]);
  return merged(values, changeOf(values, sliders, Object.fromEntries(numbers)));
}

/**
 * From some values to others: `weights` and `at` glide where lists keep their length; everything
 * else jumps, and is in no change.
 *
 * @param {Values} from
 * @param {Values} to
 * @returns {(t: number) => Change} for t from 0 to 1; at 1 exactly what is in `to`
 */
export function glide(from, to) {
  const hasWeights = to.weights.some((list, i) => list.length === from.weights[i]?.length);
  const hasAt = to.at.length === from.at.length;
  return (t) => ({
    ...(hasWeights && {
      weights: to.weights.map((list, i) => between(from.weights[i] ?? list, list, t)),
    }),
    ...(hasAt && { at: between(from.at, to.at, t) }),
  });
}

/**
 * A change in the middle of a glide: what it sets counts, and everything else is at the glide's end
 * at once. Such a change was made from numbers that were on their way. A list that is made anew and
 * says the same is set, too: somebody wants the numbers where they are.
 *
 * @param {Values} values on their way
 * @param {Change} goal where they go; empty: nowhere
 * @param {Change} change
 * @returns {Change}
 */
export function overtake(values, goal, change) {
  const all = { ...goal, ...change };
  if (goal.weights && change.weights) {
    const { weights } = change;
    const lists = weights.map((list, i) => stayed(values.weights[i], goal.weights?.[i], list));
    // the walk over the landscape knows its own weights again
    all.weights = lists.every((list, i) => list === weights[i]) ? weights : lists;
  }
  if (goal.at && change.at) all.at = stayed(values.at, goal.at, change.at);
  return all;
}

/** @param {number[]} now @param {number[] | undefined} goal @param {number[]} list as it is set @returns {number[]} */
function stayed(now, goal, list) {
  if (goal?.length !== list.length || now?.length !== list.length) return list;
  if (list === now) return goal;
  const same = list.filter((number, i) => number === now[i]).length;
  if (same === 0 || same === list.length) return list;
  return list.map((number, i) => (number === now[i] ? goal[i] : number));
}

/**
 * Along a fit: the weights at `t` between its moments, in straight pieces.
 *
 * @param {number[][][]} path the weights at each moment, at least one
 * @returns {(t: number) => Change} for t from 0 to 1
 */
export function alongPath(path) {
  const last = path.length - 1;
  return (t) => {
    const i = Math.min(last, Math.floor(t * last));
    const next = path[Math.min(last, i + 1)];
    return { weights: path[i].map((list, k) => between(list, next[k], t * last - i)) };
  };
}

/** @param {number[]} from @param {number[]} to @param {number} t @returns {number[]} */
function between(from, to, t) {
  if (t === 1 || from.length !== to.length) return to;
  return from.map((value, i) => value + (to[i] - value) * t);
}
