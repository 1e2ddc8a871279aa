/** Steering a run: its buttons, the slider through its epochs, and how it stands in words. */

import { html, setText } from "../widgets/dom.js";
import { explained, term } from "../widgets/explain.js";
import { prefersReducedMotion } from "../widgets/tween.js";
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
 * @property {number | null} replay where the slow motion of a runaway is; null: there is none now
 * @property {string} about what is said while there is no reason
 * @property {string} lost why the last run cannot be followed any more, or ""
 *
 * @typedef {object} RunCallbacks
 * @property {(action: Action) => void} dispatch
 * @property {() => void} onScrub the slider through the epochs was moved
 * @property {() => void} onReplay the runaway is to be seen again
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

/** What is done about a run that diverged or crawled, by its cause. */
const REPAIRS = {
  rate: { text: "Try a tenth of the learning rate", action: { kind: "lower_rate" } },
  penalty: { text: "Take the penalty away", action: { kind: "remove_penalty" } },
  scale: { text: "Standardise the inputs", action: { kind: "standardise" } },
};

export class RunControls {
  /** The epoch that all words are about. */
  shownEpoch = 0;
  /** The one of the newest weights. */
  newest = 0;
  /** The last one that can be looked at. */
  reach = 0;
  /** Whether it goes on by itself. */
  isGoing = false;
  /** What the repair is about. @type {keyof typeof REPAIRS | null} */
  cause = null;
  /** @type {number | null} since when it has been in the queue, in ms */
  queuedSince = null;
  state = html("span", {});
  progress = html("span", explained("epoch"));
  reason = html("p", { class: "np-note", role: "status", "data-testid": "run-reason" });
  about = html("p", { class: "np-note", "data-testid": "run-about", translate: "no" });

  /** @param {RunCallbacks} callbacks */
  constructor({ dispatch, onScrub, onReplay, commit }) {
    const button = (/** @type {string} */ text, /** @type {Action} */ action) =>
      html("button", {
        type: "button",
        class: "np-button",
        text,
        onclick: () => dispatch(action),
      });
    /** Trains or pauses; the second click of a double click does not take the first one back. */
    this.play = html("button", {
      type: "button",
      class: "np-button np-primary",
      onclick: (/** @type {MouseEvent} */ { detail }) => {
        if (detail < 2) dispatch({ kind: this.isGoing ? "pause" : "play" });
      },
    });
    this.batch = button("One batch", { kind: "batch" });
    this.batch.classList.add("np-strong");
    this.step = button("One epoch", { kind: "step" });
    this.reset = button("Start over", { kind: "reset" });
    this.stop = button("Stop", { kind: "stop" });
    this.repair = html("button", {
      type: "button",
      class: "np-button np-primary",
      hidden: true,
      onclick: () => {
        if (this.cause) dispatch(/** @type {Action} */ (REPAIRS[this.cause].action));
      },
    });
    this.again = html("button", {
      type: "button",
      class: "np-button",
      hidden: true,
      text: "See it again",
      onclick: onReplay,
    });
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
    const { repair, play, batch, step, again, reset, stop } = this;
    const buttons = [repair, play, batch, step, again, reset, stop];
    this.element = html(
      "div",
      { class: "np-run", role: "group", "aria-label": "Training" },
      html("div", { class: "np-run-buttons" }, ...buttons),
      html(
        "div",
        { class: "np-run-time" },
        html(
          "p",
          { class: "np-run-said", "data-testid": "run-state", translate: "no" },
          this.state,
          term("epoch", "epoch"),
          this.progress,
        ),
        this.timeline,
      ),
      html("div", { class: "np-run-end" }, this.reason, this.about),
    );
  }

  /** The epoch that the slider stands at; those to come are not there yet. */
  get epoch() {
    return Math.min(Number(this.timeline.value), this.reach);
  }

  /** Whether the slider is at the newest epoch. */
  get isAtEnd() {
    return this.epoch === this.newest;
  }

  /** @param {RunDisplay} run */
  show(run) {
    const { snapshot, exists, epochs, lost, replay, about } = run;
    const state = exists ? snapshot?.state ?? "queued" : "none";
    const isReplaying = replay !== null;
    const place = this.showTimeline(run, OVER.includes(state));
    const named = isReplaying ? "Slow motion" : STATES[state] ?? "Before training";
    setText(this.state, `${named}${this.queueText(state, snapshot)} · `);
    setText(this.progress, ` ${place}`);
    const reason = isReplaying ? "" : lost || (exists && snapshot?.reason) || "";
    setText(this.reason, reason);
    setText(this.about, reason ? "" : about);
    this.showRepair((exists && !isReplaying && snapshot?.cause) || null);
    this.showButtons(state, epochs, isReplaying);
    this.again.hidden = isReplaying || !run.history.runaway || prefersReducedMotion();
  }

  /**
   * While it trains, the slider is as long as all epochs; afterwards, as those that were done. How
   * a loss ran away is seen in parts of an epoch.
   *
   * @param {RunDisplay} run
   * @param {boolean} isOver
   * @returns {string} where all words are about: "3 of 300"
   */
  showTimeline({ history, epoch, epochs, replay }, isOver) {
    const { timeline } = this;
    const { runaway, reach } = history;
    this.newest = history.epoch;
    this.reach = reach;
    timeline.step = runaway ? "any" : "1";
    timeline.max = String(isOver ? reach || 1 : epochs);
    if (replay !== null) timeline.value = String(replay);
    else if (epoch === null) timeline.value = String(history.epoch);
    this.shownEpoch = epoch ?? this.epoch;
    timeline.disabled = history.moments.length < 2 && !runaway;
    const place = runaway && history.isRunaway(this.shownEpoch)
      ? runaway.place(this.shownEpoch)
      : String(this.shownEpoch);
    timeline.setAttribute("aria-valuetext", `epoch ${place} of ${epochs}`);
    return place.includes("batch") ? place : `${place} of ${epochs}`;
  }

  /**
   * Those that do nothing now are not there.
   *
   * @param {string} state
   * @param {number} epochs of the recipe
   * @param {boolean} isReplaying
   */
  showButtons(state, epochs, isReplaying) {
    const [going, over] = [GOING.includes(state), OVER.includes(state)];
    const diverged = state === "diverged";
    this.isGoing = going;
    this.play.disabled = diverged;
    setText(this.play, going ? "Pause" : over && !diverged ? `Train ${epochs} more` : "Train");
    // Those that are back in a moment stay, for the sake of the focus.
    this.step.disabled = this.batch.disabled = going;
    const hadFocus = this.element.contains(document.activeElement);
    this.play.hidden = diverged && !isReplaying;
    this.step.hidden = this.batch.hidden = over;
    this.stop.hidden = !going && state !== "paused";
    this.reset.hidden = state === "none" || isReplaying;
    if (hadFocus && document.activeElement?.hasAttribute("hidden")) {
      [this.play, this.repair, this.reset].find(({ hidden }) => !hidden)?.focus();
    }
  }

  /** @param {keyof typeof REPAIRS | null} cause of a run that diverged or crawled */
  showRepair(cause) {
    this.cause = cause;
    this.repair.hidden = cause === null;
    if (cause) setText(this.repair, REPAIRS[cause].text);
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
