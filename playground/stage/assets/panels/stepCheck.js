/** Keras takes the same step as the browser: whether both come to the same place. */

import { html, setText } from "../widgets/dom.js";
import { threeDigits, withUnit } from "../widgets/format.js";
import { stepDifference } from "../model/descent.js";
import { headersOf } from "../net/keras.js";

/**
 * @typedef {import("../model/descent.js").Place} Place
 * @typedef {import("../protocol.d.ts").StepAnswer} StepAnswer
 * @typedef {Omit<import("../protocol.d.ts").StepRequest, "w" | "b"> & {place: Place}} Step
 */

/** Keras counts as agreeing within this share of the target's range. */
const TOLERANCE = 1e-4;
/** Milliseconds before Keras is asked again while it starts or is busy. */
const RETRY = 800;

export class StepCheck {
  element = html("span", { class: "np-descent-check", "data-testid": "step-agreement" });
  aborter = new AbortController();

  /** @param {string} unit of the target */
  constructor(unit) {
    this.unit = unit;
  }

  /**
   * @param {string} url
   * @param {Step} step
   * @param {Place} next where the browser comes to
   * @param {{domain: [number, number], scale: number, session: string}} page range of the input and
   *   of the target, and the session
   */
  async start(url, step, next, { domain, scale, session }) {
    this.clear();
    const { signal } = this.aborter;
    this.show("waiting", "…", "Keras takes the same step");
    try {
      const answer = await ask(url, step, session, signal);
      if (signal.aborted) return;
      if (!answer) return this.clear();
      const there = /** @type {Place} */ ([answer.w, answer.b]);
      const { difference, size } = stepDifference(there, next, domain);
      const apart = withUnit(threeDigits(difference), this.unit);
      if (difference <= TOLERANCE * Math.max(scale, size)) {
        this.show("agrees", "✓ Keras", `Keras took the same step: ${apart} apart at most`);
      } else this.show("differs", "! Keras", `Keras came to another place: ${apart} apart`);
    } catch {
      if (!signal.aborted) this.clear();
    }
  }

  /** @param {string} state @param {string} text @param {string} about */
  show(state, text, about) {
    this.element.dataset.state = state;
    this.element.title = about;
    setText(this.element, text);
  }

  /** Nothing is compared any more. */
  clear() {
    this.aborter.abort();
    this.aborter = new AbortController();
    this.show("", "", "");
  }
}

/**
 * @param {string} url
 * @param {Step} step
 * @param {string} session
 * @param {AbortSignal} signal
 * @returns {Promise<StepAnswer | null>} null: Keras does not answer
 */
async function ask(url, step, session, signal) {
  const { place: [w, b], ...rest } = step;
  /** @type {import("../protocol.d.ts").StepRequest} */
  const request = { ...rest, w, b };
  const body = JSON.stringify(request);
  const headers = headersOf(session);
  while (true) {
    const response = await fetch(url, { method: "POST", headers, body, signal });
    if (response.status === 200) return await response.json();
    if (response.status !== 202 && response.status !== 429) return null;
    await new Promise((resolve) => setTimeout(resolve, RETRY));
  }
}
