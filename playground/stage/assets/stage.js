/**
 * The stage of one neuron: what the hand holds, and everything that follows it in the same frame.
 *
 * The hand owns the weights, the probe and the switches. Python owns the rest; when it sets what
 * the hand owns (a fit, a preset, an undo), it sends another `version`, and the values glide in.
 * Data with the same version never moves the hand back.
 */

import { forward, largestDifference, metrics } from "./forward.js";
import { tidy } from "./format.js";
import { KerasLink } from "./keras.js";
import { isDark, styled, themeOf } from "./plot.js";
import { along, ease, tween } from "./tween.js";
import { View } from "./view.js";

/** Keras counts as agreeing within this share of the target's range. */
const TOLERANCE = 1e-4;
const GLIDE = 250;
const WALK = 1400;

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
    const look = JSON.stringify([data.scene, data.challenge, theme]);
    const another = this.scene !== data.scene;
    this.scene = data.scene;
    if (look !== this.look) this.build(look, theme);
    if (data.version !== this.version) this.adopt(data, another ? 0 : GLIDE);
    this.touch();
    this.ask(true);
  }

  build(look, theme) {
    this.look = look;
    this.view?.close();
    this.view = new View(this.root, this.data, theme, {
      set: (values) => this.set(values),
      hold: (values) => this.hold(values),
      turn: (x, y) => this.hold({ w: (y - this.hand.b) / x }),
      lift: (x, y) => this.hold({ b: y - this.hand.w * x }),
      rest: () => this.commit(),
    });
    this.view.drawCharts(this.base, () => this.activation, () => this.touch());
  }

  /** Values that Python set: at once, in a glide, or along the path of a fit. */
  adopt(data, duration) {
    this.version = data.version;
    this.path = data.path;
    this.stopTween();
    const target = { ...data.hand };
    const { w, b, probe } = this.hand ?? target;
    const path = data.path ?? [[w, b], [target.w, target.b]];
    this.hand = { ...target, w, b, probe };
    this.stopTween = tween(data.path && duration ? WALK : duration, (t) => {
      const [nowW, nowB] = along(path, data.path ? t : ease(t));
      this.place(t < 1 ? { w: nowW, b: nowB, probe: probe + (target.probe - probe) * ease(t) } : target);
      if (t === 1) this.rest();
    });
  }

  /** From sliders, boxes and switches: exact. */
  set(values) {
    this.stopTween();
    this.place(values);
  }

  /** From the pointer: on a grid ten times as fine as the sliders'. */
  hold(values) {
    const { w, b, x } = this.view.steps;
    const grid = { w: w / 10, b: b / 10, probe: x };
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
    return { inputs: 1, layers: [{ units: 1, activation: this.activation }] };
  }

  predict(x, { w, b } = this.hand) {
    return forward(this.network, [Float64Array.of(w), Float64Array.of(b)], x);
  }

  draw() {
    const { data, hand } = this;
    const x = this.lineX();
    this.preview = { revision: this.revision, predictions: this.predict(data.points.x),
      at: this.predict([...x, hand.probe]) };
    const { predictions, at } = this.answer ?? this.preview;
    const errors = metrics(data.points.y, predictions);
    this.errors = errors;
    this.view.show({
      hand, y: at[3], errors: this.answer?.metrics ?? errors, predictions,
      score: data.challenge ? this.score(errors.mse) : null,
      line: { x, y: Array.from(at).slice(0, 3) },
      best: hand.best && !data.challenge ? this.bestLine() : null,
      path: this.path,
    });
    if (!this.answer) this.ask();
  }

  /** Two ends far outside the picture, and the kink (or the middle) between them. */
  lineX({ w, b } = this.hand) {
    const [low, high] = this.data.domain;
    const kink = -b / w;
    const inner = this.hand.relu && kink > low && kink < high ? kink : (low + high) / 2;
    return [low, inner, high];
  }

  bestLine() {
    const best = this.data.best[this.activation];
    const x = this.lineX(best);
    return { x, y: Array.from(this.predict(x, best)) };
  }

  /** 0: no better than a flat line through the mean; 100: the best there is. */
  score(mse) {
    const { flat, best } = this.data;
    const possible = flat - best[this.activation].mse;
    if (possible <= 0) return 100;
    return Math.max(0, Math.min(100, Math.floor((100 * (flat - mse)) / possible + 1e-6)));
  }

  /** Asks Keras about the picture as it was last drawn. */
  ask(now = false) {
    const { preview } = this;
    if (preview?.revision !== this.revision) return;
    const { w, b, probe } = this.hand;
    const body = { scene: this.data.scene, network: this.network, weights: [[w], [b]],
      at: [...this.lineX(), probe] };
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
    const text = {
      starting: "Keras is starting; the preview already works",
      lost: `Keras does not answer (${why}); the preview goes on`,
    }[status] ?? `Keras cannot answer: ${why}`;
    this.view.badge.show(status === "starting" ? "waiting" : "lost", text);
  }

  /** The hand rests: Python and the link are told; `undo` asks to take back what came before. */
  commit(undo = 0) {
    const { w, b, probe, relu, residuals, best } = this.hand;
    this.send({ version: this.version, revision: this.revision, undo,
      w: tidy(w), b: tidy(b), probe: tidy(probe), relu, residuals, best });
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
