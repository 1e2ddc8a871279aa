/**
 * Follows a run by server-sent events, past Streamlit; the browser reconnects when it is cut off.
 *
 * A browser opens six connections to a server at most, for all of its tabs together, and a stream
 * takes one of them for good. So a tab has one stream, and one that has been hidden for a while has
 * none: it only says now and then that it is still there, which has its run go on, and reads on
 * from where it was as soon as it is seen again.
 */

import { numbers } from "./base64.js";

/** Milliseconds that a tab is hidden before it gives its stream back. */
export const GRACE = 5000;
/** Milliseconds between two signs of life; browsers let a hidden tab act once a minute at least. */
export const BEAT = 20_000;

/**
 * @typedef {import("../protocol.d.ts").RunEvent} RunEvent
 * @typedef {import("../protocol.d.ts").RunMoments} RunMoments
 * @typedef {import("../model/run.d.ts").RunSnapshot} RunSnapshot
 * @typedef {import("../model/run.d.ts").LoadedMoments} LoadedMoments
 */
export class RunStream {
  /** Of the events. @type {string | null} */
  url = null;
  /** @type {EventSource | null} */
  source = null;
  /** The attempt that the stream ended with; null: it has not ended. @type {number | null} */
  ended = null;
  /** Whether the stream was given back while the tab is hidden. */
  isAway = false;
  /** Up to where the run is known: the id of the last event, or "". */
  #lastId = "";
  /** Until the stream is given back, or the next sign of life. @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #onVisibility = () => this.page.hidden ? this.#leaveSoon() : this.#comeBack();

  /**
   * @param {(snapshot: RunSnapshot, isOver: boolean) => void} onEvent
   * @param {(reason: string) => void} onLost the server does not know the run (any more)
   * @param {() => void} onReturn it is read on after it was given back
   * @param {Pick<Document, "hidden" | "addEventListener" | "removeEventListener">} page
   */
  constructor(onEvent, onLost, onReturn = () => {}, page = document) {
    this.onEvent = onEvent;
    this.onLost = onLost;
    this.onReturn = onReturn;
    this.page = page;
    page.addEventListener("visibilitychange", this.#onVisibility);
  }

  /**
   * Listens to a run, or to none. A stream that has ended is opened again for another attempt.
   *
   * @param {string | null} url
   * @param {number} attempt
   */
  follow(url, attempt) {
    if (!isOther(this, url, attempt)) return;
    this.#stop();
    this.url = url;
    if (url && this.page.hidden) this.#leave(); // opened in the background
    else if (url) this.#open(url);
  }

  /** @param {string} url */
  #open(url) {
    const after = this.#lastId && `?after=${this.#lastId}`;
    const source = this.source = new EventSource(url + after);
    source.addEventListener("snapshot", ({ data, lastEventId }) => {
      this.#lastId = lastEventId;
      this.onEvent(unpacked(data), false);
    });
    source.addEventListener("end", ({ data }) => {
      source.close();
      const snapshot = unpacked(data);
      this.ended = snapshot.attempt;
      this.onEvent(snapshot, true);
    });
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) {
        this.onLost("the server has forgotten this run");
      }
    };
  }

  /** The moments so far, for who was not there. @returns {Promise<LoadedMoments | null>} */
  async moments() {
    if (!this.url) return null;
    const response = await fetch(this.url.replace(/events$/, "moments")).catch(() => null);
    return response?.ok ? momentsOf(await response.json()) : null;
  }

  // --- while the tab is hidden ----------------------------------------------------------------

  #leaveSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#leave(), GRACE);
  }

  /** Gives the stream back, unless it has ended. */
  #leave() {
    if (!this.url || this.ended !== null) return;
    this.source?.close();
    this.source = null;
    this.isAway = true;
    this.#beat(this.url);
  }

  /** A sign of life, and the next one after a while. @param {string} url */
  #beat(url) {
    fetch(url.replace(/events$/, "watch"), { method: "POST" }).catch(() => null);
    this.#timer = setTimeout(() => this.#beat(url), BEAT);
  }

  #comeBack() {
    clearTimeout(this.#timer);
    if (!this.isAway || !this.url) return;
    this.isAway = false;
    this.#open(this.url);
    this.onReturn();
  }

  #stop() {
    clearTimeout(this.#timer);
    this.source?.close();
    this.source = null;
    this.ended = null;
    this.isAway = false;
    this.#lastId = "";
  }

  close() {
    this.#stop();
    this.page.removeEventListener("visibilitychange", this.#onVisibility);
  }
}

/**
 * Whether a stream has to be opened: of another run, or of an attempt after the one that ended.
 *
 * @param {Pick<RunStream, "url" | "source" | "ended" | "isAway">} stream
 * @param {string | null} url
 * @param {number} attempt
 */
export const isOther = ({ url: before, source, ended, isAway }, url, attempt) =>
  url !== before ||
  (url !== null && !isAway && (!source || (ended !== null && ended !== attempt)));

/** A snapshot with its lists unpacked. @param {string} data @returns {RunSnapshot} */
export function unpacked(data) {
  /** @type {RunEvent} */
  const { weights, batch, runaway, ...event } = JSON.parse(data);
  return {
    ...event,
    weights: numbers(weights),
    batch: batch && { ...batch, gradient: numbers(batch.gradient), update: numbers(batch.update) },
    runaway: runaway && {
      ...runaway,
      weights: pieces(numbers(runaway.weights), runaway.epochs.length),
    },
  };
}

/**
 * Moments with their weights; of large networks the server sends only the epochs.
 *
 * @param {RunMoments} moments
 * @returns {LoadedMoments}
 */
export function momentsOf({ attempt, epochs, weights }) {
  const states = pieces(numbers(weights), epochs.length);
  return {
    attempt,
    moments: epochs.map((epoch, i) => ({ epoch, ...(weights ? { weights: states[i] } : {}) })),
  };
}

/** Numbers in so many pieces of the same length. @param {Float32Array} all @param {number} count */
function pieces(all, count) {
  const size = all.length / Math.max(1, count);
  return Array.from({ length: count }, (_, i) => all.subarray(i * size, (i + 1) * size));
}

/**
 * After a reload, this browser is known as the owner of its trainings. Below a path, the cookie is
 * for that path: another playground may live beside it.
 *
 * @param {string} owner
 * @param {string} base address of the app
 */
export function rememberOwner(owner, base) {
  const path = new URL(base).pathname;
  document.cookie = `playground=${owner}; path=${path}; max-age=86400; samesite=strict`;
}
