/** Steering a run: its buttons, the slider through its epochs, and how it stands in words. */

import { html, setText } from "../widgets/dom.js";
import { compact } from "../widgets/format.js";
import { OVER } from "../model/runHistory.js";

const GOING = ["queued", "running"];
const SAID = {
  queued: "Waiting for a turn",
  running: "Training",
  paused: "Paused",
  stopped: "Stopped",
  finished: "Finished",
  diverged: "Stopped by itself",
};

export class RunControls {
  /** @param {{act: (action: object) => void, scrub: () => void, rest: () => void}} hands */
  constructor(hands) {
    const button = (text, action) =>
      html("button", {
        type: "button",
        class: "np-button",
        text,
        onclick: () => hands.act({ kind: action }),
      });
    this.play = button("Train", "play");
    this.play.classList.add("np-primary");
    this.pause = button("Pause", "pause");
    this.batch = button("One batch", "batch");
    this.step = button("One epoch", "step");
    this.reset = button("Start over", "reset");
    this.stop = button("Stop", "stop");
    this.tame = button("A tenth of the learning rate", "tame");
    this.said = html("p", { class: "np-run-said", "data-testid": "run-state" });
    this.reason = html("p", { class: "np-note", role: "status", "data-testid": "run-reason" });
    this.losses = html("p", { class: "np-run-losses", "data-testid": "losses" });
    this.timeline = html("input", {
      type: "range",
      min: 0,
      max: 1,
      step: 1,
      value: 0,
      "aria-label": "Epoch",
      oninput: hands.scrub,
      onchange: hands.rest,
    });
    this.element = html(
      "div",
      { class: "np-run", role: "group", "aria-label": "Training" },
      html(
        "div",
        { class: "np-run-buttons" },
        this.play,
        this.pause,
        this.batch,
        this.step,
        this.reset,
        this.stop,
      ),
      html("label", { class: "np-run-time" }, this.said, this.timeline),
      this.losses,
      this.reason,
      this.tame,
    );
  }

  /** Where the slider stands. */
  get epoch() {
    return Number(this.timeline.value);
  }

  /** Whether the newest is looked at. */
  get atEnd() {
    return this.epoch >= Number(this.timeline.max);
  }

  /** The place in the queue, and how long it has been waited there. */
  wait(state, told) {
    if (state !== "queued" || !told?.place) {
      this.queued = null;
      return "";
    }
    this.queued ??= performance.now();
    return `, place ${told.place} in the queue, for ${
      Math.round((performance.now() - this.queued) / 1000)
    } s`;
  }

  /**
   * @param {import("../model/runHistory.js").Record} record
   * @param {import("../net/runStream.js").Told | null} told
   * @param {boolean} exists whether there is a run
   * @param {number | null} pictured the epoch whose weights are seen, which all words are about: not every
   *   epoch's are remembered; null: the newest are followed
   * @param {number} epochs how many there will be
   * @param {string} lost why the last run cannot be followed any more, or ""
   */
  show(record, told, exists, pictured, epochs, lost) {
    const state = exists ? told?.state ?? "queued" : "none";
    const { timeline } = this;
    timeline.max = Math.max(1, record.epoch);
    if (pictured === null) timeline.value = record.epoch;
    const epoch = this.shown = pictured ?? this.epoch;
    timeline.disabled = record.moments.length < 2;
    timeline.setAttribute("aria-valuetext", `epoch ${epoch} of ${epochs}`);
    const [going, over] = [GOING.includes(state), OVER.includes(state)];
    this.play.disabled = going || over;
    this.pause.disabled = !going;
    this.step.disabled = this.batch.disabled = going || over;
    this.stop.disabled = !going && state !== "paused";
    this.reset.disabled = state === "none";
    this.tame.hidden = state !== "diverged";
    setText(
      this.said,
      `${SAID[state] ?? "Before training"}${this.wait(state, told)} · epoch ${epoch} of ${epochs}`,
    );
    setText(this.reason, lost || (exists && told?.reason) || "");
    const known = [["training", record.train[epoch - 1]], ["test", record.test[epoch - 1]]]
      .filter(([, loss]) => loss !== undefined && loss !== null);
    setText(this.losses, known.map(([name, loss]) => `${name} loss ${compact(loss)}`).join(" · "));
  }
}
