// What the files of the diagram have in common, and what its pages give it.

import type { Theme } from "../charts/plot.js";
import type { Network } from "../model/forward.js";
import type { LayerOutputs } from "../model/layersModel.js";
import type { InputPart, NeuronPart, NumberPart, WeightPart } from "../model/parts.d.ts";
import type { ActivationInfo, ColumnInfo, LayerSpec, Limits } from "../protocol.d.ts";
import type { Action } from "../view.d.ts";
import type { Valve } from "./valve.js";

/** What a diagram is built from. */
export interface DiagramSpec {
  inputs: ColumnInfo[];
  target: ColumnInfo;
  /** Their names; where there are several, each has an output. */
  classes?: string[];
  network: Network;
  activations: Pick<ActivationInfo, "name" | "label">[];
  limits: Limits;
  /** Inputs along the thumbnails' axes: 1 or 2. */
  shown: number;
  theme: Theme;
  /** On the wires behind the hidden layers. */
  valve?: Valve | null;
}

/** What the diagram shows. */
export interface DiagramFrame {
  layers: LayerSpec[];
  weight(layer: number, from: number, to: number): number;
  bias(layer: number, unit: number): number;
  frozen(part: NumberPart): boolean;
  /** Of each layer. */
  outputs: LayerOutputs[] | null;
  /** Of the grid, along each shown input. */
  cells: number;
  /** Of each layer and unit: 0 active, 1 dead, 2 saturated. */
  inactive: number[][] | null;
  /** The layer that stands out; -1: the inputs. */
  highlighted: number | null;
  /** Written on the neurons of each layer. */
  numbers: (number | string)[][] | null;
}

/** How large an update is, from -1 to 1. */
export type ShareOf = (part: NumberPart) => number;

/** What the diagram reports. */
export interface DiagramCallbacks {
  select(part: NumberPart | null): void;
  enlarge(part: NeuronPart | null): void;
  setActivation(layer: number, name: string): void;
  /** The activations beside each other, to choose one for a layer. */
  compare?(layer: number): void;
  dispatch(action: Action): void;
  /** Enter: to the part's slider. */
  edit?(part: NumberPart): void;
  /** The keys + and -. */
  nudge?(part: NumberPart, delta: number): void;
}

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A part as it is drawn; `element` takes focus. */
export interface EdgeItem {
  part: WeightPart;
  element: SVGGElement;
  line: SVGPathElement;
  /** Wider and invisible, to be hit by the pointer. */
  hitArea: SVGPathElement;
  arrow: SVGPathElement | null;
  path: string;
  value: number;
  width: number;
  frozen: boolean;
}

interface Tile {
  element: SVGGElement;
  rect: SVGRectElement;
  /** Of its middle; NaN until it is laid out. */
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface InputItem extends Tile {
  part: InputPart;
  name: SVGTextElement;
  unit: SVGTextElement;
}

export interface NeuronItem extends Tile {
  part: NeuronPart;
  hatch: SVGPathElement;
  lock: SVGGElement;
  /** Below the tile: its bias, and whether it is dead or saturated. */
  label: SVGTextElement;
  biasText: SVGTSpanElement;
  stateText: SVGTSpanElement;
  /** Written on the tile. */
  valueText: SVGTextElement;
  arrow: SVGPathElement | null;
  bias: number;
  state: string;
  frozen: boolean;
}

export type TileItem = InputItem | NeuronItem;
export type Item = EdgeItem | TileItem;
