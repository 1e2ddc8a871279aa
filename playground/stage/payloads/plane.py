"""The stage of a unit with several inputs: what the browser needs to know of its columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.core.data.dataset_cache import cached_per_dataset
from playground.core.data.datasets import Dataset, RowIndices, Sample, load
from playground.core.data.samples import cached_sample
from playground.core.data.subsampling import sampled_rows, take_rows
from playground.core.data.units import slope_unit
from playground.core.fit.least_squares import fit_linear_unit
from playground.core.fit.metrics import Metrics
from playground.core.fit.ranges import Range, axis_limits, bias_range, probe_range, weight_range
from playground.core.formatting import three_digits
from playground.core.network.activations import Array
from playground.core.network.network import Weights
from playground.figures.plane import heat_map, predicted_against_actual, scene_3d
from playground.stage.payloads.figure import plotly_figure
from playground.stage.payloads.neuron import column_info
from playground.stage.payloads.notes import rows_note
from playground.stage.payloads.sliders import probe_slider, weight_slider
from playground.stage.predict.points import EVAL_POINTS
from playground.stage.protocol import (
    CategoryInputs,
    Columns,
    PlanePayload,
    PlotlyFigure,
    Points,
    SliderSpec,
    SyncState,
)
from playground.stage.routes import PLOTLY_3D
from playground.state.plane import PlaneState


@dataclass(frozen=True, eq=False)
class PlaneFigures:
    """The pictures over two inputs, and what belongs to them; as in `PlanePayload`."""

    space: PlotlyFigure
    above: PlotlyFigure
    actual: PlotlyFigure
    axes: tuple[int, int]
    spans: tuple[tuple[float, float], tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, eq=False)
class PlaneView:
    """What stays while the weights move.

    Attributes:
        data: name of the data set, which is not held.
        sample: all rows.
        rows: the places of those that are drawn.
        best: the weights of the linear unit with the smallest MSE.
        best_metrics: its errors.
        figures: the pictures.
    """

    data: str
    sample: Sample
    rows: RowIndices
    w: tuple[Range, ...]
    b: Range
    at: tuple[Range, ...]
    best: Weights
    best_metrics: Metrics
    figures: PlaneFigures

    @property
    def dataset(self) -> Dataset:
        """What the columns are of."""
        return load(self.data)


@cached_per_dataset
def plane_view(data: str, inputs: tuple[str, ...], target: str, axes: tuple[str, str]) -> PlaneView:
    """Looks at some inputs and the target of a data set; the same question is answered once.

    Args:
        data: name of the data set.
        inputs: names of the columns, two at least.
        target: name of the column that is predicted.
        axes: the two inputs that are shown.
    """
    sample = cached_sample(data, inputs, target)
    rows = sampled_rows(len(sample.y))
    columns = sample.x.T
    best, best_metrics = fit_linear_unit(sample.x, sample.y)
    return PlaneView(
        data=data,
        sample=sample,
        rows=rows,
        w=tuple(weight_range(x, sample.y) for x in columns),
        b=bias_range(columns[0], sample.y),
        at=tuple(map(probe_range, columns)),
        best=best,
        best_metrics=best_metrics,
        figures=_figures(sample, rows, (inputs.index(axes[0]), inputs.index(axes[1]))),
    )


def _figures(sample: Sample, rows: RowIndices, axes: tuple[int, int]) -> PlaneFigures:
    spans = (
        axis_limits(sample.x[:, axes[0]]),
        axis_limits(sample.x[:, axes[1]]),
        axis_limits(sample.y),
    )
    shown = take_rows(sample, rows)
    return PlaneFigures(
        space=plotly_figure(scene_3d(shown, axes, spans)),
        above=plotly_figure(heat_map(shown, axes, spans)),
        actual=plotly_figure(predicted_against_actual(sample.target, spans[2])),
        axes=axes,
        spans=spans,
    )


def plane_payload(
    view: PlaneView,
    pushed: PlaneState,
    sync: SyncState,
    path: list[list[list[float]]] | None,
) -> PlanePayload:
    """What the stage gets: it changes only when Python changes something.

    Args:
        view: the columns in view.
        pushed: what Python set last; the browser may have moved on since.
        sync: another version tells the stage to take `pushed` over.
        path: weights at each moment of a fit to glide along, or None.
    """
    x, y, figures = view.sample.x, view.sample.y, view.figures
    kernel, bias = view.best
    return PlanePayload(
        **sync._asdict(),
        values=pushed.values,
        layout_key=[pushed.data, *pushed.inputs, pushed.target, *pushed.axes],
        plotly=PLOTLY_3D,
        scale=float(np.ptp(y)) or 1.0,
        noun=view.dataset.noun,
        plural=view.dataset.plural,
        challenge=False,
        sliders=_sliders(view, pushed),
        path=path,
        eval_points=EVAL_POINTS.register(x, y, drawn=view.rows, data=view.data, owner=sync.session),
        columns=columns_of(view.dataset, view.sample),
        points=Points(x[view.rows].ravel().tolist(), y[view.rows].tolist()),
        spread=spread_of(x),
        axes=figures.axes,
        spans=figures.spans,
        space=figures.space,
        above=figures.above,
        actual=figures.actual,
        best=[kernel[:, 0].tolist(), bias.tolist()],
        note=rows_note(view.dataset, view.sample),
        best_note=best_note(view),
        chart_label=f"{len(y):,} points over {' and '.join(map(view.dataset.label, pushed.axes))}.",
    )


def columns_of(dataset: Dataset, sample: Sample) -> Columns:
    """A sample's columns as the stage takes them.

    Args:
        dataset: that the sample is of.
        sample: with the inputs and the target.
    """
    sources = [column.of for column in sample.inputs]
    categories = [name for name in dict.fromkeys(sources) if name]
    return Columns(
        inputs=[column_info(column) for column in sample.inputs],
        target=column_info(sample.target),
        categories=[
            CategoryInputs(
                name=dataset.label(name),
                first=sources.index(name),
                options=[*dataset.category(name).one_hot.categories],
            )
            for name in categories
        ],
    )


def spread_of(x: Array) -> list[float]:
    """The standard deviation of each input `(rows, inputs)`, never 0."""
    spread: list[float] = np.maximum(x.std(axis=0), 1e-12).tolist()
    return spread


def _sliders(view: PlaneView, pushed: PlaneState) -> list[SliderSpec]:
    target = view.sample.target
    start = PlaneState.default(pushed.data, pushed.inputs, pushed.target)
    inputs = list(enumerate(zip(view.sample.inputs, view.w, view.at, strict=True)))
    weights = [
        weight_slider(
            f"w{i}",
            (0, i),
            span,
            unit=slope_unit(column, target),
            reset=0.0,
            name=f"w{i} {column.name}",
        )
        for i, (column, span, _) in inputs
    ]
    bias = weight_slider("b", (1, 0), view.b, unit=target.unit, reset=start.b)
    probes = [
        probe_slider(f"x{i}", i, column, span, reset=start.at[i]) for i, (column, _, span) in inputs
    ]
    return [*weights, bias, *probes]


def best_note(view: PlaneView) -> str:
    """Says how good the best linear unit is, so that nobody hunts for the impossible."""
    best, unit = view.best_metrics, view.sample.target.unit
    squared = f" {unit}²" if unit else ""
    r2, mse = map(three_digits, (best.r2, best.mse))
    return f"The best linear unit there is: R² {r2}, MSE {mse}{squared}."
