/**
 * Present mode: larger type and fewer controls, for a projector.
 *
 * A field of the address turns it on, so that a reload and a link keep it. The address belongs to
 * Streamlit, which writes another one for every page and every change: the field is added to each.
 * Alt+P and buttons turn the mode on and off.
 */

const FIELD = "present";
const CLASS = "np-present";
/** Event of the window: the mode has changed, and with it the size of all type. */
export const CHANGED = "np-present-changed";
/** Event of the window: another address was written. */
export const ADDRESS = "np-address";
/** Inputs in which nobody types. */
const NO_TEXT = "[type=range], [type=checkbox], [type=radio], [type=button]";

const root = globalThis.document?.documentElement;

export const isPresent = () => root.classList.contains(CLASS);

/**
 * An address with the mode's field in it, or without.
 *
 * @param {string} address whole, or relative as in a link
 * @param {boolean} on
 */
export function withPresent(address, on) {
  const [, path, query = "", hash] = /** @type {RegExpMatchArray} */ (
    /^([^?#]*)(?:\?([^#]*))?(.*)$/s.exec(address)
  );
  const fields = query.split("&").filter((field) => field && field.split("=")[0] !== FIELD);
  if (on) fields.push(`${FIELD}=1`);
  return path + (fields.length ? `?${fields.join("&")}` : "") + hash;
}

/** Whether an address turns the mode on. @param {string} search its query */
export const asksForPresent = (search) => {
  const value = new URLSearchParams(search).get(FIELD);
  return value !== null && value !== "0";
};

/** @param {boolean} on */
export function setPresent(on) {
  if (on === isPresent()) return;
  root.classList.toggle(CLASS, on);
  // Streamlit's own state stays: only the address changes.
  history.replaceState(history.state, "", location.href);
  dispatchEvent(new Event(CHANGED));
}

/** Has the field in every address that is written from now on. */
function ownAddress() {
  for (const name of /** @type {const} */ (["pushState", "replaceState"])) {
    const write = history[name].bind(history);
    history[name] = (state, title, url) => {
      write(state, title, withPresent(String(url ?? location.href), isPresent()));
      dispatchEvent(new Event(ADDRESS));
    };
  }
  // An older address, which the back button leads to, is shown as the page is now.
  addEventListener("popstate", () => history.replaceState(history.state, "", location.href));
}

/** Alt+P, except while something is typed; on a Mac the key is then another letter. @param {KeyboardEvent} event */
function onKey(event) {
  const isP = event.key.toLowerCase() === "p" || event.code === "KeyP";
  if (!isP || !event.altKey || event.ctrlKey || event.metaKey || event.repeat) return;
  const target = /** @type {HTMLElement} */ (event.target);
  const types = target.isContentEditable ||
    (target.matches("input, textarea, select") && !target.matches(NO_TEXT));
  if (types) return;
  event.preventDefault();
  setPresent(!isPresent());
}

/** The way back for those without a keyboard; Streamlit's page is drawn beside it. */
function leaveButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "np-leave";
  button.textContent = "Leave";
  button.title = "Leave present mode (Alt+P)";
  button.addEventListener("click", () => setPresent(false));
  return button;
}

/** For all of the page's life: Streamlit's pages change without a new document. */
function follow() {
  if (asksForPresent(location.search)) root.classList.add(CLASS);
  ownAddress();
  addEventListener("keydown", onKey);
  document.body.append(leaveButton());
}

if (root) follow();
