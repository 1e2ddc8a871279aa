/** Points in a slice through more inputs than can be shown: where they stand, how near they are. */

export class Slice {
  /** @param {object} data from Python @param {object} theme */
  constructor(data, theme) {
    Object.assign(this, { data, theme, inputs: data.columns.inputs.length });
  }

  /** The point's value of one input. */
  value(row, input) {
    return this.data.points.x[row * this.inputs + input];
  }

  /** A row at the slice, with the shown inputs set to `values`. */
  row(hand, values) {
    const row = this.data.columns.inputs.map((_, n) => hand[`x${n}`]);
    this.data.axes.forEach((input, i) => {
      if (i in values) row[input] = values[i];
    });
    return row;
  }

  /** Lines in space from every point to its prediction. */
  sticks(predictions) {
    const [i, j] = this.data.axes;
    const sticks = { x: [], y: [], z: [] };
    this.data.points.y.forEach((z, row) => {
      const [x, y] = [this.value(row, i), this.value(row, j)];
      sticks.x.push(x, x, null);
      sticks.y.push(y, y, null);
      sticks.z.push(z, predictions[row], null);
    });
    return sticks;
  }

  /** A colour for every point: some are lit, the others step back. @param {number[]} rows */
  lighting(rows) {
    if (this.lit?.rows === rows) return this.lit.colors;
    const colors = this.data.points.y.map(() => this.theme.mixed(0.3));
    for (const row of rows) colors[row] = this.theme.accent;
    this.lit = { rows, colors };
    return colors;
  }

  /**
   * How near each point lies to the slice: 1 on it, less with every standard deviation away.
   *
   * @returns {{shares: number[], colors: string[]} | null} null where every input is shown
   */
  fading(hand) {
    const { axes, points, spread } = this.data;
    const held = spread.map((_, n) => n).filter((n) => !axes.includes(n));
    if (!held.length) return null;
    const key = held.map((n) => hand[`x${n}`]).join();
    if (this.faded?.key === key) return this.faded;
    const shares = points.y.map((_, row) => {
      const away = held.reduce(
        (sum, n) => sum + ((this.value(row, n) - hand[`x${n}`]) / spread[n]) ** 2,
        0,
      );
      return Number((0.15 + 0.85 * Math.exp(-away / (2 * held.length))).toFixed(2));
    });
    const colors = shares.map((share) => this.theme.mixed(share));
    return (this.faded = { key, shares, colors });
  }
}
