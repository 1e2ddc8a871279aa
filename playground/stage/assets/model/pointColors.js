/** The colours of points in space: filled above the model, hollow below it, paler off the slice. */

/** More points than this are drawn too small to be hollow. */
export const MOST_HOLLOW = 300;

/** @typedef {{fill: string[], outline: string[]}} PointPaint of each point */

export class PointColors {
  #key = "";
  /** @type {PointPaint} */
  #paint = { fill: [], outline: [] };

  /** @param {{background: string, mixed: (share: number) => string}} theme */
  constructor(theme) {
    this.theme = theme;
  }

  /**
   * The same objects as before where nothing changed: every new one takes WebGL's time.
   *
   * @param {number[]} y what the points have
   * @param {ArrayLike<number>} predictions
   * @param {number[] | null} shares how near each lies to the slice; null: all of them on it
   * @returns {PointPaint | null} null: there are too many for it
   */
  paint(y, predictions, shares) {
    if (y.length > MOST_HOLLOW) return null;
    const hollow = y.map((value, row) => value < predictions[row]);
    const key = `${hollow.map(Number).join("")} ${shares}`;
    if (key === this.#key) return this.#paint;
    const outline = y.map((_, row) => this.theme.mixed(shares?.[row] ?? 1));
    const fill = outline.map((color, row) => hollow[row] ? this.theme.background : color);
    [this.#key, this.#paint] = [key, { fill, outline }];
    return this.#paint;
  }
}
