/** What a browser asks of its class on the server, and what it remembers of it. */

import { BASE } from "../net/base.js";

export { BASE };
const HEADER = "playground-seat";

/**
 * @typedef {import("../protocol.d.ts").RoomRefusal} RoomRefusal
 * `since` is when it began, in ms.
 *
 * @typedef {import("../course/pace.js").ClassPace} ClassPace
 * @typedef {{code: string, seat: string, moved: number, pace?: ClassPace, since: number}} Seat a
 *   learner's
 * @typedef {{code: string, secret: string, title: string, link: string, pace?: ClassPace,
 *   since: number}} Lead a teacher's
 * @typedef {{data: any, refusal: RoomRefusal | null}} Answer
 */

/** Of this app alone: another may live beside it, below another path. */
const KEY = `playground.class ${new URL(BASE).pathname}`;

/** @param {Storage} storage @param {string} name @returns {any} null: nothing */
function load(storage, name) {
  try {
    return JSON.parse(storage.getItem(`${KEY} ${name}`) ?? "null");
  } catch {
    return null;
  }
}

/** @param {Storage} storage @param {string} name @param {unknown} value null: nothing any more */
function save(storage, name, value) {
  try {
    if (value === null) storage.removeItem(`${KEY} ${name}`);
    else storage.setItem(`${KEY} ${name}`, JSON.stringify(value));
  } catch {
    // A browser that stores nothing: the class works, and is forgotten with the tab.
  }
}

/** Milliseconds after which no server remembers a class: neither does a browser. */
const LONGEST = 8 * 3_600_000;

/** @template {{since: number}} T @param {T | null} known @returns {T | null} */
const recent = (known) => known && Date.now() - known.since < LONGEST ? known : null;

/** @returns {Seat | null} */
export const loadSeat = () => recent(load(localStorage, "seat"));
/** @param {Seat | null} seat */
export const saveSeat = (seat) => save(localStorage, "seat", seat);
/** @returns {Lead | null} */
export const loadLead = () => recent(load(localStorage, "lead"));
/** @param {Lead | null} lead */
export const saveLead = (lead) => save(localStorage, "lead", lead);
/** Whether this tab joined as a learner: a teacher may try the own class beside the board. */
export const isLearner = () => load(sessionStorage, "learner") === true;
export const becomeLearner = () => save(sessionStorage, "learner", true);
/** Whether this tab goes its own way. @returns {boolean} */
export const isAlone = () => load(sessionStorage, "alone") === true;
/** @param {boolean} alone */
export const setAlone = (alone) => save(sessionStorage, "alone", alone || null);
/** Whether a teacher's tab hides and locks what learners' do. @returns {boolean} */
export const isPreview = () => load(sessionStorage, "preview") === true;
/** @param {boolean} isOn */
export const setPreview = (isOn) => save(sessionStorage, "preview", isOn || null);

const LOST = "The class cannot be reached. Is there Wi-Fi? What is on screen stays.";

/**
 * @param {string} path below `rooms`
 * @param {unknown} body
 * @param {string} credential
 * @returns {Promise<Answer>}
 */
export async function post(path, body, credential = "") {
  const headers = { "Content-Type": "application/json", [HEADER]: credential };
  const text = JSON.stringify(body);
  try {
    const response = await fetch(`${BASE}rooms${path}`, { method: "POST", headers, body: text });
    if (response.status === 204) return { data: null, refusal: null };
    const data = await response.json();
    return response.ok ? { data, refusal: null } : { data: null, refusal: data };
  } catch {
    return { data: null, refusal: { status: "busy", reason: LOST } };
  }
}

/** @param {string} path below `rooms` @param {string} credential */
export const get = (path, credential) =>
  fetch(`${BASE}rooms${path}`, { headers: { [HEADER]: credential }, cache: "no-store" });

/**
 * News of a class, as a topic of the tab's stream.
 *
 * @param {() => {room: string, view?: string}} query
 * @param {() => string} credential
 * @param {Omit<import("../net/newsStream.js").Topic, "kind" | "ask">} listener
 * @returns {import("../net/newsStream.js").Topic}
 */
export const classNews = (query, credential, listener) => ({
  kind: "room",
  ask: () => ({ query: query(), headers: { [HEADER]: credential() } }),
  ...listener,
});

/**
 * A learner sits down, or sits down again.
 *
 * @param {string} code
 * @returns {Promise<Answer>} with a `SeatTaken`
 */
export async function join(code) {
  const known = loadSeat();
  const seat = known?.code === code ? known.seat : "";
  const answer = await post(`/${encodeURIComponent(code)}/join`, { seat });
  if (answer.data) {
    saveSeat({ code, seat: answer.data.seat, moved: answer.data.moved, since: Date.now() });
  }
  return answer;
}

/**
 * Opens the class that this browser leads again, after the server was started anew.
 *
 * @returns {Promise<RoomRefusal | null>} why not; null: it is open
 */
export async function reopen() {
  const { code = "", secret = "", title = "", link = "", pace } = loadLead() ?? {};
  const { refusal } = await post("", { code, secret, title, link });
  if (!refusal && pace) await post(`/${code}/commands`, { kind: "pace", ...pace }, secret);
  return refusal;
}

/** The link of what this browser shows, relative to the app. */
export const here = () => location.href.replace(BASE, "").replace(/#.*/, "");

/**
 * Shows a link. Within the app, Streamlit goes there as by the back button, without a new document.
 *
 * @param {string} link relative to the app
 */
export function go(link) {
  const url = new URL(link, BASE);
  if (url.origin !== location.origin || !url.href.startsWith(BASE)) return;
  if (!document.querySelector(".stApp")) return location.assign(url);
  history.pushState({}, "", url);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}
