/** What the browser remembers of a run: every loss, and the network at up to 400 moments. */

import { Runaway } from "./runaway.js";

const MAX_MOMENTS = 400;

/** States of a run that is over. @type {string[]} */
export const OVER = ["stopped", "finished", "diverged"];

/**
 * @typedef {import("./run.d.ts").Moment} Moment
 * @typedef {import("./run.d.ts").RunSnapshot} RunSnapshot
 */
export class RunHistory {
  attempt = 0;
  /** Losses of the epochs from 1 on. @type {(number | null)[]} */
  train = [];
  /** @type {(number | null)[]} */
  test = [];
  /** By epoch. @type {Moment[]} */
  moments = [];
  /** Epochs between two moments, at least. */
  step = 1;
  /** How the loss ran away at the end. @type {Runaway | null} */
  runaway = null;

  /** @param {Float32Array} start the weights before training; empty where only Keras computes */
  constructor(start) {
    /** @type {Moment[]} */
    this.start = start.length ? [{ epoch: 0, weights: start }] : [];
    this.clear(0);
  }

  /** @param {number} attempt the one that begins */
  clear(attempt) {
    this.attempt = attempt;
    this.train = [];
    this.test = [];
    this.moments = [...this.start];
    this.step = 1;
    this.runaway = null;
  }

  /** @param {RunSnapshot} snapshot */
  append({ attempt, losses, weights, weights_epoch: epoch, batch, state, runaway }) {
    if (attempt !== this.attempt || losses.after < this.train.length) this.clear(attempt);
    this.train.push(...losses.train);
    this.test.push(...losses.test);
    if (runaway) this.runaway = new Runaway(runaway);
    if (weights.length && !batch) this.keep({ epoch, weights }, OVER.includes(state));
  }

  /**
   * Keeps the start and the newest; when there are too many, every other one goes.
   *
   * @param {Moment} moment
   * @param {boolean} [isLast] the run is over: nothing comes after its epoch
   */
  keep(moment, isLast = false) {
    const { epoch } = moment;
    if (isLast || this.moments.at(-1)?.epoch === epoch) {
      this.moments = this.moments.filter((other) => other.epoch < epoch);
    }
    const [before, newest] = this.moments.slice(-2);
    if (newest && newest.epoch - before.epoch < this.step) this.moments.pop();
    this.moments.push(moment);
    if (this.moments.length > MAX_MOMENTS) {
      this.moments = this.moments.filter((_, i) => i % 2 === 0 || i === this.moments.length - 1);
      this.step *= 2;
    }
  }

  /**
   * Adds moments that were asked for afterwards; they replace those of the same epochs.
   *
   * @param {...Moment} moments
   */
  insert(...moments) {
    const epochs = new Set(moments.map(({ epoch }) => epoch));
    this.moments = [...this.moments.filter(({ epoch }) => !epochs.has(epoch)), ...moments]
      .sort((one, other) => one.epoch - other.epoch);
  }

  /**
   * Adds the moments that the server remembers now, where none is known here.
   *
   * @param {import("./run.d.ts").LoadedMoments} loaded
   */
  merge({ attempt, moments }) {
    if (attempt !== this.attempt) return;
    this.moments = this.moments.filter(({ weights, answer }) => weights || answer);
    const epochs = new Set(this.moments.map(({ epoch }) => epoch));
    this.insert(...moments.filter(({ epoch }) => !epochs.has(epoch)));
  }

  /**
   * The latest moment at or before an epoch that is known for a row, or that Keras can be asked for.
   *
   * @param {number} epoch
   * @param {string} row
   * @returns {Moment | null}
   */
  find(epoch, row) {
    return this.moments.findLast((moment) =>
      moment.epoch <= epoch && (!moment.answer || moment.row === row)
    ) ?? null;
  }

  /** Whether there is a moment of just this epoch and row. @param {number} epoch @param {string} row */
  has(epoch, row) {
    return this.moments.some((moment) => moment.epoch === epoch && moment.row === row);
  }

  /** The losses at an epoch; undefined or null: unknown. @param {number} epoch */
  lossesAt(epoch) {
    if (this.isRunaway(epoch)) return { train: this.runaway?.at(epoch).loss, test: null };
    const before = Math.floor(epoch) - 1;
    return { train: this.train[before], test: this.test[before] };
  }

  /** Whether the loss was running away then. @param {number} epoch */
  isRunaway(epoch) {
    return this.runaway !== null && epoch > this.runaway.start;
  }

  /** All weights at each moment up to an epoch, and in a runaway after each update. @param {number} end */
  pathTo(end) {
    const path = this.moments.filter(({ epoch, weights }) => weights && epoch <= end)
      .map(({ weights }) => /** @type {Float32Array} */ (weights));
    const { runaway } = this;
    if (!runaway || !this.isRunaway(end)) return path;
    const updates = runaway.weights.filter((_, i) => runaway.epochs[i] < end);
    return [...path, ...updates, runaway.at(end).weights];
  }

  /** How far one can look: beyond the newest weights where those before the loss ran away are back. */
  get reach() {
    return Math.max(this.epoch, this.runaway?.end ?? 0);
  }

  /** The epoch of the newest weights. */
  get epoch() {
    return this.moments.at(-1)?.epoch ?? 0;
  }
}
