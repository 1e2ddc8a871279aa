/** Moves through the epochs of a runaway by itself; not at all where reduced motion is asked for. */

import { prefersReducedMotion, tween } from "../widgets/tween.js";

/** @typedef {import("../model/runaway.js").Runaway} Runaway */

/** Milliseconds that the end is seen before the last good weights are back. */
const REST = 700;

export class SlowMotion {
  /** Where it is; null: nowhere. @type {number | null} */
  epoch = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #stopTween = () => {};

  /** @param {(epoch: number | null) => void} lookAt an epoch, or null: the newest weights again */
  constructor(lookAt) {
    this.lookAt = lookAt;
  }

  /** @param {Runaway} runaway */
  play(runaway) {
    this.stop();
    if (prefersReducedMotion()) return;
    this.#stopTween = tween(runaway.duration, (t) => {
      this.epoch = runaway.start + t * (runaway.end - runaway.start);
      this.lookAt(this.epoch);
      if (t === 1) this.#timer = setTimeout(() => this.#finish(), REST);
    });
  }

  #finish() {
    this.epoch = null;
    this.lookAt(null);
  }

  /** Stays where it is. */
  stop() {
    this.#stopTween();
    clearTimeout(this.#timer);
    this.epoch = null;
  }
}
