// What the stage and its views expect of each other.

import type { ClientMessage, Metrics, Values } from "./protocol.d.ts";
import type { Answer, Change, Frame, Preview } from "./model/frame.d.ts";
import type { Theme } from "./charts/plot.js";
import type { Facts } from "./model/explain.d.ts";
import type { Sketch } from "./model/sketch.js";
import type { Badge } from "./widgets/readouts.js";

export type { Answer, Change, Frame, Preview } from "./model/frame.d.ts";

/** What a button asks Python for. */
export type Action = NonNullable<ClientMessage["action"]>;

/** What a view asks of the stage. */
export interface Callbacks {
  /** The values now, with what was set since the last frame. */
  values(): Values;
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
  /** What the cards that explain terms can know besides what every page has. */
  facts?(): Partial<Facts>;
  /** What the board of a class shows of it; null or absent: nothing (yet). */
  sketch?(): Sketch | null;
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
