// What is computed of the values, and what Keras answers: types without the DOM.

import type { Metrics, PredictRequest, Values } from "../protocol.d.ts";

/** New values: a list replaces the one before, switches and choices are merged. */
export type Change = Partial<Values>;

/** What a view computes of the values, before Keras answers. */
export interface Preview {
  /** What Keras is asked, all but the revision. */
  request: Omit<PredictRequest, "revision">;
  /** At the drawn points; null: only Keras can tell. */
  predictions: ArrayLike<number> | null;
  /** At further rows. */
  at?: ArrayLike<number> | null;
  /** Over the shown inputs. */
  grid?: ArrayLike<number>;
}

/** An answer of Keras' with its long lists unpacked; or one that is shown again. */
export interface Answer {
  predictions: ArrayLike<number>;
  at: ArrayLike<number>;
  grid: ArrayLike<number>;
  metrics: Metrics;
  thumbs?: Float32Array[];
  dead?: number[][];
  epoch?: number;
  blocks?: number[][];
  /** The preview that it was asked with. */
  preview: Preview;
}

/** What is drawn in a frame: the preview, and in place of its predictions Keras' if they are there. */
export interface Frame extends Preview {
  values: Values;
  /** What the predictions belong to: an older preview while Keras computes the newest. */
  preview: Preview;
  predictions: ArrayLike<number>;
  /** Keras' errors, or those of the preview; r2 is null if the target never varies. */
  errors: Metrics;
  /** MSE at the drawn points. */
  mse: number;
  /** Whether the predictions are Keras'. */
  source: "preview" | "keras" | "cached";
  thumbs?: Float32Array[];
  dead?: number[][];
  /** Weights at each moment of the last fit. */
  path: number[][][] | null;
}
