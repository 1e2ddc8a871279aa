/** Steering a run: its buttons, the slider through its epochs, and how it stands in words. */

import { html, setText } from "../widgets/dom.js";
import { explained, term } from "../widgets/explain.js";
import { threeDigits } from "../widgets/format.js";
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

/** What is done about a run that diverged or crawled, by its cause. */
const REPAIRS = {
  rate: { text: "Try a tenth of the learning rate", action: { kind: "lower_rate" } },
  penalty: { text: "Take the penalty away", action: { kind: "remove_penalty" } },
  scale: { text: "Standardise the inputs", action: { kind: "standardise" } },
};

export class RunControls {
  /** The epoch that all words are about. */
  shownEpoch = 0;
  /** The last one that was trained. */
  newest = 0;
  /** What the repair is about. @type {keyof typeof REPAIRS | null} */
  cause = null;
  /** @type {number | null} since when it has been in the queue, in ms */
  queuedSince = null;
  state = html("span", {});
  progress = html("span", explained("epoch"));
  reason = html("p", { class: "np-note", role: "status", "data-testid": "run-reason" });
  losses = html("p", {
    class: "np-run-losses",
    "data-testid": "losses",
    ...explained("loss"),
  });

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
    this.repair = html("button", {
      type: "button",
      class: "np-button np-primary",
      hidden: true,
      onclick: () => {
        if (this.cause) dispatch(/** @type {Action} */ (REPAIRS[this.cause].action));
      },
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
    const buttons = [this.play, this.pause, this.batch, this.step, this.reset, this.stop];
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
      this.losses,
      this.reason,
      this.repair,
    );
  }

  /** The epoch that the slider stands at; those to come are not there yet. */
  get epoch() {
    return Math.min(Number(this.timeline.value), this.newest);
  }

  /** Whether the slider is at the newest epoch. */
  get isAtEnd() {
    return this.epoch >= this.newest;
  }

  /** @param {RunDisplay} run */
  show(run) {
    const { history, snapshot, exists, epochs, lost } = run;
    const state = exists ? snapshot?.state ?? "queued" : "none";
    const epoch = this.showTimeline(run, OVER.includes(state));
    this.showButtons(state, epochs);
    this.showRepair((exists && snapshot?.cause) || null);
    setText(
      this.state,
      `${STATES[state] ?? "Before training"}${this.queueText(state, snapshot)} · `,
    );
    setText(this.progress, ` ${epoch} of ${epochs}`);
    setText(this.reason, lost || (exists && snapshot?.reason) || "");
    const losses = { training: history.train[epoch - 1], test: history.test[epoch - 1] };
    const known = Object.entries(losses).map(([name, loss]) =>
      typeof loss === "number" ? `${name} loss ${threeDigits(loss)}` : ""
    );
    setText(this.losses, known.filter((text) => text).join(" · "));
  }

  /**
   * While it trains, the slider is as long as all epochs; afterwards, as those that were done.
   *
   * @param {RunDisplay} run
   * @param {boolean} isOver
   * @returns {number} the epoch that all words are about
   */
  showTimeline({ history, epoch, epochs }, isOver) {
    const { timeline } = this;
    this.newest = history.epoch;
    timeline.max = String(Math.max(1, isOver ? history.epoch : epochs));
    if (epoch === null) timeline.value = String(history.epoch);
    this.shownEpoch = epoch ?? this.epoch;
    timeline.disabled = history.moments.length < 2;
    timeline.setAttribute("aria-valuetext", `epoch ${this.shownEpoch} of ${epochs}`);
    return this.shownEpoch;
  }

  /** @param {string} state @param {number} epochs of the recipe */
  showButtons(state, epochs) {
    const [going, over] = [GOING.includes(state), OVER.includes(state)];
    this.play.disabled = going || state === "diverged";
    setText(this.play, over && state !== "diverged" ? `Train ${epochs} more` : "Train");
    this.pause.disabled = !going;
    this.step.disabled = this.batch.disabled = going || over;
    this.stop.disabled = !going && state !== "paused";
    this.reset.disabled = state === "none";
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
