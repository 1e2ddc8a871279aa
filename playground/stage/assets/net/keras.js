/**
 * Asks Keras for its answer to the current weights, without ever being waited for.
 *
 * While values move, there is at most one request every 200 ms and one at a time; the newest one is
 * always sent in the end. Every request carries a revision: an answer to an older one only says
 * whether Keras agreed, it never moves anything.
 */

import { numbers } from "./base64.js";

/** Milliseconds between two requests, and before one is repeated. */
const PAUSE = 200;
const RETRY = 800;

/**
 * @typedef {import("../protocol.d.ts").PredictAnswer} PredictAnswer
 * @typedef {import("../protocol.d.ts").Refusal} Refusal
 * @typedef {import("../model/frame.d.ts").Answer} Answer
 * @typedef {import("../model/frame.d.ts").Preview} Preview
 * @typedef {{revision: number, preview: Preview}} KerasRequest the preview holds what is asked
 * @typedef {Refusal["status"] | "away"} Status `away`: nobody answers; `lost`: the server does not
 *   know what the request is about
 */
export class KerasLink {
  /** The request to be sent next. @type {KerasRequest | null} */
  waiting = null;
  /** When the last one was sent, as `performance.now()`. */
  sentAt = 0;
  isBusy = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  timer;
  aborter = new AbortController();
  /** Of the page; each has its own turns. */
  session = "";

  /**
   * @param {string} url of the answer route
   * @param {(answer: Answer, request: KerasRequest) => void} onAnswer
   * @param {(status: Status, reason: string) => void} onStatus why there is no answer
   */
  constructor(url, onAnswer, onStatus) {
    this.url = url;
    this.onAnswer = onAnswer;
    this.onStatus = onStatus;
  }

  /**
   * @param {KerasRequest} request replaces one that was not sent yet
   * @param {boolean} [isNow] without the pause
   */
  request(request, isNow = false) {
    this.waiting = request;
    this.schedule(isNow ? 0 : this.sentAt + PAUSE - performance.now());
  }

  /** Whether the newest request was sent, and is not answered yet. */
  get isAway() {
    return this.isBusy && !this.waiting;
  }

  /** @param {number} delay milliseconds */
  schedule(delay) {
    if (this.isBusy) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), Math.max(0, delay));
  }

  async send() {
    const request = this.waiting;
    if (!request || this.isBusy) return;
    this.waiting = null;
    this.isBusy = true;
    this.sentAt = performance.now();
    const mustRepeat = await this.exchange(request);
    this.isBusy = false;
    if (mustRepeat) this.waiting ??= request;
    if (this.waiting) this.schedule(mustRepeat ? RETRY : this.sentAt + PAUSE - performance.now());
  }

  /** @param {KerasRequest} request @returns {Promise<boolean>} whether it should be repeated */
  async exchange(request) {
    const { revision, preview } = request;
    try {
      const response = await fetch(this.url, {
        method: "POST",
        headers: headersOf(this.session),
        body: JSON.stringify({ ...preview.request, revision }),
        signal: this.aborter.signal,
      });
      const answer = await response.json();
      if (answer.status === "busy") return true;
      if (response.status === 200) this.onAnswer(unpacked(answer, preview), request);
      else this.onStatus(answer.status, answer.reason);
      return answer.status === "starting";
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return false;
      this.onStatus("away", "the server is away");
      return true;
    }
  }

  close() {
    clearTimeout(this.timer);
    this.waiting = null;
    this.aborter.abort();
  }
}

/** @param {string} session of the page that sends the request */
export const headersOf = (session) => ({
  "Content-Type": "application/json",
  "Playground-Session": session,
});

/**
 * An answer with its long lists unpacked, which are packed where only Keras computes the network.
 *
 * @param {PredictAnswer} answer
 * @param {Preview} preview
 * @returns {Answer}
 */
export function unpacked({ predictions, at, grid, metrics, thumbs, dead, epoch, blocks }, preview) {
  return {
    predictions: listOf(predictions),
    at,
    grid: listOf(grid),
    metrics,
    thumbs: thumbs?.map(numbers),
    dead: dead ?? undefined,
    epoch: epoch ?? undefined,
    blocks: blocks?.map(listOf),
    preview,
  };
}

/** @param {number[] | string} values @returns {number[]} */
const listOf = (values) => typeof values === "string" ? Array.from(numbers(values)) : values;
