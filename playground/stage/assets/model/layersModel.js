/**
 * A stack of dense layers between the data's units: what the browser computes of a hand, and what
 * Keras is asked about it. No DOM.
 */

import { outputs, standardised } from "./forward.js";

/** Rows of the grid along each axis, by picture; fewer for networks that take longer. */
const CELLS = { curve: 161, top: 33, space: 21 };
const LIGHT = 1_500;
const HEAVY = 6_000;

export class StackModel {
  /** @param {object} data from Python */
  constructor(data) {
    this.data = data;
    this.inputs = data.columns.inputs.length;
    this.kept = {};
    this.epoch = null; // of a training that only Keras computes: which moment is asked for
  }

  /** The names of the tensors in the hand. */
  get names() {
    return this.data.units.flatMap((_, i) => [`t${2 * i}`, `t${2 * i + 1}`]);
  }

  /** Whether the hand holds only the corners of the tensors, and Keras computes. */
  get partial() {
    return this.data.model !== null;
  }

  /** @returns {import("./forward.js").Network} */
  network(hand) {
    const { units } = this.data;
    const layers = units.map((count, i) => ({
      units: count,
      activation: i < units.length - 1 ? hand[`f${i}`] : "linear",
    }));
    return { inputs: this.inputs, layers };
  }

  tensors(hand) {
    return this.names.map((name) => hand[name]);
  }

  /** How many columns a layer's kernel has in the hand. */
  stride(layer) {
    const { units, limits } = this.data;
    return this.partial ? Math.min(units[layer], limits.drawn) : units[layer];
  }

  /** The scene and the scaling that the switch chooses. */
  seen(hand) {
    return this.data.views[hand.standardise ? "standardised" : "raw"];
  }

  cells(hand) {
    const { axes, parameters } = this.data;
    const full = axes.length === 1 ? CELLS.curve : hand.top ? CELLS.top : CELLS.space;
    if (axes.length === 1 || parameters <= LIGHT) return full;
    return parameters <= HEAVY ? 21 : 15;
  }

  /** The probe, which is also the slice: a row in the data's units. */
  row(hand) {
    return this.data.columns.inputs.map((_, n) => hand[`x${n}`]);
  }

  /** The grid over the shown inputs, in the data's units; the first runs fastest. */
  gridRows(held, cells) {
    const { axes, spans } = this.data;
    const at = (n, axis) => spans[axis][0] + ((spans[axis][1] - spans[axis][0]) * n) / (cells - 1);
    const rows = [];
    const heights = axes.length === 2 ? cells : 1;
    for (let b = 0; b < heights; b++) {
      for (let a = 0; a < cells; a++) {
        const row = held.slice();
        row[axes[0]] = at(a, 0);
        if (axes.length === 2) row[axes[1]] = at(b, 1);
        rows.push(...row);
      }
    }
    return rows;
  }

  /** Rows as the network sees them, computed once for as long as `key` stays. */
  ready(what, key, rows, scaling) {
    if (this.kept[what]?.key !== key) {
      this.kept[what] = { key, rows: standardised(rows(), scaling) };
    }
    return this.kept[what].rows;
  }

  /** @returns {import("../stage.js").Preview} with the network and every neuron's output on the grid */
  preview(hand) {
    const { data } = this;
    const { scene, scaling } = this.seen(hand);
    const [network, tensors, cells, row] = [
      this.network(hand),
      this.tensors(hand),
      this.cells(hand),
      this.row(hand),
    ];
    const question = {
      scene,
      at: row,
      grid: { held: row, shown: data.axes, spans: data.spans.slice(0, -1), cells },
    };
    const known = { network, weights: tensors, scaling, cells, row };
    if (this.partial) {
      const activations = network.layers.map((layer) => layer.activation);
      const own = data.live ? { epoch: this.epoch } : { blocks: tensors, activations };
      return { ...known, predictions: null, question: { ...question, model: data.model, ...own } };
    }
    const held = row.filter((_, n) => !data.axes.includes(n));
    const grid = this.ready(
      "grid",
      `${held};${cells};${hand.standardise}`,
      () => this.gridRows(row, cells),
      scaling,
    );
    const points = this.ready("points", hand.standardise, () => data.points.x, scaling);
    const layers = outputs(network, tensors, grid);
    const raw = (values) => values.map((y) => y * scaling.y_scale + scaling.y_mean);
    const answer = (rows) => raw(outputs(network, tensors, rows).at(-1));
    const predictions = answer(points);
    return {
      ...known,
      question: { ...question, network, weights: tensors },
      outputs: layers.map((values, i) => ({ values, stride: network.layers[i].units })),
      grid: raw(layers.at(-1)),
      predictions,
      own: predictions,
      points,
      at: answer(standardised(row, scaling)),
    };
  }

  /** What the network says for rows in the data's units. */
  predict(hand, rows) {
    const { scaling } = this.seen(hand);
    const y = outputs(this.network(hand), this.tensors(hand), standardised(rows, scaling)).at(-1);
    return y.map((value) => value * scaling.y_scale + scaling.y_mean);
  }

  // --- single weights -----------------------------------------------------------------------

  /** @param {Part} part @returns {[string, number]} its tensor's name, and its place in the hand */
  spot(part) {
    const { layer } = part;
    if (part.kind === "neuron") return [`t${2 * layer + 1}`, part.unit];
    return [`t${2 * layer}`, part.from * this.stride(layer) + part.to];
  }

  value(hand, part) {
    const [name, place] = this.spot(part);
    return hand[name][place];
  }

  /** The hand's tensor with another number in it. */
  changed(hand, part, value) {
    const [name, place] = this.spot(part);
    const tensor = hand[name].slice();
    tensor[place] = value;
    return { [name]: tensor };
  }

  /** Places in the order of all tensors: of a weight, or of all that a neuron reads with. */
  places(part) {
    const { units } = this.data;
    const { layer } = part;
    const width = (i) => (i === 0 ? this.inputs : units[i - 1]);
    let start = 0;
    for (let i = 0; i < layer; i++) start += (width(i) + 1) * units[i];
    if (part.kind === "weight") return [start + part.from * units[layer] + part.to];
    const incoming = Array.from(
      { length: width(layer) },
      (_, from) => start + from * units[layer] + part.unit,
    );
    return [...incoming, start + width(layer) * units[layer] + part.unit];
  }

  isFrozen(frozen, part) {
    return frozen.size > 0 && this.places(part).every((place) => frozen.has(place));
  }
}
