/**
 * Gradient descent of one neuron, by the step: the rate, the batch, one step, and the walk so far.
 *
 * The browser takes a step at once, and Keras takes the same one; both are compared.
 */

import {
  batchOf,
  isPossible,
  isSame,
  lessonOf,
  mseAt,
  stepFrom,
  stepText,
  tenth,
  Walk,
} from "../model/descent.js";
import { StepCheck } from "./stepCheck.js";
import { html, setText } from "../widgets/dom.js";
import { term } from "../widgets/explain.js";
import { WalkControls } from "./walkControls.js";

/**
 * @typedef {import("../protocol.d.ts").NeuronPayload} NeuronPayload
 * @typedef {import("../protocol.d.ts").DescentInfo} DescentInfo
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../view.d.ts").Callbacks} Callbacks
 * @typedef {import("../model/descent.js").Place} Place
 * @typedef {import("../model/descent.js").Batch} Batch
 */

const INVITATION = "Drag the dot or click a place, or let the slope decide: press One step.";
const TOO_FAR = "The next step would lead too far away, so it is not taken.";

export class Descent {
  /** Address of the app. */
  base = "";
  /** @type {Walk} */
  walk;
  /** The batch of the last step; null: the walk is a fit's. @type {Batch | null} */
  batch = null;
  /** Of the payload whose walk is shown; -1: none yet. */
  version = -1;
  /** Of the neuron whose landscape is shown. */
  activation = "";
  /** The rate of the walk's last step. */
  walkRate = NaN;
  /** What the walk set last: anything else was set by somebody. @type {Values["weights"] | null} */
  lastSet = null;

  /**
   * @param {NeuronPayload} payload
   * @param {Callbacks} callbacks
   * @param {HTMLElement} shapes of the landscape: they are seldom chosen, too
   */
  constructor(payload, callbacks, shapes) {
    this.payload = payload;
    this.callbacks = callbacks;
    this.walk = new Walk([placeOf(payload.values)]);
    this.info = /** @type {DescentInfo} */ (payload.descent);
    this.check = new StepCheck(payload.columns.target.unit);
    this.controls = new WalkControls({
      go: (position) => this.go(position),
      rest: () => callbacks.commit(),
    });
    this.step = html("button", {
      type: "button",
      class: "np-button np-primary",
      text: "One step",
      onclick: () => this.takeStep(),
    });
    this.rateText = html("output", { class: "np-descent-rate" });
    this.rate = html("input", {
      type: "range",
      min: 0,
      max: this.info.rates.length - 1,
      step: 1,
      "aria-label": "Learning rate",
      oninput: () => {
        const rate = this.info.rates[Number(this.rate.value)];
        callbacks.set({ choices: { rate: String(rate) } });
      },
      onchange: () => callbacks.commit(),
    });
    this.batchBox = html(
      "select",
      {
        class: "np-select",
        "aria-label": "Batch",
        onchange: () => this.choose({ batch: this.batchBox.value }),
      },
      ...this.info.batches.map((text) => html("option", { text })),
    );
    this.sentence = html("p", {
      class: "np-descent-text",
      role: "status",
      "data-testid": "step",
      translate: "no",
    });
    this.repair = html("button", {
      type: "button",
      class: "np-button",
      text: "A tenth of the rate",
      hidden: true,
      onclick: () => this.choose({ rate: String(tenth(this.chosen.rate)) }),
    });
    this.element = this.layout(shapes);
  }

  /** @param {HTMLElement} shapes */
  layout(shapes) {
    return html(
      "div",
      { class: "np-descent", role: "group", "aria-label": "Gradient descent" },
      html(
        "div",
        { class: "np-descent-row" },
        this.step,
        html("span", { class: "np-descent-name" }, term("rate", "rate"), this.rateText),
        this.rate,
      ),
      html("div", { class: "np-descent-say" }, this.sentence, this.check.element, this.repair),
      this.more(shapes),
    );
  }

  /** What is folded away until it is asked for. @param {HTMLElement} shapes */
  more(shapes) {
    const { choices, switches } = this.payload.values;
    return html(
      "details",
      { class: "np-descent-more", open: switches.bowl || choices.batch !== "all" },
      html("summary", { text: "More: batch, bowl, the walk again" }),
      html(
        "div",
        { class: "np-descent-row" },
        html("span", { class: "np-descent-name" }, term("batch", "batch")),
        this.batchBox,
        shapes,
      ),
      this.controls.element,
    );
  }

  // --- what is chosen -----------------------------------------------------------------------

  get chosen() {
    const { choices, activations: [activation] } = this.callbacks.values();
    const size = choices.batch === "all" ? Infinity : Number(choices.batch);
    const count = this.payload.points.y.length;
    return { rate: Number(choices.rate), batch: choices.batch, activation, count, size };
  }

  /** @param {Record<string, string>} choices */
  choose(choices) {
    this.callbacks.set({ choices });
    this.callbacks.commit();
  }

  // --- the walk -----------------------------------------------------------------------------

  /** Other values of Python's end what plays. @param {NeuronPayload} payload */
  update(payload) {
    if (payload.version !== this.payload.version) this.controls.stop();
    this.payload = payload;
  }

  /** @param {number} position @returns {boolean} */
  go(position) {
    const { callbacks, controls, walk } = this;
    if (controls.playing && callbacks.values().weights !== this.lastSet) return false;
    const [w, b] = walk.at(position);
    this.lastSet = [[w], [b]];
    callbacks.set({ weights: this.lastSet });
    return true;
  }

  takeStep() {
    const { controls, callbacks, payload, info } = this;
    controls.finish();
    const { rate, activation, count, size } = this.chosen;
    const here = placeOf(callbacks.values());
    const index = isSame(here, this.walk.places[controls.position])
      ? controls.position
      : this.walk.find(here);
    if (index < 0) this.walk = new Walk([here]);
    const start = Math.max(0, index);
    const batch = batchOf(count, Math.min(size, count), start);
    const scaling = info.scalings[activation];
    const next = stepFrom(here, activation, payload.points, batch.rows, rate, scaling);
    if (!isPossible(next)) return setText(this.sentence, TOO_FAR);
    this.batch = batch;
    this.walk = this.walk.then(start, next);
    controls.show(start, this.walk.last);
    this.walkRate = rate;
    const { eval_points, scale, domain, session } = payload;
    const step = { eval_points, activation, place: here, rows: batch.rows, rate };
    this.check.start(`${this.base}keras/step`, step, next, { domain, scale, session });
    controls.playStep();
  }

  /** The payload's path becomes the walk, or the place where Python put w and b. */
  takeOver() {
    const { payload, controls, version, walk } = this;
    this.version = payload.version;
    const isNew = version >= 0;
    const place = placeOf(payload.values);
    const path = payload.path?.map(([[w], [b]]) => /** @type {Place} */ ([w, b]));
    if (path) {
      this.walk = new Walk(path);
      this.walkRate = this.chosen.rate;
      this.batch = null;
      this.check.clear();
      controls.show(this.walk.last, this.walk.last);
      if (isNew) controls.play(0);
      return;
    }
    const index = walk.find(place);
    if (index < 0) {
      this.walk = new Walk([place]);
      this.check.clear();
    }
    controls.show(Math.max(0, index), this.walk.last);
  }

  /** Another activation has another landscape: the walk was over the old one. @param {string} activation @param {Place} here */
  changeLandscape(activation, here) {
    if (this.activation) {
      this.controls.stop();
      this.check.clear();
      this.walk = new Walk([here]);
      this.controls.show(0, 0);
    }
    this.activation = activation;
  }

  /** @param {import("../model/singleUnit.js").UnitFrame} frame */
  show({ values, mse }) {
    if (this.version !== this.payload.version) this.takeOver();
    const { rate, batch, activation } = this.chosen;
    if (activation !== this.activation) this.changeLandscape(activation, placeOf(values));
    const nearest = nearestIndex(this.info.rates, rate);
    if (this.rate.value !== String(nearest)) this.rate.value = String(nearest);
    this.rate.setAttribute("aria-valuetext", String(rate));
    setText(this.rateText, String(rate));
    this.batchBox.value = batch;
    if (!this.controls.playing) this.say(placeOf(values), mse);
  }

  /** @param {Place} here @param {number} mse */
  say(here, mse) {
    const { walk, payload, batch } = this;
    const index = Math.round(this.controls.position);
    const isOn = walk.last > 0 && isSame(here, walk.places[index]);
    this.check.element.hidden = !isOn || index < walk.last;
    if (!isOn) {
      this.repair.hidden = true;
      setText(this.sentence, INVITATION);
      return;
    }
    const ofStep = index === walk.last ? batch : null;
    const text = stepText(index, here, mse, payload.columns.target.unit, ofStep);
    const lesson = index ? this.lesson(index) : { text: "", ranOff: false };
    const { rate } = this.chosen;
    const isRepaired = lesson.ranOff && rate < this.walkRate;
    this.repair.hidden = !lesson.ranOff || isRepaired;
    const next = isRepaired ? `Now the rate is ${rate}: take a step, or train.` : "";
    setText(this.sentence, [text, lesson.text, next].filter((part) => part).join(" "));
  }

  /** @param {number} index of a place of the walk, from 1 */
  lesson(index) {
    const { walk: { places }, payload: { landscapes, points } } = this;
    const { size, count, activation } = this.chosen;
    const errors = [index - 1, index].map((i) => mseAt(places[i], activation, points));
    const { xaxis, yaxis } = (landscapes ?? {})[activation].layout;
    const how = { rate: this.walkRate, whole: size >= count, map: [xaxis.range, yaxis.range] };
    return lessonOf(places.slice(Math.max(0, index - 2), index + 1), errors, how);
  }

  close() {
    this.controls.stop();
    this.check.clear();
  }
}

/** @param {Pick<Values, "weights">} values @returns {Place} */
const placeOf = ({ weights: [[w], [b]] }) => [w, b];

/** @param {number[]} numbers @param {number} number */
const nearestIndex = (numbers, number) =>
  numbers.reduce(
    (best, one, i) =>
      Math.abs(Math.log(one / number)) < Math.abs(Math.log(numbers[best] / number)) ? i : best,
    0,
  );
