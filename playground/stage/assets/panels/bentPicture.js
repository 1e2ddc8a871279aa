/** The picture of the plane as two chosen neurons bend it: what is drawn of a network. */

import { BentPlane } from "../charts/bentPlane.js";
import { ClassRaster } from "../charts/classRaster.js";
import { Raster } from "../charts/heatMap.js";
import { thresholdOf } from "../model/answerFacts.js";
import {
  afterwards,
  axisOf,
  bendingLayers,
  choiceOf,
  gridLines,
  neuronsOf,
  placesIn,
  placesOf,
  spotOf,
} from "../model/bent.js";
import { boundary } from "../model/classMarks.js";
import { missed } from "../model/classes.js";
import { rescaled, standardised } from "../model/forward.js";
import { BentBoxes } from "./bentBoxes.js";

/**
 * @typedef {import("../charts/layersPicture.js").PictureFrame} PictureFrame
 * @typedef {import("../model/bent.js").Neurons} Neurons
 * @typedef {import("../model/bent.js").Pair} Pair
 * @typedef {import("../model/bent.js").Places} Places
 * @typedef {import("../model/forward.js").Network} Network
 * @typedef {Pick<import("../view.d.ts").Callbacks, "set" | "commit" | "values">} Callbacks
 */

/** Cells along each side of what is behind the plane. */
const CELLS = 45;
const DOT = new Path2D("M-5,0a5,5 0 1,0 10,0a5,5 0 1,0 -10,0");

export class BentPicture {
  /** @type {Neurons | null} in view */
  neurons = null;
  /** Of both axes. @type {{x: Pair, y: Pair, of: string} | null} */
  spans = null;
  /** @type {{cells: number, flatGrid: Places, lines: ReturnType<typeof gridLines>} | null} */
  grid = null;

  /**
   * @param {import("../model/layersModel.js").NetworkPayload} payload
   * @param {import("../charts/plot.js").Theme} theme
   * @param {import("../charts/classPoints.js").ClassPoints} points
   * @param {import("../model/slices.js").Slice} slice
   * @param {Callbacks} callbacks
   */
  constructor(payload, theme, points, slice, callbacks) {
    const { classes, spans } = payload;
    this.payload = payload;
    this.points = points;
    this.slice = slice;
    this.callbacks = callbacks;
    this.plane = new BentPlane(theme);
    this.raster = classes.length
      ? new ClassRaster(points.marks, theme.background)
      : new Raster(theme.rising, spans[spans.length - 1]);
    const shapes = points.marks.map(({ color, path }) => ({ color, shape: new Path2D(path) }));
    /** How each point is drawn. */
    this.marks = payload.points.y.map((y) =>
      shapes.length
        ? shapes[y]
        : { color: /** @type {Raster} */ (this.raster).color(y), shape: DOT }
    );
    const share = (/** @type {number} */ axis) => this.flatShares(axis);
    /** Where the points are on the inputs' own plane, as shares of its sides. @type {Places} */
    this.flat = { x: share(0), y: share(1) };
    this.boxes = new BentBoxes((neurons) => this.choose(neurons));
  }

  get element() {
    return this.plane.element;
  }

  /** @param {Neurons | null} neurons null: the picture is the usual one again */
  choose(neurons) {
    if (neurons) this.plane.unfold();
    this.callbacks.set({ choices: { bent: neurons ? choiceOf(neurons) : "" } });
    this.callbacks.commit();
  }

  /** Draws it if it is chosen. @param {PictureFrame} frame @returns {boolean} whether it is in view */
  show(frame) {
    const { network, values, points } = frame;
    const layers = points ? bendingLayers(network) : [];
    this.neurons = layers.length ? neuronsOf(values.choices.bent, network) : null;
    this.boxes.show(this.neurons, layers, network);
    this.element.hidden = this.neurons === null;
    if (!this.neurons || !points) return false;
    this.draw(frame, this.neurons, points);
    return true;
  }

  /** @param {PictureFrame} frame @param {Neurons} neurons @param {ArrayLike<number>} rows */
  draw(frame, neurons, rows) {
    const { network, weights, outputs, cells, values, predictions, scaling, ringed } = frame;
    const { payload: { axes, classes }, marks } = this;
    const layer =
      /** @type {import("../model/layersModel.js").LayerOutputs[]} */ (outputs)[neurons.layer];
    const grid = placesIn(layer.values, layer.stride, neurons);
    const points = placesOf(network, weights, rows, neurons);
    const probe = placesOf(network, weights, standardised(values.at, scaling), neurons);
    const spans = this.spansOf(network, neurons, grid, points);
    const threshold = thresholdOf(values);
    const after = afterwards(network, weights, neurons, spans, CELLS);
    const wrong = values.switches.residuals && classes.length
      ? missed(this.payload.points.y, predictions, threshold)
      : [];
    this.plane.show({
      spans,
      names: { x: nameOf(neurons, neurons.across), y: nameOf(neurons, neurons.up) },
      points,
      flat: this.flat,
      grid,
      ...this.gridOf(cells, axes.length),
      background: after && this.background(rescaled(after, scaling), threshold),
      boundary: after
        ? this.beyond(after, spans, threshold)
        : this.bentBoundary(frame, grid, threshold),
      missed: new Set(wrong),
      ringed: new Set(ringed ?? []),
      probe: [probe.x[0], probe.y[0]],
      mark: (row) => marks[row],
    });
  }

  /** What does not change with the weights. @param {number} cells @param {number} inputs */
  gridOf(cells, inputs) {
    if (this.grid?.cells !== cells) {
      const [flatGrid, lines] = [flatPlaces(cells, inputs), gridLines(cells, inputs)];
      this.grid = { cells, flatGrid, lines };
    }
    return this.grid;
  }

  /** @param {Network} network @param {Neurons} neurons @param {Places} grid @param {Places} points */
  spansOf(network, neurons, grid, points) {
    const { activation } = network.layers[neurons.layer];
    const of = `${choiceOf(neurons)} ${activation}`;
    const before = this.spans?.of === of ? this.spans : null;
    this.spans = {
      x: axisOf(activation, [grid.x, points.x], before && before.x),
      y: axisOf(activation, [grid.y, points.y], before && before.y),
      of,
    };
    return this.spans;
  }

  /** Along an axis, or where there is none in the middle. @param {number} axis */
  flatShares(axis) {
    const { axes, spans, points: { y } } = this.payload;
    const [low, high] = spans[axis];
    return Float64Array.from(
      y,
      (_, row) =>
        axis < axes.length ? (this.slice.value(row, axes[axis]) - low) / (high - low) : 0.5,
    );
  }

  /** @param {Float64Array} outputs of the network over the picture @param {number} threshold */
  background(outputs, threshold) {
    this.raster.fill(outputs, CELLS, threshold);
    return this.raster.canvas;
  }

  /** Where the answer changes, all over the picture. @param {Float64Array} outputs @param {{x: Pair, y: Pair}} spans @param {number} threshold */
  beyond(outputs, { x, y }, threshold) {
    if (!this.payload.classes.length) return [];
    const at = (/** @type {Pair} */ [low, high], /** @type {number} */ cell) =>
      low + (high - low) * cell / (CELLS - 1);
    return boundary(outputs, CELLS, this.units, threshold).map((
      ends,
    ) => /** @type {import("../charts/heatMap.js").Line} */ (ends.map((
      [i, j],
    ) => [at(x, i), at(y, j)])));
  }

  /** Where the boundary in the inputs' plane comes to lie. @param {PictureFrame} frame @param {Places} places @param {number} threshold */
  bentBoundary({ grid, cells }, places, threshold) {
    if (!this.payload.classes.length || this.payload.axes.length === 1 || !grid) return [];
    return boundary(grid, cells, this.units, threshold).map((
      ends,
    ) => /** @type {import("../charts/heatMap.js").Line} */ (ends.map((spot) =>
      spotOf(places, cells, spot)
    )));
  }

  /** Of the output. */
  get units() {
    return this.points.areMany ? this.points.marks.length : 1;
  }

  /** @param {string} text for those who cannot see it */
  label(text) {
    const { neurons } = this;
    if (!neurons) return;
    this.plane.canvas.setAttribute(
      "aria-label",
      `The inputs as two neurons bend them: to the right the output of ${
        nameOf(neurons, neurons.across)
      }, upwards of ${nameOf(neurons, neurons.up)}. ${text}`,
    );
  }

  close() {
    this.plane.close();
  }
}

/** @param {Neurons} neurons @param {number} unit */
const nameOf = ({ layer }, unit) => `neuron ${unit + 1} of layer ${layer + 1}`;

/** The cells before they are bent, as shares of the picture. @param {number} cells @param {number} inputs @returns {Places} */
function flatPlaces(cells, inputs) {
  const many = inputs === 1 ? cells : cells * cells;
  return {
    x: Float64Array.from({ length: many }, (_, cell) => (cell % cells) / (cells - 1)),
    y: Float64Array.from(
      { length: many },
      (_, cell) => inputs === 1 ? 0.5 : Math.floor(cell / cells) / (cells - 1),
    ),
  };
}
