/**
 * What every page of a network has: its picture, its diagram, its numbers, switches and sliders.
 */

import { Diagram } from "../diagram/diagram.js";
import { html, setText } from "../widgets/dom.js";
import { readoutsOf } from "./classReadouts.js";
import { DelayedCommit } from "./delayedCommit.js";
import { EdgeCamera } from "./edgeCamera.js";
import { showInactive } from "./inactiveNote.js";
import { term } from "../widgets/explain.js";
import { LayersPicture } from "../charts/layersPicture.js";
import { thresholdOf } from "../model/answerFacts.js";
import { networkFacts } from "../model/explainFacts.js";
import { predictionText, summaryOf } from "../model/layersTexts.js";
import { NetworkModel } from "../model/layersModel.js";
import { loadPlotly, nextPaint } from "../charts/plot.js";
import { Badge, predictionLabel, probabilityLabel } from "../widgets/readouts.js";
import { networkSwitches } from "./networkSwitches.js";
import { inactiveUnits } from "../model/networkAnalysis.js";
import { passes } from "../model/forward.js";
import { ValueControls } from "./valueControls.js";

/**
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../view.d.ts").Callbacks} Callbacks
 * @typedef {import("../view.d.ts").Preview} Preview
 * @typedef {import("../charts/plot.js").Plotly} Plotly
 * @typedef {import("../charts/plot.js").Theme} Theme
 * @typedef {import("../model/parts.d.ts").NumberPart} NumberPart
 * @typedef {import("../diagram/types.d.ts").DiagramFrame} DiagramFrame
 * @typedef {import("../model/layersModel.js").LayersPreview} LayersPreview
 * @typedef {import("../view.d.ts").Frame & LayersPreview & {at: ArrayLike<number>}} LayersFrame
 * @typedef {{w: ArrayLike<number>, b: number}} Unit
 *
 * @typedef {import("../model/layersModel.js").NetworkPayload} NetworkPayload
 *
 * @typedef {object} NetworkOptions
 * @property {(layer: number, name: string) => void} setActivation
 * @property {(part: NumberPart | null) => void} [select] a part of the diagram was chosen
 * @property {(part: NumberPart) => void} [edit] its slider is asked for
 * @property {(part: NumberPart, delta: number) => void} [nudge] a key moves its number
 * @property {() => void} [onMove] a slider was moved
 * @property {(layer: number) => void} [compare] the activations beside each other
 * @property {import("../diagram/valve.js").Valve} [valve] on the wires of the diagram
 */

export class NetworkPanel {
  /** @type {LayersFrame | null} the last one with predictions */
  frame = null;
  /** @type {import("../model/parts.d.ts").NeuronPart | null} the neuron whose output is enlarged */
  enlarged = null;
  /** @type {number | null} the layer that stands out: -1: the inputs, null: none */
  highlighted = null;
  /** @type {(number | string)[][] | null} written on the neurons */
  numbers = null;
  /** @type {number[][] | null} which neurons are dead or saturated, of each layer */
  inactive = null;
  /** The places of the frozen weights, and the list that they were made of. */
  frozen = { list: /** @type {number[]} */ ([]), places: /** @type {Set<number>} */ (new Set()) };
  /** Whether the diagram has asked for something that Python has not answered yet. */
  isWaiting = false;
  closed = false;

  summary = html("span", {});
  summaryLine = html(
    "p",
    { class: "np-equation np-long", "data-testid": "equation", translate: "no" },
    this.summary,
    term("parameters", "parameters"),
  );
  prediction = html("output", { class: "np-prediction", "data-testid": "prediction" });
  liveRegion = html("p", { class: "np-hidden", role: "status" });
  inactiveNote = html("p", { class: "np-note np-sleep", "data-testid": "asleep" });

  /**
   * @param {NetworkPayload} payload
   * @param {Theme} theme
   * @param {Callbacks} callbacks
   * @param {NetworkOptions} options
   */
  constructor(payload, theme, callbacks, options) {
    const { axes, columns: { inputs, target, categories }, activations, limits, sliders } = payload;
    this.payload = payload;
    this.callbacks = callbacks;
    this.model = new NetworkModel(payload);
    this.delayed = new DelayedCommit(callbacks.commit);
    this.errors = readoutsOf(payload, callbacks);
    this.badge = new Badge(target.unit);
    const switches = networkSwitches(payload);
    this.controls = new ValueControls(sliders, switches, callbacks, options.onMove, categories);
    /** What diagram and inspector are built from. */
    this.spec = {
      inputs,
      target,
      classes: payload.classes,
      network: this.model.network(payload.values),
      activations,
      limits,
      shown: axes.length,
      theme,
      valve: options.valve,
    };
    this.diagram = new Diagram(this.spec, {
      select: options.select ?? (() => {}),
      enlarge: (part) => {
        this.enlarged = part;
        callbacks.requestDraw();
      },
      setActivation: options.setActivation,
      compare: options.compare,
      dispatch: (action) => this.dispatch(action),
      edit: options.edit,
      nudge: options.nudge,
    });
    this.picture = new LayersPicture(payload, theme, this.model, callbacks, (camera) => {
      this.edge.onTurn(camera, payload);
    });
    this.edge = new EdgeCamera(this.picture.element, callbacks, this.delayed);
  }

  head() {
    const { summaryLine, errors, badge } = this;
    return html("div", { class: "np-head" }, summaryLine, errors.element, badge.element);
  }

  /** The switches, with others behind them. @param {...Node} more */
  toggleRow(...more) {
    const toggles = Object.values(this.controls.toggles).map(({ element }) => element);
    const { toggle } = this.picture.bent.boxes;
    return html("div", { class: "np-toggles" }, ...toggles, ...more, toggle.element);
  }

  note() {
    const more = term("standardised", "How inputs are scaled");
    return html("p", { class: "np-note" }, `${this.payload.best_note} `, more);
  }

  probe() {
    const { columns, noun, classes } = this.payload;
    return html(
      "section",
      { class: "np-probe", "aria-label": "Ask the network" },
      html("h2", { class: "np-caption" }, term("probe", `Ask: a ${noun} with`)),
      ...this.controls.probes(),
      classes.length ? probabilityLabel(classes) : predictionLabel(columns.target.name),
      this.prediction,
    );
  }

  /** @param {NetworkPayload} payload */
  update(payload) {
    const { units, session, version, ack } = this.payload;
    this.edge.onPayload(this.payload, payload, (values) => this.picture.slopes(values));
    if (String(payload.units) !== String(units)) this.inactive = null;
    if (this.isWaiting && payload.ack !== ack) {
      this.isWaiting = false;
      const isSame = payload.session === session && payload.version === version;
      if (isSame) this.diagram.refuse();
    }
    this.payload = this.model.payload = this.picture.payload = payload;
    this.errors.update(payload);
  }

  /** @param {import("../view.d.ts").Action} action */
  dispatch(action) {
    this.isWaiting = true;
    this.callbacks.dispatch(action);
  }

  /** @param {Values} values */
  preview(values) {
    return this.model.preview(values);
  }

  /**
   * @param {string} base
   * @param {() => void} onDrawn
   * @returns {Promise<Plotly | null>} null: there is none to draw with
   */
  async drawCharts(base, onDrawn) {
    try {
      await nextPaint();
      const Plotly = await loadPlotly(base + this.payload.plotly);
      if (this.closed) return null;
      this.picture.ready(Plotly, onDrawn);
      onDrawn();
      return Plotly;
    } catch (error) {
      this.picture.fail(error);
      return null;
    }
  }

  /**
   * Every frame: diagram, picture and numbers together.
   *
   * @param {LayersFrame} frame
   * @param {{single?: Unit | null, ringed?: number[] | null}} [more] drawn into the picture: the
   *   single unit, and rings around rows
   */
  show(frame, { single = null, ringed = null } = {}) {
    this.frame = frame;
    const { at, errors } = frame;
    const { cells, row } = /** @type {LayersPreview} */ (frame.preview);
    const { outputs } = this.showNetwork(frame);
    setText(this.prediction, predictionText(this.payload, at, thresholdOf(frame.values)));
    this.errors.show(errors, frame.predictions, frame.values, { sums: frame.sums, outputs: at });
    this.picture.show({
      ...frame,
      cells,
      row,
      outputs,
      single,
      enlarged: this.enlarged,
      ringed: ringed ?? this.errors.marked,
    });
  }

  /**
   * What is known without predictions: weights, activations, switches.
   *
   * @param {Preview & {values: Values}} frame
   * @returns {DiagramFrame}
   */
  showNetwork(frame) {
    const known = /** @type {LayersFrame} */ (frame);
    this.controls.show(frame.values);
    setText(this.summary, summaryOf(this.payload, known.network));
    const shown = this.diagramFrame(known);
    this.diagram.show(shown);
    return shown;
  }

  /** @param {LayersFrame} frame @returns {DiagramFrame} */
  diagramFrame({ values, network, outputs, thumbs, cells, preview }) {
    const { model } = this;
    if (this.frozen.list !== values.frozen) {
      this.frozen = { list: values.frozen, places: new Set(values.frozen) };
    }
    const drawn = (/** @type {number} */ units) => Math.min(units, this.payload.limits.drawn);
    const thumbnails = thumbs?.map((thumb, i) => ({
      values: thumb,
      stride: drawn(network.layers[i].units),
    }));
    return {
      layers: network.layers,
      cells: /** @type {LayersPreview | undefined} */ (preview)?.cells ?? cells,
      outputs: outputs ?? thumbnails ?? null,
      inactive: this.inactive,
      weight: (layer, from, to) => model.value(values, { kind: "weight", layer, from, to }),
      bias: (layer, unit) => model.value(values, { kind: "neuron", layer, unit }),
      frozen: (part) => model.isFrozen(this.frozen.places, part),
      highlighted: this.highlighted,
      numbers: this.highlighted === null ? null : this.numbers,
    };
  }

  /**
   * The values are at rest: what is slow, and what is announced.
   *
   * @param {import("../protocol.d.ts").Metrics} errors
   */
  announce(errors) {
    if (!this.frame) return;
    const { network, weights, points, dead } = this.frame;
    this.inactive = points
      ? inactiveUnits(network, passes(network, weights, points), this.payload.classes.length > 0)
      : dead ?? null;
    showInactive(this.inactiveNote, this.inactive);
    const shown = this.diagramFrame(this.frame);
    this.diagram.show(shown);
    this.diagram.updateLabels(shown);
    const summary = `${this.summaryLine.textContent}; ${this.errors.words(errors)}`;
    setText(this.liveRegion, summary);
    this.picture.label(`${this.payload.chart_label} The network: ${summary}.`);
  }

  facts() {
    if (!this.frame) return {};
    const known = networkFacts(this.frame, this.payload.parameters, this.inactive);
    return { ...known, ...this.errors.facts() };
  }

  flush() {
    this.controls.flush();
    this.errors.flush();
  }

  close() {
    this.closed = true;
    this.edge.stop();
    this.errors.close();
    this.delayed.close();
    this.picture.close();
    this.diagram.close();
    this.controls.close();
  }
}
