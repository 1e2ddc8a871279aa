/**
 * Hides and locks controls of the page in view, as its link says.
 *
 * A locked control is disabled, and described by a sentence that says who has locked it. Controls
 * come and go with the page's scripts, so all of it is done again whenever the page changes.
 */

import { controls, nameOf } from "../course/controls.js";
import * as restrictions from "./restrictions.js";
import { ADDRESS } from "../present.js";
import { button, html, setText, stylesheet } from "../widgets/dom.js";

const REASON = "np-locked-reason";
/** What is hidden with a control: its name, its box, its slider. */
const WHOLE = ".np-slider, .np-toggle, .np-rung, .np-segments label";
/** A toggle with the sign that explains it. */
const EXPLAINED = ".np-toggle-explained";
/** Parts of a stage that go with the last of their controls, together with what they say. */
const GROUPS = ".np-stage [role=group]:not(.np-chart), .np-stage details, .np-descent-side, " +
  ".np-probe";
/** The same of Streamlit's own controls; a whole stage is one of these, too. */
const WIDGET = "[data-testid=stElementContainer], [data-testid=stPopover]";
/** Milliseconds after which a page has all its controls. */
const SETTLED = 3000;
const NATIVE = "button, input, select, textarea";

/** @type {import("./restrictions.js").Restrictions} */
const NONE = { only: [], lock: [] };

class Restrict {
  reason = html("span", { id: REASON, class: "np-hidden", text: "Locked by your teacher." });
  text = html("p", { role: "status" });
  note = html("aside", { class: "np-restrict-note", "aria-label": "Link" }, this.text);
  #changes = new MutationObserver(() => this.#applySoon());
  #isActive = true;
  #isOn = false;
  #frame = 0;
  #address = "";
  #isSaying = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #settling;

  constructor() {
    this.note.hidden = true;
    this.note.append(button("Close", () => this.note.hidden = true));
    addEventListener(ADDRESS, () => this.#read());
    addEventListener("popstate", () => this.#read());
    this.#read();
  }

  /** Whether the link holds here; a teacher's own page may show all. @param {boolean} isActive */
  activate(isActive) {
    this.#isActive = isActive;
    this.#read();
  }

  #read() {
    const wanted = this.#isActive ? restrictions.read(location.search) : NONE;
    const isOn = wanted.only.length + wanted.lock.length > 0;
    const address = location.pathname + restrictions.written("", wanted);
    if (address !== this.#address) {
      this.#address = address;
      this.#isSaying = false;
      this.note.hidden = true;
      clearTimeout(this.#settling);
      if (isOn) this.#settling = setTimeout(() => this.#say(), SETTLED);
    }
    if (isOn && !this.#isOn) this.#begin();
    this.#isOn = isOn;
    if (isOn) this.#applySoon();
    else this.#end();
  }

  #begin() {
    stylesheet("restrict.css").then(() => this.#applySoon());
    document.body.append(this.reason, this.note);
    const options = { childList: true, subtree: true, attributeFilter: ["disabled"] };
    this.#changes.observe(document.body, options);
  }

  #end() {
    restrictions.set(NONE);
    this.#changes.disconnect();
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    for (const whole of document.querySelectorAll("[data-link-hides]")) hide(whole, false);
    for (const part of document.querySelectorAll("[data-link-locks]")) release(part);
    this.note.remove();
    this.reason.remove();
  }

  #applySoon() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#isOn) this.#apply();
    });
  }

  #say() {
    this.#isSaying = true;
    this.#apply();
  }

  #apply() {
    const found = [...controls()].map((element) => ({ element, name: nameOf(element) }));
    const verdict = restrictions.judge(
      restrictions.read(location.search),
      found.map(({ name }) => name),
    );
    const { shown, locked, unknown } = verdict;
    restrictions.set({ only: [...shown ?? []], lock: [...locked] });
    /** @type {Set<Element>} */
    const open = new Set();
    for (const { element, name } of found) {
      if (!shown || shown.has(name)) open.add(wholeOf(element));
    }
    for (const { element, name } of found) {
      const whole = wholeOf(element);
      hide(whole, !open.has(whole));
      partsOf(element).forEach(locked.has(name) ? lock : release);
    }
    for (const group of document.querySelectorAll(GROUPS)) {
      const own = found.filter(({ element }) => group.contains(element));
      if (own.length) hide(group, !own.some(({ element }) => open.has(wholeOf(element))));
    }
    if (!this.#isSaying) return;
    setText(this.text, unknown.join(" "));
    this.note.hidden = !unknown.length;
    this.#isSaying = false;
  }
}

/** @param {Element} element */
const wholeOf = (element) =>
  element.closest(EXPLAINED) ?? element.closest(WHOLE) ??
    (element.closest(".np-stage") ? element : element.closest(WIDGET)) ??
    element;

/** A slider's box has the same name. @param {Element} element */
const partsOf = (element) => [
  element,
  ...(element.closest(".np-slider")?.querySelectorAll("input") ?? []),
];

/** @param {Element} whole @param {boolean} isHidden */
function hide(whole, isHidden) {
  if (whole.hasAttribute("data-link-hides") !== isHidden) {
    whole.toggleAttribute("data-link-hides", isHidden);
  }
}

/** @param {Element} part of a control */
const reasonsOf = (part) =>
  (part.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== REASON);

/** @param {Element} part of a control */
function lock(part) {
  const isNative = part.matches(NATIVE);
  if (part.hasAttribute("data-link-locks") && (!isNative || part.hasAttribute("disabled"))) return;
  part.setAttribute("data-link-locks", "");
  part.setAttribute(isNative ? "disabled" : "aria-disabled", isNative ? "" : "true");
  part.setAttribute("aria-describedby", [...reasonsOf(part), REASON].join(" "));
}

/** @param {Element} part of a control */
function release(part) {
  if (!part.hasAttribute("data-link-locks")) return;
  for (const name of ["data-link-locks", "disabled", "aria-disabled"]) part.removeAttribute(name);
  const others = reasonsOf(part);
  if (others.length) part.setAttribute("aria-describedby", others.join(" "));
  else part.removeAttribute("aria-describedby");
}

/** The names of the page's controls, each once, in their order. */
export const names = () => [...new Set([...controls()].map(nameOf).filter(Boolean))];

/** The one of this page; only where there is a page. */
export const restrict = globalThis.document ? new Restrict() : null;
