/** How near a mix is to the data, as `playground/core/coverage.py` judges it: no DOM. */

/**
 * @typedef {{spread: number[], reach: number, near: number, shown: number}} Coverage from Python:
 *   the inputs' standard deviations, and the distance within which a share `near` of all rows
 *   find one of another mix
 */

/**
 * @param {number[]} mix `(inputs,)`
 * @param {{x: number[]}} rows all rows, one after another
 * @param {Coverage} coverage
 * @returns {{row: number, distance: number}[]} the nearest rows, the nearest first
 */
export function nearest(mix, rows, { spread, shown }) {
  const inputs = mix.length;
  const found = [];
  for (let row = 0, from = 0; from < rows.x.length; row++, from += inputs) {
    let square = 0;
    for (let i = 0; i < inputs; i++) square += ((rows.x[from + i] - mix[i]) / spread[i]) ** 2;
    if (found.length === shown && square >= found.at(-1).square) continue;
    let place = found.length;
    while (place > 0 && found[place - 1].square > square) place--;
    found.splice(place, 0, { row, square });
    if (found.length > shown) found.pop();
  }
  return found.map(({ row, square }) => ({ row, distance: Math.sqrt(square) }));
}

/** The places of the inputs that lie beyond all the data. @param {{low: number, high: number}[]} columns */
export const outside = (mix, columns) =>
  columns.map((_, i) => i).filter((i) => mix[i] < columns[i].low || mix[i] > columns[i].high);
