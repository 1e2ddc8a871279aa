/** When Keras is asked about a network that she is training, and when what she says is drawn. No DOM. */

const ASKING = 200;
const SHARE = 20;
const PATIENT = 700;
const LATE = 60;

export class Rhythm {
  /** @param {() => void} ask asks her about the weights as they are now */
  constructor(ask) {
    Object.assign(this, { asks: ask, askedAt: 0, took: 0, saidAt: 0, waiting: null });
  }

  /** Asks for a twentieth of her time at most, and not more often than under a moving hand. @param {boolean} now */
  ask(now) {
    const pause = Math.max(ASKING, SHARE * this.took);
    if (!now && performance.now() - this.askedAt < pause) return;
    this.askedAt = performance.now();
    this.asks();
  }

  /**
   * Draws an answer with the next news of the run: one frame takes less from training than two.
   *
   * @param {() => void} draw
   * @param {number} took milliseconds until the answer was there
   */
  meet(draw, took) {
    this.took = took;
    this.news();
    const late = setTimeout(() => this.news(), LATE);
    this.waiting = () => {
      clearTimeout(late);
      draw();
    };
  }

  /** What waited for them is drawn. */
  news() {
    const draw = this.waiting;
    this.waiting = null;
    draw?.();
  }

  /** Words and numbers are shown now. */
  said() {
    this.saidAt = performance.now();
  }

  /** Whether words and numbers may still wait for the next answer. */
  get isPatient() {
    return performance.now() - this.saidAt < PATIENT;
  }

  close() {
    this.waiting = null;
  }
}
