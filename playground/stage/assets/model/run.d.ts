// A run as the browser sees it, its lists unpacked: types without the DOM.

import type { BatchEvent, RunawayPath as PackedPath, RunEvent } from "../protocol.d.ts";
import type { Answer } from "./frame.d.ts";

/** An update by one batch. */
export interface Batch extends Omit<BatchEvent, "gradient" | "update"> {
  /** As the weights; empty where the browser has none. */
  gradient: Float32Array;
  update: Float32Array;
}

/** How a loss ran away. */
export interface RunawayPath extends Omit<PackedPath, "weights"> {
  /** All weights, of each state. */
  weights: Float32Array[];
}

/** How a run stands. */
export interface RunSnapshot extends Omit<RunEvent, "weights" | "batch" | "runaway"> {
  /** All weights one after another; empty where the browser has none. */
  weights: Float32Array;
  batch: Batch | null;
  runaway: RunawayPath | null;
}

/** The network after an epoch; without weights and answer, Keras can be asked for it. */
export interface Moment {
  epoch: number;
  /** All weights one after another. */
  weights?: Float32Array;
  /** Keras' answer then, where only the server computes the network. */
  answer?: Answer;
  /** The answer's row, as text: for another one the answer does not hold. */
  row?: string;
}

/** The moments of an attempt that the server remembers. */
export interface LoadedMoments {
  attempt: number;
  moments: Moment[];
}
