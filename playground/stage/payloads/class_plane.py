"""The stage of a unit with several inputs that tells two classes apart.

It is a network of one unit, so its pictures are those of Layers; its weights are in the data's own
units, with a slider each.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.core.classes.best import fit_classifier
from playground.core.data.dataset_cache import cached_per_dataset
from playground.core.data.datasets import RowIndices, Sample
from playground.core.data.samples import cached_sample
from playground.core.data.units import slope_unit
from playground.core.fit.ranges import Range, probe_range, shift_range, steepness_range
from playground.core.network.activations import ACTIVATIONS
from playground.core.network.scaling import Scaling
from playground.stage.payloads.layers import layers_view
from playground.stage.payloads.notes import rows_note
from playground.stage.payloads.plane import columns_of, spread_of
from playground.stage.payloads.scaling import scaling_info
from playground.stage.payloads.sliders import probe_slider, weight_slider
from playground.stage.predict.points import EVAL_POINTS
from playground.stage.protocol import (
    ActivationInfo,
    ClassPlanePayload,
    Limits,
    Points,
    ScaledPoints,
    Scalings,
    SliderSpec,
    SyncState,
)
from playground.stage.routes import PLOTLY_3D
from playground.state.plane import PlaneState


@dataclass(frozen=True)
class _Ranges:
    w: tuple[Range, ...]
    b: Range
    at: tuple[Range, ...]


@cached_per_dataset
def _ranges(data: str, inputs: tuple[str, ...], target: str) -> _Ranges:
    sample = cached_sample(data, inputs, target)
    (kernel, bias), _ = fit_classifier(sample.x, sample.y, 2)
    columns = sample.x.T
    return _Ranges(
        w=tuple(map(steepness_range, columns, kernel[:, 0].tolist())),
        b=shift_range(list(columns), float(bias[0])),
        at=tuple(map(probe_range, columns)),
    )


def class_plane_payload(
    pushed: PlaneState, sync: SyncState, path: list[list[list[float]]] | None
) -> ClassPlanePayload:
    """What the stage gets: it changes only when Python changes something.

    Args:
        pushed: what Python set last; the browser may have moved on since.
        sync: another version tells the stage to take `pushed` over.
        path: weights at each moment of a fit to glide along, or None.
    """
    view = layers_view(pushed.data, pushed.inputs, pushed.target, pushed.axes)
    sample, figures = view.sample, view.figures
    x, y = sample.x[view.rows], sample.y[view.rows]
    points = _as_they_are(sample, view.rows, pushed.data, sync.session)
    sigmoid = ACTIVATIONS[pushed.activation]
    return ClassPlanePayload(
        **sync._asdict(),
        values=pushed.values,
        layout_key=[pushed.data, *pushed.inputs, pushed.target, *pushed.axes],
        plotly=PLOTLY_3D,
        scale=1.0,
        noun=view.dataset.noun,
        plural=view.dataset.plural,
        challenge=False,
        sliders=_sliders(sample, pushed),
        path=path,
        columns=columns_of(view.dataset, sample),
        classes=list(sample.classes),
        benchmarks=view.benchmarks,
        points=Points(x.ravel().tolist(), y.tolist()),
        names=[sample.names[row] for row in view.rows],
        spread=spread_of(sample.x),
        axes=[pushed.inputs.index(name) for name in pushed.axes],
        spans=list(view.spans),
        space=figures.space,
        above=figures.above,
        curve=None,
        drawn=None,
        units=[1],
        parameters=pushed.size,
        model=None,
        scalings=Scalings(points, points),
        activations=[ActivationInfo(sigmoid.name, sigmoid.label, sigmoid.formula)],
        limits=Limits(layers=0, units=1, drawn=1),
        note=rows_note(view.dataset, sample),
        best_note=view.best_note,
        chart_label=(
            f"{len(sample.y):,} points over {' and '.join(map(view.dataset.label, pushed.axes))}."
        ),
    )


def _as_they_are(sample: Sample, rows: RowIndices, data: str, owner: str) -> ScaledPoints:
    count = sample.x.shape[1]
    token = EVAL_POINTS.register(sample.x, sample.y, drawn=rows, data=data, owner=owner)
    return ScaledPoints(token, scaling_info(Scaling(np.zeros(count), np.ones(count), 0.0, 1.0)))


def _sliders(sample: Sample, pushed: PlaneState) -> list[SliderSpec]:
    start = PlaneState.default(pushed.data, pushed.inputs, pushed.target)
    ranges = _ranges(pushed.data, pushed.inputs, pushed.target)
    weights = [
        weight_slider(
            f"w{i}",
            (0, i),
            span,
            unit=slope_unit(column, sample.target),
            reset=0.0,
            name=f"w{i} {column.name}",
        )
        for i, (column, span) in enumerate(zip(sample.inputs, ranges.w, strict=True))
    ]
    bias = weight_slider("b", (1, 0), ranges.b, unit="", reset=start.b)
    probes = [
        probe_slider(f"x{i}", i, column, span, reset=start.at[i])
        for i, (column, span) in enumerate(zip(sample.inputs, ranges.at, strict=True))
    ]
    return [*weights, bias, *probes]
