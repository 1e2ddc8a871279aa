/** For values that change in many small steps, such as a camera's: they are committed at rest. */

/** Milliseconds without a change. */
const REST = 300;

/** Commits once nothing has changed for a moment. */
export class DelayedCommit {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {() => void} commit */
  constructor(commit) {
    this.commit = commit;
  }

  commitSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.commit, REST);
  }

  close() {
    clearTimeout(this.#timer);
  }
}
