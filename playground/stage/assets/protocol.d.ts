// Generated from playground/stage/protocol by `python -m playground.server.protocol_types`.
// deno-lint-ignore-file no-explicit-any

/** One act of "show me", and of the tests that play the lesson. */
export interface Act {
  control: string;
  to?: number | string | null;
}

/** An activation that can be chosen. */
export interface ActivationInfo {
  name: string;
  label: string;
  formula: string;
}

/** A new hidden layer; it becomes the one with this index. */
export interface AddLayer {
  kind: "add_layer";
  layer: number;
}

/** One more neuron in a hidden layer. */
export interface AddNeuron {
  kind: "add_neuron";
  layer: number;
}

/** An update by one batch; gradient and update are "" where the browser has no weights. */
export interface BatchEvent {
  number: number;
  of: number;
  rows: number[];
  loss: number;
  gradient: string;
  update: string;
}

/** The neuron with one input that has the smallest MSE, in the target's unit squared. */
export interface BestUnit {
  w: number;
  b: number;
  mse: number;
}

/** What the learner expects, before the act. It cannot be wrong, and is shown beside `outcome`. */
export interface Bet {
  ask: string;
  answers?: string[];
  draws?: "" | "line";
  outcome: string;
}

/** The points on a board on which they are drawn, `[x, y]` each. */
export interface BoardEvent {
  points: [number, number][];
}

/** A board on which points are drawn: those to begin with, and the names of the axes. */
export interface BoardPayload {
  kind: "points";
  points: [number, number][];
  names: [string, string];
}

/** Points along a curve, and along each side of a surface. */
export interface Cells {
  curve: number;
  surface: number;
}

/** A commit: the browser's values at rest, with what is to be done. */
export interface ClientMessage {
  seq: number;
  base: number;
  values: Values;
  undo?: boolean;
  action?: AddNeuron | RemoveNeuron | ResizeLayer | AddLayer | RemoveLayer | SetActivation | Play | Pause | StepEpoch | StepBatch | Stop | Reset | LowerRate | RemovePenalty | Standardise | OpenTraining | null;
  refresh?: boolean;
}

/** A column's name and unit. */
export interface ColumnInfo {
  name: string;
  unit: string;
}

/** A column with the ends of its values; `label` is its name for people. */
export interface ColumnRange {
  name: string;
  label: string;
  unit: string;
  low: number;
  high: number;
}

/** What a page with several inputs looks at. */
export interface Columns {
  inputs: ColumnInfo[];
  target: ColumnInfo;
}

/** Another run to compare with. */
export interface ComparedRun {
  id: string;
  name: string;
  train: Curve;
  test: Curve;
}

/** A mix of concrete, the ladder of networks, what each input does. */
export interface ConcretePayload {
  kind: "concrete";
  session: string;
  version: number;
  ack: number;
  values: Values;
  layout_key: (string | boolean)[];
  plotly: string;
  scale: number;
  noun: string;
  plural: string;
  challenge: boolean;
  sliders: SliderSpec[];
  path: number[][][] | null;
  eval_points: string;
  model: string;
  weights_path: string;
  network: NetworkSpec;
  test_predictions: number[];
  test_rows: number[];
  points: Targets;
  rows: MixRows;
  coverage: CoverageInfo;
  scaling: ScalingInfo;
  columns: RangedColumns;
  cells: Cells;
  top: number;
  mean_miss: number;
  ladder: LadderInfo;
  effects: InputEffect[];
  figures: Record<string, PlotlyFigure>;
}

/** The map of the lessons. */
export interface CoursePayload {
  kind: "course";
  lessons: LessonInfo[];
}

/** What the data covers: distances are counted in `spread` per input. */
export interface CoverageInfo {
  spread: number[];
  radius: number;
  shown: number;
}

/** Epochs, and the loss after each. */
export interface Curve {
  epochs: number[];
  losses: number[];
}

/** What gradient descent on the stage needs. */
export interface DescentInfo {
  scalings: Record<string, ScalingInfo>;
  rates: number[];
  batches: string[];
}

/** What was chosen in a figure of the page Data; one of the fields besides `seq` and `add`. */
export interface FigureEvent {
  seq: number;
  add?: boolean;
  row?: number | null;
  bar?: number | null;
  cell?: [number, number] | null;
  box?: [number[], number[]] | null;
  loop?: [number[], number[]] | null;
  clear?: boolean;
}

/** A figure without a model. */
export interface FigurePayload {
  kind: "figure";
  figure: PlotlyFigure;
  title: string;
  label: string;
  height: string;
  selectable: boolean;
  plotly: string;
}

/** One condition on a fact. */
export interface Goal {
  fact: string;
  is: "above" | "at least" | "at most" | "below" | "near";
  value: number | string;
  times?: number;
  tolerance?: number;
  unit?: string;
  name?: string;
}

/** A grid of rows over one or two inputs. */
export interface GridRequest {
  shown: number[];
  spans: [number, number][];
  cells: number;
  fixed: number[];
}

/** Three hints, each on request. */
export interface Hints {
  where: string;
  think: string;
  half: Act[];
}

/** A network that the browser has: its layers, and each array flat. */
export interface InlineNetwork {
  kind: "inline";
  network: NetworkSpec;
  weights: number[][];
}

/** What one input does: `curves` are those of single rows along `grid`. */
export interface InputEffect {
  grid: number[];
  mean: number[];
  curves: number[][];
}

/** One network of the ladder, with its figures and predictions for each split. */
export interface LadderEntry {
  name: string;
  label: string;
  about: string;
  parameters: number;
  r2: Record<string, number>;
  mae: Record<string, number>;
  predicted: Record<string, number[]>;
  training: Record<string, string>;
}

/** The ladder of networks. */
export interface LadderInfo {
  networks: LadderEntry[];
  splits: SplitInfo[];
  ages: number[];
}

/** A dense layer. */
export interface LayerSpec {
  units: number;
  activation: string;
}

/** A network that is built and moved by hand. */
export interface LayersPayload {
  kind: "layers";
  session: string;
  version: number;
  ack: number;
  values: Values;
  layout_key: (string | boolean)[];
  plotly: string;
  scale: number;
  noun: string;
  plural: string;
  challenge: boolean;
  sliders: SliderSpec[];
  path: number[][][] | null;
  columns: Columns;
  points: Points;
  names: string[];
  spread: number[];
  axes: number[];
  spans: [number, number][];
  space: PlotlyFigure | null;
  above: PlotlyFigure | null;
  curve: PlotlyFigure | null;
  drawn: number[] | null;
  units: number[];
  parameters: number;
  model: string | null;
  scalings: Scalings;
  activations: ActivationInfo[];
  limits: Limits;
  note: string;
  best_note: string;
  chart_label: string;
}

/** What the learner wants, or has done. */
export interface LessonEvent {
  seq: number;
  go: "arrived" | "check" | "here" | "leave" | "to";
  lesson?: string;
  step?: number;
  epoch?: number;
}

/** A lesson on the map. */
export interface LessonInfo {
  id: string;
  revision: number;
  title: string;
  idea: string;
  minutes: number;
  steps: number;
  page: string;
  own: boolean;
}

/** The card of a step. */
export interface LessonPayload {
  kind: "lesson";
  lesson: string;
  revision: number;
  title: string;
  number: number;
  steps: number;
  step: Step;
  page: string;
  here: boolean;
  start: Record<string, number>;
  given: Record<string, number>;
  units: Record<string, string>;
  confirmed: boolean;
}

/** The most hidden layers, units of a layer, and units that are drawn. */
export interface Limits {
  layers: number;
  units: number;
  drawn: number;
}

/** The best linear unit. */
export interface LinearBest {
  w: number[];
  b: number;
}

/** Losses of the epochs after the first `after`; None where there is none. */
export interface LossUpdate {
  after: number;
  train: (number | null)[];
  test: (number | null)[];
}

/** A tenth of the learning rate, after a run that diverged. */
export interface LowerRate {
  kind: "lower_rate";
}

/** Errors in the target's unit; r2 is None if the target never varies. */
export interface Metrics {
  mse: number;
  mae: number;
  r2: number | null;
}

/** A wrong state that learners come to. */
export interface Miss {
  when: Goal[];
  say: string;
}

/** All rows of the data: inputs flat, row by row, targets, names. */
export interface MixRows {
  x: number[];
  y: number[];
  names: string[];
}

/** What Layers and Training share. */
export interface NetworkPayload {
  session: string;
  version: number;
  ack: number;
  values: Values;
  layout_key: (string | boolean)[];
  plotly: string;
  scale: number;
  noun: string;
  plural: string;
  challenge: boolean;
  sliders: SliderSpec[];
  path: number[][][] | null;
  columns: Columns;
  points: Points;
  names: string[];
  spread: number[];
  axes: number[];
  spans: [number, number][];
  space: PlotlyFigure | null;
  above: PlotlyFigure | null;
  curve: PlotlyFigure | null;
  drawn: number[] | null;
  units: number[];
  parameters: number;
  model: string | null;
  scalings: Scalings;
  activations: ActivationInfo[];
  limits: Limits;
  note: string;
  best_note: string;
  chart_label: string;
}

/** A network of dense layers. */
export interface NetworkSpec {
  inputs: number;
  layers: LayerSpec[];
}

/** One neuron with one input. */
export interface NeuronPayload {
  kind: "neuron";
  session: string;
  version: number;
  ack: number;
  values: Values;
  layout_key: (string | boolean)[];
  plotly: string;
  scale: number;
  noun: string;
  plural: string;
  challenge: boolean;
  sliders: SliderSpec[];
  path: number[][][] | null;
  eval_points: string;
  columns: OneColumn;
  points: Points;
  ghosts: [number, number][];
  chart: PlotlyFigure;
  drawn: Points;
  domain: [number, number];
  landscapes: Record<string, PlotlyFigure> | null;
  landscape_note: string;
  descent: DescentInfo | null;
  best: Record<string, BestUnit>;
  baseline_mse: number;
  note: string;
  chart_label: string;
}

/** What a page with one input looks at. */
export interface OneColumn {
  input: ColumnInfo;
  target: ColumnInfo;
}

/** The way into the course from the foot of a page. */
export interface OnwardPayload {
  kind: "onward";
  page: string;
  lessons: LessonInfo[];
}

/** Open the network in view on Training. */
export interface OpenTraining {
  kind: "open_training";
}

/** Pause the run. */
export interface Pause {
  kind: "pause";
}

/** One neuron with several inputs. */
export interface PlanePayload {
  kind: "plane";
  session: string;
  version: number;
  ack: number;
  values: Values;
  layout_key: (string | boolean)[];
  plotly: string;
  scale: number;
  noun: string;
  plural: string;
  challenge: boolean;
  sliders: SliderSpec[];
  path: number[][][] | null;
  eval_points: string;
  columns: Columns;
  points: Points;
  spread: number[];
  axes: [number, number];
  spans: [[number, number], [number, number], [number, number]];
  space: PlotlyFigure;
  above: PlotlyFigure;
  actual: PlotlyFigure;
  best: number[][];
  note: string;
  best_note: string;
  chart_label: string;
}

/** Train, from the start or from where it was paused. */
export interface Play {
  kind: "play";
}

/** A figure as Plotly's script takes it. */
export interface PlotlyFigure {
  data: any[];
  layout: Record<string, any>;
}

/** The drawn points: inputs flat, row by row, and targets, in the data's units. */
export interface Points {
  x: number[];
  y: number[];
}

/** Keras' predictions in the target's unit, and their errors. */
export interface PredictAnswer {
  revision: number;
  predictions: number[] | string;
  at: number[];
  grid: number[] | string;
  metrics: Metrics;
  thumbs?: string[] | null;
  dead?: number[][] | null;
  epoch?: number | null;
  blocks?: string[] | null;
}

/** What does Keras predict with these weights? */
export interface PredictRequest {
  eval_points: string;
  revision: number;
  source: InlineNetwork | StoredModel | TrainingModel;
  at: number[];
  grid?: GridRequest | null;
}

/** A QR code: modules along a side with the quiet zone, and an SVG path of the dark ones. */
export interface QrCode {
  size: number;
  path: string;
}

/** All columns with the ends of their values. */
export interface RangedColumns {
  inputs: ColumnRange[];
  target: ColumnRange;
}

/** Why there is no answer. */
export interface Refusal {
  status: "busy" | "failed" | "lost" | "refused" | "starting";
  reason: string;
}

/** A hidden layer goes. */
export interface RemoveLayer {
  kind: "remove_layer";
  layer: number;
}

/** A neuron of a hidden layer goes, the last one if no `unit` is named. */
export interface RemoveNeuron {
  kind: "remove_neuron";
  layer: number;
  unit?: number | null;
}

/** No L1 and no L2, after a run that diverged because of them. */
export interface RemovePenalty {
  kind: "remove_penalty";
}

/** Back to the weights before training. */
export interface Reset {
  kind: "reset";
}

/** A hidden layer gets this many neurons. */
export interface ResizeLayer {
  kind: "resize";
  layer: number;
  units: number;
}

/** A snapshot of a run, with what its reader does not know yet. */
export interface RunEvent {
  attempt: number;
  state: "diverged" | "finished" | "paused" | "queued" | "running" | "stopped";
  queue_position: number;
  epoch: number;
  epochs: number;
  weights_epoch: number;
  learning_rate: number;
  reason: string;
  cause: "penalty" | "rate" | "scale" | null;
  losses: LossUpdate;
  weights: string;
  batch: BatchEvent | null;
  runaway: RunawayPath | null;
}

/** The moments that are remembered of an attempt: epochs, and all weights one after another. */
export interface RunMoments {
  attempt: number;
  epochs: number[];
  weights: string;
}

/** How a loss ran away: the weights from the last good ones on, update by update. */
export interface RunawayPath {
  epochs: number[];
  losses: number[];
  batches: number;
  weights: string;
}

/** The points as the network sees them: token for Keras, and the scaling. */
export interface ScaledPoints {
  eval_points: string;
  scaling: ScalingInfo;
}

/** Between the data's units and the network's numbers. */
export interface ScalingInfo {
  x_mean: number[];
  x_scale: number[];
  y_mean: number;
  y_scale: number;
}

/** With standardised inputs, and without. */
export interface Scalings {
  standardised: ScaledPoints;
  raw: ScaledPoints;
}

/** Another activation of a hidden layer, on Training, where a run may depend on it. */
export interface SetActivation {
  kind: "activation";
  layer: number;
  name: string;
}

/** The card "Share". */
export interface SharePayload {
  kind: "share";
  address: string;
  link: string;
  qr: QrCode | null;
  notes: string[];
}

/** A slider and the number that it moves. */
export interface SliderSpec {
  key: string;
  group: "at" | "weights";
  array: number;
  index: number;
  name: string;
  label: string;
  unit: string;
  about: string;
  low: number;
  high: number;
  step: number;
  fine: number;
  reset: number;
}

/** A split. */
export interface SplitInfo {
  name: string;
  aside: string;
  y: number[];
  best: number;
  tested: boolean[];
}

/** What all pages with a model share. */
export interface StagePayload {
  session: string;
  version: number;
  ack: number;
  values: Values;
  layout_key: (string | boolean)[];
  plotly: string;
  scale: number;
  noun: string;
  plural: string;
  challenge: boolean;
  sliders: SliderSpec[];
  path: number[][][] | null;
}

/** Standardised inputs, after a run that diverged or crawled because they were not. */
export interface Standardise {
  kind: "standardise";
}

/** One act of the hand. */
export interface Step {
  say: string;
  setup?: string;
  controls: string[];
  goals: Goal[];
  because: string;
  bet?: Bet | null;
  misses?: Miss[];
  hints: Hints;
  solution: Act[];
  repairs?: boolean;
}

/** Where Keras' step leads, in the data's units. */
export interface StepAnswer {
  w: number;
  b: number;
}

/** Train one batch. */
export interface StepBatch {
  kind: "batch";
}

/** Train one epoch. */
export interface StepEpoch {
  kind: "step";
}

/** Where does one step of gradient descent lead? */
export interface StepRequest {
  eval_points: string;
  activation: string;
  w: number;
  b: number;
  rows: number[];
  rate: number;
}

/** End the run. */
export interface Stop {
  kind: "stop";
}

/** A network that the server has, and what the browser may have changed of it. */
export interface StoredModel {
  kind: "stored";
  model: string;
  blocks?: number[][] | null;
  activations?: string[] | null;
}

/** Targets of the points, in their unit. */
export interface Targets {
  y: number[];
}

/** A network in training. */
export interface TrainingModel {
  kind: "training";
  model: string;
  epoch?: number | null;
}

/** A network and the run that is followed. */
export interface TrainingPayload {
  kind: "training";
  session: string;
  version: number;
  ack: number;
  values: Values;
  layout_key: (string | boolean)[];
  plotly: string;
  scale: number;
  noun: string;
  plural: string;
  challenge: boolean;
  sliders: SliderSpec[];
  path: number[][][] | null;
  columns: Columns;
  points: Points;
  names: string[];
  spread: number[];
  axes: number[];
  spans: [number, number][];
  space: PlotlyFigure | null;
  above: PlotlyFigure | null;
  curve: PlotlyFigure | null;
  drawn: number[] | null;
  units: number[];
  parameters: number;
  model: string | null;
  scalings: Scalings;
  activations: ActivationInfo[];
  limits: Limits;
  note: string;
  best_note: string;
  chart_label: string;
  run: string | null;
  attempt: number;
  owner: string;
  server_model: boolean;
  epochs: number;
  loss: string;
  rate: number;
  batch_size: number;
  start: string;
  train_rows: number[];
  test_rows: number[];
  train_index: number[] | null;
  split_counts: [number, number];
  others: ComparedRun[];
  experiment: string;
  best: LinearBest | null;
  landscapes: Record<string, PlotlyFigure> | null;
}

/** Everything that moves without the server. The browser owns it between two commits. */
export interface Values {
  weights: number[][];
  activations: string[];
  frozen: number[];
  at: number[];
  switches: Record<string, boolean>;
  choices: Record<string, string>;
  camera: [number, number, number] | null;
}

export type Payload = NeuronPayload | PlanePayload | LayersPayload | TrainingPayload | ConcretePayload | FigurePayload | BoardPayload | SharePayload | LessonPayload | CoursePayload | OnwardPayload;
