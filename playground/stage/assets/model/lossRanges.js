/** How far the axes of a loss chart reach: seldom another way, as to draw axes anew takes time. No DOM. */

const GROW = 1.25;

/**
 * @param {(number | null)[][]} curves
 * @param {number} epochs the axis of epochs holds them all
 * @param {boolean} log then the second range is of logarithms, as Plotly has it
 * @param {number[][] | null} before the ranges so far, which only grow
 * @returns {number[][]} of the epochs, and of the losses
 */
export function lossRanges(curves, epochs, log, before) {
  const x = [0, Math.max(1, epochs)];
  let least = Infinity;
  let most = -Infinity;
  for (const curve of curves) {
    for (const loss of curve) {
      if (loss !== null && (loss > 0 || !log)) {
        least = Math.min(least, loss);
        most = Math.max(most, loss);
      }
    }
  }
  if (most < least) return [x, before?.[1] ?? (log ? [-1, 0.1] : [0, 1])];
  const kept = before && most <= (log ? 10 ** before[1][1] : before[1][1]);
  if (!log) {
    return [x, [
      0,
      kept && most > before[1][1] / 20 ? before[1][1] : most * (before ? GROW : 1.05) || 1,
    ]];
  }
  const low = Math.floor(2 * Math.log10(least)) / 2;
  const high = Math.log10(most) + 0.05;
  return [x, [kept ? Math.min(low, before[1][0]) : low, kept ? before[1][1] : high]];
}
