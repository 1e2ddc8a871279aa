/**
 * Asks Keras for her answer to the weights in the hand, without ever being waited for.
 *
 * While the hand moves, at most one question every 200 ms and one at a time; the newest one is
 * always asked in the end. Every question carries a revision: an answer to an older one only
 * says whether Keras agreed, it never moves anything.
 */

import { numbers } from "./base64.js";

const PAUSE = 200;
const RETRY = 800;

export class KerasLink {
  /**
   * @param {string} url of the answer route
   * @param {(answer: object, question: object) => void} onAnswer
   * @param {(status: "starting" | "away" | "lost" | "failed", why: string) => void} onStatus
   *   `away`: nobody answers; `lost`: the server does not know this scene
   */
  constructor(url, onAnswer, onStatus) {
    Object.assign(this, { url, onAnswer, onStatus });
    this.waiting = null;
    this.asked = 0;
    this.busy = false;
    this.timer = 0;
  }

  /**
   * @param {{revision: number, body: object}} question replaces one that was not sent yet
   * @param {boolean} now on release: without the pause
   */
  ask(question, now = false) {
    this.waiting = question;
    this.schedule(now ? 0 : this.asked + PAUSE - performance.now());
  }

  schedule(delay) {
    if (this.busy) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), Math.max(0, delay));
  }

  async send() {
    const question = this.waiting;
    if (!question || this.busy) return;
    this.waiting = null;
    this.busy = true;
    this.asked = performance.now();
    const again = await this.exchange(question);
    this.busy = false;
    if (again && !this.waiting) this.waiting = question;
    if (this.waiting) this.schedule(again ? RETRY : this.asked + PAUSE - performance.now());
  }

  /** @returns {Promise<boolean>} whether the question should be asked again */
  async exchange(question) {
    this.aborter = new AbortController();
    try {
      const response = await fetch(this.url, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ ...question.body, revision: question.revision }),
        signal: this.aborter.signal,
      });
      const answer = await response.json();
      if (response.status === 200) this.onAnswer(unpacked(answer), question);
      else this.onStatus(answer.status, answer.reason);
      return answer.status === "starting";
    } catch (error) {
      if (error.name === "AbortError") return false;
      this.onStatus("away", "the server is away");
      return true;
    }
  }

  close() {
    clearTimeout(this.timer);
    this.waiting = null;
    this.aborter?.abort();
  }
}

/** The long lists of an answer, which are packed where only Keras computes the network. */
function unpacked(answer) {
  const lists = (value) => (typeof value === "string" ? Array.from(numbers(value)) : value);
  const { predictions, grid, thumbs, corners } = answer;
  return {
    ...answer,
    predictions: lists(predictions),
    grid: lists(grid),
    ...(thumbs && { thumbs: thumbs.map(numbers) }),
    ...(corners && { corners: corners.map(lists) }),
  };
}
