/**
 * What the server tells a tab, of its class and of the training that it watches: one stream.
 *
 * A browser opens six connections to a server at most, for all of its tabs together, and a stream
 * takes one of them for as long as it is open. So a tab has one, which is opened anew when its topics
 * change, and one that has been hidden for a while has none. It is opened again when it is cut, and
 * given up where nothing comes for a while: a phone that has left the Wi-Fi is not told so. It is
 * read by `fetch`: an EventSource sends no headers, and a credential must not be in an address.
 */

import { BASE } from "./base.js";

/** Milliseconds that a tab is hidden before it gives its stream back. */
export const GRACE = 5000;
/** Milliseconds without a sign of life, of which the server gives one every 15 s. */
const SILENCE = 40_000;
/** Milliseconds before it is tried again, the first time, and at most. */
const RETRY = 500;
const LONGEST_RETRY = 5000;
const OF_RUNS = ["snapshot", "end"];
/** After these nothing more comes of their topic. */
const LAST = ["end", "over", "left", "elsewhere"];

/**
 * @typedef {{name: string, data: any, id: string}} ServerEvent
 * @typedef {{status: string, reason: string}} Refusal
 *
 * @typedef {object} Topic what a stream may be about; of each kind one
 * @property {"room" | "run"} kind
 * @property {() => {query: Record<string, string>, headers?: Record<string, string>}} ask for it,
 *   from where it is known
 * @property {(event: ServerEvent) => void} onEvent
 * @property {(refusal: Refusal) => void} onRefused it is not asked for again by itself
 * @property {(isConnected: boolean) => void} [onConnection]
 * @property {() => void} [onAway] the tab has been hidden for a while, and is told nothing
 * @property {() => void} [onReturn] it is seen again
 */

/** Takes a stream's text in pieces, and gives the events that are whole. */
export class EventParser {
  #rest = "";

  /** @param {string} piece @returns {ServerEvent[]} */
  take(piece) {
    const blocks = (this.#rest + piece).replaceAll("\r\n", "\n").split("\n\n");
    this.#rest = blocks.pop() ?? "";
    return blocks.flatMap((block) => {
      const name = /^event: ?(.*)$/m.exec(block)?.[1];
      const data = /^data: ?(.*)$/m.exec(block)?.[1];
      const id = /^id: ?(.*)$/m.exec(block)?.[1] ?? "";
      return name && data !== undefined ? [{ name, data: JSON.parse(data), id }] : [];
    });
  }
}

export class NewsStream {
  /** @type {Map<Topic["kind"], Topic>} of which there is more to come */
  #topics = new Map();
  /** What is being read, or asked for. @type {AbortController | null} */
  #reading = null;
  /** Whether it was given back as the tab is hidden. */
  #isAway = false;
  #tries = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #leaving;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #silence;

  /** @param {Pick<Document, "hidden" | "addEventListener">} page */
  constructor(page = document) {
    this.page = page;
    page.addEventListener("visibilitychange", () => this.#onVisibility());
    addEventListener("online", () => this.#isAway || this.#connect());
  }

  /** Listens to a topic, in place of one of its kind; to one that it has, anew. @param {Topic} topic */
  open(topic) {
    this.#topics.set(topic.kind, topic);
    if (this.#isAway) topic.onAway?.();
    else this.#connect();
  }

  /** @param {Topic} topic */
  close(topic) {
    if (this.#topics.get(topic.kind) !== topic) return;
    this.#topics.delete(topic.kind);
    if (!this.#isAway) this.#connect();
  }

  #connect() {
    this.#stop();
    if (!this.#topics.size) return;
    if (this.page.hidden) return this.#leave(); // opened in the background
    const reading = this.#reading = new AbortController();
    this.#read(reading).catch(() => null).then(() => {
      if (this.#reading !== reading) return;
      this.#stop();
      if (!this.#topics.size) return;
      this.#tell((topic) => topic.onConnection?.(false));
      const wait = Math.min(LONGEST_RETRY, RETRY * 2 ** this.#tries++);
      this.#retry = setTimeout(() => this.#connect(), wait * (0.5 + Math.random()));
    });
  }

  /** @param {AbortController} reading */
  async #read(reading) {
    this.#listen(reading);
    const response = await this.#ask(reading.signal);
    if (this.#reading !== reading) return void response.body?.cancel();
    if (response.status === 204) return this.#topics.clear();
    if (!response.ok || !response.body) return this.#onRefused(response, reading);
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    reading.signal.addEventListener("abort", () => reader.cancel().catch(() => null));
    const parser = new EventParser();
    this.#tries = 0;
    this.#tell((topic) => topic.onConnection?.(true));
    for (;;) {
      this.#listen(reading);
      const { done, value } = await reader.read();
      if (done) return;
      for (const event of parser.take(value)) {
        if (this.#reading !== reading) return;
        this.#take(event);
      }
    }
  }

  /** Gives up what says nothing for too long. @param {AbortController} reading */
  #listen(reading) {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => reading.abort(), SILENCE);
  }

  /** @param {AbortSignal} signal */
  #ask(signal) {
    const requests = [...this.#topics.values()].map((topic) => topic.ask());
    const query = new URLSearchParams(Object.assign({}, ...requests.map(({ query }) => query)));
    const headers = Object.assign({}, ...requests.map(({ headers }) => headers));
    return fetch(`${BASE}news?${query}`, { headers, cache: "no-store", signal });
  }

  /** @param {Response} response @param {AbortController} reading */
  async #onRefused(response, reading) {
    /** @type {Refusal | null} */
    const refusal = await response.json().catch(() => null);
    const isLater = response.status >= 500 || response.status === 429 || !refusal;
    if (isLater || this.#reading !== reading) return;
    const kind = refusal.status === "lost" ? "run" : "room";
    const topic = this.#topics.get(kind);
    this.#topics.delete(kind);
    this.#connect(); // the other one, if there is one
    topic?.onRefused(refusal);
  }

  /** @param {ServerEvent} event */
  #take(event) {
    const kind = OF_RUNS.includes(event.name) ? "run" : "room";
    const topic = this.#topics.get(kind);
    if (LAST.includes(event.name)) this.#topics.delete(kind);
    topic?.onEvent(event);
  }

  /** @param {(topic: Topic) => void} tell */
  #tell(tell) {
    for (const topic of [...this.#topics.values()]) tell(topic);
  }

  #stop() {
    clearTimeout(this.#retry);
    clearTimeout(this.#silence);
    const reading = this.#reading;
    this.#reading = null;
    reading?.abort();
  }

  // --- while the tab is hidden ----------------------------------------------------------------

  #onVisibility() {
    clearTimeout(this.#leaving);
    if (this.page.hidden) this.#leaving = setTimeout(() => this.#leave(), GRACE);
    else if (this.#isAway) this.#comeBack();
    else if (!this.#reading) this.#connect(); // it need not wait for its next try
  }

  #leave() {
    this.#stop();
    this.#isAway = true;
    this.#tell((topic) => topic.onAway?.());
  }

  #comeBack() {
    this.#isAway = false;
    this.#connect();
    this.#tell((topic) => topic.onReturn?.());
  }
}

/** @type {NewsStream | null} */
let ofThisTab = null;

/** The one stream of this tab: its class and its stage share it. */
export const tabNews = () => ofThisTab ??= new NewsStream();
