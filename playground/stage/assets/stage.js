/**
 * The stage: the values that the browser owns, and everything that follows them in the same frame.
 *
 * A view (`views/`) shows them; Python owns the rest. `PythonLink` joins both, `Answers` asks Keras.
 */

import { isDark, stylesReady, themeOf } from "./charts/plot.js";
import { drawable } from "./charts/webgl.js";
import * as onScreen from "./course/onScreen.js";
import { errorsOf } from "./model/classes.js";
import { factsOf } from "./model/explainFacts.js";
import { isFree } from "./class/restrictions.js";
import { alongPath, changeOf, glide, merged, overtake, rounded, snapped } from "./model/values.js";
import { agreement, Answers } from "./net/answers.js";
import { PythonLink } from "./net/pythonLink.js";
import { stylesheet } from "./widgets/dom.js";
import { ExplainCard } from "./widgets/explain.js";
import { ease, tween } from "./widgets/tween.js";

/**
 * @typedef {import("./protocol.d.ts").StagePayload & import("./model/explainFacts.js").Table & {kind: string}} StagePayload
 * @typedef {import("./protocol.d.ts").Values} Values
 * @typedef {import("./view.d.ts").Answer} Answer
 * @typedef {import("./view.d.ts").Change} Change
 * @typedef {import("./view.d.ts").Frame} Frame
 * @typedef {import("./view.d.ts").View<any>} View
 * @typedef {import("./view.d.ts").ViewModule<any>} ViewModule
 */

const GLIDE_MS = 250;
const PATH_MS = 1400;

export class Stage {
  /** @type {StagePayload | null} */
  #payload = null;
  /** @type {ViewModule | null} */
  #module = null;
  /** Of the payload whose view is fetched, or in use. */
  #kind = "";
  /** @type {View | null} */
  #view = null;
  #layout = "";
  #closed = false;
  /** @type {Values | null} */
  #values = null;
  /** Where what glides will end. @type {Change} */
  #goal = {};
  #stopTween = () => {};
  #frame = 0;
  /** What was drawn last, if it has predictions. @type {Frame | null} */
  #shown = null;
  #python = new PythonLink(() => this.#committed());

  /**
   * @param {HTMLElement} root
   * @param {string} base address of the app, with a slash at the end
   * @param {Record<string, () => Promise<ViewModule>>} views by the payload's kind
   */
  constructor(root, base, views) {
    this.root = root;
    this.base = base;
    this.views = views;
    this.answers = new Answers(`${base}keras/answer`, {
      onArrival: (show, answer, took) => {
        if (!this.#view?.deferAnswer?.(show, answer, took)) show();
      },
      onAnswer: (answer, isNewest) => this.#onAnswer(answer, isNewest),
      onUnavailable: (status, reason) => this.#view?.badge.unavailable(status, reason),
      onLost: () => this.#python.send({ refresh: true }),
    });
    this.card = new ExplainCard(root, this.#facts);
    root.addEventListener("keydown", (event) => this.#onUndoKey(event));
  }

  /**
   * Takes what Python sent: everything anew, or only new values.
   *
   * @param {StagePayload} payload
   * @param {(message: import("./protocol.d.ts").ClientMessage) => void} send
   */
  apply(payload, send) {
    const before = this.#payload;
    this.#payload = payload;
    this.#python.connect(send);
    if (this.#kind !== payload.kind) this.#prepare(payload.kind);
    else if (this.#module) this.#onPayload(before);
  }

  /** A page fetches only the scripts and the stylesheet of its own view. @param {string} kind */
  async #prepare(kind) {
    [this.#kind, this.#module, this.#values] = [kind, null, null]; // the values are of another kind
    this.#stopTween();
    const [module] = await Promise.all([
      this.views[kind](),
      stylesReady(this.root),
      stylesheet("explain.css"),
    ]);
    if (module.sheet) await stylesheet(module.sheet);
    if (this.#closed || this.#kind !== kind) return;
    this.#module = module;
    this.#onPayload(null);
  }

  /** @param {StagePayload | null} before what is shown; null: nothing yet */
  #onPayload(before) {
    const payload = /** @type {StagePayload} */ (this.#payload);
    this.answers.link.session = payload.session;
    this.root.dataset.theme = isDark(this.root) ? "dark" : "light";
    const theme = themeOf(this.root);
    const layout = JSON.stringify([payload.layout_key, payload.challenge, theme]);
    const otherColumns = String(before?.layout_key) !== String(payload.layout_key);
    if (otherColumns) this.#values = null; // what the view that goes commits yet is void
    if (layout !== this.#layout) this.#build(payload, layout, theme);
    else this.#view?.update(payload);
    if (!this.#shown || JSON.stringify(before) !== JSON.stringify(payload)) this.requestDraw();
    const news = this.#python.receive(payload);
    if (otherColumns || news === "newValues") {
      this.#animateTo(payload, otherColumns ? 0 : GLIDE_MS);
    } else if (news === "restarted") this.#python.send();
    this.#rest();
    this.#python.sendNextAction();
  }
  /** @param {StagePayload} payload @param {string} layout @param {import("./charts/plot.js").Theme} theme */
  #build(payload, layout, theme) {
    this.#layout = layout;
    this.#view?.close();
    const { default: ViewClass } = /** @type {ViewModule} */ (this.#module);
    const view = new ViewClass(this.root, payload, theme, {
      values: () => this.#values ?? payload.values,
      set: (change) => this.set(change),
      setFromPointer: (numbers) => this.#setFromPointer(numbers),
      commit: () => this.commit(),
      dispatch: (action) => {
        this.#python.dispatch(action);
        this.#rest();
      },
      requestDraw: () => this.requestDraw(),
      recompute: () => this.#setValues({}),
      refreshAnswer: () => {
        if (this.#values) this.answers.refresh(view.preview(drawable(this.#values)));
      },
      showCachedAnswer: (answer) => {
        this.answers.showCached(answer);
        this.#takeFrom(answer, true);
        this.requestDraw();
      },
    });
    this.#view = view;
    this.#shown = null;
    this.card.attach();
    view.drawCharts(this.base, () => this.requestDraw());
  }

  // --- values -------------------------------------------------------------------------------

  /** Takes Python's values: at once, in a glide, or along a fit's path. @param {StagePayload} payload @param {number} duration ms */
  #animateTo({ values, path }, duration) {
    this.#stopTween();
    this.answers.forget();
    const walks = path !== null && duration > 0;
    const moved = walks ? alongPath(path) : glide(this.#values ?? values, values);
    this.#values = merged(values, moved(0));
    this.#goal = { weights: values.weights, at: values.at };
    this.#stopTween = tween(walks ? PATH_MS : duration, (t) => {
      this.#setValues(t < 1 ? moved(walks ? t : ease(t)) : this.#goal);
      if (t < 1) return;
      this.#goal = {};
      this.#rest();
    });
  }

  /** Exact values. What glides stops only for a change of the numbers that glide. @param {Change} change */
  set(change) {
    if (this.#values && this.#goal.weights && (change.weights || change.at)) {
      this.#stopTween();
      change = overtake(this.#values, this.#goal, change);
      this.#goal = {};
    }
    this.#setValues(change);
  }

  /** From the pointer: on a grid as fine as each slider says. @param {Record<string, number>} numbers */
  #setFromPointer(numbers) {
    if (!this.#values || !this.#payload) return;
    const { sliders } = this.#payload;
    this.set(changeOf(this.#values, sliders.filter(isFree), snapped(sliders, numbers)));
  }

  /** @param {Change} change */
  #setValues(change) {
    this.#values &&= merged(this.#values, change);
    this.answers.invalidate();
    this.requestDraw();
  }

  /** What it shows, for the class. */
  get shown() {
    return { payload: this.#payload, values: this.#values, sketch: () => this.#view?.sketch?.() };
  }

  /** Draws once in the next frame, however often it is called; a page that was left, not at all. */
  requestDraw() {
    this.#frame ||= this.#closed ? 0 : requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw() {
    if (!this.#view || !this.#values || !this.#payload) return;
    const values = drawable(this.#values);
    const preview = this.#view.preview(values);
    const { current, latest, source } = this.answers;
    const shown = current ?? (preview.predictions ? { ...preview, preview } : latest);
    if (shown?.predictions) {
      const errors = errorsOf(this.#payload.points.y, shown.predictions);
      this.#shown = {
        ...preview,
        ...shown,
        values,
        predictions: shown.predictions,
        errors: current?.metrics ?? errors,
        mse: errors.mse,
        source: shown === latest ? source : "preview",
        path: this.#payload.path,
      };
      this.#view.show(this.#shown);
    } else this.#view.showWaiting({ ...preview, values });
    this.card.refresh();
    onScreen.show(this.#payload.kind, this.#facts, this);
    this.answers.onPreview(preview);
  }

  /** What cards explain and judge now. */
  #facts = () => {
    const [payload, values, view] = [this.#payload, this.#values, this.#view];
    if (!payload || !values || !view) return null;
    const screen = { payload, frame: this.#shown, at: values.at, keras: view.badge.facts };
    return { ...factsOf(screen), ...view.facts?.() };
  };

  /** Once the picture of values at rest is drawn, Keras is asked and the result announced. */
  #rest() {
    requestAnimationFrame(() => {
      this.answers.settle();
      if (this.#shown) this.#view?.announce(this.#shown.errors);
    });
  }

  /** An answer is compared with the preview it was asked for. @param {Answer} answer @param {boolean} isNewest */
  #onAnswer(answer, isNewest) {
    if (!this.#view || !this.#payload) return;
    const { badge } = this.#view;
    const { difference, agrees } = agreement(answer, this.#payload.scale);
    const isPreviewed = Boolean(answer.preview.predictions);
    if (!isPreviewed) badge.computes();
    else if (agrees) badge.agrees(difference);
    else badge.differs(difference);
    this.#takeFrom(answer, isNewest);
    if (isNewest && (this.answers.current || !isPreviewed)) this.requestDraw();
  }

  /** What a view takes of an answer does not make it an older one. @param {Answer} answer @param {boolean} isNewest */
  #takeFrom(answer, isNewest) {
    const change = this.#view?.onAnswer?.(answer, isNewest);
    if (change && this.#values) this.#values = merged(this.#values, change);
  }

  /** The values are at rest: Python and the link are told. */
  commit() {
    this.#python.send();
    this.#rest();
  }

  /** The values to be committed: of what still glides, where it will end. @returns {Values | null} */
  #committed() {
    if (!this.#values || !this.#payload) return null;
    return rounded(merged(this.#values, this.#goal), this.#payload.sliders);
  }

  /** Ctrl+Z takes back the last change, except while a number is being typed. @param {KeyboardEvent} event */
  #onUndoKey(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    if (/** @type {Element} */ (event.target).matches("input[type=number]")) return;
    event.preventDefault();
    this.#view?.flush();
    this.#python.send({ undo: true });
    this.#rest();
  }

  close() {
    this.#closed = true;
    cancelAnimationFrame(this.#frame);
    this.#stopTween();
    this.answers.close();
    this.card.dispose();
    onScreen.clear(this.#facts);
    this.#view?.close();
  }
}
