/**
 * Nothing is sent while a page is being left.
 *
 * A link was pressed, and Streamlit goes to its page. A message that the old page sends then names
 * the old page, and Streamlit would stay there. So messages wait; they go out if the page is still
 * there after all.
 */

/** Milliseconds that the next page may take to come. */
const LINK = 10_000;

let until = 0;

/** A page is being left. @param {number} duration ms at most */
export function leave(duration) {
  until = performance.now() + duration;
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

  /** @param {() => void} deliver */
  send(deliver) {
    this.#waiting.push(deliver);
    this.#flush();
  }

  #flush() {
    clearTimeout(this.#timer);
    const left = until - performance.now();
    if (left > 0) this.#timer = setTimeout(() => this.#flush(), left);
    else for (const deliver of this.#waiting.splice(0)) deliver();
  }

  /** The page is gone, and what it had to say with it. */
  close() {
    clearTimeout(this.#timer);
    this.#waiting = [];
    arrive();
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

globalThis.document?.addEventListener("click", (event) => {
  const link = /** @type {Element | null} */ (event.target)?.closest?.("a[href]");
  if (link instanceof HTMLAnchorElement && leadsAway(event, link, location.href)) leave(LINK);
}, true);
