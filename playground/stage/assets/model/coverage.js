/** How near a mix is to the data, as `playground/core/data/coverage.py` judges it. */

/**
 * @param {number[]} mix `(inputs,)`
 * @param {{x: number[]}} rows all rows, one after another
 * @param {Pick<import("../protocol.d.ts").CoverageInfo, "spread" | "shown">} coverage
 * @returns {{row: number, distance: number}[]} the nearest rows, the nearest first
 */
export function nearest(mix, rows, { spread, shown }) {
  const inputs = mix.length;
  /** @type {{row: number, square: number}[]} */
  const found = [];
  for (let row = 0, from = 0; from < rows.x.length; row++, from += inputs) {
    let square = 0;
    for (let i = 0; i < inputs; i++) square += ((rows.x[from + i] - mix[i]) / spread[i]) ** 2;
    if (found.length === shown && square >= found[shown - 1].square) continue;
    let index = found.length;
    while (index > 0 && found[index - 1].square > square) index--;
    found.splice(index, 0, { row, square });
    if (found.length > shown) found.pop();
  }
  return found.map(({ row, square }) => ({ row, distance: Math.sqrt(square) }));
}

/**
 * The indices of the inputs that lie beyond all the data.
 *
 * @param {number[]} mix
 * @param {{low: number, high: number}[]} columns
 */
export const outside = (mix, columns) =>
  columns.map((_, i) => i).filter((i) => mix[i] < columns[i].low || mix[i] > columns[i].high);
