/**
 * Follows a run by the stream of the tab, past Streamlit: from where it is known.
 *
 * A tab that is hidden has no stream: it only says now and then that it is still there, which has
 * its run go on, and reads on from where it was as soon as it is seen again.
 */

import { BASE } from "./base.js";
import { numbers } from "./base64.js";
import { tabNews } from "./newsStream.js";

/** Milliseconds between two signs of life; browsers let a hidden tab act once a minute at least. */
export const BEAT = 20_000;

/**
 * @typedef {import("../protocol.d.ts").RunEvent} RunEvent
 * @typedef {import("../protocol.d.ts").RunMoments} RunMoments
 * @typedef {import("../model/run.d.ts").RunSnapshot} RunSnapshot
 * @typedef {import("../model/run.d.ts").LoadedMoments} LoadedMoments
 */
export class RunStream {
  /** Its id. @type {string | null} */
  run = null;
  /** The attempt that the stream ended with; null: it has not ended. @type {number | null} */
  ended = null;
  /** Up to where the run is known: the id of the last event, or "". */
  #lastId = "";
  /** Until the next sign of life. @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {import("./newsStream.js").Topic} */
  #topic = {
    kind: "run",
    ask: () => ({ query: { run: this.run ?? "", after: this.#lastId } }),
    onEvent: (event) => this.#onEvent(event),
    onRefused: () => this.onLost("the server has forgotten this run"),
    onAway: () => this.#beat(),
    onReturn: () => {
      clearTimeout(this.#timer);
      this.onReturn();
    },
  };

  /**
   * @param {(snapshot: RunSnapshot, isOver: boolean) => void} onEvent
   * @param {(reason: string) => void} onLost the server does not know the run (any more)
   * @param {() => void} onReturn it is read on after it was given back
   * @param {import("./newsStream.js").NewsStream} stream
   */
  constructor(onEvent, onLost, onReturn = () => {}, stream = tabNews()) {
    this.onEvent = onEvent;
    this.onLost = onLost;
    this.onReturn = onReturn;
    this.stream = stream;
  }

  /**
   * Listens to a run, or to none. One that has ended is listened to again for another attempt.
   *
   * @param {string | null} run its id
   * @param {number} attempt
   */
  follow(run, attempt) {
    if (!isOther(this, run, attempt)) return;
    clearTimeout(this.#timer);
    this.ended = null;
    this.#lastId = "";
    this.run = run;
    if (run) this.stream.open(this.#topic);
    else this.stream.close(this.#topic);
  }

  /** @param {import("./newsStream.js").ServerEvent} event */
  #onEvent({ name, data, id }) {
    const snapshot = unpacked(data);
    this.#lastId = id;
    if (name === "end") this.ended = snapshot.attempt;
    this.onEvent(snapshot, name === "end");
  }

  /** The moments so far, for who was not there. @returns {Promise<LoadedMoments | null>} */
  async moments() {
    if (!this.run) return null;
    const response = await fetch(`${BASE}runs/${this.run}/moments`).catch(() => null);
    return response?.ok ? momentsOf(await response.json()) : null;
  }

  /** A sign of life, and the next one after a while. */
  #beat() {
    fetch(`${BASE}runs/${this.run}/watch`, { method: "POST" }).catch(() => null);
    this.#timer = setTimeout(() => this.#beat(), BEAT);
  }

  close() {
    this.follow(null, 0);
  }
}

/**
 * Whether it has to be asked for: another run, or an attempt after the one that ended.
 *
 * @param {Pick<RunStream, "run" | "ended">} stream
 * @param {string | null} run
 * @param {number} attempt
 */
export const isOther = ({ run: before, ended }, run, attempt) =>
  run !== before || (run !== null && ended !== null && ended !== attempt);

/** A snapshot with its lists unpacked. @param {RunEvent} event @returns {RunSnapshot} */
export function unpacked({ weights, batch, runaway, ...event }) {
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
