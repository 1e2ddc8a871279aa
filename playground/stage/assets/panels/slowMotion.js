/** Moves through the epochs of a runaway by itself; not at all where reduced motion is asked for. */

import { prefersReducedMotion } from "../widgets/tween.js";

/** @typedef {import("../model/runaway.js").Runaway} Runaway */

/** How much of the way a frame takes at most: however slow a computer is, one sees the way. */
const LONGEST_STEP = 1 / 30;
/** Milliseconds that the end is seen before the last good weights are back. */
const REST = 700;

export class SlowMotion {
  /** Where it is; null: nowhere. @type {number | null} */
  epoch = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #frame = 0;

  /** @param {(epoch: number | null) => void} lookAt an epoch, or null: the newest weights again */
  constructor(lookAt) {
    this.lookAt = lookAt;
  }

  /** @param {Runaway} runaway */
  play({ start, end, duration }) {
    this.stop();
    if (prefersReducedMotion()) return;
    let share = 0;
    let before = performance.now();
    const step = (/** @type {number} */ now) => {
      const passed = Math.max(0, now - before) / duration;
      share = Math.min(1, share + Math.min(passed, LONGEST_STEP));
      before = now;
      if (share < 1) this.#frame = requestAnimationFrame(step);
      else this.#timer = setTimeout(() => this.#finish(), REST);
      this.#moveTo(start + share * (end - start));
    };
    this.#frame = requestAnimationFrame(step);
    this.#moveTo(start);
  }

  /** @param {number | null} epoch */
  #moveTo(epoch) {
    this.epoch = epoch;
    this.lookAt(epoch);
  }

  #finish() {
    this.#moveTo(null);
  }

  /** Stays where it is. */
  stop() {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.epoch = null;
  }
}
