/** A clock for tests: time passes only in `tick`. */

/** @typedef {{id: number, at: number, call: () => void}} Timer */

export class Clock {
  now = 1000;
  /** @type {Timer[]} */
  #timers = [];
  #ids = 0;
  #real = { now: performance.now, setTimeout, clearTimeout };

  constructor() {
    performance.now = () => this.now;
    const fake = {
      setTimeout: (/** @type {() => void} */ call, delay = 0) => {
        this.#ids += 1;
        this.#timers.push({ id: this.#ids, at: this.now + delay, call });
        return this.#ids;
      },
      clearTimeout: (/** @type {number | undefined} */ id) => {
        this.#timers = this.#timers.filter((timer) => timer.id !== id);
      },
    };
    Object.assign(globalThis, fake);
  }

  /** Lets time pass; what was due is called at its own moment. @param {number} milliseconds */
  async tick(milliseconds) {
    const end = this.now + milliseconds;
    for (let timer = this.#next(end); timer; timer = this.#next(end)) {
      this.now = Math.max(this.now, timer.at);
      timer.call();
      await settled();
    }
    this.now = end;
    await settled();
  }

  /** Takes the timer that is due next. @param {number} end */
  #next(end) {
    const due = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
    const [timer] = due;
    this.#timers = this.#timers.filter((one) => one !== timer);
    return timer;
  }

  /** The real time again. */
  restore() {
    performance.now = this.#real.now;
    const { setTimeout, clearTimeout } = this.#real;
    Object.assign(globalThis, { setTimeout, clearTimeout });
  }
}

/** What has been promised so far is kept. */
async function settled() {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

/** A test with a clock of its own. @param {string} name @param {(clock: Clock) => Promise<void> | void} check */
export function testWithClock(name, check) {
  Deno.test(name, async () => {
    const clock = new Clock();
    try {
      await check(clock);
    } finally {
      clock.restore();
    }
  });
}
