/** How far the axes of a loss chart reach. They seldom change, as drawing axes takes time. */

/** An axis that grows gets room for more. */
const GROW = 1.25;
/** A loss that runs away would leave nothing of the other epochs: the axis ends at so many times the first one. */
export const RUNAWAY = 3;

/** @typedef {[number, number]} Range */

/**
 * @param {(number | null)[][]} curves of the run in view; earlier runs never set an axis
 * @param {number} epochs the axis of epochs holds them all
 * @param {boolean} log then the second range is of logarithms, as Plotly has it
 * @param {[Range, Range] | null} before the ranges so far, which only grow
 * @returns {[Range, Range]} of the epochs, and of the losses
 */
export function lossRanges(curves, epochs, log, before) {
  /** @type {Range} */
  const x = [0, epochs || 1];
  let least = Infinity;
  let most = -Infinity;
  const first = Math.min(
    ...curves.map((curve) => curve.find((loss) => loss !== null) ?? Infinity),
  );
  for (const curve of curves) {
    for (const loss of curve) {
      if (loss !== null && (loss > 0 || !log)) {
        least = Math.min(least, loss);
        most = Math.max(most, log ? loss : Math.min(loss, RUNAWAY * first));
      }
    }
  }
  if (most < least) return [x, before?.[1] ?? (log ? [-1, 0.1] : [0, 1])];
  const high = before?.[1][1] ?? -Infinity;
  const isKept = most <= (log ? 10 ** high : high);
  if (!log) {
    const grown = most * (before ? GROW : 1.05) || 1;
    return [x, [0, isKept && most > high / 20 ? high : grown]];
  }
  const low = Math.floor(2 * Math.log10(least)) / 2;
  if (!before || !isKept) return [x, [low, Math.log10(most) + 0.05]];
  return [x, [Math.min(low, before[1][0]), high]];
}
