// What the stage and its views expect of each other.

import type { Action, Metrics, PredictRequest, Values } from "./protocol.d.ts";
import type { Theme } from "./charts/plot.js";
import type { Badge } from "./widgets/readouts.js";

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

/** What a view asks of the stage. */
export interface Callbacks {
  /** Exact values, from sliders, boxes and switches. */
  set(change: Change): void;
  /** Numbers from the pointer, by the keys of their sliders, rounded to each slider's grid. */
  setFromPointer(numbers: Record<string, number>): void;
  /** The values are at rest: Python and the link are told. */
  commit(): void;
  /** A button asks Python for something; the values are committed with it. */
  dispatch(action: Action): void;
  /** Draws once in the next frame. */
  requestDraw(): void;
  /** The values did not change, but what is computed of them did: as after a change. */
  recompute(): void;
  /** The server's weights changed: asks again, and keeps the picture until the answer arrives. */
  refreshAnswer(): void;
  /** Shows an answer again that is remembered. */
  showCachedAnswer(answer: Answer): void;
}

/** A page's part of the stage: built once for its columns, then shown frame by frame. */
export interface View<P> {
  badge: Badge;
  /** The payload with the same columns: other values, another run, a server started again. */
  update(payload: P): void;
  preview(values: Values): Preview;
  /** Draws the charts, in pieces between which the page can paint and listen. */
  drawCharts(base: string, onDrawn: () => void): Promise<void>;
  show(frame: Frame): void;
  /** While only Keras can tell what the network gives: all that is known without it. */
  showWaiting(frame: Preview & { values: Values }): void;
  /** The values are at rest: what is slow, and what is announced. */
  announce(errors: Metrics): void;
  /** What a slider still waits to report is reported now. */
  flush(): void;
  close(): void;
  /** Takes an answer itself, to show it later. Returns whether it does; absent: it never does. */
  deferAnswer?(show: () => void, answer: Answer, took: number): boolean;
  /** What an answer changes of the values. @param isNewest whether it is shown */
  onAnswer?(answer: Answer, isNewest: boolean): Change;
}

export interface ViewModule<P> {
  /** A stylesheet of its own, below css/. */
  sheet?: string;
  default: new (root: HTMLElement, payload: P, theme: Theme, callbacks: Callbacks) => View<P>;
}
