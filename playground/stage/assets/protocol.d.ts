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

/** A new bet, open for votes. */
export interface AskBet {
  kind: "ask";
  question: string;
  answers: string[];
}

/** A new bet whose answer is a line over the data. */
export interface AskLine {
  kind: "draw";
  question: string;
}

/** A network with its data. */
export interface AwayPayload {
  kind: "away";
  title: string;
  source: string;
  name: string;
  network: LayersPayload;
  share: SharePayload | null;
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

/** What a classifier has to beat. */
export interface Benchmarks {
  commonest: string;
  always: number;
  unit: number;
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

/** The class's bet. */
export interface BetNews {
  round: number;
  question: string;
  answers: string[];
  state: "closed" | "open" | "shown";
  counts: number[];
}

/** The points on a board on which they are drawn, `[x, y]` each. */
export interface BoardEvent {
  points: [number, number][];
}

/** The teacher's board. */
export interface BoardNews {
  room: RoomNews;
  counts: DotCounts;
  votes: number;
  tiles: Tile[];
  bets: Picture[];
}

/** A board on which points are drawn: those to begin with, and the names of the axes. */
export interface BoardPayload {
  kind: "points";
  points: [number, number][];
  names: [string, string];
}

/** Everybody goes to this link. */
export interface BringClass {
  kind: "bring";
  link: string;
}

/** A category among the inputs: of its columns of 0 and 1, one is 1. */
export interface CategoryInputs {
  name: string;
  first: number;
  options: string[];
}

/** Points along a curve, and along each side of a surface. */
export interface Cells {
  curve: number;
  surface: number;
}

/** One neuron with one input that tells two classes apart. */
export interface ClassNeuronPayload {
  kind: "class_neuron";
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
  classes: string[];
  benchmarks: Benchmarks;
  chart: PlotlyFigure;
  drawn: Points;
  small: boolean;
  note: string;
  chart_label: string;
}

/** One neuron with several inputs that tells two classes apart: a network of one unit. */
export interface ClassPlanePayload {
  kind: "class_plane";
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
  classes: string[];
  benchmarks: Benchmarks | null;
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

/** What a page with several inputs looks at; `categories` are several inputs each. */
export interface Columns {
  inputs: ColumnInfo[];
  target: ColumnInfo;
  categories: CategoryInputs[];
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

/** Points of an input and a target, with the names of both for people. */
export interface DataPoints {
  x: number[];
  y: number[];
  x_name: string;
  y_name: string;
}

/** What gradient descent on the stage needs. */
export interface DescentInfo {
  scalings: Record<string, ScalingInfo>;
  rates: number[];
  batches: string[];
}

/** How many learners have each dot; `here` of them are connected. */
export interface DotCounts {
  here: number;
  open: number;
  working: number;
  stuck: number;
  done: number;
}

/** The lesson is over, and everything about it is forgotten. */
export interface EndRoom {
  kind: "end";
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

/** How learners come to a class. */
export interface Invitation {
  address: string;
  qr: QrCode | null;
  obstacle: string;
  hosts: string[];
}

/** A learner comes, or comes back: `seat` is the credential from before, or "". */
export interface JoinRoom {
  seat?: string;
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
  classes: string[];
  benchmarks: Benchmarks | null;
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

/** What the teacher's stage shows, while everybody follows. */
export interface LedValues {
  kind: string;
  values: Values;
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

/** A lesson that a class can be taken through. */
export interface LessonSteps {
  id: string;
  title: string;
  pages: string[];
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

/** Errors in the target's unit, or of probabilities; r2 is None if the target never varies. */
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

/** No more votes; the histogram for everybody; the same question anew; no bet at all. */
export interface MoveBet {
  kind: "bet";
  to: "again" | "closed" | "gone" | "shown";
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
  classes: string[];
  benchmarks: Benchmarks | null;
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
  plotly_3d: string;
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

/** A teacher opens a room, or opens one again that the server has forgotten. */
export interface OpenRoom {
  title?: string;
  link?: string;
  code?: string;
  secret?: string;
}

/** Open the network in view on Training. */
export interface OpenTraining {
  kind: "open_training";
}

/** Stands in a popover until it is opened; says so then. */
export interface OpeningPayload {
  kind: "opening";
}

/** Pause the run. */
export interface Pause {
  kind: "pause";
}

/** What a learner's stage shows, as numbers. */
export interface Picture {
  page: string;
  kind: "curve" | "line" | "losses" | "map" | "mix";
  data: string[];
  numbers: number[][];
  activations: string[];
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

/** Keras' predictions in the target's unit, or row by row each class's probability. */
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

/** Who a learner is: "green", "owl". */
export interface Pseudonym {
  animal: string;
  colour: string;
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

/** Another title. */
export interface RenameRoom {
  kind: "rename";
  title: string;
}

/** How a learner is getting on. */
export interface Report {
  page: string;
  step?: string;
  tried?: boolean;
  like_misses?: number;
  done?: boolean;
  bet?: number[];
  picture?: Picture | null;
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

/** What every learner of a room knows. */
export interface RoomNews {
  code: string;
  title: string;
  link: string;
  moved: number;
  mode: "follow" | "free" | "paused";
  reason: string;
  pace: "all" | "free" | "upto";
  step: string;
  bet: BetNews | null;
  shown: Picture[];
}

/** The room's code, for everybody, and its secret, for the teacher's browser alone. */
export interface RoomOpened {
  code: string;
  secret: string;
}

/** Why something was not done: a sentence for the person, and what the browser does next. */
export interface RoomRefusal {
  status: "busy" | "forbidden" | "full" | "refused" | "unknown";
  reason: string;
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

/** What only this learner knows; `vote` is the answer to the bet of round `round`, or a line. */
export interface SeatNews {
  animal: string;
  colour: string;
  round: number;
  vote: number | number[] | null;
}

/** A learner's seat. */
export interface SeatTaken {
  seat: string;
  animal: string;
  colour: string;
  link: string;
  moved: number;
}

/** Another activation of a hidden layer, on Training, where a run may depend on it. */
export interface SetActivation {
  kind: "activation";
  layer: number;
  name: string;
}

/** Another mode; of a pause, the reason that learners read. */
export interface SetMode {
  kind: "mode";
  mode: "follow" | "free" | "paused";
  reason?: string;
}

/** How a lesson is gone through, and the step that this is about. */
export interface SetPace {
  kind: "pace";
  pace: "all" | "free" | "upto";
  step?: string;
}

/** The card "Share". */
export interface SharePayload {
  kind: "share";
  address: string;
  link: string;
  qr: QrCode | null;
  notes: string[];
}

/** One learner's picture for everybody, two to compare, or none. */
export interface ShowPictures {
  kind: "show";
  seats: number[];
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

/** A learner on the teacher's board, without a name. */
export interface Tile {
  seat: number;
  dot: "done" | "open" | "stuck" | "working";
  here: boolean;
  page: string;
  step: string;
  steps: number;
  voted: boolean;
  picture: Picture | null;
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
  classes: string[];
  benchmarks: Benchmarks | null;
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

/** A learner's answer to the bet of a round: its index, or kernel and bias of a line. */
export interface Vote {
  round: number;
  answer: number | number[];
}

/** What a projector may show: nobody's name, nobody's place. */
export interface WallNews {
  room: RoomNews;
  counts: DotCounts;
  votes: number;
  pictures: Picture[];
  bets: Picture[];
}

/** The teacher wants to know who sits there. */
export interface WhoIs {
  seat: number;
}

export type Payload = NeuronPayload | ClassNeuronPayload | PlanePayload | ClassPlanePayload | LayersPayload | TrainingPayload | ConcretePayload | FigurePayload | BoardPayload | OpeningPayload | SharePayload | LessonPayload | CoursePayload | OnwardPayload | AwayPayload;

export type Command = BringClass | SetMode | SetPace | AskBet | AskLine | MoveBet | ShowPictures | RenameRoom | EndRoom;
