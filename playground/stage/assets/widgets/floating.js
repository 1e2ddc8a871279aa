/** What opens over the page beside a word or a button, and leaves everything else where it is. */

/** Pixels between it and what it was opened by, and between it and the window's edges. */
const GAP = 8;
/** Pixels that a pointer may move in a tap; farther, something is dragged, and it stays open. */
const TAP = 10;

/** Those that are open; the Escape key closes the last one. @type {Floating[]} */
const open = [];

export class Floating {
  /** @type {HTMLElement | null} what it was opened by, if it is open */
  anchor = null;
  /** @type {{x: number, y: number} | null} where a pointer was put down beside it */
  #down = null;
  #listeners = new AbortController();

  /**
   * @param {HTMLElement} element a popover of the kind "manual"
   * @param {object} callbacks
   * @param {(target: Element) => boolean} callbacks.owns whether a tap there leaves it open
   * @param {() => void} callbacks.onDismiss it is to be closed: by a tap beside it, or by Escape
   * @param {() => Element | null} [callbacks.spares] what it covers as little of as it can
   */
  constructor(element, { owns, onDismiss, spares = () => null }) {
    this.element = element;
    this.spares = spares;
    this.owns = owns;
    this.onDismiss = onDismiss;
  }

  /** Opens it, or moves it if it is open. @param {HTMLElement} anchor */
  open(anchor) {
    const wasOpen = this.anchor !== null;
    this.anchor = anchor;
    if (!wasOpen) {
      this.element.showPopover();
      open.push(this);
      this.#listen();
    }
    this.place();
  }

  close() {
    if (!this.anchor) return;
    this.anchor = null;
    this.#down = null;
    this.#listeners.abort();
    open.splice(open.indexOf(this), 1);
    if (this.element.isConnected) this.element.hidePopover();
  }

  /** Below its anchor, or above it; on a phone the style makes it a sheet at the lower edge. */
  place() {
    const { element } = this;
    const at = this.anchor?.getBoundingClientRect();
    if (!at?.width) return;
    const { offsetWidth, offsetHeight } = element;
    const { clientWidth, clientHeight } = document.documentElement;
    const end = clientWidth - offsetWidth - GAP;
    const beside = Math.max(GAP, Math.min(at.left, end));
    const spared = this.spares()?.getBoundingClientRect();
    const covers = (/** @type {number} */ left) =>
      spared ? Math.min(left + offsetWidth, spared.right) - Math.max(left, spared.left) : 0;
    const left = [beside, GAP, end].reduce((best, one) => covers(one) < covers(best) ? one : best);
    const below = at.bottom + GAP;
    const isRoom = below + offsetHeight + GAP <= clientHeight;
    const top = isRoom ? below : Math.max(GAP, at.top - GAP - offsetHeight);
    element.style.setProperty("--np-left", `${left}px`);
    element.style.setProperty("--np-top", `${top}px`);
  }

  #listen() {
    this.#listeners = new AbortController();
    const options = { signal: this.#listeners.signal, capture: true };
    document.addEventListener("pointerdown", (event) => this.#onDown(event), options);
    document.addEventListener("pointerup", (event) => this.#onUp(event), options);
    document.addEventListener("keydown", (event) => this.#onKey(event), options);
    for (const moved of ["scroll", "resize"]) {
      globalThis.addEventListener(moved, () => this.place(), options);
    }
  }

  /** @param {PointerEvent} event */
  #onDown({ target, clientX, clientY }) {
    const isOwn = target instanceof Element && this.owns(target);
    this.#down = isOwn ? null : { x: clientX, y: clientY };
  }

  /** While a control is dragged it stays, so that its numbers can be watched. @param {PointerEvent} event */
  #onUp({ clientX, clientY }) {
    const down = this.#down;
    this.#down = null;
    if (down && Math.hypot(clientX - down.x, clientY - down.y) < TAP) this.onDismiss();
  }

  /** @param {KeyboardEvent} event */
  #onKey(event) {
    if (event.key !== "Escape" || open.at(-1) !== this) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.onDismiss();
  }
}
