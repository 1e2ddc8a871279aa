/** The stage of a network: its diagram, its answer over the data, and what is inside. */

import { CollapsePanel } from "../panels/collapse.js";
import { Slider, Toggle } from "../widgets/controls.js";
import { Diagram } from "../diagram/diagram.js";
import { html, setText } from "../widgets/dom.js";
import { compact, withUnit } from "../widgets/format.js";
import { Gallery } from "../panels/gallery.js";
import { Inspector } from "../diagram/inspector.js";
import { LayersPicture } from "../charts/layersPicture.js";
import { sleeping, summaryOf } from "../model/layersTexts.js";
import { StackModel } from "../model/layersModel.js";
import { loadPlotly, nextPaint } from "../charts/plot.js";
import { Badge, Errors } from "../widgets/readouts.js";
import { asleep, collapsed, folded } from "../model/networkAnalysis.js";
import { passes } from "../model/forward.js";
import { Walk } from "../panels/walk.js";

const SWITCHES = {
  standardise: { name: "Standardise inputs", about: "the network sees (x − mean) / deviation" },
  hinges: { name: "Hinges", about: "where the neurons of the first ReLU layer bend" },
  residuals: { name: "Residuals", about: "the miss at every point, as a stick" },
  top: { name: "From above", about: "the same as a heat map" },
};
const SETTLED = 300;

export const sheet = "layers.css";

export default class LayersView {
  /** @param {HTMLElement} root @param {object} data @param {object} theme @param {object} hands */
  constructor(root, data, theme, hands) {
    Object.assign(this, {
      data,
      theme,
      hands,
      closed: false,
      part: null,
      enlarged: null,
      lit: null,
    });
    this.model = new StackModel(data);
    const { inputs, target } = data.columns;
    const network = this.model.network(data.hand);
    const spec = {
      inputs,
      target,
      network,
      activations: data.activations,
      limits: data.limits,
      shown: data.axes.length,
      theme,
    };
    this.diagram = new Diagram(spec, this.diagramHands(hands));
    this.picture = new LayersPicture(data, theme, this.model, (camera) => this.turned(camera));
    this.controls(data, hands, spec);
    root.replaceChildren(this.layout());
  }

  diagramHands(hands) {
    return {
      select: (part) => {
        this.part = part;
        hands.touch();
      },
      enlarge: (part) => {
        this.enlarged = part;
        hands.touch();
      },
      activation: (layer, name) => {
        hands.set({ [`f${layer}`]: name });
        hands.rest();
      },
      act: (action) => hands.act(action),
      edit: (part) => {
        this.inspector.show(part, this.diagram.frame);
        this.inspector.focus();
      }, // without waiting for a frame
      nudge: (part, delta) => this.nudge(part, delta),
    };
  }

  /** The controls and numbers that every page of a network has. */
  readouts(data, hands, switches) {
    const names = Object.keys(switches).filter((name) => data.axes.length === 2 || name !== "top");
    this.toggles = Object.fromEntries(
      names.map((name) => [
        name,
        new Toggle(switches[name], (on) => {
          hands.set({ [name]: on });
          hands.rest();
        }),
      ]),
    );
    this.sliders = Object.fromEntries(
      data.sliders.map((spec) => [
        spec.key,
        new Slider(spec, (value) => {
          this.walk?.leave();
          hands.set({ [spec.key]: value });
        }, hands.rest),
      ]),
    );
    this.summary = html("p", { class: "np-equation np-long", "data-testid": "equation" });
    this.errors = new Errors(data.columns.target.unit);
    this.errors.showScore(null);
    this.badge = new Badge(data.columns.target.unit);
    this.prediction = html("output", { class: "np-prediction", "data-testid": "prediction" });
    this.spoken = html("p", { class: "np-hidden", role: "status" });
    this.sleep = html("p", { class: "np-note np-sleep", "data-testid": "asleep" });
  }

  controls(data, hands, spec) {
    this.readouts(data, hands, SWITCHES);
    this.inspector = new Inspector(spec, {
      set: (part, value) => hands.set(this.model.changed(this.hand, part, value)),
      rest: hands.rest,
      freeze: (part, on) => this.freeze(part, on),
      act: (action) => hands.act(action),
      back: () => this.diagram.focus(),
    });
    this.relu = new Toggle(
      { name: "ReLU", about: "in all hidden layers; the weights stay" },
      (on) => this.bend(on),
    );
    this.collapse = new CollapsePanel(data, (on) => {
      hands.set({ single: on });
      hands.rest();
    });
    this.all = html(
      "select",
      {
        class: "np-select",
        "aria-label": "Activation of all hidden layers",
        onchange: () => {
          this.activate(this.all.value);
          hands.rest();
        },
      },
      html("option", { value: "", text: "mixed", hidden: true }),
      ...data.activations.map(({ name, label }) => html("option", { value: name, text: label })),
    );
    this.walk = new Walk({ rows: data.names, columns: data.columns }, {
      pick: (row) => this.pick(row),
      reached: (layer) => {
        this.lit = layer;
        hands.touch();
      },
    });
    this.gallery = new Gallery(data.activations);
  }

  layout() {
    const { data } = this;
    const { target } = data.columns;
    const switches = [this.relu, ...Object.values(this.toggles)].map((toggle) => toggle.element);
    this.together = html(
      "label",
      { class: "np-all" },
      html("span", { text: "All layers" }),
      this.all,
    );
    return html(
      "div",
      { class: "np-layers np-compact" },
      html("div", { class: "np-head" }, this.summary, this.badge.element),
      html("div", { class: "np-build" }, this.inspector.element, this.diagram.element, this.sleep),
      html(
        "div",
        { class: "np-look" },
        html("div", { class: "np-toggles" }, ...switches, this.together),
        html("div", { class: "np-said" }, this.picture.title, this.errors.element),
        this.picture.element,
        html("p", { class: "np-note", text: `${data.note} ${data.bound}` }),
      ),
      html(
        "div",
        { class: "np-inside" },
        html(
          "section",
          { class: "np-probe", "aria-label": "Probe and slice" },
          html("h2", { class: "np-caption", text: `Predict ${target.name} at` }),
          ...data.sliders.map(({ key }) => this.sliders[key].element),
          this.prediction,
        ),
        this.collapse.element,
        this.walk.element,
      ),
      this.gallery.element,
      this.spoken,
    );
  }

  /** Another network on the same columns, another version of it, or a server that was started again. */
  update(data) {
    if (String(data.units) !== String(this.data.units)) this.asleep = this.before = null;
    if (data.refused !== this.data.refused) this.diagram.refuse();
    this.data = this.model.data = this.picture.data = data;
  }

  get names() {
    return this.model.names;
  }

  preview(hand) {
    return this.model.preview(hand);
  }

  async drawCharts(base, onDrawn) {
    try {
      await nextPaint();
      const Plotly = await loadPlotly(base + this.data.plotly);
      if (this.closed) return;
      this.picture.ready(Plotly, onDrawn);
      onDrawn();
    } catch (error) {
      this.picture.failed(error);
    }
  }

  /** Every frame: diagram, picture and numbers together. @param {object} frame */
  show(frame) {
    const { hand, at, errors, network } = frame;
    this.frame = frame;
    this.showWalk(frame);
    const shown = this.showNetwork(frame);
    setText(this.prediction, withUnit(compact(at[0]), this.data.columns.target.unit));
    this.errors.show(errors);
    const single = this.single(frame);
    const bends = network.layers.some(({ activation }) => activation !== "linear");
    if (single) this.collapse.show({ ...single, shown: hand.single, bends });
    this.collapse.element.hidden = !single;
    this.picture.show({
      ...frame,
      outputs: shown.outputs,
      single: hand.single && single ? single.unit : null,
      enlarged: this.enlarged,
    });
  }

  /** The row on its way; of networks that only Keras computes there are no numbers to show. */
  showWalk({ network, weights, row, scaling, at, metrics }) {
    this.walk.element.hidden = this.model.partial;
    if (this.model.partial) this.lit = null;
    else {this.walk.show({
        network,
        weights,
        x: row,
        scaling,
        keras: metrics ? at[0] : null,
        actual: this.walked === undefined ? null : this.data.points.y[this.walked],
      });}
  }

  /** While only Keras can say what the network says: all that is known without her. */
  showWaiting(frame) {
    this.showNetwork(frame);
  }

  /** What the hand holds: weights, activations, switches. @returns {object} the diagram's frame */
  showNetwork(frame) {
    const { hand, network } = frame;
    this.hand = hand;
    for (const key in this.sliders) this.sliders[key].show(hand[key]);
    for (const name in this.toggles) this.toggles[name].show(hand[name]);
    const hidden = network.layers.slice(0, -1).map((layer) => layer.activation);
    this.relu.show(hidden.length > 0 && hidden.every((name) => name === "relu"));
    this.relu.input.disabled = this.together.hidden = hidden.length === 0;
    this.all.value = hidden.every((name) => name === hidden[0]) ? (hidden[0] ?? "") : "";
    setText(this.summary, summaryOf(this.data, network));
    const shown = this.diagramFrame(frame);
    this.diagram.show(shown);
    this.inspector.show(this.part, shown);
    return shown;
  }

  diagramFrame(frame) {
    const { hand, network } = frame;
    if (this.frozenList !== hand.frozen) {
      this.frozenList = hand.frozen;
      this.frozen = new Set(hand.frozen);
    }
    const drawn = (units) => Math.min(units, this.data.limits.drawn);
    const outputs = frame.outputs ??
      frame.thumbs?.map((values, i) => ({ values, stride: drawn(network.layers[i].units) })) ??
      null;
    return {
      layers: network.layers,
      cells: frame.cells,
      outputs,
      asleep: this.asleep ?? null,
      weight: (layer, from, to) => this.model.value(hand, { kind: "weight", layer, from, to }),
      bias: (layer, unit) => this.model.value(hand, { kind: "neuron", layer, unit }),
      value: (part) => this.model.value(hand, part),
      frozen: (part) => this.model.isFrozen(this.frozen, part),
      lit: this.lit,
      numbers: this.lit === null ? null : this.walk.numbers,
    };
  }

  /**
   * The unit that the stack equals without activations, and how far both lie apart on the data:
   * in the browser's own float64, as Keras' float32 would hide how equal they are.
   */
  single({ network, weights, scaling, own }) {
    if (this.model.partial) return null;
    const unit = folded(collapsed(network, weights), scaling);
    const { x } = this.data.points;
    const inputs = unit.w.length;
    let difference = 0;
    for (let row = 0; row < own.length; row++) {
      let y = unit.b;
      for (let i = 0; i < inputs; i++) y += unit.w[i] * x[row * inputs + i];
      difference = Math.max(difference, Math.abs(y - own[row]));
    }
    return { unit, difference };
  }

  // --- what hands do ------------------------------------------------------------------------

  /** ReLU in all hidden layers; switched off again, what was there before comes back. */
  bend(on) {
    const { hand } = this;
    const names = this.data.units.slice(0, -1).map((_, i) => `f${i}`);
    if (on) this.before = Object.fromEntries(names.map((name) => [name, hand[name]]));
    const back = this.before && Object.values(this.before).some((name) => name !== "relu")
      ? this.before
      : null;
    if (on) this.activate("relu");
    else this.hands.set(back ?? Object.fromEntries(names.map((name) => [name, "linear"])));
    this.hands.rest();
  }

  activate(name) {
    this.hands.set(Object.fromEntries(this.data.units.slice(0, -1).map((_, i) => [`f${i}`, name])));
  }

  nudge(part, delta) {
    if (this.model.isFrozen(this.frozen, part)) return;
    const value = Number((this.model.value(this.hand, part) + delta).toFixed(6));
    this.hands.set(this.model.changed(this.hand, part, value));
    this.settle();
  }

  freeze(part, on) {
    const frozen = new Set(this.hand.frozen);
    for (const place of this.model.places(part)) frozen[on ? "add" : "delete"](place);
    this.hands.set({ frozen: [...frozen].sort((a, b) => a - b) });
    this.hands.rest();
  }

  /** The probe goes to a row of the data, or stays where it is with values of one's own. */
  pick(row) {
    this.walked = row ?? undefined;
    if (row === null) return;
    const inputs = this.data.columns.inputs.length;
    const { x } = this.data.points;
    this.hands.set(
      Object.fromEntries(this.data.sliders.map(({ key }, i) => [key, x[row * inputs + i]])),
    );
    this.hands.rest();
  }

  turned(camera) {
    this.hands.set({ camera });
    this.settle();
  }

  settle() {
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.hands.rest(), SETTLED);
  }

  /** Told once the hand rests: what is slow, and what is spoken. */
  speak(errors) {
    if (!this.frame) return;
    const { network, weights, points, dead } = this.frame;
    this.asleep = this.model.partial
      ? dead ?? null
      : asleep(network, passes(network, weights, points));
    setText(this.sleep, sleeping(this.asleep, this.data.points.y.length));
    const shown = this.diagramFrame(this.frame);
    this.diagram.show(shown);
    this.diagram.rest(shown);
    const { unit } = this.data.columns.target;
    const mse = `MSE ${withUnit(compact(errors.mse), unit && `${unit}²`)}`;
    setText(this.spoken, `${this.summary.textContent}; ${mse}`);
    this.picture.label(
      `${this.data.chart_label} The network: ${this.summary.textContent}; ${mse}.`,
    );
  }

  /** What a slider still waits to report is reported now. */
  flush() {
    for (const key in this.sliders) this.sliders[key].flush();
    this.inspector.flush();
  }

  close() {
    this.closed = true;
    clearTimeout(this.settling);
    for (const part of [this.picture, this.diagram, this.inspector, this.gallery]) part.close?.();
    for (const key in this.sliders) this.sliders[key].close();
  }
}
