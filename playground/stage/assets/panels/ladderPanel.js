/** Does depth pay? Five networks with one recipe, what each explains, and how it misses. */

import { PredictedActual, Residuals } from "../charts/predictedActual.js";
import { html, setText } from "../widgets/dom.js";
import { term } from "../widgets/explain.js";
import { withUnit } from "../widgets/format.js";
import { ease, tween } from "../widgets/tween.js";
import { Segments } from "./segments.js";
import { SplitPicture } from "./splitPicture.js";

/**
 * @typedef {import("../protocol.d.ts").ConcretePayload} ConcretePayload
 * @typedef {import("../protocol.d.ts").LadderEntry} LadderEntry
 * @typedef {import("../protocol.d.ts").SplitInfo} SplitInfo
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../charts/plot.js").Plotly} Plotly
 * @typedef {import("../charts/plot.js").Theme} Theme
 */

const GLIDE = 500;
/** R² that a network explains more than the one before, from which on it is a jump. */
const JUMP = 0.1;

export class LadderPanel {
  /** @type {Plotly | null} */
  Plotly = null;
  /** @type {[PredictedActual, Residuals] | null} once they are drawn */
  plots = null;
  /** Network and split that are drawn, or that the points glide to. */
  shown = "";
  /** @type {{split: string, predictions: number[]} | null} as they are drawn now, also in a glide */
  drawn = null;
  drawing = false;
  closed = false;
  onDrawn = () => {};
  stopTween = () => {};
  about = html("p", { class: "np-rung-about", "data-testid": "rung" });
  head = html("h2", { class: "np-caption np-tested" });
  best = html("p", { class: "np-note np-best-note" });
  train = html("a", { class: "np-main", text: "Train", onclick: (event) => this.open(event) });
  boxes = [0, 1].map(() => html("div", { class: "np-landscape np-actual", role: "img" }));

  /**
   * @param {ConcretePayload} payload
   * @param {Theme} theme
   * @param {import("../view.d.ts").Callbacks} callbacks
   */
  constructor(payload, theme, callbacks) {
    this.payload = payload;
    this.theme = theme;
    this.callbacks = callbacks;
    const { networks, splits } = payload.ladder;
    const choose = (/** @type {import("../view.d.ts").Change} */ change) => {
      callbacks.set(change);
      callbacks.commit();
    };
    this.picture = new SplitPicture(payload.ladder);
    this.splits = new Segments(
      "Test rows",
      "np-split",
      Object.fromEntries(splits.map(({ name, aside }) => [name, aside])),
      (split) => choose({ choices: { split } }),
    );
    this.why = html("button", {
      type: "button",
      class: "np-button",
      text: "Why?",
      "aria-label": "Why the split matters",
      onclick: () => choose({ switches: { why: !callbacks.values().switches.why } }),
    });
    this.rungs = networks.map((network) =>
      rung(network, () => choose({ choices: { network: network.name } }))
    );
    this.element = this.layout();
  }

  layout() {
    return html(
      "div",
      { class: "np-ladder" },
      html(
        "div",
        { class: "np-titled np-splits" },
        html(
          "h2",
          { class: "np-caption" },
          term("r2", "R²"),
          " ",
          term("testRows", "tested on"),
        ),
        this.splits.element,
        this.why,
      ),
      this.picture.element,
      html(
        "div",
        { class: "np-rungs" },
        html(
          "div",
          { class: "np-rung-list", role: "radiogroup", "aria-label": "Network" },
          ...this.rungs.map(({ element }) => element),
        ),
        this.best,
        html("div", { class: "np-act" }, this.about, this.train),
      ),
      this.head,
      html("div", { class: "np-pair" }, ...this.boxes),
    );
  }

  /** Python opens Training in this session; with a key pressed, the browser follows the link. @param {MouseEvent} event */
  open(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.callbacks.dispatch({ kind: "open_training" });
  }

  /** @param {Plotly} Plotly @param {() => void} onDrawn */
  ready(Plotly, onDrawn) {
    this.Plotly = Plotly;
    this.onDrawn = onDrawn;
  }

  /** Both charts, when they are first looked at. @param {SplitInfo} split */
  async draw({ y }) {
    if (!this.Plotly || this.drawing) return;
    this.drawing = true;
    const { Plotly, theme, boxes, payload: { figures } } = this;
    const predictedActual = new PredictedActual(Plotly, boxes[0], theme, y);
    const residuals = new Residuals(Plotly, boxes[1], theme, y);
    await predictedActual.draw(figures.actual);
    await residuals.draw(figures.residuals);
    this.plots = [predictedActual, residuals];
    if (this.closed) this.close();
    else this.onDrawn();
  }

  /** @param {import("../view.d.ts").Frame} frame */
  show({ values }) {
    const { network, split } = this.chosen(values);
    this.showRungs(network, split);
    this.showWords(network, split);
    this.splits.show(split.name);
    this.picture.element.hidden = !values.switches.why;
    this.why.setAttribute("aria-expanded", String(values.switches.why));
    this.picture.show(network);
    this.train.href = `training?${network.training[split.name]}`;
    if (!this.plots) this.draw(split);
    else if (this.shown !== `${network.name} ${split.name}`) this.glide(network, split);
  }

  /** @param {Values} values */
  chosen({ choices }) {
    const { networks, splits } = this.payload.ladder;
    return {
      network: networks.find(({ name }) => name === choices.network) ?? networks[0],
      split: splits.find(({ name }) => name === choices.split) ?? splits[0],
    };
  }

  /** @param {LadderEntry} network @param {SplitInfo} split */
  showRungs(network, { name, best }) {
    const { networks } = this.payload.ladder;
    this.rungs.forEach(({ input, bar, score, gain, tick }, n) => {
      const r2 = networks[n].r2[name];
      input.checked = networks[n] === network;
      bar.style.width = `${100 * Math.max(0, r2)}%`;
      tick.style.left = `${100 * Math.max(0, best)}%`;
      setText(score, r2.toFixed(2));
      const more = n ? round(r2) - round(networks[n - 1].r2[name]) : 0;
      setText(gain, n ? gainText(more) : "");
      gain.classList.toggle("np-jump", more > JUMP);
    });
    setText(
      this.best,
      `The tick: the best a linear unit can do (least squares), ${best.toFixed(2)}`,
    );
  }

  /** @param {LadderEntry} network @param {SplitInfo} split */
  showWords({ label, about, r2, mae }, { name }) {
    const miss = withUnit(mae[name].toFixed(1), this.payload.columns.target.unit);
    const scores = `R² ${r2[name].toFixed(2)}, mean miss ${miss}`;
    setText(this.about, about);
    setText(this.head, `${label}: ${scores}`);
    this.train.setAttribute("aria-label", `Train ${label}`);
    const [predictedActual, residuals] = this.boxes;
    predictedActual.setAttribute("aria-label", `Predicted against actual strength. ${scores}.`);
    residuals.setAttribute("aria-label", `Misses over predicted strength. ${scores}.`);
  }

  /**
   * The points glide from one network's predictions to the next one's; other rows just appear.
   *
   * @param {LadderEntry} network
   * @param {SplitInfo} split
   */
  glide(network, { name, y }) {
    const to = network.predicted[name];
    const from = this.drawn?.split === name ? this.drawn.predictions : to;
    this.shown = `${network.name} ${name}`;
    this.stopTween();
    for (const plot of this.plots ?? []) plot.actual = y;
    this.stopTween = tween(from === to ? 0 : GLIDE, (t) => {
      const share = ease(t);
      const predictions = to.map((value, row) => from[row] + (value - from[row]) * share);
      this.drawn = { split: name, predictions };
      for (const plot of this.plots ?? []) plot.show(predictions);
    });
  }

  announcement() {
    return this.head.textContent ?? "";
  }

  close() {
    this.closed = true;
    this.stopTween();
    for (const plot of this.plots ?? []) plot.close();
  }
}

/**
 * A network with its bar, and what it explains more than the one before.
 *
 * @param {LadderEntry} network
 * @param {() => void} onChoose
 */
function rung({ name, label, parameters }, onChoose) {
  const input = html("input", {
    type: "radio",
    name: "np-rung",
    value: name,
    "aria-label": label,
    onchange: onChoose,
  });
  const bar = html("i", { class: "np-bar-fill" });
  const tick = html("i", { class: "np-bar-tick" });
  const score = html("b", { "data-testid": `r2-${name}` });
  const gain = html("span", { class: "np-rung-gain" });
  const element = html(
    "label",
    { class: "np-rung" },
    input,
    html("span", { class: "np-rung-name", text: label }),
    html("span", { class: "np-rung-size", text: `${parameters.toLocaleString("en-US")} numbers` }),
    gain,
    html("span", { class: "np-bar" }, html("span", { class: "np-bar-track" }, bar, tick), score),
  );
  return { element, input, bar, tick, score, gain };
}

/** As it is shown. @param {number} r2 */
const round = (r2) => Math.round(100 * r2) / 100;

/** @param {number} more */
function gainText(more) {
  const size = Math.abs(more).toFixed(2);
  if (!Number(size)) return "no gain";
  return `${more < 0 ? "\u2212" : "+"}${size}`;
}
