/** For values that change in many small steps, such as a camera's: they are committed at rest. */

import { beforeLeaving } from "../net/leaving.js";

/** Milliseconds without a change. */
const REST = 300;

/** Commits once nothing has changed for a moment. */
export class DelayedCommit {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #stopFlushing = beforeLeaving(() => this.#flush());

  /** @param {() => void} commit */
  constructor(commit) {
    this.commit = commit;
  }

  commitSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(), REST);
  }

  #flush() {
    if (this.#timer === undefined) return;
    this.#cancel();
    this.commit();
  }

  #cancel() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  close() {
    this.#cancel();
    this.#stopFlushing();
  }
}
