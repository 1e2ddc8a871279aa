/**
 * The stage: what the hand holds, and everything that follows it in the same frame.
 *
 * The hand is a flat record: a number for every slider (`w`, `b`, `probe`; or `w0`, `w1`, …) and
 * the switches; a view (`neuronView.js`, `planeView.js`) shows it. Python owns the rest; when it sets what
 * the hand owns (a fit, a preset, an undo), it sends another `version`, and the values glide in.
 * Data with the same version never moves the hand back.
 */

import { forward, largestDifference, metrics } from "./forward.js";
import { tidy } from "./format.js";
import { KerasLink } from "./keras.js";
import { isDark, styled, themeOf } from "./plot.js";
import { along, ease, tween } from "./tween.js";
import { NeuronView } from "./neuronView.js";
import { PlaneView } from "./planeView.js";

const VIEWS = { neuron: NeuronView, plane: PlaneView };

/** Keras counts as agreeing within this share of the target's range. */
const TOLERANCE = 1e-4;
const GLIDE = 250;
const WALK = 1400;

/** A version begins with the server's name for the session. */
const sessionOf = (version) => version?.split("-")[0];

export class Stage {
  /**
   * @param {HTMLElement} root
   * @param {string} base address of the app, with a slash at the end
   */
  constructor(root, base) {
    Object.assign(this, { root, base, revision: 0, undos: 0, frame: 0, version: null, stopTween: () => {} });
    this.keras = new KerasLink(`${base}keras/answer`,
      (answer, question) => this.heard(answer, question), (status, why) => this.unheard(status, why));
    root.addEventListener("keydown", (event) => this.undoKey(event));
  }

  /**
   * Takes what Python sent: everything anew, or only new values for the hand.
   *
   * @param {object} data
   * @param {(hand: object) => void} send
   */
  apply(data, send) {
    Object.assign(this, { data, send });
    if (this.ready) this.take();
    else this.preparing ??= styled(this.root).then(() => {
      this.ready = !this.closed;
      if (this.ready) this.take();
    });
  }

  take() {
    const { data } = this;
    this.root.dataset.theme = isDark(this.root) ? "dark" : "light";
    const theme = themeOf(this.root);
    const look = JSON.stringify([data.look, data.challenge, theme]);
    const another = String(this.columns) !== String(data.look);
    const forgotten = !another && sessionOf(data.version) !== sessionOf(this.version);
    this.columns = data.look;
    if (look !== this.look) this.build(look, theme);
    if (forgotten) this.remind(data);
    else if (data.version !== this.version) this.adopt(data, another ? 0 : GLIDE);
    this.rest();
  }

  /** The server was started again, and knows only the link: the hand tells it what it holds. */
  remind(data) {
    this.version = data.version;
    this.commit();
  }

  build(look, theme) {
    this.look = look;
    this.view?.close();
    this.view = new VIEWS[this.data.kind](this.root, this.data, theme, {
      set: (values) => this.set(values),
      hold: (values) => this.hold(values),
      rest: () => this.commit(),
    });
    this.view.drawCharts(this.base, () => this.touch());
  }

  /** Values that Python set: at once, in a glide, or along the path of a fit. */
  adopt(data, duration) {
    this.version = data.version;
    this.path = data.path;
    this.stopTween();
    const target = { ...data.hand };
    const from = this.hand ?? target;
    const numbers = data.sliders.map(({ key }) => key);
    const walked = data.path && duration;
    const ends = [from, target].map((hand) => numbers.map((key) => hand[key]));
    const names = walked ? [...data.kernel, "b"] : numbers;
    this.hand = { ...target, ...Object.fromEntries(numbers.map((key, i) => [key, ends[0][i]])) };
    this.stopTween = tween(walked ? WALK : duration, (t) => {
      const values = along(walked ? data.path : ends, walked ? t : ease(t));
      this.place(t < 1 ? Object.fromEntries(names.map((key, i) => [key, values[i]])) : target);
      if (t === 1) this.rest();
    });
  }

  /** From sliders, boxes and switches: exact. */
  set(values) {
    this.stopTween();
    this.place(values);
  }

  /** From the pointer: on a grid as fine as each slider says. */
  hold(values) {
    const grid = Object.fromEntries(this.data.sliders.map(({ key, fine }) => [key, fine]));
    const entries = Object.entries(values).filter(([, value]) => Math.abs(value) <= 1e6)
      .map(([name, value]) => [name, tidy(Math.round(value / grid[name]) * grid[name])]);
    this.set(Object.fromEntries(entries));
  }

  place(values) {
    Object.assign(this.hand, values);
    this.revision += 1;
    this.answer = null;
    this.touch();
  }

  /** Draws once in the next frame, however often it is called. */
  touch() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  get activation() {
    return this.hand.relu ? "relu" : "linear";
  }

  get network() {
    return { inputs: this.data.kernel.length, layers: [{ units: 1, activation: this.activation }] };
  }

  weights(hand = this.hand) {
    return [this.data.kernel.map((key) => hand[key]), [hand.b]];
  }

  predict(x, hand = this.hand) {
    return forward(this.network, this.weights(hand).map((values) => Float64Array.from(values)), x);
  }

  draw() {
    const { data, hand } = this;
    const rows = this.view.rows(hand);
    this.preview = { revision: this.revision, rows, predictions: this.predict(data.points.x),
      at: this.predict(rows) };
    const { predictions, at } = this.answer ?? this.preview;
    const errors = metrics(data.points.y, predictions);
    this.errors = errors;
    this.view.show({
      hand, rows, at, predictions, errors: this.answer?.metrics ?? errors, mse: errors.mse,
      activation: this.activation, path: this.path, predict: (x, other) => this.predict(x, other),
    });
    if (!this.answer) this.ask();
  }

  /** Asks Keras about the picture as it was last drawn. */
  ask(now = false) {
    const { preview } = this;
    if (preview?.revision !== this.revision) return;
    const body = { scene: this.data.scene, network: this.network, weights: this.weights(),
      at: preview.rows };
    this.keras.ask({ revision: this.revision, body, preview }, now);
  }

  /** An answer is compared with the preview it was asked for; only the newest replaces it. */
  heard(answer, { revision, preview }) {
    const difference = Math.max(largestDifference(answer.predictions, preview.predictions),
      largestDifference(answer.at, preview.at));
    const size = Math.max(this.data.scale, ...answer.at.map(Math.abs));
    if (difference <= TOLERANCE * size) this.view.badge.agrees(difference);
    else this.view.badge.differs(difference);
    if (revision !== this.revision) return;
    this.answer = answer;
    this.touch();
  }

  unheard(status, why) {
    if (status === "lost" && this.lost !== this.data.scene) {
      this.lost = this.data.scene;
      this.commit();
    }
    const text = {
      starting: "Keras is starting; the preview already works",
      away: `Keras does not answer (${why}); the preview goes on`,
      lost: `Keras does not answer (${why}); the preview goes on`,
    }[status] ?? `Keras cannot answer: ${why}`;
    this.view.badge.show(status === "starting" ? "waiting" : "lost", text);
  }

  /** The hand rests: Python and the link are told; `undo` asks to take back what came before. */
  commit(undo = 0) {
    const tidied = Object.entries(this.hand).map(([key, value]) =>
      [key, typeof value === "number" ? tidy(value) : value]);
    this.send({ ...Object.fromEntries(tidied), version: this.version, revision: this.revision, undo });
    this.rest();
  }

  /** Once the picture of the resting hand is drawn, Keras is asked and the reader told. */
  rest() {
    this.touch();
    requestAnimationFrame(() => {
      this.ask(true);
      this.view.speak(this.errors);
    });
  }

  /** Ctrl+Z takes back the last change, except while a number is being typed. */
  undoKey(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    if (event.target.matches("input[type=number]")) return;
    event.preventDefault();
    this.view.flush();
    this.undos += 1;
    this.commit(this.undos);
  }

  close() {
    this.closed = true;
    cancelAnimationFrame(this.frame);
    this.stopTween();
    this.keras.close();
    this.view?.close();
  }
}
