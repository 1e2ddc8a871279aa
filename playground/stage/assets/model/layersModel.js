/**
 * A network of dense layers between the data's units: what the browser computes of the values, and
 * what Keras is asked about it.
 */

import { arraysOf, lastPass, outputs, rescaled, standardised } from "./forward.js";
import { changeAt } from "./values.js";

/**
 * @typedef {import("../protocol.d.ts").LayersPayload} LayersPayload
 * @typedef {import("../protocol.d.ts").TrainingPayload} TrainingPayload
 * @typedef {import("../protocol.d.ts").ScalingInfo} ScalingInfo
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("./frame.d.ts").Change} Change
 * @typedef {import("./frame.d.ts").Preview} Preview
 * @typedef {import("./forward.js").Network} Network
 *
 * @typedef {Omit<LayersPayload, "kind"> & Partial<Pick<TrainingPayload, "server_model">>}
 *   NetworkPayload what is read of the payloads of both pages
 *
 * @typedef {import("./parts.d.ts").NumberPart} NumberPart
 *
 * @typedef {{values: Float64Array | Float32Array, stride: number}} LayerOutputs of each neuron over
 *   the grid: rows × stride
 *
 * @typedef {object} Known what is known of a network without computing it
 * @property {Network} network
 * @property {number[][]} weights kernel and bias of each layer, or their visible blocks
 * @property {ScalingInfo} scaling
 * @property {number} cells rows of the grid along each shown input
 * @property {number[]} row the probe, which is also the slice, in the data's units
 *
 * @typedef {object} Computed where the browser computes the network
 * @property {LayerOutputs[]} [outputs] of each layer
 * @property {Float64Array} [own] predictions at the points in float64, even if Keras' are shown
 * @property {Float64Array} [sums] of the last layer before its activation, at the points
 * @property {Float64Array} [points] as the network sees them: rows × inputs
 *
 * @typedef {Preview & Known & Computed} LayersPreview
 */

/** Rows of the grid along each axis, by picture; fewer for networks that take longer. */
const CELLS = { curve: 161, top: 33, classes: 45, space: 21 };
const LIGHT = 1_500;
const HEAVY = 6_000;

export class NetworkModel {
  /** The epoch whose network Keras is asked for, on Training; null: the newest. @type {number | null} */
  epoch = null;

  /** Rows as the network sees them, with what they were computed for. */
  #standardised = /** @type {Record<string, {key: string, rows: Float64Array}>} */ ({});

  /** @param {NetworkPayload} payload replaced by newer ones with the same columns */
  constructor(payload) {
    this.payload = payload;
    this.inputs = payload.columns.inputs.length;
  }

  /** Whether the values hold only the visible blocks of the weights, and only Keras computes. */
  get isPartial() {
    return this.payload.model !== null;
  }

  /** @param {Pick<Values, "activations">} values @returns {Network} */
  network({ activations }) {
    const layers = this.payload.units.map((units, i) => ({ units, activation: activations[i] }));
    return { inputs: this.inputs, layers };
  }

  /** The token for Keras and the scaling that the switch chooses. @param {Values} values */
  seen({ switches }) {
    const { standardised, raw } = this.payload.scalings;
    return switches.standardise ? standardised : raw;
  }

  /** @param {Values} values */
  cells({ switches }) {
    const { axes, parameters, classes } = this.payload;
    if (axes.length === 1) return CELLS.curve;
    const isTop = switches.top || classes.length > 2;
    if (parameters <= LIGHT && isTop) return classes.length ? CELLS.classes : CELLS.top;
    if (parameters <= LIGHT) return CELLS.space;
    return parameters <= HEAVY ? 21 : 15;
  }

  // --- predictions --------------------------------------------------------------------------

  /** @param {Values} values @returns {LayersPreview} */
  preview(values) {
    const { eval_points, scaling } = this.seen(values);
    const { weights, at: row } = values;
    const [network, cells] = [this.network(values), this.cells(values)];
    const known = { network, weights, scaling, cells, row };
    const { axes: shown, spans, model } = this.payload;
    const grid = { shown, spans: spans.slice(0, shown.length), cells, fixed: row };
    const request = { eval_points, at: row, grid };
    if (model !== null) {
      return {
        ...known,
        request: { ...request, source: this.#stored(model, values) },
        predictions: null,
      };
    }
    /** @type {import("../protocol.d.ts").InlineNetwork} */
    const source = { kind: "inline", network, weights };
    return { ...known, request: { ...request, source }, ...this.#computed(values, known) };
  }

  /** What Keras is asked about a network that the server has. @param {string} model @param {Values} values */
  #stored(model, { weights, activations }) {
    return this.payload.server_model
      ? /** @type {const} */ ({ kind: "training", model, epoch: this.epoch })
      : /** @type {const} */ ({ kind: "stored", model, blocks: weights, activations });
  }

  /** @param {Values} values @param {Known} known */
  #computed(values, { network, weights, scaling, cells, row }) {
    const { axes, points: { x } } = this.payload;
    const standardise = String(values.switches.standardise);
    const fixed = row.filter((_, input) => !axes.includes(input));
    const gridKey = [fixed, cells, standardise].join(";");
    const grid = this.#rows("grid", gridKey, () => this.gridRows(row, cells), scaling);
    const points = this.#rows("points", standardise, () => x, scaling);
    const layers = outputs(network, weights, grid);
    const predict = (/** @type {ArrayLike<number>} */ rows) =>
      rescaled(last(outputs(network, weights, rows)), scaling);
    const { z, y } = lastPass(network, weights, points);
    const predictions = rescaled(y, scaling);
    return {
      outputs: layers.map((values, i) => ({ values, stride: network.layers[i].units })),
      grid: rescaled(last(layers), scaling),
      predictions,
      own: predictions,
      sums: z,
      points,
      at: predict(standardised(row, scaling)),
    };
  }

  /** The predictions for rows in the data's units. @param {Values} values @param {ArrayLike<number>} rows */
  predict(values, rows) {
    const { scaling } = this.seen(values);
    const layers = outputs(this.network(values), values.weights, standardised(rows, scaling));
    return rescaled(last(layers), scaling);
  }

  /**
   * The grid over the shown inputs, in the data's units; the first runs fastest.
   *
   * @param {number[]} fixed all inputs of a row, from which the others are taken
   * @param {number} cells
   */
  gridRows(fixed, cells) {
    const { axes, spans } = this.payload;
    const along = (/** @type {number} */ n, /** @type {number} */ axis) =>
      spans[axis][0] + ((spans[axis][1] - spans[axis][0]) * n) / (cells - 1);
    const rows = [];
    const heights = axes.length === 2 ? cells : 1;
    for (let b = 0; b < heights; b++) {
      for (let a = 0; a < cells; a++) {
        const row = fixed.slice();
        row[axes[0]] = along(a, 0);
        if (axes.length === 2) row[axes[1]] = along(b, 1);
        rows.push(...row);
      }
    }
    return rows;
  }

  /**
   * Rows as the network sees them, computed once for as long as `key` stays.
   *
   * @param {string} name
   * @param {string} key
   * @param {() => number[]} rows
   * @param {ScalingInfo} scaling
   */
  #rows(name, key, rows, scaling) {
    const before = this.#standardised[name];
    if (before?.key === key) return before.rows;
    const computed = standardised(rows(), scaling);
    this.#standardised[name] = { key, rows: computed };
    return computed;
  }

  // --- single weights -----------------------------------------------------------------------

  /** How many columns of a layer's kernel the values hold. @param {number} layer */
  stride(layer) {
    const { units, limits } = this.payload;
    return this.isPartial ? Math.min(units[layer], limits.drawn) : units[layer];
  }

  /** Which array of the weights has the part's number, and where in it. @param {NumberPart} part */
  address(part) {
    const { layer } = part;
    if (part.kind === "neuron") return { array: 2 * layer + 1, index: part.unit };
    return { array: 2 * layer, index: part.from * this.stride(layer) + part.to };
  }

  /** @param {Values} values @param {NumberPart} part */
  value({ weights }, part) {
    const { array, index } = this.address(part);
    return weights[array][index];
  }

  /** @param {Values} values @param {NumberPart} part @param {number} value @returns {Change} */
  changed(values, part, value) {
    return changeAt(values, { group: "weights", ...this.address(part) }, value);
  }

  /**
   * Indices in the order of all weights: of a weight, or of all that a neuron reads with.
   *
   * @param {NumberPart} part
   */
  indices(part) {
    const { units } = this.payload;
    const { layer } = part;
    const width = (/** @type {number} */ i) => (i === 0 ? this.inputs : units[i - 1]);
    let start = 0;
    for (let i = 0; i < layer; i++) start += (width(i) + 1) * units[i];
    if (part.kind === "weight") return [start + part.from * units[layer] + part.to];
    const incoming = Array.from(
      { length: width(layer) },
      (_, from) => start + from * units[layer] + part.unit,
    );
    return [...incoming, start + width(layer) * units[layer] + part.unit];
  }

  /** @param {Set<number>} frozen indices @param {NumberPart} part */
  isFrozen(frozen, part) {
    return frozen.size > 0 && this.indices(part).every((index) => frozen.has(index));
  }

  /**
   * All weights, which a run sends one after another, as the values hold them.
   *
   * @param {Float32Array} flat
   * @returns {number[][] | null} null: they are of another network
   */
  weightsOf(flat) {
    const { units, parameters } = this.payload;
    if (flat.length !== parameters) return null;
    const layers = units.map((units) => ({ units }));
    return arraysOf({ inputs: this.inputs, layers }, flat).map((array) => Array.from(array));
  }
}

/** @param {Float64Array[]} layers */
const last = (layers) => layers[layers.length - 1];
