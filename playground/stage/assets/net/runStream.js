/** Hears how a run goes: server-sent events, past Streamlit. The browser asks again when it is cut off. */

import { numbers } from "./base64.js";

/**
 * @typedef {object} Told
 * @property {number} attempt how often the run was reset
 * @property {"queued" | "running" | "paused" | "stopped" | "finished" | "diverged"} state
 * @property {number} place in the queue, 0: has a seat
 * @property {number} epoch
 * @property {number} epochs
 * @property {number} weights_epoch
 * @property {number} learning_rate
 * @property {string} reason why it is over
 * @property {{after: number, train: (number | null)[], test: (number | null)[]}} losses
 * @property {Float32Array} weights all tensors, one after another
 * @property {Batch | null} batch the last update, where they are made one by one
 *
 * @typedef {object} Batch
 * @property {number} number of the epoch's `of` batches
 * @property {number} of
 * @property {number[]} rows places among the rows trained on
 * @property {number} loss
 * @property {Float32Array} gradient as the weights; empty where the browser has none
 * @property {Float32Array} update as the weights
 */
export class RunLink {
  /** @param {(told: Told, over: boolean) => void} onTold @param {(why: string) => void} onLost */
  constructor(onTold, onLost) {
    Object.assign(this, { onTold, onLost, url: null });
  }

  /** Listens to a run, or to none. @param {string | null} url @param {number} version of what is listened to */
  follow(url, version) {
    if (url === this.url && version === this.version && this.source) return;
    this.close();
    Object.assign(this, { url, version });
    if (!url) return;
    const source = new EventSource(url);
    this.source = source;
    source.addEventListener("snapshot", ({ data }) => this.onTold(read(data), false));
    source.addEventListener("end", ({ data }) => {
      source.close();
      this.onTold(read(data), true);
    });
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) {
        this.onLost("the server has forgotten this run");
      }
    };
  }

  /** The way so far, for who was not there; of large networks without weights. @returns {Promise<object | null>} */
  async past() {
    const response = await fetch(this.url.replace(/events$/, "moments")).catch(() => null);
    if (!response?.ok) return null;
    const { attempt, epochs, weights } = await response.json();
    const all = numbers(weights);
    const size = all.length / Math.max(1, epochs.length);
    const held = (i) => size && { weights: all.subarray(i * size, (i + 1) * size) };
    return { attempt, moments: epochs.map((epoch, i) => ({ epoch, ...held(i) })) };
  }

  close() {
    this.source?.close();
    this.source = null;
  }
}

/** A reload finds the trainings again that this browser began. @param {string} owner */
export function remembered(owner) {
  document.cookie = `playground=${owner}; path=/; max-age=86400; samesite=strict`;
}

function read(data) {
  const told = JSON.parse(data);
  const list = (text) => (text ? numbers(text) : new Float32Array());
  const batch = told.batch
    ? { ...told.batch, gradient: list(told.batch.gradient), update: list(told.batch.update) }
    : null;
  return { ...told, weights: list(told.weights), batch };
}
