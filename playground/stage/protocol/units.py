"""Payloads of the pages with a single unit: One neuron and Planes."""

from __future__ import annotations

from msgspec import Struct

from playground.stage.protocol.shared import (
    Benchmarks,
    Columns,
    OneColumn,
    PlotlyFigure,
    Points,
    ScalingInfo,
    Span,
    StagePayload,
)


class BestUnit(Struct, frozen=True):
    """The neuron with one input that has the smallest MSE, in the target's unit squared."""

    w: float
    b: float
    mse: float


class DescentInfo(Struct, frozen=True, kw_only=True):
    """What gradient descent on the stage needs.

    Attributes:
        scalings: between the data and what training sees, for each activation.
        rates: learning rates that are offered.
        batches: rows of a batch that are offered, as text.
    """

    scalings: dict[str, ScalingInfo]
    rates: list[float]
    batches: list[str]


class NeuronPayload(StagePayload, frozen=True, kw_only=True, tag="neuron", tag_field="kind"):
    """One neuron with one input.

    Attributes:
        plotly_3d: path of what Plotly draws the landscape as a bowl with.
        eval_points: token of the points, for Keras.
        ghosts: w and b of the last random starts, drawn faintly.
        chart: the chart with points and axes.
        drawn: where the points are drawn, those on one spot side by side.
        domain: the ends between which the line is drawn.
        landscapes: the loss landscape for each activation, or None if it is hidden.
        landscape_note: what is said in its place.
        descent: for the steps over the landscape, or None if it is hidden.
        best: for each activation, the best neuron.
        baseline_mse: MSE of always answering the mean.
        note: about the points.
        chart_label: for screen readers.
    """

    plotly_3d: str
    eval_points: str
    columns: OneColumn
    points: Points
    ghosts: list[tuple[float, float]]
    chart: PlotlyFigure
    drawn: Points
    domain: Span
    landscapes: dict[str, PlotlyFigure] | None
    landscape_note: str
    descent: DescentInfo | None
    best: dict[str, BestUnit]
    baseline_mse: float
    note: str
    chart_label: str


class ClassNeuronPayload(
    StagePayload, frozen=True, kw_only=True, tag="class_neuron", tag_field="kind"
):
    """One neuron with one input that tells two classes apart.

    Attributes:
        eval_points: token of the points, for Keras.
        classes: their names, no and yes.
        benchmarks: what it has to beat.
        chart: the chart with points and axes; the classes lie at 0 and 1.
        drawn: where the points are drawn, those on one spot side by side.
        small: whether there is room for the picture and the sliders only.
        note: about the points.
        chart_label: for screen readers.
    """

    eval_points: str
    columns: OneColumn
    points: Points
    classes: list[str]
    benchmarks: Benchmarks
    chart: PlotlyFigure
    drawn: Points
    small: bool
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
