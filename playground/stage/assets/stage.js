/**
 * The stage: the values that the browser owns, and everything that follows them in the same frame.
 *
 * A view (`views/`) computes and shows them; Python owns the rest. Both sides stay in step by the
 * four rules in `playground/stage/protocol.py`.
 */

import { isDark, stylesReady, themeOf } from "./charts/plot.js";
import { largestDifference, metrics } from "./model/forward.js";
import { alongPath, changeOf, glide, merged, rounded } from "./model/values.js";
import { KerasLink } from "./net/keras.js";
import { stylesheet } from "./widgets/dom.js";
import { sixDigits } from "./widgets/format.js";
import { ease, tween } from "./widgets/tween.js";

/**
 * @typedef {import("./protocol.d.ts").StagePayload} StagePayload
 * @typedef {import("./protocol.d.ts").Values} Values
 * @typedef {import("./protocol.d.ts").ClientMessage} ClientMessage
 * @typedef {import("./protocol.d.ts").Metrics} Metrics
 * @typedef {import("./view.d.ts").Action} Action
 * @typedef {import("./view.d.ts").Answer} Answer
 * @typedef {import("./view.d.ts").Change} Change
 * @typedef {import("./view.d.ts").Preview} Preview
 * @typedef {import("./view.d.ts").View<any>} View
 * @typedef {import("./view.d.ts").ViewModule<any>} ViewModule
 * @typedef {import("./charts/plot.js").Theme} Theme
 *
 * @typedef {Preview & {revision: number}} Computed a preview, and which values it is of
 *
 * @typedef {object} Shown what stands in the picture besides previews
 * @property {"preview" | "keras" | "cached"} source where its predictions come from; `cached`: an
 *   answer that is shown again, so that Keras need not be asked
 * @property {number} revision of the values that the answer is for
 * @property {Answer | null} answer the last one
 */

/** Keras counts as agreeing within this share of the target's range. */
const TOLERANCE = 1e-4;
const GLIDE_MS = 250;
const PATH_MS = 1400;
/** After a token was lost: Python is told at most this often, and Keras asked again after a while. */
const REFRESH_MS = 1000;
const RETRY_MS = 400;
const MAX_SIZE = 1e9;

export class Stage {
  /** @type {StagePayload | null} */
  #payload = null;
  /** @type {(message: ClientMessage) => void} */
  #send = () => {};
  /** @type {ViewModule | null} */
  #module = null;
  /** @type {Promise<void> | null} */
  #preparing = null;
  /** @type {View | null} */
  #view = null;
  #layout = "";
  #columns = "";
  #closed = false;

  /** @type {Values | null} */
  #values = null;
  #session = "";
  #version = 0;
  #seq = 0;
  /** Where what glides will end. @type {Change} */
  #goal = {};
  #stopTween = () => {};
  /** @type {number[][][] | null} */
  #path = null;

  #frame = 0;
  /** Grows whenever a new answer is needed. */
  #revision = 0;
  /** The revision that Keras was asked for last. */
  #requested = -1;
  /** @type {Computed | null} */
  #preview = null;
  /** @type {Shown} */
  #shown = { source: "preview", revision: -1, answer: null };
  /** Errors of what was drawn last. @type {Metrics | null} */
  #errors = null;

  /** @type {Action[]} */
  #pendingActions = [];
  /** The `seq` of the action that Python is doing; 0: none. */
  #actionSeq = 0;
  #refreshedAt = -Infinity;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry = undefined;

  /**
   * @param {HTMLElement} root
   * @param {string} base address of the app, with a slash at the end
   * @param {Record<string, () => Promise<ViewModule>>} views by the payload's kind
   */
  constructor(root, base, views) {
    this.root = root;
    this.base = base;
    this.views = views;
    this.keras = new KerasLink(
      `${base}keras/answer`,
      (answer, request) => this.#onResponse(answer, request.revision, request.preview),
      (status, reason) => this.#onUnavailable(status, reason),
    );
    root.addEventListener("keydown", (event) => this.#onUndoKey(event));
  }

  /**
   * Takes what Python sent: everything anew, or only new values.
   *
   * @param {StagePayload & {kind: string}} payload
   * @param {(message: ClientMessage) => void} send
   */
  apply(payload, send) {
    this.#payload = payload;
    this.#send = send;
    if (this.#module) this.#onPayload();
    else this.#preparing ??= this.#prepare(payload.kind);
  }

  /** A page fetches only the scripts and the stylesheet of its own view. @param {string} kind */
  async #prepare(kind) {
    const [module] = await Promise.all([this.views[kind](), stylesReady(this.root)]);
    if (module.sheet) await stylesheet(module.sheet);
    if (this.#closed) return;
    this.#module = module;
    this.#onPayload();
  }

  // --- Python's data ------------------------------------------------------------------------

  #onPayload() {
    const payload = /** @type {StagePayload} */ (this.#payload);
    this.root.dataset.theme = isDark(this.root) ? "dark" : "light";
    const theme = themeOf(this.root);
    const layout = JSON.stringify([payload.layout_key, payload.challenge, theme]);
    const otherColumns = this.#columns !== String(payload.layout_key);
    const restarted = !otherColumns && payload.session !== this.#session;
    const isNew = restarted || payload.version !== this.#version;
    this.#columns = String(payload.layout_key);
    if (layout !== this.#layout) this.#build(payload, layout, theme);
    else this.#view?.update(payload);
    this.#session = payload.session;
    this.#version = payload.version;
    this.#seq = Math.max(this.#seq, payload.ack);
    if (restarted) this.#resync();
    else if (isNew || otherColumns) this.#animateTo(payload, otherColumns ? 0 : GLIDE_MS);
    this.#rest();
    this.#onAck(payload.ack);
  }

  /** The server was started again and knows only the link: it gets the values. */
  #resync() {
    this.#actionSeq = 0;
    this.commit();
  }

  /** @param {StagePayload} payload @param {string} layout @param {Theme} theme */
  #build(payload, layout, theme) {
    this.#layout = layout;
    this.#view?.close();
    const { default: ViewClass } = /** @type {ViewModule} */ (this.#module);
    const view = new ViewClass(this.root, payload, theme, {
      values: () => this.#values ?? payload.values,
      set: (change) => this.set(change),
      setFromPointer: (numbers) => this.#setFromPointer(numbers),
      commit: () => this.commit(),
      dispatch: (action) => this.#dispatch(action),
      requestDraw: () => this.requestDraw(),
      recompute: () => this.#setValues({}),
      refreshAnswer: () => this.#refreshAnswer(),
      showCachedAnswer: (answer) => this.#showCachedAnswer(answer),
    });
    this.#view = view;
    view.drawCharts(this.base, () => this.requestDraw());
  }

  /** Takes Python's values: at once, in a glide, or along the path of a fit. @param {StagePayload} payload @param {number} duration ms */
  #animateTo(payload, duration) {
    const { values, path } = payload;
    this.#stopTween();
    this.#path = path;
    this.#shown = { source: "preview", revision: -1, answer: null };
    const from = this.#values ?? values;
    const walks = path !== null && duration > 0;
    const moved = walks ? alongPath(path) : glide(from, values);
    const { weights, at } = values;
    this.#values = merged(values, moved(0));
    this.#goal = { weights, at };
    this.#stopTween = tween(walks ? PATH_MS : duration, (t) => {
      this.#setValues(t < 1 ? moved(walks ? t : ease(t)) : this.#goal);
      if (t < 1) return;
      this.#goal = {};
      this.#rest();
    });
  }

  // --- values -------------------------------------------------------------------------------

  /** Exact values. What glides stops only for a change of the numbers that glide. @param {Change} change */
  set(change) {
    if (this.#goal.weights && (change.weights || change.at)) {
      this.#stopTween();
      this.#goal = {};
    }
    this.#setValues(change);
  }

  /** From the pointer: on a grid as fine as each slider says. @param {Record<string, number>} numbers */
  #setFromPointer(numbers) {
    if (!this.#values || !this.#payload) return;
    const { sliders } = this.#payload;
    const fine = Object.fromEntries(sliders.map((slider) => [slider.key, slider.fine]));
    const onGrid = Object.entries(numbers)
      .filter(([, number]) => Math.abs(number) <= MAX_SIZE)
      .map(([key, number]) => [key, sixDigits(Math.round(number / fine[key]) * fine[key])]);
    this.set(changeOf(this.#values, sliders, Object.fromEntries(onGrid)));
  }

  /** @param {Change} change */
  #setValues(change) {
    if (!this.#values) return;
    this.#values = merged(this.#values, change);
    this.#revision += 1;
    this.requestDraw();
  }

  // --- the picture --------------------------------------------------------------------------

  /** Draws once in the next frame, however often it is called. */
  requestDraw() {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
    });
  }

  #draw() {
    const values = this.#values;
    if (!this.#view || !values || !this.#payload) return;
    const preview = this.#compute(this.#view, values);
    const { answer, source, revision } = this.#shown;
    const current = revision === this.#revision ? answer : null;
    const shown = current ?? (preview.predictions ? { ...preview, preview } : answer);
    if (shown?.predictions) {
      const errors = metrics(this.#payload.points.y, shown.predictions);
      this.#errors = errors;
      this.#view.show({
        ...preview,
        ...shown,
        values,
        predictions: shown.predictions,
        errors: current?.metrics ?? errors,
        mse: errors.mse,
        source: shown === answer ? source : "preview",
        path: this.#path,
      });
    } else this.#view.showWaiting({ ...preview, values });
    if (!current) this.#requestAnswer();
  }

  /** @param {View} view @param {Values} values @returns {Computed} */
  #compute(view, values) {
    this.#preview = { ...view.preview(values), revision: this.#revision };
    return this.#preview;
  }

  /** Once the picture of values at rest is drawn, Keras is asked and the result announced. */
  #rest() {
    this.requestDraw();
    requestAnimationFrame(() => {
      const { source, revision } = this.#shown;
      if (source !== "cached" || revision !== this.#revision) this.#requestAnswer(true);
      if (this.#errors) this.#view?.announce(this.#errors);
    });
  }

  // --- Keras' answers -----------------------------------------------------------------------

  /** Asks Keras about the picture as it was last drawn, once. @param {boolean} now without a pause */
  #requestAnswer(now = false) {
    const preview = this.#preview;
    if (!preview || preview.revision !== this.#revision) return;
    if (this.#requested === this.#revision && !now) return;
    this.#requested = this.#revision;
    const { revision } = preview;
    this.keras.request({ revision, body: { ...preview.request, revision }, preview }, now);
  }

  /** The server's weights changed: asks again, and keeps the picture until the answer arrives. */
  #refreshAnswer() {
    if (!this.#view || !this.#values) return;
    const isCurrent = this.#shown.revision === this.#revision;
    this.#revision += 1;
    if (isCurrent) this.#shown.revision = this.#revision;
    this.#compute(this.#view, this.#values);
    this.#requestAnswer();
  }

  /** A view may take an answer itself, to show it together with other news. @param {Omit<Answer, "preview">} response @param {number} revision @param {Preview} preview */
  #onResponse(response, revision, preview) {
    const answer = { ...response, preview };
    const show = () => this.#onAnswer(answer, revision);
    const took = performance.now() - this.keras.sentAt;
    if (!this.#view?.deferAnswer?.(show, answer, took)) show();
  }

  /** An answer is compared with the preview it was asked for; only the newest replaces it. @param {Answer} answer @param {number} revision */
  #onAnswer(answer, revision) {
    if (!this.#view || !this.#values) return;
    const { preview } = answer;
    if (preview.predictions) this.#compare(answer, preview);
    else this.#view.badge.computes();
    const isCurrent = revision === this.#revision;
    const isNewest = isCurrent || this.#shown.revision !== this.#revision ||
      !this.#shown.answer;
    this.#values = merged(this.#values, this.#view.onAnswer?.(answer, isNewest) ?? {});
    if (!isNewest) return;
    this.#shown = { source: "keras", revision, answer };
    if (isCurrent || !preview.predictions) this.requestDraw();
  }

  /** Shows an answer again that is remembered: those on their way come too late. @param {Answer} answer */
  #showCachedAnswer(answer) {
    if (!this.#view || !this.#values) return;
    this.#revision += 1;
    this.#values = merged(this.#values, this.#view.onAnswer?.(answer, true) ?? {});
    this.#shown = { source: "cached", revision: this.#revision, answer };
    this.requestDraw();
  }

  /** @param {Answer} answer @param {Preview} preview */
  #compare(answer, preview) {
    const parts = /** @type {const} */ (["predictions", "at", "grid"]);
    const difference = Math.max(...parts.map((part) => {
      const previewed = preview[part];
      return previewed ? largestDifference(answer[part], previewed) : 0;
    }));
    const scale = this.#payload?.scale ?? 1;
    const size = Math.max(scale, ...Array.from(answer.at, Math.abs));
    if (difference <= TOLERANCE * size) this.#view?.badge.agrees(difference);
    else this.#view?.badge.differs(difference);
  }

  /**
   * What the server has forgotten comes back with the next run of Python's script; then Keras is
   * asked again, until it answers.
   *
   * @param {string} status
   * @param {string} reason
   */
  #onUnavailable(status, reason) {
    if (status === "lost") this.#refresh();
    const texts = /** @type {Record<string, string>} */ ({
      starting: "Keras is starting; the preview already works",
      away: `Keras does not answer (${reason}); the preview goes on`,
      lost: `Keras does not answer (${reason}); the preview goes on`,
    });
    const text = texts[status] ?? `Keras cannot answer: ${reason}`;
    this.#view?.badge.show(status === "starting" ? "waiting" : "lost", text);
  }

  #refresh() {
    const now = performance.now();
    if (now - this.#refreshedAt >= REFRESH_MS) {
      this.#refreshedAt = now;
      this.#message({ refresh: true });
    }
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#requestAnswer(true), RETRY_MS);
  }

  // --- to Python ----------------------------------------------------------------------------

  /** The values are at rest: Python and the link are told. */
  commit() {
    this.#message({});
    this.#rest();
  }

  /** Of what still glides, where it will end. @param {Partial<ClientMessage>} more */
  #message(more) {
    if (!this.#values || !this.#payload) return;
    const values = rounded(merged(this.#values, this.#goal), this.#payload.sliders);
    this.#seq += 1;
    this.#send({ seq: this.#seq, base: this.#version, values, ...more });
  }

  /** What a button on the stage asks Python for: one at a time, as each builds on the one before. @param {Action} action */
  #dispatch(action) {
    this.#pendingActions.push(action);
    if (!this.#actionSeq) this.#sendNextAction();
  }

  #sendNextAction() {
    const action = this.#pendingActions.shift();
    if (!action) return;
    this.#message({ action });
    this.#actionSeq = this.#seq;
    this.#rest();
  }

  /** @param {number} ack */
  #onAck(ack) {
    if (this.#actionSeq && ack < this.#actionSeq) return;
    this.#actionSeq = 0;
    this.#sendNextAction();
  }

  /** Ctrl+Z takes back the last change, except while a number is being typed. @param {KeyboardEvent} event */
  #onUndoKey(event) {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "z") return;
    if (/** @type {Element} */ (event.target).matches("input[type=number]")) return;
    event.preventDefault();
    this.#view?.flush();
    this.#message({ undo: true });
    this.#rest();
  }

  close() {
    this.#closed = true;
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#retry);
    this.#stopTween();
    this.keras.close();
    this.#view?.close();
  }
}
