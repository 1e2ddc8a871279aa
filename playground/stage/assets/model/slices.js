/** Points in a slice through more inputs than can be shown: where they are, and how near to it. */

/**
 * @typedef {import("../protocol.d.ts").PlanePayload} PlanePayload
 * @typedef {Pick<import("../protocol.d.ts").Values, "at">} Probe the slice goes through it
 * @typedef {{x: (number | null)[], y: (number | null)[], z: (number | null)[]}} Lines null ends one
 *
 * @typedef {object} Sliced what is read of a payload
 * @property {{inputs: unknown[]}} columns
 * @property {number[]} axes the shown inputs
 * @property {PlanePayload["points"]} points
 * @property {number[]} spread the inputs' standard deviations
 *
 * @typedef {{accent: string, mixed: (share: number) => string}} Colors of the theme
 */

export class Slice {
  /** @type {{rows: number[], colors: string[]} | null} */
  #highlighted = null;
  /** @type {{key: string, shares: number[], colors: string[]} | null} */
  #faded = null;

  /**
   * @param {Sliced} payload
   * @param {Colors} theme
   * @param {(row: number, share: number) => string} [colorOf] of a point, paler the smaller its share
   */
  constructor(payload, theme, colorOf = (_, share) => theme.mixed(share)) {
    this.payload = payload;
    this.theme = theme;
    this.colorOf = colorOf;
    this.inputs = payload.columns.inputs.length;
  }

  /** The point's value of one input. @param {number} row @param {number} input */
  value(row, input) {
    return this.payload.points.x[row * this.inputs + input];
  }

  /** A row of the slice, with the first shown inputs set to `shown`. @param {Probe} probe @param {number[]} shown */
  row({ at }, shown) {
    const row = at.slice();
    shown.forEach((value, i) => row[this.payload.axes[i]] = value);
    return row;
  }

  /**
   * Lines in space from points to their predictions.
   *
   * @param {ArrayLike<number>} predictions
   * @param {number[] | null} rows of the points; null: of all
   */
  sticks(predictions, rows = null) {
    const [i, j] = this.payload.axes;
    /** @type {Lines} */
    const sticks = { x: [], y: [], z: [] };
    const targets = this.payload.points.y;
    for (const row of rows ?? targets.keys()) {
      const [x, y] = [this.value(row, i), this.value(row, j)];
      sticks.x.push(x, x, null);
      sticks.y.push(y, y, null);
      sticks.z.push(targets[row], predictions[row], null);
    }
    return sticks;
  }

  /** A colour for every point: some are highlighted, the others step back. @param {number[]} rows */
  highlighting(rows) {
    if (this.#highlighted?.rows === rows) return this.#highlighted.colors;
    const colors = this.payload.points.y.map(() => this.theme.mixed(0.3));
    for (const row of rows) colors[row] = this.theme.accent;
    this.#highlighted = { rows, colors };
    return colors;
  }

  /**
   * How near each point lies to the slice: 1 on it, less with every standard deviation away.
   *
   * @param {Probe} probe
   * @returns {{shares: number[], colors: string[]} | null} null where every input is shown
   */
  fading({ at }) {
    const { axes, points, spread } = this.payload;
    const fixed = spread.map((_, n) => n).filter((n) => !axes.includes(n));
    if (!fixed.length) return null;
    const key = fixed.map((n) => at[n]).join();
    if (this.#faded?.key === key) return this.#faded;
    const shares = points.y.map((_, row) => {
      const away = fixed.reduce(
        (sum, n) => sum + ((this.value(row, n) - at[n]) / spread[n]) ** 2,
        0,
      );
      return Number((0.15 + 0.85 * Math.exp(-away / (2 * fixed.length))).toFixed(2));
    });
    const colors = shares.map((share, row) => this.colorOf(row, share));
    this.#faded = { key, shares, colors };
    return this.#faded;
  }
}
