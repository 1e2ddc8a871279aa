/** Follows a run by server-sent events, past Streamlit; the browser reconnects when it is cut off. */

import { numbers } from "./base64.js";

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

  /**
   * @param {(snapshot: RunSnapshot, isOver: boolean) => void} onEvent
   * @param {(reason: string) => void} onLost the server does not know the run (any more)
   */
  constructor(onEvent, onLost) {
    this.onEvent = onEvent;
    this.onLost = onLost;
  }

  /**
   * Listens to a run, or to none. A stream that has ended is opened again for another attempt.
   *
   * @param {string | null} url
   * @param {number} attempt
   */
  follow(url, attempt) {
    if (!isOther(this, url, attempt)) return;
    this.close();
    this.url = url;
    if (url) this.open(url);
  }

  /** @param {string} url */
  open(url) {
    const source = this.source = new EventSource(url);
    source.addEventListener("snapshot", ({ data }) => this.onEvent(unpacked(data), false));
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

  close() {
    this.source?.close();
    this.source = null;
    this.ended = null;
  }
}

/**
 * Whether a stream has to be opened: of another run, or of an attempt after the one that ended.
 *
 * @param {Pick<RunStream, "url" | "source" | "ended">} stream
 * @param {string | null} url
 * @param {number} attempt
 */
export const isOther = ({ url: before, source, ended }, url, attempt) =>
  url !== before || (url !== null && (!source || (ended !== null && ended !== attempt)));

/** A snapshot with its lists unpacked. @param {string} data @returns {RunSnapshot} */
export function unpacked(data) {
  /** @type {RunEvent} */
  const { weights, batch, ...event } = JSON.parse(data);
  return {
    ...event,
    weights: numbers(weights),
    batch: batch && { ...batch, gradient: numbers(batch.gradient), update: numbers(batch.update) },
  };
}

/**
 * Moments with their weights; of large networks the server sends only the epochs.
 *
 * @param {RunMoments} moments
 * @returns {LoadedMoments}
 */
export function momentsOf({ attempt, epochs, weights }) {
  const all = numbers(weights);
  const size = all.length / Math.max(1, epochs.length);
  const weightsOf = (/** @type {number} */ i) => all.subarray(i * size, (i + 1) * size);
  return {
    attempt,
    moments: epochs.map((epoch, i) => ({ epoch, ...(size && { weights: weightsOf(i) }) })),
  };
}

/** After a reload, this browser is known as the owner of its trainings. @param {string} owner */
export function rememberOwner(owner) {
  document.cookie = `playground=${owner}; path=/; max-age=86400; samesite=strict`;
}
