/** Values that change in many small steps, such as a camera's: committed once they stand still. */

const STILL = 300;

/** Commits once nothing has changed for a moment. */
export class DelayedCommit {
  #timer = 0;
  #commit;

  /** @param {() => void} commit */
  constructor(commit) {
    this.#commit = commit;
  }

  commitSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#commit, STILL);
  }

  close() {
    clearTimeout(this.#timer);
  }
}
