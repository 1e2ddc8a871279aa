/** What a browser remembers of a run: every loss, and how the network was at up to 400 moments. No DOM. */

const MOST = 400;
/** States of a run that is over. */
export const OVER = ["stopped", "finished", "diverged"];

/**
 * @typedef {object} Moment
 * @property {number} epoch
 * @property {Float32Array} [weights] all tensors, one after another
 * @property {object} [answer] what Keras said then, where only she computes the network; without it, she can be asked
 * @property {string} [view] what of the function she was asked for
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

  /** @param {import("../net/runStream.js").Told} told */
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
    if (last || this.moments.at(-1)?.epoch === epoch) {
      this.moments = this.moments.filter((other) => other.epoch < epoch);
    }
    const [before, newest] = this.moments.slice(-2);
    if (newest && newest.epoch - before.epoch < this.step) this.moments.pop();
    this.moments.push(moment);
    if (this.moments.length > MOST) {
      this.moments = this.moments.filter((_, i) => i % 2 === 0 || i === this.moments.length - 1);
      this.step *= 2;
    }
  }

  /** Moments that were asked for afterwards, or that the server has; they replace those of the same epochs. */
  insert(...moments) {
    const epochs = new Set(moments.map(({ epoch }) => epoch));
    this.moments = [...this.moments.filter(({ epoch }) => !epochs.has(epoch)), ...moments]
      .sort((one, other) => one.epoch - other.epoch);
  }

  /** Moments that the server remembers now, for those that are not known here. @param {Moment[]} known */
  fill(attempt, known) {
    if (attempt !== this.attempt) return;
    this.moments = this.moments.filter(({ weights, answer }) => weights || answer);
    const epochs = new Set(this.moments.map(({ epoch }) => epoch));
    this.insert(...known.filter(({ epoch }) => !epochs.has(epoch)));
  }

  /** The latest moment at or before an epoch that can be seen so, or that Keras can be asked for. */
  at(epoch, view) {
    return this.moments.findLast((moment) =>
      moment.epoch <= epoch && (!moment.answer || moment.view === view)
    ) ?? null;
  }

  get epoch() {
    return this.moments.at(-1)?.epoch ?? 0;
  }
}
