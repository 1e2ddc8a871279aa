"""The stage of a network of dense layers: what the browser needs to know of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from playground.core.data.dataset_cache import cached_per_dataset
from playground.core.data.datasets import Dataset, RowIndices, Sample, load
from playground.core.data.overlap import dodge
from playground.core.data.samples import cached_sample
from playground.core.data.scalings import scaling_of
from playground.core.data.subsampling import sampled_rows, take_rows
from playground.core.fit.least_squares import fit_linear_unit
from playground.core.fit.ranges import axis_limits, probability_limits, probe_range
from playground.core.formatting import three_digits
from playground.core.network.activations import ACTIVATIONS
from playground.core.network.network import MAX_UNITS
from playground.core.network.scaling import Scaling
from playground.figures.plane import curved_scene_3d, heat_map
from playground.figures.scatter import scatter
from playground.stage.payloads.classes import benchmarks_of
from playground.stage.payloads.figure import plotly_figure
from playground.stage.payloads.notes import rows_note
from playground.stage.payloads.plane import columns_of, spread_of
from playground.stage.payloads.scaling import scaling_info
from playground.stage.payloads.sliders import probe_slider
from playground.stage.predict.models import MODELS
from playground.stage.predict.points import EVAL_POINTS
from playground.stage.protocol import (
    ActivationInfo,
    Benchmarks,
    LayersPayload,
    Limits,
    PlotlyFigure,
    Points,
    ScaledPoints,
    Scalings,
    SliderSpec,
    SyncState,
)
from playground.stage.routes import PLOTLY_3D
from playground.state.layers import LayersState
from playground.state.limits import MAX_HIDDEN, MAX_UNITS_DRAWN


@dataclass(frozen=True, eq=False)
class LayersFigures:
    """The pictures over one or two inputs; as in `NetworkPayload`."""

    space: PlotlyFigure | None = None
    above: PlotlyFigure | None = None
    curve: PlotlyFigure | None = None
    drawn: list[float] | None = None


@dataclass(frozen=True, eq=False)
class LayersView:
    """What stays while the network changes.

    Attributes:
        data: name of the data set, which is not held.
        sample: all rows.
        rows: the places of those that are drawn.
        spans: ends of the axes: of the shown inputs, and of the target last; in their units.
        best_note: how good the best single unit is, for comparison.
        benchmarks: what a classifier has to beat; None where a number is predicted.
        figures: the pictures.
    """

    data: str
    sample: Sample
    rows: RowIndices
    spans: tuple[tuple[float, float], ...]
    best_note: str
    benchmarks: Benchmarks | None
    figures: LayersFigures

    @property
    def dataset(self) -> Dataset:
        """What the columns are of."""
        return load(self.data)


@cached_per_dataset
def layers_view(
    data: str, inputs: tuple[str, ...], target: str, axes: tuple[str, ...]
) -> LayersView:
    """Looks at some inputs and the target of a data set; the same question is answered once.

    Args:
        data: name of the data set.
        inputs: names of the columns.
        target: name of the column that is predicted.
        axes: the one or two inputs that are shown.
    """
    sample = cached_sample(data, inputs, target)
    rows = sampled_rows(len(sample.y))
    places = tuple(map(inputs.index, axes))
    count = len(sample.classes)
    output = probability_limits(count) if count else axis_limits(sample.y)
    spans = (*(axis_limits(sample.x[:, place]) for place in places), output)
    benchmarks = benchmarks_of(sample)
    return LayersView(
        data=data,
        sample=sample,
        rows=rows,
        spans=spans,
        best_note=_best_note(sample, benchmarks),
        benchmarks=benchmarks,
        figures=_figures(take_rows(sample, rows), places, spans),
    )


def _best_note(sample: Sample, best: Benchmarks | None) -> str:
    if best is None:
        r2 = fit_linear_unit(sample.x, sample.y)[1].r2
        return f"The best single linear unit: R² {three_digits(r2)}."
    unit = "single unit" if len(sample.classes) == 2 else "output without hidden layers"
    return (
        f"Always “{best.commonest}” is right for {best.always:.1%}, the best {unit} for "
        f"{best.unit:.1%}."
    )


def view_of(state: LayersState) -> LayersView:
    """The columns that a state looks at."""
    return layers_view(state.data, state.inputs, state.target, state.axes)


def _figures(
    sample: Sample, shown: tuple[int, ...], spans: tuple[tuple[float, float], ...]
) -> LayersFigures:
    if len(shown) == 1:
        width = 0.045 * (spans[0][1] - spans[0][0])
        drawn = dodge(sample.x[:, shown[0]], sample.y, width)
        curve = scatter(sample, drawn, x_axis=spans[0], y_axis=spans[1])
        return LayersFigures(curve=plotly_figure(curve), drawn=drawn.tolist())
    axes, limits = (shown[0], shown[1]), (spans[0], spans[1], spans[2])
    return LayersFigures(
        space=plotly_figure(curved_scene_3d(sample, axes, limits)),
        above=plotly_figure(heat_map(sample, axes, limits)),
    )


def layers_payload(
    view: LayersView,
    pushed: LayersState,
    sync: SyncState,
    path: list[list[list[float]]] | None,
) -> LayersPayload:
    """What the stage of Layers gets: it changes only when Python changes something.

    Args:
        view: the columns in view.
        pushed: what Python set last; the browser may have moved on since.
        sync: another version tells the stage to take `pushed` over.
        path: weights at each moment of a fit to glide along, or None.
    """
    return LayersPayload(**network_fields(view, pushed, sync), path=path)


def network_fields(view: LayersView, pushed: LayersState, sync: SyncState) -> dict[str, Any]:
    """The fields of a `NetworkPayload`, all but the path.

    Args:
        view: the columns in view.
        pushed: what Python set last.
        sync: another version tells the stage to take `pushed` over.
    """
    sample, network, figures = view.sample, pushed.network, view.figures
    shown = take_rows(sample, view.rows)
    return {
        **sync._asdict(),
        "values": pushed.values,
        "layout_key": [pushed.data, *pushed.inputs, pushed.target, *pushed.axes],
        "plotly": PLOTLY_3D,
        "scale": 1.0 if sample.classes else float(np.ptp(sample.y)) or 1.0,
        "noun": view.dataset.noun,
        "plural": view.dataset.plural,
        "challenge": False,
        "sliders": _sliders(view, pushed),
        "columns": columns_of(view.dataset, sample),
        "points": Points(shown.x.ravel().tolist(), shown.y.tolist()),
        "names": list(shown.names),
        "spread": spread_of(sample.x),
        "axes": [pushed.inputs.index(name) for name in pushed.axes],
        "spans": list(view.spans),
        "space": figures.space,
        "above": figures.above,
        "curve": figures.curve,
        "drawn": figures.drawn,
        "units": [layer.units for layer in network.layers],
        "parameters": network.parameter_count,
        "model": None
        if pushed.in_browser
        else MODELS.register(network, pushed.tensors.arrays, owner=sync.session),
        "scalings": Scalings(
            *(
                _scaled_points(
                    view,
                    scaling_of(pushed.data, pushed.inputs, pushed.target, on, pushed.output),
                    sync.session,
                )
                for on in (True, False)
            )
        ),
        "activations": [ActivationInfo(a.name, a.label, a.formula) for a in ACTIVATIONS.values()],
        "limits": Limits(layers=MAX_HIDDEN, units=MAX_UNITS, drawn=MAX_UNITS_DRAWN),
        "note": rows_note(view.dataset, sample),
        "best_note": view.best_note,
        "classes": list(sample.classes),
        "benchmarks": view.benchmarks,
        "chart_label": (
            f"{len(sample.y):,} points over {' and '.join(map(view.dataset.label, pushed.axes))}."
        ),
    }


def _scaled_points(view: LayersView, scaling: Scaling, owner: str) -> ScaledPoints:
    token = EVAL_POINTS.register(
        view.sample.x, view.sample.y, scaling, drawn=view.rows, data=view.data, owner=owner
    )
    return ScaledPoints(token, scaling_info(scaling))


def _sliders(view: LayersView, pushed: LayersState) -> list[SliderSpec]:
    start = LayersState.default(pushed.data, pushed.inputs, pushed.target)
    ranges = map(probe_range, view.sample.x.T)
    return [
        probe_slider(f"x{i}", i, column, span, reset=start.at[i])
        for i, (column, span) in enumerate(zip(view.sample.inputs, ranges, strict=True))
    ]
