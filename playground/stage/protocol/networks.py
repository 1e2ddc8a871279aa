"""Payloads of the pages with a network: Layers and Training."""

from __future__ import annotations

from msgspec import Struct

from playground.stage.protocol.shared import (
    Base64,
    Benchmarks,
    Columns,
    PlotlyFigure,
    Points,
    ScalingInfo,
    Span,
    StagePayload,
)


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
        axes: indices of the inputs that are shown, one or two.
        spans: the ends of the axes, of the target last.
        space, above: the pictures over two inputs.
        curve, drawn: the picture over one input, and where its points are drawn along x.
        units: of each layer, the output's last.
        parameters: how many weights there are.
        model: token of the network where the server computes it, else None.
        best_note: how good the best linear unit is.
        classes: their names, of more than two with an output each; empty where a number is
            predicted.
        benchmarks: what a classifier has to beat; None where a number is predicted.
    """

    columns: Columns
    classes: list[str]
    benchmarks: Benchmarks | None
    points: Points
    names: list[str]
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


class ClassPlanePayload(
    NetworkPayload, frozen=True, kw_only=True, tag="class_plane", tag_field="kind"
):
    """One neuron with several inputs that tells two classes apart: a network of one unit."""


class Curve(Struct, frozen=True):
    """Epochs, and the loss after each."""

    epochs: list[int]
    losses: list[float]


class ComparedRun(Struct, frozen=True):
    """Another run to compare with."""

    id: str
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
        epochs, loss, rate, batch_size: of the recipe.
        start: the weights before training; "" where the browser does not have them.
        train_rows, test_rows: which of the drawn points lie on either side of the split.
        train_index: for each of `train_rows` its index among all rows trained on; None if all
            rows are drawn.
        split_counts: rows trained on, and tested on.
        others: runs to compare with.
        experiment: what the recipe shows, if it is an experiment's, or "".
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
    batch_size: int
    start: Base64
    train_rows: list[int]
    test_rows: list[int]
    train_index: list[int] | None
    split_counts: tuple[int, int]
    others: list[ComparedRun]
    experiment: str
    best: LinearBest | None
    landscapes: dict[str, PlotlyFigure] | None
