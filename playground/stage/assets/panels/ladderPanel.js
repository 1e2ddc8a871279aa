/** The ladder: five networks with one recipe, what each explains, and how it misses. */

import { PredictedActual, Residuals } from "../charts/predictedActual.js";
import { html, setText } from "../widgets/dom.js";
import { ease, tween } from "../widgets/tween.js";

/**
 * @typedef {import("../protocol.d.ts").ConcretePayload} ConcretePayload
 * @typedef {import("../protocol.d.ts").LadderEntry} LadderEntry
 * @typedef {import("../charts/plot.js").Plotly} Plotly
 * @typedef {import("../charts/plot.js").Theme} Theme
 */

const GLIDE = 500;

export class LadderPanel {
  /** @type {Plotly | null} */
  Plotly = null;
  /** @type {[PredictedActual, Residuals][]} of each split, once they are drawn */
  plots = [];
  /** @type {LadderEntry | null} */
  shown = null;
  /** @type {number[][] | null} predictions of each split as they are drawn now, also in a glide */
  drawn = null;
  drawing = false;
  onDrawn = () => {};
  stopTween = () => {};
  about = html("p", { class: "np-rung-about", "data-testid": "rung" });

  /**
   * @param {ConcretePayload} payload
   * @param {Theme} theme
   * @param {import("../view.d.ts").Callbacks} callbacks
   */
  constructor(payload, theme, callbacks) {
    this.payload = payload;
    this.theme = theme;
    const { networks, splits } = payload.ladder;
    const choose = (/** @type {string} */ network) => {
      callbacks.set({ choices: { network } });
      callbacks.commit();
    };
    this.inputs = Object.fromEntries(networks.map(({ name, label }) => [
      name,
      html("input", {
        type: "radio",
        name: "np-rung",
        value: name,
        "aria-label": label,
        onchange: () => choose(name),
      }),
    ]));
    this.boxes = splits.map(() =>
      [0, 1].map(() => html("div", { class: "np-landscape np-actual", role: "img" }))
    );
    this.heads = splits.map(() => html("h2", { class: "np-caption" }));
    this.element = this.layout();
  }

  layout() {
    const { networks, splits, recipe } = this.payload.ladder;
    return html(
      "div",
      { class: "np-ladder" },
      html(
        "div",
        { class: "np-rungs" },
        html(
          "div",
          { class: "np-titled" },
          html("h2", { class: "np-caption", text: "R² on rows it has not seen" }),
          this.legend(),
        ),
        html(
          "div",
          { class: "np-rung-list", role: "radiogroup", "aria-label": "Network" },
          ...networks.map((network, n) => this.line(network, networks[n - 1])),
        ),
        this.about,
        html("p", { class: "np-note", text: recipe }),
      ),
      ...splits.map((_, n) => html("div", { class: "np-split" }, this.heads[n], ...this.boxes[n])),
    );
  }

  legend() {
    return html(
      "p",
      { class: "np-legend" },
      ...this.payload.ladder.splits.map(({ name, aside }) =>
        html(
          "span",
          {},
          html("i", { class: `np-swatch np-by-${name}` }),
          document.createTextNode(`tested on ${aside}`),
        )
      ),
    );
  }

  /**
   * A network with a bar for each split; and what it explains more than the one before.
   *
   * @param {LadderEntry} network
   * @param {LadderEntry | undefined} before
   */
  line({ name, label, parameters, r2 }, before) {
    const bars = this.payload.ladder.splits.map((split) =>
      html(
        "span",
        { class: "np-bar" },
        html("i", {
          class: `np-swatch np-by-${split.name}`,
          style: `width: ${100 * Math.max(0, r2[split.name])}%`,
        }),
        html("b", { text: r2[split.name].toFixed(2), "data-testid": `r2-${name}-${split.name}` }),
      )
    );
    const more = before ? r2.random - before.r2.random : 0;
    const gain = before ? `${more < 0 ? "\u2212" : "+"}${Math.abs(more).toFixed(2)}` : "";
    return html(
      "label",
      { class: "np-rung" },
      this.inputs[name],
      html("span", { class: "np-rung-name", text: label }),
      html("span", {
        class: "np-rung-size",
        text: `${parameters.toLocaleString("en-US")} numbers`,
      }),
      html("span", { class: more > 0.1 ? "np-rung-gain np-jump" : "np-rung-gain", text: gain }),
      ...bars,
    );
  }

  /** @param {Plotly} Plotly @param {() => void} onDrawn */
  ready(Plotly, onDrawn) {
    this.Plotly = Plotly;
    this.onDrawn = onDrawn;
  }

  /** All four charts, when they are first looked at. */
  async draw() {
    if (!this.Plotly || this.drawing) return;
    this.drawing = true;
    const { Plotly, theme, boxes, payload: { figures, ladder } } = this;
    const plots = ladder.splits.map(({ y }, n) => /** @type {[PredictedActual, Residuals]} */ ([
      new PredictedActual(Plotly, boxes[n][0], theme, y),
      new Residuals(Plotly, boxes[n][1], theme, y),
    ]));
    for (const [predictedActual, residuals] of plots) {
      await predictedActual.draw(figures.actual);
      await residuals.draw(figures.residuals);
    }
    this.plots = plots;
    this.onDrawn();
  }

  /** @param {import("../view.d.ts").Frame} frame */
  show({ values }) {
    const { networks, splits } = this.payload.ladder;
    const network = networks.find(({ name }) => name === values.choices.network) ?? networks[0];
    this.inputs[network.name].checked = true;
    setText(this.about, network.about);
    splits.forEach(({ name, aside }, n) => {
      const scores = `R² ${network.r2[name].toFixed(2)}, MAE ${
        network.mae[name].toFixed(1)
      } ${this.payload.columns.target.unit}`;
      const [predictedActual, residuals] = this.boxes[n];
      setText(this.heads[n], `Tested on ${aside}: ${scores}`);
      predictedActual.setAttribute(
        "aria-label",
        `Predicted against actual strength. ${scores}.`,
      );
      residuals.setAttribute("aria-label", `Misses over predicted strength. ${scores}.`);
    });
    if (!this.plots.length) this.draw();
    else if (this.shown !== network) this.glide(network);
  }

  /**
   * The points glide from one network's predictions to the next one's.
   *
   * @param {LadderEntry} network
   */
  glide(network) {
    const { splits } = this.payload.ladder;
    const to = splits.map(({ name }) => network.predicted[name]);
    const from = this.drawn ?? to;
    this.shown = network;
    this.stopTween();
    this.stopTween = tween(GLIDE, (t) => {
      const share = ease(t);
      const now = to.map((predictions, n) =>
        predictions.map((value, row) => from[n][row] + (value - from[n][row]) * share)
      );
      this.drawn = now;
      this.plots.forEach((pair, n) => pair.forEach((plot) => plot.show(now[n])));
    });
  }

  announcement() {
    return this.heads.map((head) => head.textContent).join("; ");
  }

  close() {
    this.stopTween();
    for (const plot of this.plots.flat()) plot.close();
  }
}
