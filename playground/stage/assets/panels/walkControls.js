/** The walk over the landscape, again: played, slowed down, stopped, or gone through by a slider. */

import { html, setText } from "../widgets/dom.js";
import { tween } from "../widgets/tween.js";

/** Milliseconds that a whole walk takes at speed 1, and a single step. */
const [WALK_MS, STEP_MS] = [1400, 250];
/** How fast, by what is shown. */
const SPEEDS = { "1×": 1, "¼×": 1 / 4, "⅒×": 1 / 10 };

/**
 * @typedef {object} WalkCallbacks
 * @property {(position: number) => boolean} go shows a place of the walk, or one between two;
 *   returns whether it may: somebody else has moved w and b meanwhile
 * @property {() => void} rest it stays here
 */

export class WalkControls {
  position = 0;
  last = 0;
  playing = false;
  stopTween = () => {};

  /** @param {WalkCallbacks} callbacks */
  constructor({ go, rest }) {
    this.go = go;
    this.rest = rest;
    this.button = html("button", {
      type: "button",
      class: "np-button np-walk-play",
      onclick: () => this.toggle(),
    });
    this.slider = html("input", {
      type: "range",
      min: 0,
      step: 1,
      "aria-label": "Walk",
      oninput: () => {
        this.stop();
        this.move(Number(this.slider.value));
      },
      onchange: rest,
    });
    this.speed = html(
      "select",
      { class: "np-select", "aria-label": "Speed of the walk", onchange: () => this.changeSpeed() },
      ...Object.keys(SPEEDS).map((text) => html("option", { text })),
    );
    this.element = html(
      "div",
      { class: "np-descent-walk", role: "group", "aria-label": "The walk" },
      this.button,
      this.slider,
      this.speed,
    );
    this.show(0, 0);
  }

  /** Where the walk is, and how long it is. @param {number} position @param {number} last */
  show(position, last) {
    this.position = position;
    this.last = last;
    this.slider.max = String(Math.max(1, last));
    this.slider.value = String(Math.round(position));
    this.slider.setAttribute("aria-valuetext", `step ${Math.round(position)} of ${last}`);
    this.slider.disabled = this.button.disabled = this.speed.disabled = last < 1;
    this.showButton();
  }

  showButton() {
    setText(this.button, this.playing ? "❚❚" : "▶");
    this.button.setAttribute("aria-label", this.playing ? "Pause the walk" : "Play the walk");
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play(this.position >= this.last ? 0 : this.position);
  }

  /** From a place to the end. @param {number} from */
  play(from) {
    const { last } = this;
    const share = last ? (last - from) / last : 0;
    this.glide(from, last, (WALK_MS * share) / SPEEDS[this.chosenSpeed]);
  }

  /** The last step, which was just taken. */
  playStep() {
    this.glide(this.last - 1, this.last, STEP_MS);
  }

  /** @param {number} from @param {number} to @param {number} duration ms */
  glide(from, to, duration) {
    this.stop();
    this.move(from);
    this.playing = true;
    this.stopTween = tween(duration, (t) => {
      if (!this.playing) return;
      if (!this.move(from + t * (to - from))) this.stop();
      else if (t === 1) {
        this.stop();
        this.rest();
      }
    });
    this.showButton();
  }

  /** @param {number} position @returns {boolean} whether it may go on */
  move(position) {
    const may = this.go(position);
    if (may) this.show(position, this.last);
    return may;
  }

  /** Stops at the next place, which is then on screen and in the link. */
  pause() {
    this.stop();
    this.move(Math.ceil(this.position));
    this.rest();
  }

  /** What plays is at its end at once. */
  finish() {
    if (!this.playing) return;
    this.stop();
    this.move(this.last);
    this.rest();
  }

  stop() {
    this.stopTween();
    this.stopTween = () => {};
    this.playing = false;
    this.showButton();
  }

  changeSpeed() {
    if (this.playing) this.play(this.position);
  }

  get chosenSpeed() {
    return /** @type {keyof typeof SPEEDS} */ (this.speed.value);
  }
}
