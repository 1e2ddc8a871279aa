/** Decides when to request predictions for a network in training, and when to draw them. */

/** Milliseconds between two requests, at least. */
const PAUSE = 200;
/** The pause is at least this many times as long as an answer took. */
const SHARE = 20;
/** Milliseconds that words and numbers may wait for an answer. */
const PATIENCE = 700;
/** Milliseconds that an answer waits for the next event. */
const LATE = 60;

export class AnswerScheduler {
  /** When the last answer was requested, and how long one took, in ms. */
  requestedAt = 0;
  took = 0;
  /** When words and numbers were shown last. */
  shownAt = 0;
  /** Draws the answer that waits. @type {(() => void) | null} */
  deferred = null;

  /** @param {() => void} request asks Keras about the weights as they are now */
  constructor(request) {
    this.request = request;
  }

  /**
   * Requests an answer, so seldom that Keras computes for a twentieth of the time at most, and not
   * more often than while a slider is dragged.
   *
   * @param {boolean} isNow without the pause
   */
  maybeRequest(isNow) {
    const pause = Math.max(PAUSE, SHARE * this.took);
    if (!isNow && performance.now() - this.requestedAt < pause) return;
    this.requestedAt = performance.now();
    this.request();
  }

  /**
   * Draws an answer with the run's next event: one frame takes less time from training than two.
   *
   * @param {() => void} draw
   * @param {number} took milliseconds until the answer was there
   */
  defer(draw, took) {
    this.took = took;
    this.flush();
    const timer = setTimeout(() => this.flush(), LATE);
    this.deferred = () => {
      clearTimeout(timer);
      draw();
    };
  }

  /** Draws what waits. */
  flush() {
    const draw = this.deferred;
    this.deferred = null;
    draw?.();
  }

  /** Words and numbers are shown now. */
  markShown() {
    this.shownAt = performance.now();
  }

  /** Whether words and numbers may still wait for the next answer. */
  get isPatient() {
    return performance.now() - this.shownAt < PATIENCE;
  }

  close() {
    this.deferred = null;
  }
}
