/**
 * The stage of one neuron: what the hand holds, and everything that follows it in the same frame.
 *
 * The hand owns the weights, the probe and the switches. Python owns the rest; when it sets what
 * the hand owns (a fit, a preset, an undo), it sends another `version`, and the values glide in.
 * Data with the same version never moves the hand back.
 */

import { Chart } from "./chart.js";
import { Slider, Toggle } from "./controls.js";
import { html, write } from "./dom.js";
import { forward, largestDifference, metrics } from "./forward.js";
import { short, tidy, withUnit } from "./format.js";
import { KerasLink } from "./keras.js";
import { Landscape } from "./landscape.js";
import { NeuronPicture } from "./neuron.js";
import { isDark, loadPlotly, painted, themeOf } from "./plot.js";
import { Badge, Equation, Errors } from "./readouts.js";
import { along, ease, tween } from "./tween.js";

/** Keras counts as agreeing within this share of the target's range. */
const TOLERANCE = 1e-4;
const GLIDE = 250;
const WALK = 1400;

const SWITCHES = {
  relu: { name: "ReLU", about: "y = max(0, w·x + b)" },
  residuals: { name: "Residuals", about: "the miss at every point, as a stick" },
  best: { name: "Best fit", about: "the line with the smallest MSE there is" },
};

export class Stage {
  /**
   * @param {HTMLElement} root
   * @param {string} base address of the app, with a slash at the end
   */
  constructor(root, base) {
    Object.assign(this, { root, base, revision: 0, frame: 0, version: null, stopTween: () => {} });
    root.addEventListener("keydown", (event) => this.undoKey(event));
  }

  /** Takes what Python sent: everything anew, or only new values for the hand. */
  async apply(data, send) {
    this.send = send;
    this.root.dataset.theme = isDark(this.root) ? "dark" : "light";
    const theme = themeOf(this.root);
    const look = JSON.stringify([data.scene, data.challenge, theme]);
    const first = this.look === undefined;
    const before = this.data;
    this.data = data;
    if (look !== this.look) {
      this.look = look;
      this.build(data, theme);
      if (first || before.scene !== data.scene) this.adopt(data, 0);
      await this.drawFigures(data, theme);
    }
    if (data.version !== this.version) this.adopt(data, this.version === null ? 0 : GLIDE);
    this.touch();
    this.ask(true);
  }

  build(data, theme) {
    this.close();
    const [w, b, probe] = data.sliders;
    const rest = () => this.commit();
    this.theme = theme;
    this.steps = { w: w.step, b: b.step, x: probe.step };
    this.sliders = {
      w: new Slider(w, (value) => this.set({ w: value }), rest),
      b: new Slider(b, (value) => this.set({ b: value }), rest),
      probe: new Slider(probe, (value) => this.set({ probe: value }), rest),
    };
    this.toggles = Object.fromEntries(Object.entries(SWITCHES).map(([name, spec]) =>
      [name, new Toggle(spec, (on) => { this.set({ [name]: on }); this.commit(); })]));
    this.toggles.best.element.hidden = data.challenge;
    this.equation = new Equation();
    this.picture = new NeuronPicture(data.columns);
    this.errors = new Errors(data.columns.target.unit);
    this.badge = new Badge(data.columns.target.unit);
    this.prediction = html("output", { class: "np-prediction", "data-testid": "prediction" });
    this.spoken = html("p", { class: "np-hidden", role: "status" });
    this.chartBox = html("div", { class: "np-chart", role: "img" });
    this.landscapeBox = html("div", { class: "np-landscape", role: "img" });
    this.keras = new KerasLink(`${this.base}keras/answer`,
      (answer, question) => this.heard(answer, question), (status, why) => this.unheard(status, why));
    this.root.replaceChildren(this.layout(data));
    if (this.hand) this.showHand();
  }

  layout(data) {
    const { w, b, probe } = this.sliders;
    const { relu, residuals, best } = this.toggles;
    const reset = html("button", { type: "button", class: "np-button", text: "Reset w and b",
      onclick: () => this.reset() });
    return html("div", { class: data.landscapes || data.challenge ? "np-grid" : "np-grid np-small" },
      html("div", { class: "np-head" }, this.equation.element, this.badge.element),
      html("div", { class: "np-middle" }, this.picture.element, this.chartBox,
        html("p", { class: "np-note", text: data.note })),
      html("div", { class: "np-panel", role: "group", "aria-label": "Weight, bias and probe" },
        w.element, b.element,
        html("div", { class: "np-toggles" }, relu.element, residuals.element, best.element),
        reset,
        html("div", { class: "np-probe" }, probe.element, this.prediction)),
      html("div", { class: "np-side" }, this.errors.element, this.lossLandscape(data)),
      this.spoken);
  }

  lossLandscape(data) {
    if (!data.landscapes) return html("p", { class: "np-note", text: data.hidden });
    return html("div", {},
      html("h2", { class: "np-caption", text: "Loss landscape: MSE over w and b" }),
      this.landscapeBox,
      html("p", { class: "np-note",
        text: "The stronger the colour, the smaller the error. Drag or click to set w and b." }));
  }

  async drawFigures(data, theme) {
    const build = (this.building = {});
    try {
      await painted();
      const Plotly = await loadPlotly(this.base + data.plotly);
      if (build !== this.building || !this.chartBox.isConnected) return;
      const chart = new Chart(Plotly, this.chartBox, theme, {
        onTurn: (x, y) => this.hold({ w: (y - this.hand.b) / x }),
        onLift: (x, y) => this.hold({ b: y - this.hand.w * x }),
        onProbe: (x) => this.hold({ probe: x }),
        onRelease: () => this.commit(),
      });
      await chart.draw(data.chart, data.drawn);
      this.chart = chart;
      this.touch();
      await painted();
      if (data.landscapes && build === this.building) await this.drawLandscape(Plotly, data, theme);
    } catch (error) {
      this.chartBox.textContent = `The chart could not be drawn: ${error.message}. Reload the page to try again.`;
    }
  }

  async drawLandscape(Plotly, data, theme) {
    const landscape = new Landscape(Plotly, this.landscapeBox, theme, {
      onMove: (w, b) => this.hold({ w, b }),
      onRelease: () => this.commit(),
    });
    await landscape.draw(data.landscapes, this.activation);
    this.landscape = landscape;
  }

  /** Values that Python set: at once, in a glide, or along the path of a fit. */
  adopt(data, duration) {
    this.version = data.version;
    this.stopTween();
    const target = { ...data.hand };
    const { w, b, probe } = this.hand ?? target;
    this.hand = { ...target, w, b, probe };
    this.path = data.path;
    const path = data.path ?? [[w, b], [target.w, target.b]];
    const walk = data.path && duration ? WALK : duration;
    this.stopTween = tween(walk, (t) => {
      const [nowW, nowB] = along(path, data.path ? t : ease(t));
      this.place({ w: nowW, b: nowB, probe: probe + (target.probe - probe) * ease(t) });
      if (t === 1) {
        this.place(target);
        this.ask(true);
        this.speak();
      }
    });
  }

  /** From sliders, boxes and switches, exact. */
  set(values) {
    this.stopTween();
    this.place(values);
  }

  /** From the pointer: on a grid ten times as fine as the sliders'. */
  hold(values) {
    const fine = { w: this.steps.w / 10, b: this.steps.b / 10, probe: this.steps.x };
    const entries = Object.entries(values).filter(([, value]) => Math.abs(value) <= 1e6)
      .map(([name, value]) => [name, tidy(Math.round(value / fine[name]) * fine[name])]);
    this.set(Object.fromEntries(entries));
  }

  place(values) {
    Object.assign(this.hand, values);
    this.revision += 1;
    this.keras_answer = null;
    this.touch();
  }

  reset() {
    const [w, b] = this.data.sliders;
    this.set({ w: w.reset, b: b.reset });
    this.commit();
  }

  /** Draws once in the next frame, however often it is called. */
  touch() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      if (this.hand) this.draw();
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
    const { x, y } = data.points;
    const lineX = this.lineX();
    const preview = { revision: this.revision, predictions: this.predict(x),
      at: this.predict([...lineX, hand.probe]) };
    this.preview = preview;
    const shown = this.keras_answer ?? preview;
    const errors = metrics(y, shown.predictions);
    this.showHand(shown.at[3]);
    this.errors.show(this.keras_answer?.metrics ?? errors);
    this.errors.showScore(data.challenge ? this.score(errors.mse) : null);
    this.mse = errors.mse;
    this.chart?.show({
      unit: { w: hand.w, b: hand.b, relu: hand.relu }, predictions: shown.predictions,
      line: { x: lineX, y: Array.from(shown.at).slice(0, 3) },
      probe: { x: hand.probe, y: shown.at[3] },
      residuals: hand.residuals, best: hand.best && !data.challenge ? this.bestLine() : null,
    });
    this.landscape?.switchTo(this.activation);
    this.landscape?.show(hand.w, hand.b, this.path);
    if (!this.keras_answer) this.ask();
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

  showHand(y = this.predict([this.hand.probe])[0]) {
    const { hand, steps } = this;
    const { input, target } = this.data.columns;
    for (const name of ["w", "b", "probe"]) this.sliders[name].show(hand[name]);
    for (const name of ["relu", "residuals", "best"]) this.toggles[name].show(hand[name]);
    this.equation.show({ input: input.name, target: target.name, w: hand.w, b: hand.b, relu: hand.relu, steps });
    this.picture.show({ w: hand.w, b: hand.b, x: hand.probe, y, relu: hand.relu, scale: this.data.scale, steps });
    write(this.prediction, `${target.name} ${withUnit(short(y), target.unit)}`);
  }

  /** 0: no better than a flat line through the mean; 100: the best there is. */
  score(mse) {
    const { flat, best } = this.data;
    const possible = flat - best[this.activation].mse;
    return possible > 0 ? Math.max(0, Math.min(100, Math.floor((100 * (flat - mse)) / possible + 1e-6))) : 100;
  }

  ask(now = false) {
    if (!this.preview || this.preview.revision !== this.revision) return;
    const { w, b, probe } = this.hand;
    const at = [...this.lineX(), probe];
    const body = { scene: this.data.scene, network: this.network, weights: [[w], [b]], at };
    this.keras.ask({ revision: this.revision, body, preview: this.preview }, now);
  }

  /** An answer compares itself with the preview it was asked for; only the newest replaces it. */
  heard(answer, { revision, preview }) {
    const difference = Math.max(largestDifference(answer.predictions, preview.predictions),
      largestDifference(answer.at, preview.at));
    const agrees = difference <= TOLERANCE * Math.max(this.data.scale, ...answer.at.map(Math.abs));
    if (agrees) this.badge.agrees(difference);
    else this.badge.differs(difference);
    if (revision !== this.revision) return;
    this.keras_answer = answer;
    this.touch();
  }

  unheard(status, why) {
    const text = {
      starting: "Keras is starting; the preview already works",
      lost: `Keras does not answer (${why}); the preview goes on`,
    }[status] ?? `Keras cannot answer: ${why}`;
    this.badge.show(status === "starting" ? "waiting" : "lost", text);
  }

  /** The hand rests: Python, the link and the screen reader are told. */
  commit() {
    this.touch();
    requestAnimationFrame(() => {
      this.ask(true);
      const { w, b, probe, relu, residuals, best } = this.hand;
      this.send.hand({ version: this.version, revision: this.revision,
        w: tidy(w), b: tidy(b), probe: tidy(probe), relu, residuals, best });
      this.speak();
    });
  }

  speak() {
    const { target } = this.data.columns;
    this.picture.rest();
    const mse = `MSE ${withUnit(short(metrics(this.data.points.y, this.predict(this.data.points.x)).mse), target.unit && `${target.unit}²`)}`;
    write(this.spoken, `${this.equation.text}; ${mse}`);
    this.chartBox.setAttribute("aria-label", `${this.data.chart_label} The model: ${this.equation.text}.`);
    this.landscapeBox.setAttribute("aria-label", `Loss landscape over w and b. Here: ${mse}.`);
  }

  /** Ctrl+Z takes back the last change, except while a number is being typed. */
  undoKey(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    if (event.target.matches("input[type=number]")) return;
    event.preventDefault();
    this.send.undo();
  }

  close() {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.stopTween();
    this.keras?.close();
    this.chart?.close();
    this.landscape?.close();
    for (const slider of Object.values(this.sliders ?? {})) slider.close();
    Object.assign(this, { chart: null, landscape: null, keras_answer: null, building: null });
  }
}
