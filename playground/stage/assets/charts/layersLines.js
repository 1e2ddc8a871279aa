/** Lines of a network's picture: where it bends, and the single unit that it equals. No DOM. */

import { hingePoints, hingeSegments } from "../model/networkAnalysis.js";

/**
 * @typedef {import("../protocol.d.ts").Values} Values
 * @typedef {import("../model/layersModel.js").NetworkModel} NetworkModel
 * @typedef {import("../model/layersModel.js").LayersPreview} LayersPreview
 * @typedef {import("../model/slices.js").Slice} Slice
 * @typedef {Pick<LayersPreview, "network" | "weights" | "scaling" | "row">} Known
 * @typedef {{w: ArrayLike<number>, b: number}} Unit in the data's units
 * @typedef {[number, number]} Pair a spot, or the ends of a span
 * @typedef {import("./heatMap.js").Line} Line
 */

/** Points along a hinge that is lifted onto the surface. */
const ALONG = 16;
/** Of wider layers, only the first neurons' hinges are drawn: more would hide the picture. */
const MAX_HINGES = 32;
/** Lines of equal height, from the lowest to the highest colour. */
const LEVELS = 8;

/** Where the first layer bends along one input. */
export class LayersLines {
  /** @param {NetworkModel} model @param {Slice} slice */
  constructor(model, slice) {
    this.model = model;
    this.slice = slice;
  }

  /** Where the first layer bends along the only input that is shown. @param {Values} values @param {Known} known */
  hingePoints(values, { network, weights, scaling, row }) {
    if (this.model.isPartial) return [];
    const { axes: [shown], spans } = this.model.payload;
    const inner = (/** @type {number} */ value, /** @type {number} */ input) =>
      (value - scaling.x_mean[input]) / scaling.x_scale[input];
    const [low, high] = spans[0];
    const found = hingePoints(network, weights, {
      shown,
      fixed: row.map(inner),
      span: [inner(low, shown), inner(high, shown)],
    });
    const x = found.slice(0, MAX_HINGES).filter((value) => value !== null)
      .map((value) => value * scaling.x_scale[shown] + scaling.x_mean[shown]);
    const y = this.predict(values, x.map((value) => [value]));
    const isOne = y.length === x.length; // else several classes: their curves have no one height
    return x.map((value, n) => ({ x: value, y: isOne ? y[n] : 0 }));
  }

  /** Where the first layer bends over two inputs. @param {Known} known @returns {Line[]} */
  hingeSegments({ network, weights, scaling, row }) {
    if (this.model.isPartial) return [];
    const { axes: [i, j], spans } = this.model.payload;
    const { x_mean, x_scale } = scaling;
    const inner = (/** @type {number} */ value, /** @type {number} */ input) =>
      (value - x_mean[input]) / x_scale[input];
    const span = (
      /** @type {Pair} */ [low, high],
      /** @type {number} */ input,
    ) => /** @type {Pair} */ ([inner(low, input), inner(high, input)]);
    const outer = (
      /** @type {Pair} */ [x, y],
    ) => /** @type {Pair} */ ([x * x_scale[i] + x_mean[i], y * x_scale[j] + x_mean[j]]);
    const found = hingeSegments(network, weights, {
      shown: [i, j],
      fixed: row.map(inner),
      spans: [span(spans[0], i), span(spans[1], j)],
    });
    return found.slice(0, MAX_HINGES).filter((line) => line !== null)
      .map(([start, end]) => [outer(start), outer(end)]);
  }

  /** Hinges lifted onto the surface: one interrupted line. @param {Values} values @param {Line[]} segments */
  raised(values, segments) {
    if (!segments.length) return null;
    const spots = segments.flatMap(([a, b]) =>
      Array.from({ length: ALONG }, (_, n) => {
        const share = n / (ALONG - 1);
        return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
      })
    );
    const heights = this.predict(values, spots);
    /** @type {{x: (number | null)[], y: (number | null)[], z: (number | null)[]}} */
    const hinge = { x: [], y: [], z: [] };
    spots.forEach(([x, y], n) => {
      hinge.x.push(x);
      hinge.y.push(y);
      hinge.z.push(heights[n]);
      if (n % ALONG === ALONG - 1) {
        for (const axis of [hinge.x, hinge.y, hinge.z]) axis.push(null);
      }
    });
    return hinge;
  }

  /** The single unit as a line over the shown input. @param {Values} values @param {Unit} unit */
  unitLine(values, unit) {
    const [[low, high]] = this.model.payload.spans;
    return { x: [low, high], y: [low, high].map((x) => this.unitAt(values, unit, [x])) };
  }

  /** The single unit's plane as a frame with its diagonals. @param {Values} values @param {Unit} unit */
  unitFrame(values, unit) {
    const [[x0, x1], [y0, y1]] = this.model.payload.spans;
    const corners = [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
    const around = [0, 1, 2, 3, 0, 2, 1, 3].map((n) => corners[n]);
    return {
      x: around.map(([x]) => x),
      y: around.map(([, y]) => y),
      z: around.map((corner) => this.unitAt(values, unit, corner)),
    };
  }

  /**
   * Lines of equal height of the single unit; the picture's axes clip them.
   *
   * @param {Values} values
   * @param {Unit} unit
   * @returns {Line[]}
   */
  unitLevels(values, unit) {
    const { axes: [i, j], spans: [[x0, x1], [y0, y1], [low, high]] } = this.model.payload;
    const [u, v] = [unit.w[i], unit.w[j]];
    const rest = this.unitAt(values, unit, [0, 0]);
    const steep = Math.abs(v * (y1 - y0)) >= Math.abs(u * (x1 - x0)) && v !== 0;
    if (!steep && u === 0) return [];
    return Array.from({ length: LEVELS - 1 }, (_, n) => {
      const level = low + ((high - low) * (n + 1)) / LEVELS - rest;
      return steep
        ? [[x0, (level - u * x0) / v], [x1, (level - u * x1) / v]]
        : [[(level - v * y0) / u, y0], [(level - v * y1) / u, y1]];
    });
  }

  /** @param {Values} values @param {Unit} unit @param {number[]} shown numbers of the shown inputs */
  unitAt(values, { w, b }, shown) {
    return this.slice.row(values, shown).reduce(
      (/** @type {number} */ sum, /** @type {number} */ value, /** @type {number} */ i) =>
        sum + w[i] * value,
      b,
    );
  }

  /** The network's predictions. @param {Values} values @param {number[][]} spots numbers of the shown inputs */
  predict(values, spots) {
    return this.model.predict(values, spots.flatMap((spot) => this.slice.row(values, spot)));
  }
}
