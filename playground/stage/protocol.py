"""The protocol between Python and the browser: every message as a typed struct.

`protocol.d.ts` beside the scripts is generated from these structs
(`python -m playground.server.protocol_types`). Messages are validated while they are decoded.

Four rules keep both sides in the same state:

1. The browser owns the values between two commits. Python's data move them only under another
   `version`; an answer of Keras never moves them. An answer whose `revision` is not the newest
   only says whether Keras agreed.
2. Every commit has a `seq`, and Python takes each once. Streamlit drops a message that equals the
   one before; with a `seq` no two are equal.
3. An action waits until Python's `ack` has reached the one before, as it builds on its result. A
   commit names the version that it is based on: where Python has set other values since, its
   values and action are left out, and its undo still counts.
4. Another `session` means that the server was started again and knows only the link. The browser
   then keeps its values and commits them.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, NamedTuple, TypeAlias

from msgspec import Meta, Struct

from playground.state.values import Action, Values

Span: TypeAlias = tuple[float, float]
Base64: TypeAlias = str
"""float32 numbers, little-endian, in base64."""


# --- browser to Python ----------------------------------------------------------------------


class ClientMessage(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A commit: the browser's values at rest, with what is to be done.

    Attributes:
        seq: grows with every commit of this stage.
        base: the version of Python's data that the values are based on.
        values: all values, of what still glides where it will end.
        undo: take the last change back.
        action: what a button asks for.
        refresh: only send everything again, as the server has forgotten a token.
    """

    seq: int
    base: int
    values: Values
    undo: bool = False
    action: Action | None = None
    refresh: bool = False


class FigureEvent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What was chosen in a figure of the page Data; one of the fields besides `seq` and `add`.

    Attributes:
        seq: grows with every event.
        add: to what is selected already.
        row: index of a row.
        bar: index of a bar.
        cell: indices of the two columns of a cell.
        box: the ends along x and along y.
        loop: x and y of the corners of a loop.
        clear: select nothing.
    """

    seq: int
    add: bool = False
    row: int | None = None
    bar: int | None = None
    cell: tuple[int, int] | None = None
    box: tuple[list[float], list[float]] | None = None
    loop: tuple[list[float], list[float]] | None = None
    clear: bool = False


class BoardEvent(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The points on a board on which they are drawn, `[x, y]` each."""

    points: list[Span]


# --- browser to Keras -----------------------------------------------------------------------


class LayerSpec(Struct, frozen=True):
    """A dense layer."""

    units: int
    activation: str


class NetworkSpec(Struct, frozen=True):
    """A network of dense layers."""

    inputs: int
    layers: list[LayerSpec]


class InlineNetwork(Struct, frozen=True, tag="inline", tag_field="kind"):
    """A network that the browser has: its layers, and each array flat."""

    network: NetworkSpec
    weights: list[list[float]]


class StoredModel(Struct, frozen=True, tag="stored", tag_field="kind"):
    """A network that the server has, and what the browser may have changed of it.

    Attributes:
        model: its token.
        blocks: the visible block of each array, flat; None: as stored.
        activations: of each layer; None: as stored.
    """

    model: str
    blocks: list[list[float]] | None = None
    activations: list[str] | None = None


class TrainingModel(Struct, frozen=True, tag="training", tag_field="kind"):
    """A network in training.

    Attributes:
        model: its token.
        epoch: after how many epochs; None: the newest weights.
    """

    model: str
    epoch: int | None = None


class GridRequest(Struct, frozen=True, kw_only=True):
    """A grid of rows over one or two inputs.

    Attributes:
        shown: the indices of these inputs; the first runs fastest.
        spans: the ends of each, in the data's units.
        cells: rows along each.
        fixed: all inputs of a row, from which the others are taken.
    """

    shown: list[int]
    spans: list[Span]
    cells: int
    fixed: list[float]


class PredictRequest(Struct, frozen=True, kw_only=True):
    """What does Keras predict with these weights?

    Attributes:
        eval_points: token of the points that the page registered.
        revision: comes back with the answer.
        source: the network and its weights.
        at: further rows, flat, in the data's units.
        grid: further rows, over the shown inputs.
    """

    eval_points: str
    revision: int
    source: InlineNetwork | StoredModel | TrainingModel
    at: list[float]
    grid: GridRequest | None = None


class Metrics(Struct, frozen=True):
    """Errors in the target's unit; r2 is None if the target never varies."""

    mse: float
    mae: float
    r2: float | None


class PredictAnswer(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Keras' predictions in the target's unit, and their errors.

    Attributes:
        revision: of the request.
        predictions: at the drawn ones of the registered points.
        at: at the rows of the request.
        grid: at the rows of its grid.
        metrics: of the predictions at all points, or at those drawn if there are too many.
        thumbs: only for stored models and those in training: of each layer, what its visible
            neurons give over the grid, row by row, in the network's own numbers.
        dead: with `thumbs`, of each layer, 1 for a visible ReLU that is 0 at all points, else 0.
        epoch: of a network in training, after how many epochs.
        blocks: with `epoch`, the visible block of each array then.
    """

    revision: int
    predictions: list[float] | Base64
    at: list[float]
    grid: list[float] | Base64
    metrics: Metrics
    thumbs: list[Base64] | None = None
    dead: list[list[int]] | None = None
    epoch: int | None = None
    blocks: list[Base64] | None = None


class Refusal(Struct, frozen=True):
    """Why there is no answer; `lost`: the server does not have a token (any more)."""

    status: Literal["starting", "failed", "lost", "refused"]
    reason: str


# --- Python to browser ----------------------------------------------------------------------


class PlotlyFigure(Struct, frozen=True):
    """A figure as Plotly's script takes it."""

    data: list[Any]
    layout: dict[str, Any]


class ColumnInfo(Struct, frozen=True):
    """A column's name and unit."""

    name: str
    unit: str


class ColumnRange(Struct, frozen=True):
    """A column with the ends of its values."""

    name: str
    unit: str
    low: float
    high: float


class OneColumn(Struct, frozen=True):
    """What a page with one input looks at."""

    input: ColumnInfo
    target: ColumnInfo


class Columns(Struct, frozen=True):
    """What a page with several inputs looks at."""

    inputs: list[ColumnInfo]
    target: ColumnInfo


class SliderSpec(Struct, frozen=True, kw_only=True):
    """A slider and the number that it moves.

    Attributes:
        key: its name among the stage's sliders.
        group, array, index: where its number is: `values.weights[array][index]`, or
            `values.at[index]`.
        name: for screen readers and tests.
        label, unit, about: what people read.
        low, high, step: its range.
        fine: the pointer moves the number on this grid.
        reset: the number that a reset gives.
    """

    key: str
    group: Literal["weights", "at"]
    array: int
    index: int
    name: str
    label: str
    unit: str
    about: str
    low: float
    high: float
    step: float
    fine: float
    reset: float


class Points(Struct, frozen=True):
    """The drawn points: inputs flat, row by row, and targets, in the data's units."""

    x: list[float]
    y: list[float]


class ScalingInfo(Struct, frozen=True):
    """Between the data's units and the network's numbers."""

    x_mean: list[float]
    x_scale: list[float]
    y_mean: float
    y_scale: float


class Sync(Struct, frozen=True, kw_only=True):
    """The fields that keep both sides in the same state; see the module's four rules.

    Attributes:
        session: name of the server's session of this page.
        version: grows whenever Python sets values.
        ack: the last `seq` that Python had handled when it set values or handled an action.
        values: what Python set last.
    """

    session: str
    version: int
    ack: int
    values: Values


class SyncState(NamedTuple):
    """The session's part of these fields."""

    session: str
    version: int
    ack: int


class StagePayload(Sync, frozen=True, kw_only=True):
    """What all pages with a model share.

    Attributes:
        layout_key: another one means other columns: the view is built anew.
        plotly: path of Plotly's script.
        scale: range of the target, in its unit; what counts as agreeing depends on it.
        challenge: the best fit and the loss landscape stay hidden.
        sliders: of weights and probe.
        path: weights at each moment of the last fit, to glide along, or None.
    """

    layout_key: list[str | bool]
    plotly: str
    scale: float
    challenge: bool
    sliders: list[SliderSpec]
    path: list[list[list[float]]] | None


class BestUnit(Struct, frozen=True):
    """The neuron with one input that has the smallest MSE, in the target's unit squared."""

    w: float
    b: float
    mse: float


class NeuronPayload(StagePayload, frozen=True, kw_only=True, tag="neuron", tag_field="kind"):
    """One neuron with one input.

    Attributes:
        eval_points: token of the points, for Keras.
        chart: the chart with points and axes.
        drawn: where the points are drawn, those on one spot side by side.
        domain: the ends between which the line is drawn.
        landscapes: the loss landscape for each activation, or None if it is hidden.
        landscape_note: what is said in its place.
        best: for each activation, the best neuron.
        baseline_mse: MSE of always answering the mean.
        note: about the points.
        chart_label: for screen readers.
    """

    eval_points: str
    columns: OneColumn
    points: Points
    chart: PlotlyFigure
    drawn: Points
    domain: Span
    landscapes: dict[str, PlotlyFigure] | None
    landscape_note: str
    best: dict[str, BestUnit]
    baseline_mse: float
    note: str
    chart_label: str


class PlanePayload(StagePayload, frozen=True, kw_only=True, tag="plane", tag_field="kind"):
    """One neuron with several inputs.

    Attributes:
        eval_points: token of the points, for Keras.
        spread: standard deviation of each input.
        axes: indices of the two inputs that are shown.
        spans: the ends of the axes, of the target last.
        space, above, actual: the pictures: 3-D, heat map, predicted against actual.
        best: kernel and bias with the smallest MSE.
        best_note: how good they are.
    """

    eval_points: str
    columns: Columns
    points: Points
    spread: list[float]
    axes: tuple[int, int]
    spans: tuple[Span, Span, Span]
    space: PlotlyFigure
    above: PlotlyFigure
    actual: PlotlyFigure
    best: list[list[float]]
    note: str
    best_note: str
    chart_label: str


class ScaledPoints(Struct, frozen=True):
    """The points as the network sees them: token for Keras, and the scaling."""

    eval_points: str
    scaling: ScalingInfo


class Scalings(Struct, frozen=True):
    """With standardised inputs, and without."""

    standardised: ScaledPoints
    raw: ScaledPoints


class ActivationInfo(Struct, frozen=True):
    """An activation that can be chosen."""

    name: str
    label: str
    formula: str


class Limits(Struct, frozen=True):
    """The most hidden layers, units of a layer, and units that are drawn."""

    layers: int
    units: int
    drawn: int


class NetworkPayload(StagePayload, frozen=True, kw_only=True):
    """What Layers and Training share.

    Attributes:
        names: of the drawn rows.
        row_noun: what a row is.
        axes: indices of the inputs that are shown, one or two.
        spans: the ends of the axes, of the target last.
        space, above: the pictures over two inputs.
        curve, drawn: the picture over one input, and where its points are drawn along x.
        units: of each layer, the output's last.
        parameters: how many weights there are.
        model: token of the network where the server computes it, else None.
        best_note: how good the best linear unit is.
    """

    columns: Columns
    points: Points
    names: list[str]
    row_noun: str
    spread: list[float]
    axes: list[int]
    spans: list[Span]
    space: PlotlyFigure | None
    above: PlotlyFigure | None
    curve: PlotlyFigure | None
    drawn: list[float] | None
    units: list[int]
    parameters: int
    model: str | None
    scalings: Scalings
    activations: list[ActivationInfo]
    limits: Limits
    note: str
    best_note: str
    chart_label: str


class LayersPayload(NetworkPayload, frozen=True, kw_only=True, tag="layers", tag_field="kind"):
    """A network that is built and moved by hand."""


class Curve(Struct, frozen=True):
    """Epochs, and the loss after each."""

    epochs: list[int]
    losses: list[float]


class ComparedRun(Struct, frozen=True):
    """Another run to compare with."""

    name: str
    train: Curve
    test: Curve


class LinearBest(Struct, frozen=True):
    """The best linear unit."""

    w: list[float]
    b: float


class TrainingPayload(NetworkPayload, frozen=True, kw_only=True, tag="training", tag_field="kind"):
    """A network and the run that is followed.

    Attributes:
        run: id of the run in view, or None.
        attempt: how often it was reset: another one means that its stream starts again.
        owner: token that the browser keeps, to find its runs after a reload.
        server_model: `model` is the network in training, whatever the run does.
        epochs, loss, rate: of the recipe.
        start: the weights before training; "" where the browser does not have them.
        train_rows, test_rows: which of the drawn points lie on either side of the split.
        train_index: for each of `train_rows` its index among all rows trained on; None if all
            rows are drawn.
        split_counts: rows trained on, and tested on.
        others: runs to compare with.
        best: the best linear unit, if the network is one.
        landscapes: its loss landscape, if it has one input.
    """

    run: str | None
    attempt: int
    owner: str
    server_model: bool
    epochs: int
    loss: str
    rate: float
    start: Base64
    train_rows: list[int]
    test_rows: list[int]
    train_index: list[int] | None
    split_counts: tuple[int, int]
    others: list[ComparedRun]
    best: LinearBest | None
    landscapes: dict[str, PlotlyFigure] | None


class MixRows(Struct, frozen=True):
    """All rows of the data: inputs flat, row by row, targets, names."""

    x: list[float]
    y: list[float]
    names: list[str]


class CoverageInfo(Struct, frozen=True):
    """What the data covers: distances are counted in `spread` per input.

    Attributes:
        spread: standard deviation of each input.
        radius: within it a mix is covered.
        near: within it a mix is as good as measured.
        shown: how many of the nearest rows are named.
    """

    spread: list[float]
    radius: float
    near: float
    shown: int


class LadderEntry(Struct, frozen=True, kw_only=True):
    """One network of the ladder, with its figures and predictions for each split."""

    name: str
    label: str
    about: str
    parameters: int
    r2: dict[str, float]
    mae: dict[str, float]
    predicted: dict[str, list[float]]


class SplitInfo(Struct, frozen=True):
    """A split: its name, what is put aside, rows trained on, targets of the test rows."""

    name: str
    aside: str
    trained: int
    y: list[float]


class LadderInfo(Struct, frozen=True):
    """The ladder of networks."""

    networks: list[LadderEntry]
    splits: list[SplitInfo]
    recipe: str


class InputEffect(Struct, frozen=True):
    """What one input does: `curves` are those of single rows along `grid`."""

    grid: list[float]
    mean: list[float]
    curves: list[list[float]]


class RangedColumns(Struct, frozen=True):
    """All columns with the ends of their values."""

    inputs: list[ColumnRange]
    target: ColumnRange


class Targets(Struct, frozen=True):
    """Targets of the points, in their unit."""

    y: list[float]


class Cells(Struct, frozen=True):
    """Points along a curve, and along each side of a surface."""

    curve: int
    surface: int


class ConcretePayload(StagePayload, frozen=True, kw_only=True, tag="concrete", tag_field="kind"):
    """A mix of concrete, the ladder of networks, what each input does.

    Attributes:
        eval_points: token of the test rows, for Keras.
        model: token of the network that predicts.
        weights_path: path of its weights in float16.
        test_predictions: what it predicts on the test rows.
        test_rows: their indices.
        points: the targets of the test rows.
        top: where the axes of strength end.
    """

    eval_points: str
    model: str
    weights_path: str
    network: NetworkSpec
    test_predictions: list[float]
    test_rows: list[int]
    points: Targets
    rows: MixRows
    coverage: CoverageInfo
    scaling: ScalingInfo
    columns: RangedColumns
    cells: Cells
    top: float
    ladder: LadderInfo
    effects: list[InputEffect]
    figures: dict[str, PlotlyFigure]


class FigurePayload(Struct, frozen=True, kw_only=True, tag="figure", tag_field="kind"):
    """A figure without a model.

    Attributes:
        title: its name.
        label: what can be seen in it, for those who do not see it.
        height: in CSS.
        selectable: points are selected in it by box and loop.
        plotly: path of Plotly's script.
    """

    figure: PlotlyFigure
    title: str
    label: str
    height: str
    selectable: bool
    plotly: str


class BoardPayload(Struct, frozen=True, kw_only=True, tag="points", tag_field="kind"):
    """A board on which points are drawn: those to begin with, and the names of the axes."""

    points: list[Span]
    names: tuple[str, str]


Payload: TypeAlias = Annotated[
    NeuronPayload
    | PlanePayload
    | LayersPayload
    | TrainingPayload
    | ConcretePayload
    | FigurePayload
    | BoardPayload,
    Meta(title="Payload"),
]
"""What a page sends to its stage."""
