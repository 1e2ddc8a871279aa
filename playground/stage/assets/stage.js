/**
 * The stage: what the hand holds, and everything that follows it in the same frame.
 *
 * The hand is a flat record: a number for every slider (`w`, `b`, `probe`; or `w0`, `w1`, …), a
 * list for every tensor (`t0`, `t1`, …), and the switches; a view (`neuronView.js`, `planeView.js`,
 * `layersView.js`) computes and shows it. Python owns the rest; when it sets what the hand owns (a
 * fit, a preset, an undo), it sends another `version`, and the values glide in. Data with the same
 * version never moves the hand back.
 *
 * @typedef {object} Preview what a view computes of a hand
 * @property {object | null} question what Keras is asked
 * @property {ArrayLike<number> | null} predictions at the points; null: only Keras can tell
 * @property {ArrayLike<number>} [at] further rows' predictions
 * @property {ArrayLike<number>} [grid] predictions over the shown inputs
 */

import { stylesheet } from "./widgets/dom.js";
import { largestDifference, metrics } from "./model/forward.js";
import { sixDigits } from "./widgets/format.js";
import { doneIn, moving, sessionOf } from "./model/protocol.js";
import { KerasLink } from "./net/keras.js";
import { isDark, stylesReady, themeOf } from "./charts/plot.js";
import { ease, interpolate, tween } from "./widgets/tween.js";

/** A view's scripts are fetched by the page that shows it. */
const VIEWS = {
  neuron: () => import("./views/neuronView.js"),
  plane: () => import("./views/planeView.js"),
  layers: () => import("./views/layersView.js"),
  training: () => import("./views/trainingView.js"),
  concrete: () => import("./views/concreteView.js"),
};

/** The view's module, once its own stylesheet is there too. */
async function viewOf(kind) {
  const view = await VIEWS[kind]();
  if (view.sheet) await stylesheet(view.sheet);
  return view;
}

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
    Object.assign(this, {
      root,
      base,
      revision: 0,
      undos: 0,
      frame: 0,
      version: null,
      goal: {},
      stopTween: () => {},
      asked: [],
      acting: null,
      told: 0,
    });
    this.keras = new KerasLink(
      `${base}keras/answer`,
      (answer, question) => this.received(answer, question),
      (status, why) => this.unheard(status, why),
    );
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
    else {this.preparing ??= Promise.all([viewOf(data.kind), stylesReady(this.root)]).then(
        ([view]) => {
          this.View = view.default;
          this.ready = !this.closed;
          if (this.ready) this.take();
        },
      );}
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
    else this.view.update(data);
    if (forgotten) this.remind(data);
    else if (data.version !== this.version) this.adopt(data, another ? 0 : GLIDE);
    this.rest();
    this.acted(data);
  }

  /** The server was started again, and knows only the link: the hand tells it what it holds. */
  remind(data) {
    this.version = data.version;
    this.commit();
  }

  build(look, theme) {
    this.look = look;
    this.view?.close();
    this.view = new this.View(this.root, this.data, theme, {
      set: (values) => this.set(values),
      hold: (values) => this.hold(values),
      rest: () => this.commit(),
      act: (action) => this.act(action),
      touch: () => this.touch(),
      again: () => this.place({}),
      ask: () => this.askAnew(),
      recall: (answer) => this.recall(answer),
    });
    this.view.drawCharts(this.base, () => this.touch());
  }

  /** Values that Python set: at once, in a glide, or along the path of a fit. */
  adopt(data, duration) {
    this.version = data.version;
    this.path = data.path;
    this.last = null;
    this.stopTween();
    const target = { ...data.hand };
    const walked = data.path && duration;
    const names = walked ? this.view.names : moving(this.hand ?? target, target);
    const ends = [this.hand ?? target, target].map((hand) => names.map((key) => hand[key]));
    const named = (values) => Object.fromEntries(names.map((key, i) => [key, values[i]]));
    this.hand = { ...target, ...named(ends[0]) };
    this.goal = named(ends[1]);
    this.stopTween = tween(walked ? WALK : duration, (t) => {
      this.place(
        t < 1 ? named(interpolate(walked ? data.path : ends, walked ? t : ease(t))) : this.goal,
      );
      if (t < 1) return;
      this.goal = {};
      this.rest();
    });
  }

  /** From sliders, boxes and switches: exact. What glides stops only for a hand on it. */
  set(values) {
    if (Object.keys(values).some((key) => key in this.goal)) {
      this.stopTween();
      this.goal = {};
    }
    this.place(values);
  }

  /** What a button on the stage asks Python for: one at a time, as each builds on the one before. */
  act(action) {
    this.asked.push(action);
    if (!this.acting) this.next();
  }

  next() {
    if (!this.asked.length) return;
    this.acting = doneIn(this.data);
    this.commit({ action: this.asked.shift() });
  }

  /** Python has done what it was asked for, or refused it. */
  acted(data) {
    if (!this.acting || doneIn(data) === this.acting) return;
    this.acting = null;
    this.next();
  }

  /** From the pointer: on a grid as fine as each slider says. */
  hold(values) {
    const grid = Object.fromEntries(this.data.sliders.map(({ key, fine }) => [key, fine]));
    const entries = Object.entries(values).filter(([, value]) => Math.abs(value) <= 1e9)
      .map(([name, value]) => [name, sixDigits(Math.round(value / grid[name]) * grid[name])]);
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

  draw() {
    const { data, hand } = this;
    this.preview = { revision: this.revision, ...this.view.preview(hand) };
    const told = this.answer ?? (this.preview.predictions ? this.preview : this.last);
    if (told) {
      const errors = metrics(data.points.y, told.predictions);
      this.errors = errors;
      this.view.show({
        ...this.preview,
        ...told,
        hand,
        errors: this.answer?.metrics ?? errors,
        mse: errors.mse,
        path: this.path,
      });
    } else this.view.showWaiting({ ...this.preview, hand });
    if (!this.answer) this.ask();
  }

  /** Asks Keras about the picture as it was last drawn. */
  ask(now = false) {
    const { preview } = this;
    if (preview?.revision !== this.revision) return;
    this.keras.ask({ revision: this.revision, body: preview.question, preview }, now);
  }

  /** Keras knows something else by now: she is asked, and the picture stays until she answers. */
  askAnew() {
    this.revision += 1;
    this.preview = { revision: this.revision, ...this.view.preview(this.hand) };
    this.ask();
  }

  /** A view that has other news in a moment shows both in one frame. */
  received(answer, question) {
    const hear = () => this.heard(answer, question);
    if (!this.view.meet?.(hear, answer, performance.now() - this.keras.asked)) hear();
  }

  /** An answer is compared with the preview it was asked for; only the newest replaces it. */
  heard(answer, { revision, preview }) {
    const said = {
      ...answer,
      cells: preview.cells,
      row: preview.row,
      asked: preview.question.epoch,
    };
    if (preview.predictions) this.compare(answer, preview);
    else this.view.badge.computes();
    const seen = revision === this.revision || !this.answer;
    Object.assign(this.hand, this.view.answered?.(said, seen));
    if (!seen) return;
    this.last = said;
    if (revision === this.revision) this.answer = answer;
    if (this.answer || !preview.predictions) this.touch();
  }

  /** An answer of Keras' that is shown again: those on their way come too late. */
  recall(answer) {
    this.revision += 1;
    Object.assign(this.hand, this.view.answered(answer, true));
    this.answer = this.last = this.recalled = answer;
    this.touch();
  }

  compare(answer, preview) {
    const difference = Math.max(
      ...["predictions", "at", "grid"].map((
        part,
      ) => (preview[part] ? largestDifference(answer[part], preview[part]) : 0)),
    );
    const size = Math.max(this.data.scale, ...answer.at.map(Math.abs));
    if (difference <= TOLERANCE * size) this.view.badge.agrees(difference);
    else this.view.badge.differs(difference);
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

  /**
   * The hand rests: Python and the link are told, with an `undo` or an `action` to be done; of what
   * still glides, where it will end. Each is told under a number of its own: Streamlit calls nobody
   * back for what is told twice.
   */
  commit(more = {}) {
    const tidied = Object.entries({ ...this.hand, ...this.goal }).map((
      [key, value],
    ) => [key, typeof value === "number" ? sixDigits(value) : value]);
    this.told += 1;
    this.send({
      ...Object.fromEntries(tidied),
      version: this.version,
      revision: this.revision,
      told: this.told,
      undo: 0,
      ...more,
    });
    this.rest();
  }

  /** Once the picture of the resting hand is drawn, Keras is asked and the reader told. */
  rest() {
    this.touch();
    requestAnimationFrame(() => {
      if (this.answer !== this.recalled) this.ask(true);
      if (this.errors) this.view.speak(this.errors);
    });
  }

  /** Ctrl+Z takes back the last change, except while a number is being typed. */
  undoKey(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    if (event.target.matches("input[type=number]")) return;
    event.preventDefault();
    this.view.flush();
    this.undos += 1;
    this.commit({ undo: this.undos });
  }

  close() {
    this.closed = true;
    cancelAnimationFrame(this.frame);
    this.stopTween();
    this.keras.close();
    this.view?.close();
  }
}
