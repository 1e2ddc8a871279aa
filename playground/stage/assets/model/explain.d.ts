// What the cards that explain a term know of the screen now.

import type { RunSnapshot } from "./run.d.ts";
import type { Benchmarks, ColumnInfo, LayerSpec, Metrics, ScalingInfo } from "../protocol.d.ts";

/** Whether Keras computed what is shown. */
export interface KerasFacts {
  state: "waiting" | "agrees" | "alone" | "differs" | "lost";
  /** The largest between its numbers and the browser's, in the target's unit; NaN: not known. */
  difference: number;
  /** Why there is no answer, or "". */
  reason: string;
}

/** One neuron y = f(w·x + b) in the data's units. */
export interface UnitFacts {
  w: number[];
  b: number;
  relu: boolean;
  /** Whether it tells two classes apart. */
  sigmoid?: boolean;
  /** MSE of the best there is; NaN: not on screen. */
  best: number;
}

/** What a classifier of two classes answers. */
export interface AnswerFacts {
  /** Shares of right answers: now, and of always the commonest class. */
  accuracy: number;
  always: number;
  threshold: number;
  /** How many rows are answered yes where no is right, and the other way round. */
  falseAlarms: number;
  missed: number;
  /** What these cost, and what they would at the best threshold. */
  cost: number;
  leastCost: number;
  /** Mean cross-entropy; NaN: not known. */
  loss: number;
}

/** What a classifier answers, for the cards. */
export interface ClassFacts {
  /** Of the classes; of two, no and yes. */
  names: string[];
  /** Of right and wrong answers: a row for each true class, a column for each answer. */
  table: number[][];
  benchmarks: Benchmarks | null;
  threshold: number;
  /** Mean cross-entropy; NaN: not known. */
  loss: number;
  /** At the probe: of yes, or of each class. */
  outputs: number[];
  /** Of two classes: below the ROC curve; what the mistakes cost; the least, and its threshold. */
  area: number;
  costs: { falseAlarm: number; miss: number };
  leastCost: number;
  best: number;
}

/** A network of layers. */
export interface NetworkFacts {
  layers: LayerSpec[];
  parameters: number;
  /** How many weights training leaves as they are. */
  frozen: number;
  /** How many hidden neurons give 0 at every row; how many are on the flat part of their curve. */
  silent: number;
  saturated: number;
  /** Between the data and the network; x_mean is 0 and x_scale 1 where inputs are not scaled. */
  scaling: ScalingInfo;
  /** Between the stack and the single unit, in the target's unit; NaN: not shown. */
  difference: number;
  /** The number of the chosen edge or neuron; NaN: none is chosen. */
  chosen: number;
}

/** A training, at the epoch in view. */
export interface TrainingFacts {
  /** How it stands; none: there is no run. */
  state?: RunSnapshot["state"];
  epoch: number;
  epochs: number;
  rate: number;
  batchSize: number;
  /** Its name: "MSE". */
  loss: string;
  /** After the epoch; NaN: not known. */
  trainLoss: number;
  testLoss: number;
  /** Rows on either side of the split, and their mean misses. */
  trainRows: number;
  testRows: number;
  trainMiss: number;
  testMiss: number;
  /** Of classes, the shares of right answers. */
  trainRight?: number;
  testRight?: number;
  /** The largest gradient and update of the last batch; NaN: there is none. */
  gradient: number;
  update: number;
}

/** The page Concrete. */
export interface ConcreteFacts {
  /** Whether the ladder of networks is on screen. */
  ladder: boolean;
  /** The chosen network's place on it, and its R² by split. */
  network: number;
  r2: Record<string, number>;
  /** Of the network on screen. */
  parameters: number;
  byMix: boolean;
  why: boolean;
  /** Whether the data has mixes like the one in view. */
  covered: boolean;
}

/** What is on screen now. */
export interface Facts {
  inputs: ColumnInfo[];
  target: ColumnInfo;
  /** What the rows are: "cereals". */
  plural: string;
  /** Which rows are in the picture, in sentences; "" where the page has no such note. */
  note: string;
  /** How many rows the errors are of. */
  rows: number;
  /** Of the target, over these rows. */
  mean: number;
  errors: Metrics | null;
  /** Of always answering the mean. */
  ofMean?: Pick<Metrics, "mse" | "mae">;
  /** Sizes of the largest misses, at most three, the largest first. */
  misses: number[];
  /** Where the probe is, and what is predicted there; NaN: not known. */
  at: number[];
  prediction: number;
  keras: KerasFacts;
  /** Of the challenge, 0 to 100; null: there is none. */
  score: number | null;
  unit?: UnitFacts;
  answers?: AnswerFacts;
  classes?: ClassFacts;
  network?: NetworkFacts;
  training?: TrainingFacts;
  concrete?: ConcreteFacts;
}

export interface Explanation {
  title: string;
  text: string;
}
