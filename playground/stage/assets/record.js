/** What a browser remembers of a run: every loss, and how the network was at up to 400 moments. No DOM. */

const MOST = 400;

/**
 * @typedef {object} Moment
 * @property {number} epoch
 * @property {Float32Array} [weights] all tensors, one after another
 * @property {object} [answer] what Keras said then, where only she computes the network
 */
export class Record {
  /** @param {Float32Array} start the weights before training; none where only Keras computes */
  constructor(start) {
    this.start = start.length ? [{ epoch: 0, weights: start }] : [];
    this.clear();
  }

  clear() {
    Object.assign(this, { attempt: 0, train: [], test: [], moments: [...this.start], step: 1 });
  }

  /** @param {import("./runLink.js").Told} told */
  add({ attempt, losses, weights, weights_epoch: epoch, batch, state }) {
    if (attempt !== this.attempt || losses.after < this.train.length) {
      this.clear();
      this.attempt = attempt;
    }
    this.train.push(...losses.train);
    this.test.push(...losses.test);
    if (weights.length && !batch) this.remember({ epoch, weights }, OVER.includes(state));
  }

  /** Keeps the start and the newest; when there are too many, every other one goes. */
  remember(moment, last = false) {
    const { epoch } = moment;
    if (last || this.moments.at(-1)?.epoch === epoch)
      this.moments = this.moments.filter((other) => other.epoch < epoch);
    const [before, newest] = this.moments.slice(-2);
    if (newest && newest.epoch - before.epoch < this.step) this.moments.pop();
    this.moments.push(moment);
    if (this.moments.length > MOST) {
      this.moments = this.moments.filter((_, i) => i % 2 === 0 || i === this.moments.length - 1);
      this.step *= 2;
    }
  }

  /** A moment that was asked for afterwards. @param {Moment} moment */
  insert(moment) {
    const later = this.moments.findIndex(({ epoch }) => epoch > moment.epoch);
    this.moments.splice(later < 0 ? this.moments.length : later, 0, moment);
  }

  /** Moments from before this browser was there. @param {Moment[]} known the earliest first */
  fill(attempt, known) {
    if (attempt !== this.attempt) return;
    const own = this.moments.slice(this.start.length);
    const until = own[0]?.epoch ?? Infinity;
    this.moments = [...this.start, ...known.filter(({ epoch }) => epoch > 0 && epoch < until), ...own];
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

const OVER = ["stopped", "finished", "diverged"];
