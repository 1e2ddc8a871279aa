/** The ladder: five networks with one recipe, what each explains, and how it misses. */

import { Actual, Residuals } from "../charts/predictedActual.js";
import { html, setText } from "../widgets/dom.js";
import { ease, tween } from "../widgets/tween.js";

const GLIDE = 500;

export class LadderPanel {
  constructor(data, theme, hands) {
    Object.assign(this, { data, theme, hands, plots: [], stop: () => {} });
    const { rungs, splits, recipe } = data.ladder;
    this.inputs = Object.fromEntries(rungs.map(({ name, label }) => [
      name,
      html("input", {
        type: "radio",
        name: "np-rung",
        value: name,
        "aria-label": label,
        onchange: () => {
          hands.set({ rung: name });
          hands.rest();
        },
      }),
    ]));
    this.about = html("p", { class: "np-rung-about", "data-testid": "rung" });
    this.boxes = splits.map(() =>
      [0, 1].map(() => html("div", { class: "np-landscape np-actual", role: "img" }))
    );
    this.heads = splits.map(() => html("h2", { class: "np-caption" }));
    this.element = html(
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
          ...rungs.map((rung, n) => this.rung(rung, rungs[n - 1])),
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
      ...this.data.ladder.splits.map(({ name, aside }) =>
        html(
          "span",
          {},
          html("i", { class: `np-swatch np-by-${name}` }),
          document.createTextNode(`tested on ${aside}`),
        )
      ),
    );
  }

  /** A network with a bar for each split; and what it explains more than the one before. */
  rung({ name, label, parameters, r2 }, before) {
    const bars = this.data.ladder.splits.map((split) =>
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

  ready(Plotly, onDrawn) {
    Object.assign(this, { Plotly, onDrawn });
  }

  /** All four charts, when they are first looked at. */
  async draw() {
    if (!this.Plotly || this.drawing) return;
    this.drawing = true;
    const { figures, ladder } = this.data;
    const plots = ladder.splits.map(({ y }, n) => [
      new Actual(this.Plotly, this.boxes[n][0], this.theme, y),
      new Residuals(this.Plotly, this.boxes[n][1], this.theme, y),
    ]);
    for (const [actual, residuals] of plots) {
      await actual.draw(figures.actual);
      await residuals.draw(figures.residuals);
    }
    this.plots = plots;
    this.onDrawn();
  }

  show({ hand }) {
    const { rungs, splits } = this.data.ladder;
    const rung = rungs.find(({ name }) => name === hand.rung);
    this.inputs[rung.name].checked = true;
    setText(this.about, rung.about);
    splits.forEach(({ name, aside }, n) => {
      const told = `R² ${rung.r2[name].toFixed(2)}, MAE ${
        rung.mae[name].toFixed(1)
      } ${this.data.columns.target.unit}`;
      setText(this.heads[n], `Tested on ${aside}: ${told}`);
      this.boxes[n][0].setAttribute("aria-label", `Predicted against actual strength. ${told}.`);
      this.boxes[n][1].setAttribute("aria-label", `Misses over predicted strength. ${told}.`);
    });
    if (!this.plots.length) this.draw();
    else if (this.shown !== rung) this.glide(rung);
  }

  /** The points glide from what one network says to what the next one says. */
  glide(rung) {
    const { splits } = this.data.ladder;
    const from = this.now ?? splits.map(({ name }) => rung.predicted[name]);
    this.shown = rung;
    this.stop();
    this.stop = tween(GLIDE, (t) => {
      const share = ease(t);
      this.now = splits.map(({ name }, n) =>
        rung.predicted[name].map((to, row) => from[n][row] + (to - from[n][row]) * share)
      );
      this.plots.forEach((pair, n) => pair.forEach((plot) => plot.show(this.now[n])));
    });
  }

  said() {
    return this.heads.map((head) => head.textContent).join("; ");
  }

  close() {
    this.stop();
    for (const plot of this.plots.flat()) plot.close();
  }
}
