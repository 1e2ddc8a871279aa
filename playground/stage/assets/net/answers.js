/**
 * Keras' answers to the values on screen: which one may be shown, and when Keras is asked. No DOM.
 *
 * Every change of the values is a new revision. An answer to an older one only says whether Keras
 * agreed then. What the server has forgotten is asked for again, until it is back.
 */

import { largestDifference } from "../model/forward.js";
import { KerasLink } from "./keras.js";

/**
 * @typedef {import("../model/frame.d.ts").Answer} Answer
 * @typedef {import("../model/frame.d.ts").Preview} Preview
 * @typedef {import("./keras.js").Status} Status
 *
 * @typedef {object} AnswersCallbacks
 * @property {(show: () => void, answer: Answer, took: number) => void} onArrival an answer is
 *   there, `took` ms after it was asked for; it counts once `show` is called
 * @property {(answer: Answer, isNewest: boolean) => void} onAnswer
 * @property {(status: Status, reason: string) => void} onUnavailable
 * @property {() => void} onLost the server has forgotten a token: it must be sent again
 */

/** After a token was lost: the server is told at most this often, and Keras asked again after a while. */
const REFRESH_MS = 1000;
const RETRY_MS = 400;

/** Keras counts as agreeing within this share of the target's range. */
const TOLERANCE = 1e-4;

/**
 * How far an answer lies from the preview that it was asked with.
 *
 * @param {Answer} answer
 * @param {number} scale the target's range
 * @returns {{difference: number, agrees: boolean}}
 */
export function agreement(answer, scale) {
  const parts = /** @type {const} */ (["predictions", "at", "grid"]);
  const differences = parts.map((part) => {
    const previewed = answer.preview[part];
    return previewed ? largestDifference(answer[part], previewed) : 0;
  });
  const difference = Math.max(...differences);
  const size = Math.max(scale, ...Array.from(answer.at, Math.abs));
  return { difference, agrees: difference <= TOLERANCE * size };
}

export class Answers {
  #revision = 0;
  /** The revision that Keras was asked for last. */
  #requested = -1;
  /** Of the values now, as it was drawn; null: they changed since. @type {Preview | null} */
  #preview = null;
  /** @type {{source: "keras" | "cached", revision: number, answer: Answer} | null} */
  #shown = null;
  #refreshedAt = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry = undefined;

  /** @param {string} url of the route @param {AnswersCallbacks} callbacks */
  constructor(url, callbacks) {
    this.callbacks = callbacks;
    this.link = new KerasLink(
      url,
      (answer, { revision }) => this.#onResponse(answer, revision),
      (status, reason) => this.#onUnavailable(status, reason),
    );
  }

  /** The values changed: no answer holds for them yet. */
  invalidate() {
    this.#revision += 1;
    this.#preview = null;
  }

  /** No answer is shown any more. */
  forget() {
    this.#shown = null;
  }

  /** The answer that holds for the values now. @returns {Answer | null} */
  get current() {
    return this.#shown?.revision === this.#revision ? this.#shown.answer : null;
  }

  /** The answer that was shown last. @returns {Answer | null} */
  get latest() {
    return this.#shown?.answer ?? null;
  }

  get source() {
    return this.#shown?.source ?? "keras";
  }

  /** The picture of the values now was drawn: Keras is asked, unless its answer holds. @param {Preview} preview */
  onPreview(preview) {
    this.#preview = preview;
    if (!this.current && this.#requested !== this.#revision) this.#request();
  }

  /** The values are at rest: Keras is asked at once, unless its answer is there or on its way. */
  settle() {
    const isOnItsWay = this.#requested === this.#revision && this.link.isAway;
    if (!this.current && !isOnItsWay) this.#request(true);
  }

  /** The server's weights changed: asks again, and the answer holds until another arrives. @param {Preview} preview */
  refresh(preview) {
    const holds = this.current !== null;
    this.invalidate();
    if (this.#shown && holds) this.#shown.revision = this.#revision;
    this.#preview = preview;
    this.#request();
  }

  /** @param {boolean} now without a pause */
  #request(now = false) {
    if (!this.#preview) return;
    this.#requested = this.#revision;
    this.link.request({ revision: this.#revision, preview: this.#preview }, now);
  }

  /** An answer that is remembered holds for the values now; those on their way come too late. @param {Answer} answer */
  showCached(answer) {
    this.invalidate();
    this.#shown = { source: "cached", revision: this.#revision, answer };
  }

  /** @param {Answer} answer @param {number} revision */
  #onResponse(answer, revision) {
    const took = performance.now() - this.link.sentAt;
    this.callbacks.onArrival(() => this.#onAnswer(answer, revision), answer, took);
  }

  /** @param {Answer} answer @param {number} revision */
  #onAnswer(answer, revision) {
    const isNewest = revision === this.#revision || !this.current;
    if (isNewest) this.#shown = { source: "keras", revision, answer };
    this.callbacks.onAnswer(answer, isNewest);
  }

  /** @param {Status} status @param {string} reason */
  #onUnavailable(status, reason) {
    if (status === "lost") this.#recover();
    this.callbacks.onUnavailable(status, reason);
  }

  #recover() {
    const now = performance.now();
    if (now - this.#refreshedAt >= REFRESH_MS) {
      this.#refreshedAt = now;
      this.callbacks.onLost();
    }
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#request(true), RETRY_MS);
  }

  close() {
    clearTimeout(this.#retry);
    this.link.close();
  }
}
