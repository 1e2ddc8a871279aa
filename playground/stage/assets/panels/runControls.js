/** Steering a run: its buttons, the slider through its epochs, and how it stands in words. */

import { html, setText } from "../widgets/dom.js";
import { compact } from "../widgets/format.js";
import { OVER } from "../model/runHistory.js";

/**
 * @typedef {import("../view.d.ts").Action} Action
 * @typedef {import("../model/run.d.ts").RunSnapshot} RunSnapshot
 *
 * @typedef {object} RunDisplay
 * @property {import("../model/runHistory.js").RunHistory} history
 * @property {RunSnapshot | null} snapshot
 * @property {boolean} exists whether there is a run
 * @property {number | null} epoch that all words are about; null: the newest
 * @property {number} epochs how many there will be
 * @property {string} lost why the last run cannot be followed any more, or ""
 *
 * @typedef {object} RunCallbacks
 * @property {(action: Action) => void} dispatch
 * @property {() => void} onScrub the slider through the epochs was moved
 * @property {() => void} commit
 */

const GOING = ["queued", "running"];
/** @type {Record<string, string>} */
const STATES = {
  queued: "Waiting for a turn",
  running: "Training",
  paused: "Paused",
  stopped: "Stopped",
  finished: "Finished",
  diverged: "Stopped by itself",
};

export class RunControls {
  /** The epoch that all words are about. */
  shownEpoch = 0;
  /** @type {number | null} since when it has been in the queue, in ms */
  queuedSince = null;
  state = html("p", { class: "np-run-said", "data-testid": "run-state" });
  reason = html("p", { class: "np-note", role: "status", "data-testid": "run-reason" });
  losses = html("p", { class: "np-run-losses", "data-testid": "losses" });

  /** @param {RunCallbacks} callbacks */
  constructor({ dispatch, onScrub, commit }) {
    const button = (/** @type {string} */ text, /** @type {Action} */ action) =>
      html("button", {
        type: "button",
        class: "np-button",
        text,
        onclick: () => dispatch(action),
      });
    this.play = button("Train", { kind: "play" });
    this.play.classList.add("np-primary");
    this.pause = button("Pause", { kind: "pause" });
    this.batch = button("One batch", { kind: "batch" });
    this.step = button("One epoch", { kind: "step" });
    this.reset = button("Start over", { kind: "reset" });
    this.stop = button("Stop", { kind: "stop" });
    this.lowerRate = button("A tenth of the learning rate", { kind: "lower_rate" });
    this.timeline = html("input", {
      type: "range",
      min: 0,
      max: 1,
      step: 1,
      value: 0,
      "aria-label": "Epoch",
      oninput: onScrub,
      onchange: commit,
    });
    const buttons = [this.play, this.pause, this.batch, this.step, this.reset, this.stop];
    this.element = html(
      "div",
      { class: "np-run", role: "group", "aria-label": "Training" },
      html("div", { class: "np-run-buttons" }, ...buttons),
      html("label", { class: "np-run-time" }, this.state, this.timeline),
      this.losses,
      this.reason,
      this.lowerRate,
    );
  }

  /** Where the slider stands. */
  get epoch() {
    return Number(this.timeline.value);
  }

  /** Whether the slider is at the newest epoch. */
  get isAtEnd() {
    return this.epoch >= Number(this.timeline.max);
  }

  /** @param {RunDisplay} run */
  show(run) {
    const { history, snapshot, exists, epochs, lost } = run;
    const state = exists ? snapshot?.state ?? "queued" : "none";
    const epoch = this.showTimeline(run);
    this.showButtons(state);
    setText(
      this.state,
      `${STATES[state] ?? "Before training"}${this.queueText(state, snapshot)} · ` +
        `epoch ${epoch} of ${epochs}`,
    );
    setText(this.reason, lost || (exists && snapshot?.reason) || "");
    const losses = { training: history.train[epoch - 1], test: history.test[epoch - 1] };
    const known = Object.entries(losses).map(([name, loss]) =>
      typeof loss === "number" ? `${name} loss ${compact(loss)}` : ""
    );
    setText(this.losses, known.filter((text) => text).join(" · "));
  }

  /** @param {RunDisplay} run @returns {number} the epoch that all words are about */
  showTimeline({ history, epoch, epochs }) {
    const { timeline } = this;
    timeline.max = String(Math.max(1, history.epoch));
    if (epoch === null) timeline.value = String(history.epoch);
    this.shownEpoch = epoch ?? this.epoch;
    timeline.disabled = history.moments.length < 2;
    timeline.setAttribute("aria-valuetext", `epoch ${this.shownEpoch} of ${epochs}`);
    return this.shownEpoch;
  }

  /** @param {string} state */
  showButtons(state) {
    const [going, over] = [GOING.includes(state), OVER.includes(state)];
    this.play.disabled = going || over;
    this.pause.disabled = !going;
    this.step.disabled = this.batch.disabled = going || over;
    this.stop.disabled = !going && state !== "paused";
    this.reset.disabled = state === "none";
    this.lowerRate.hidden = state !== "diverged";
  }

  /**
   * The position in the queue, and how long it has waited there.
   *
   * @param {string} state
   * @param {RunSnapshot | null} snapshot
   */
  queueText(state, snapshot) {
    if (state !== "queued" || !snapshot?.queue_position) {
      this.queuedSince = null;
      return "";
    }
    this.queuedSince ??= performance.now();
    const seconds = Math.round((performance.now() - this.queuedSince) / 1000);
    return `, place ${snapshot.queue_position} in the queue, for ${seconds} s`;
  }
}
