/** The data that lines lie over, fetched once for each. */

import { get } from "./client.js";

/**
 * @typedef {import("../protocol.d.ts").DataPoints} DataPoints
 * @typedef {import("../protocol.d.ts").Picture} Picture
 */

export class Points {
  /** @type {Map<string, DataPoints | null>} */
  #known = new Map();

  /** @param {string} code of the class @param {string} credential @param {() => void} onArrival */
  constructor(code, credential, onArrival) {
    this.code = code;
    this.credential = credential;
    this.onArrival = onArrival;
  }

  /** @param {Picture | undefined} picture @returns {DataPoints | null} null: not yet, or there are none */
  of(picture) {
    if (picture?.kind !== "line") return null;
    const query = picture.data.map((name) => `data=${encodeURIComponent(name)}`).join("&");
    if (!this.#known.has(query)) this.#fetch(query);
    return this.#known.get(query) ?? null;
  }

  /** @param {string} query */
  async #fetch(query) {
    this.#known.set(query, null);
    const response = await get(`/${this.code}/points?${query}`, this.credential)
      .catch(() => null);
    if (!response?.ok) return;
    this.#known.set(query, await response.json());
    this.onArrival();
  }
}
