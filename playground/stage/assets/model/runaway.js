/**
 * How a loss ran away, update by update, and what lies between two updates. No DOM.
 *
 * An update moves the weights along a straight line. Between two of them the errors grow by the same
 * factor in equal times, so that one sees each go where it goes, however far that is.
 */

/** @typedef {import("./run.d.ts").RunawayPath} RunawayPath */

/** Milliseconds of slow motion for an update, and for all of them. */
const UPDATE_MS = 1000;
const [LEAST_MS, MOST_MS] = [2000, 6000];
/** Points of the losses' curve between two updates. */
const SAMPLES = 24;

export class Runaway {
  /** @param {RunawayPath} path */
  constructor({ epochs, losses, batches, weights }) {
    this.epochs = epochs;
    this.losses = losses;
    this.batches = batches;
    this.weights = weights;
    this.start = epochs[0];
    this.end = epochs[epochs.length - 1];
  }

  /** How long it takes in slow motion, in ms. */
  get duration() {
    return Math.min(MOST_MS, Math.max(LEAST_MS, UPDATE_MS * (this.epochs.length - 1)));
  }

  /** The weights and the loss at an epoch, or within one. @param {number} epoch */
  at(epoch) {
    const { epochs, losses, weights } = this;
    const last = epochs.length - 1;
    const after = epochs.findIndex((end) => end > epoch);
    const i = after < 0 ? last : Math.max(0, after - 1);
    if (i === last || epoch <= this.start) return { weights: weights[i], loss: losses[i] };
    const time = (epoch - epochs[i]) / (epochs[i + 1] - epochs[i]);
    const growth = losses[i] > 0 ? losses[i + 1] / losses[i] : 1;
    const share = wayGone(time, Math.sqrt(growth));
    const [from, to] = [weights[i], weights[i + 1]];
    return {
      weights: from.map((weight, n) => weight + share * (to[n] - weight)),
      loss: growth > 0 ? losses[i] * growth ** time : losses[i],
    };
  }

  /** The curve of its losses up to an epoch. @param {number} until */
  curve(until = this.end) {
    const { epochs } = this;
    const last = Math.min(until, this.end);
    const between = epochs.slice(1).flatMap((end, i) =>
      Array.from(
        { length: SAMPLES },
        (_, n) => epochs[i] + ((n + 1) / SAMPLES) * (end - epochs[i]),
      )
    );
    const drawn = [this.start, ...between.filter((epoch) => epoch < last)];
    if (last > this.start) drawn.push(last);
    return { epochs: drawn, losses: drawn.map((epoch) => this.at(epoch).loss) };
  }

  /** The first update after which the loss is above a limit; the last one if it never is. @param {number} limit */
  exit(limit) {
    const beyond = this.losses.findIndex((loss) => loss > limit);
    return beyond < 0 ? this.end : this.epochs[beyond];
  }

  /** An epoch in words; within one: "2, batch 1 of 8". @param {number} epoch */
  place(epoch) {
    const done = Math.floor(epoch + 1e-6);
    const batch = Math.ceil((epoch - done) * this.batches - 1e-6);
    return batch > 0 ? `${done + 1}, batch ${batch} of ${this.batches}` : String(done);
  }
}

/**
 * How much of the way of an update is gone, if what it does grows by a factor until its end.
 *
 * @param {number} time 0 to 1
 * @param {number} growth
 */
const wayGone = (time, growth) => growth > 1.01 ? (growth ** time - 1) / (growth - 1) : time;
