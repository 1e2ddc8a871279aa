/** What a browser remembers of a run: every loss, and the weights at up to 400 moments. No DOM. */

const MOST = 400;

export class Record {
  /** @param {Float32Array} start the weights before training */
  constructor(start) {
    this.start = start;
    this.clear();
  }

  clear() {
    Object.assign(this, { attempt: 0, train: [], test: [], moments: [{ epoch: 0, weights: this.start }], step: 1 });
  }

  /** @param {import("./runLink.js").Told} told */
  add({ attempt, losses, weights, weights_epoch: epoch }) {
    if (attempt !== this.attempt || losses.after < this.train.length) {
      this.clear();
      this.attempt = attempt;
    }
    this.train.push(...losses.train);
    this.test.push(...losses.test);
    if (weights.length) this.remember(epoch, weights);
  }

  /** Keeps the start and the newest; when there are too many, every other one goes. */
  remember(epoch, weights) {
    const last = this.moments.at(-1);
    if (last && last.epoch >= epoch) this.moments = this.moments.filter((moment) => moment.epoch < epoch);
    const [before, newest] = this.moments.slice(-2);
    if (newest && newest.epoch - before.epoch < this.step) this.moments.pop();
    this.moments.push({ epoch, weights });
    if (this.moments.length > MOST) {
      this.moments = this.moments.filter((_, i) => i % 2 === 0 || i === this.moments.length - 1);
      this.step *= 2;
    }
  }

  /** The latest moment at or before an epoch, or the first. */
  at(epoch) {
    let found = this.moments[0] ?? null;
    for (const moment of this.moments) if (moment.epoch <= epoch) found = moment;
    return found;
  }

  get epoch() {
    return this.moments.at(-1)?.epoch ?? 0;
  }
}
