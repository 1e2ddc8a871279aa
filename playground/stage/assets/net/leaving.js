/**
 * Nothing is lost while a page is being left, and nothing is sent.
 *
 * A link was pressed, and Streamlit goes to its page. A message that the old page sends then names
 * the old page, and Streamlit would stay there. So messages wait; they go out if the page is still
 * there after all. What was changed just before goes first, and the link is followed when it is
 * answered: of two messages that wait for the same script, Streamlit keeps what the last one says.
 */

/** Milliseconds that the next page may take to come, with thirty others on a slow machine. */
const LINK = 30_000;

/** Milliseconds after which Streamlit has sent what was changed: timers of 0 ms may take 4. */
const SENT = 5;

/** Milliseconds that a link waits for an answer. */
const ANSWER = 5000;

let until = 0;
/** Path of the page that is being left. @type {string | undefined} */
let left;
/** The link that is to be followed. @type {HTMLAnchorElement | HTMLAreaElement | null} */
let next = null;
let isFollowing = false;
/** When what is not answered yet was sent, by its outbox. @type {Map<Outbox, number>} */
const unanswered = new Map();
/** What is not sent yet is sent. @type {Set<() => void>} */
const flushes = new Set();

/**
 * Calls a function before a page is left.
 *
 * @param {() => void} flush sends what the page has to say yet
 * @returns {() => void} stops it
 */
export function beforeLeaving(flush) {
  flushes.add(flush);
  return () => flushes.delete(flush);
}

/** A page is being left. @param {number} duration ms at most */
export function leave(duration) {
  until = performance.now() + duration;
  left = globalThis.location?.pathname;
}

/** Milliseconds that the next page may still take; 0: it is there, or none is on its way. */
function remaining() {
  if (globalThis.location?.pathname !== left) arrive();
  return Math.max(0, until - performance.now());
}

/** The page has come. */
export function arrive() {
  until = 0;
}

/** Messages of one component, on their way out. */
export class Outbox {
  /** @type {(() => void)[]} */
  #waiting = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {boolean} [isAnswered] whether each message has the component shown anew */
  constructor(isAnswered = false) {
    this.isAnswered = isAnswered;
  }

  /** @param {() => void} deliver */
  send(deliver) {
    this.#waiting.push(deliver);
    this.#flush();
  }

  #flush() {
    clearTimeout(this.#timer);
    const wait = remaining();
    if (wait > 0) {
      this.#timer = setTimeout(() => this.#flush(), wait);
      return;
    }
    for (const deliver of this.#waiting.splice(0)) {
      if (this.isAnswered) unanswered.set(this, performance.now());
      deliver();
    }
  }

  /** The component was shown anew: the server knows what was sent. */
  answered() {
    unanswered.delete(this);
    remaining(); // shown on the next page: it is there
  }

  /** The page is gone, and what it had to say with it. */
  close() {
    clearTimeout(this.#timer);
    this.#waiting = [];
    this.answered();
    if (this.isAnswered) arrive(); // a stage: what opens over it closes while its page is left
  }
}

/**
 * Whether a click leads to another page in this tab.
 *
 * @param {Pick<MouseEvent, "button" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey">} click
 * @param {Pick<HTMLAnchorElement, "href" | "target">} link
 * @param {string} here address of the page in view
 */
export function leadsAway({ button, ctrlKey, metaKey, shiftKey, altKey }, { href, target }, here) {
  if (button !== 0 || ctrlKey || metaKey || shiftKey || altKey) return false;
  if (target && target !== "_self") return false;
  const [to, from] = [new URL(href), new URL(here)];
  return to.origin === from.origin && to.pathname !== from.pathname;
}

/** Whether something was sent a moment ago, and not answered yet. */
export function isUnanswered() {
  return [...unanswered.values()].some((sent) => performance.now() - sent < ANSWER);
}

/** The link that was pressed, or, if the row of pages was drawn anew meanwhile, its successor. */
const nextLink = () =>
  next?.isConnected ? next : [...document.links].find(({ href }) => href === next?.href) ?? null;

/** Follows the link that was pressed last, once what went before it is answered. */
function followSoon() {
  setTimeout(() => {
    const link = nextLink();
    if (remaining() && (!link || isUnanswered())) return followSoon();
    next = null;
    if (!link) return arrive();
    isFollowing = true;
    link.click();
    isFollowing = false;
  }, SENT);
}

globalThis.document?.addEventListener("click", (event) => {
  const link = /** @type {Element | null} */ (event.target)?.closest?.("a[href]");
  if (!(link instanceof HTMLAnchorElement) || link.closest(".np-stage")) return; // it sends first
  if (isFollowing || !leadsAway(event, link, location.href)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!next) {
    for (const flush of flushes) flush();
    followSoon();
  }
  leave(LINK);
  next = link;
}, true);
