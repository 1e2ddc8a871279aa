/** A network with its data, diagram, picture and sliders: all that moves without a server. */

import { Diagram } from "../diagram/diagram.js";
import { Names } from "../diagram/networkParts.js";
import { accuracy, answerText, commonest, percent } from "../model/classes.js";
import { metrics } from "../model/forward.js";
import { summaryOf } from "../model/layersTexts.js";
import { NetworkModel } from "../model/layersModel.js";
import { changeAt, merged, numberAt } from "../model/values.js";
import { ValueControls } from "../panels/valueControls.js";
import { Slider } from "../widgets/controls.js";
import { button, html, setText } from "../widgets/dom.js";
import { compact, threeDigits, withUnit } from "../widgets/format.js";
import { qrCode } from "../widgets/qrCode.js";
import { PartSlider } from "./partSlider.js";
import { Picture } from "./picture.js";

/**
 * @typedef {import("../protocol.d.ts").AwayPayload} AwayPayload
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../model/frame.d.ts").Change} Change
 * @typedef {import("../charts/plot.js").Theme} Theme
 */

export class LivePage {
  #frame = 0;

  /**
   * @param {HTMLElement} root
   * @param {AwayPayload} away
   * @param {Theme} theme
   * @param {Values} [values] other ones than at first
   */
  constructor(root, away, theme, values = away.network.values) {
    const payload = away.network;
    const { columns: { inputs, target }, activations, limits, axes, sliders, noun } = payload;
    this.payload = payload;
    this.values = values;
    this.model = new NetworkModel(payload);
    this.picture = new Picture(payload, theme);
    const spec = {
      inputs,
      target,
      network: this.model.network(values),
      classes: payload.classes,
      activations,
      limits,
      shown: axes.length,
      theme,
    };
    this.part = new PartSlider(
      new Names(spec),
      (part, value) => this.set(this.model.changed(this.values, part, value)),
      () => this.rest(),
    );
    this.diagram = new Diagram(spec, {
      select: (part) => {
        this.part.choose(part, payload.units.length);
        this.draw();
      },
      enlarge: () => {},
      setActivation: (layer, name) => {
        this.set({ activations: this.values.activations.with(layer, name) });
        this.rest();
      },
      dispatch: () => {},
      edit: () => this.part.focus(),
      nudge: (part, delta) => {
        const value = this.model.value(this.values, part) + delta;
        this.set(this.model.changed(this.values, part, Number(value.toFixed(6))));
        this.rest();
      },
    });
    this.probes = new ValueControls(
      sliders.filter(({ group }) => group === "at"),
      {},
      { values: () => this.values, set: (change) => this.set(change), commit: () => this.rest() },
      () => {},
      payload.columns.categories,
    );
    this.weights = sliders.filter(({ group }) => group === "weights").map((slider) => ({
      slider,
      control: new Slider(
        slider,
        (value) => this.set(changeAt(this.values, slider, value)),
        () => this.rest(),
      ),
    }));
    this.prediction = html("output", { class: "np-prediction", "data-testid": "prediction" });
    this.others = html("p", { class: "np-note", "data-testid": "probabilities" });
    this.readouts = (payload.classes.length ? ["right answers"] : ["mean miss", "MSE", "R²"])
      .map((name) => ({ name, value: html("dd", { "data-testid": name }) }));
    this.formula = html("p", {
      class: "np-live-formula",
      "data-testid": "equation",
      translate: "no",
    });
    this.live = html("p", { class: "np-hidden", role: "status" });
    root.replaceChildren(
      html("h1", { text: away.title }),
      this.formula,
      html(
        "dl",
        { class: "np-live-errors" },
        ...this.readouts.map(({ name, value }) =>
          html("div", {}, html("dt", { text: name }), value)
        ),
      ),
      html(
        "div",
        { class: "np-live-grid" },
        html(
          "section",
          { class: "np-build np-compact", "aria-label": "The network" },
          this.diagram.element,
          ...(this.weights.length ? this.weights.map(({ control }) => control.element) : [
            this.part.element,
          ]),
        ),
        html("section", { class: "np-look", "aria-label": "The picture" }, this.picture.element),
        html(
          "section",
          { class: "np-probe np-compact", "aria-label": "Ask the network" },
          html("h2", { class: "np-caption", text: `Ask: a ${noun} with` }),
          ...this.probes.probes(),
          html("p", {
            class: "np-note",
            text: payload.classes.length > 2 ? "answer" : `predicted ${this.picture.goal.name}`,
          }),
          this.prediction,
          this.others,
        ),
      ),
      html(
        "section",
        { class: "np-bet" },
        html("h2", { text: "My bet" }),
        html("p", {
          text: "Before you move anything: what will the picture do? Draw it or write it.",
        }),
      ),
      ...(away.share ? [linkOf(away.share)] : []),
      html("p", { class: "np-note", text: payload.note }),
      html("p", { class: "np-note", text: away.source }),
      button("As it was", () => {
        this.set(payload.values);
        this.rest();
      }),
      this.live,
    );
    this.observer = new ResizeObserver(() => this.draw());
    this.observer.observe(this.picture.element);
  }

  /** @param {Change} change */
  set(change) {
    this.values = merged(this.values, change);
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.draw();
    });
  }

  /** Everything that follows the values, in one frame. */
  draw() {
    const { payload, model, values } = this;
    const { grid, cells, predictions, at, outputs, network } = model.preview(values);
    if (!grid || !predictions || !at || !outputs) return;
    this.diagram.show({
      layers: network.layers,
      cells,
      outputs,
      inactive: null,
      weight: (layer, from, to) => model.value(values, { kind: "weight", layer, from, to }),
      bias: (layer, unit) => model.value(values, { kind: "neuron", layer, unit }),
      frozen: () => false,
      highlighted: null,
      numbers: null,
    });
    setText(
      this.formula,
      this.weights.length
        ? equationOf(payload, values)
        : `${summaryOf(payload, network)}parameters`,
    );
    this.picture.show({ grid, cells, at: values.at, outputs: at });
    this.probes.show(values);
    for (const { slider, control } of this.weights) control.show(numberAt(values, slider));
    if (this.part.part) this.part.show(model.value(values, this.part.part));
    setText(this.prediction, this.answer(at));
    setText(this.others, payload.classes.length > 2 ? sharesOf(payload.classes, at) : "");
    this.readouts.forEach(({ value }, n) => setText(value, errorsOf(payload, predictions)[n]));
  }

  /** The number that is predicted; of many classes the likeliest. @param {ArrayLike<number>} at */
  answer(at) {
    const { classes } = this.payload;
    if (classes.length > 2) return answerText(classes, at);
    return withUnit(compact(at[0]), this.picture.goal.unit);
  }

  /** The values are at rest: names with their numbers, and what screen readers are told. */
  rest() {
    this.draw();
    const { frame } = this.diagram;
    if (frame) this.diagram.updateLabels(frame);
    const errors = this.readouts.map(({ name, value }) => `${name} ${value.textContent}`).join(
      ", ",
    );
    const text = `${this.prediction.textContent} predicted; ${errors}`;
    setText(this.live, text);
    this.picture.svg.setAttribute("aria-label", `${this.payload.chart_label} ${text}.`);
  }

  close() {
    cancelAnimationFrame(this.#frame);
    this.observer.disconnect();
    this.part.close();
    this.probes.close();
    for (const { control } of this.weights) control.close();
    this.diagram.close();
  }
}

/** The way to the page that it comes from. @param {NonNullable<AwayPayload["share"]>} share */
const linkOf = ({ address, qr }) =>
  html(
    "p",
    { class: "np-live-link" },
    ...(qr ? [qrCode(qr, address)] : []),
    html("span", {}, "On its page: ", html("a", { href: address, translate: "no", text: address })),
  );

/** Of a single unit in the data's units: "calories = 2.50 × sugars + 90.0". @param {AwayPayload["network"]} payload @param {Values} values */
function equationOf(
  { columns: { inputs, target }, classes },
  { weights: [w, b], activations: [activation] },
) {
  const terms = w.map((value, i) => `${compact(value)} × ${inputs[i].name}`);
  const sum = [...terms, compact(b[0])].join(" + ").replaceAll("+ \u2212", "\u2212 ");
  const name = classes.length ? `probability of ${classes[1]}` : target.name;
  if (activation === "linear") return `${name} = ${sum}`;
  return `${name} = ${activation === "relu" ? `max(0, ${sum})` : `${activation}(${sum})`}`;
}

/** The probability of every class. @param {string[]} classes @param {ArrayLike<number>} at */
const sharesOf = (classes, at) => classes.map((name, k) => `${name}: ${percent(at[k])}`).join(", ");

/** As they are shown, in the order of the readouts. @param {AwayPayload["network"]} payload @param {ArrayLike<number>} predictions */
function errorsOf({ classes, points: { y }, columns: { target } }, predictions) {
  if (classes.length) {
    const always = `always the commonest: ${percent(commonest(y))}`;
    return [`${percent(accuracy(y, predictions))} (${always})`];
  }
  const { mse, mae, r2 } = metrics(y, predictions);
  return [
    withUnit(threeDigits(mae), target.unit),
    withUnit(threeDigits(mse), target.unit && `${target.unit}²`),
    threeDigits(r2),
  ];
}
