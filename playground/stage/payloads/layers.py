"""The stage of a network of dense layers: what the browser needs to know of it."""

from __future__ import annotations

import json
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
from playground.core.fit.metrics import Metrics
from playground.core.fit.ranges import axis_limits, probe_range
from playground.core.network.activations import ACTIVATIONS
from playground.core.network.network import MAX_UNITS
from playground.core.network.scaling import Scaling
from playground.figures.plane import curved_scene_3d, heat_map
from playground.figures.scatter import scatter
from playground.stage.payloads.plane import note, slider
from playground.stage.predict.models import MODELS, corner
from playground.stage.predict.points import SCENES
from playground.stage.routes import PLOTLY_PATH
from playground.state.layers import LayersState
from playground.state.limits import MAX_HIDDEN, MAX_UNITS_DRAWN

Json = dict[str, Any]


@dataclass(frozen=True, eq=False)
class LayersView:
    """What stays while the network changes.

    Attributes:
        data: name of the data set, which is not held.
        sample: all rows.
        rows: the places of those that are drawn.
        spans: ends of the axes: of the shown inputs, and of the target last; in their units.
        linear: errors of the best single linear unit, for comparison.
        figures: the stage's part made of Plotly figures, as JSON.
    """

    data: str
    sample: Sample
    rows: RowIndices
    spans: tuple[tuple[float, float], ...]
    linear: Metrics
    figures: Json

    @property
    def dataset(self) -> Dataset:
        """What the columns are of."""
        return load(self.data)


@cached_per_dataset
def layers_view(
    data: str, inputs: tuple[str, ...], target: str, axes: tuple[str, ...]
) -> LayersView:
    """Looks at some inputs and the target of a data set; the same question is answered once."""
    sample = cached_sample(data, inputs, target)
    rows = sampled_rows(len(sample.y))
    places = tuple(map(inputs.index, axes))
    spans = (*(axis_limits(sample.x[:, place]) for place in places), axis_limits(sample.y))
    return LayersView(
        data=data,
        sample=sample,
        rows=rows,
        spans=spans,
        linear=fit_linear_unit(sample.x, sample.y)[1],
        figures=_figures(take_rows(sample, rows), places, spans),
    )


def view_of(stack: LayersState) -> LayersView:
    """The columns that a stack looks at."""
    return layers_view(stack.data, stack.inputs, stack.target, stack.axes)


def _figures(
    sample: Sample, places: tuple[int, ...], spans: tuple[tuple[float, float], ...]
) -> Json:
    if len(places) == 1:
        width = 0.045 * (spans[0][1] - spans[0][0])
        drawn = dodge(sample.x[:, places[0]], sample.y, width)
        curve = scatter(sample, drawn, x_axis=spans[0], y_axis=spans[1])
        return {"curve": json.loads(curve.to_json()), "drawn": drawn.tolist()}
    two, both = (places[0], places[1]), (spans[0], spans[1], spans[2])
    figures = {"space": curved_scene_3d(sample, two, both), "above": heat_map(sample, two, both)}
    return {name: json.loads(figure.to_json()) for name, figure in figures.items()}


def layers_data(
    view: LayersView, given: LayersState, version: str, path: list[list[Any]] | None
) -> Json:
    """The component's data: it changes only when Python changes something.

    Args:
        view: the columns in view.
        given: what Python last set; the hand may have moved on since.
        version: another one tells the stage to take `given` over.
        path: kernel and bias of each layer, flat, at each moment of a fit; or None.
    """
    sample, network = view.sample, given.network
    shown = take_rows(sample, view.rows)
    axes = [given.inputs.index(name) for name in given.axes]
    units = [layer.units for layer in network.layers]
    return {
        **view.figures,
        "kind": "layers",
        "version": version,
        "look": [given.data, *given.inputs, given.target, *given.axes],
        "plotly": PLOTLY_PATH,
        "points": {"x": shown.x.ravel().tolist(), "y": shown.y.tolist()},
        "names": list(shown.names),
        "row_noun": view.dataset.noun,
        "spread": np.maximum(sample.x.std(axis=0), 1e-12).tolist(),
        "columns": {
            "inputs": [{"name": c.name, "unit": c.unit} for c in sample.inputs],
            "target": {"name": sample.target.name, "unit": sample.target.unit},
        },
        "axes": axes,
        "spans": view.spans,
        "units": units,
        "parameters": network.parameter_count,
        "model": None if given.in_browser else MODELS.register(network, given.tensors.arrays),
        "views": {
            name: _seen_through(view, scaling_of(given.data, given.inputs, given.target, on))
            for name, on in (("standardised", True), ("raw", False))
        },
        "activations": [
            {"name": a.name, "label": a.label, "formula": a.formula} for a in ACTIVATIONS.values()
        ],
        "limits": {"layers": MAX_HIDDEN, "units": MAX_UNITS, "drawn": MAX_UNITS_DRAWN},
        "sliders": _sliders(view, given),
        "hand": _hand(given),
        "path": path,
        "scale": float(np.ptp(sample.y)) or 1.0,
        "challenge": False,
        "note": note(view.dataset, view.sample),
        "bound": f"The best single linear unit: R² {view.linear.r2:.2f}.",
        "chart_label": f"{len(sample.y):,} points over {' and '.join(given.axes)}.",
    }


def _seen_through(view: LayersView, scaling: Scaling) -> Json:
    return {
        "scene": SCENES.register(
            view.sample.x, view.sample.y, scaling, drawn=view.rows, data=view.data
        ),
        "scaling": {
            "x_mean": scaling.x_mean.tolist(),
            "x_scale": scaling.x_scale.tolist(),
            "y_mean": scaling.y_mean,
            "y_scale": scaling.y_scale,
        },
    }


def _hand(given: LayersState) -> Json:
    arrays = given.tensors.arrays
    if not given.in_browser:
        arrays = tuple(map(corner, arrays))
    return {
        **{f"t{place}": array.ravel().tolist() for place, array in enumerate(arrays)},
        **{f"f{place}": layer.activation for place, layer in enumerate(given.layers)},
        **{f"x{place}": value for place, value in enumerate(given.at)},
        "frozen": list(given.frozen),
        "standardise": given.standardise,
        "residuals": given.residuals,
        "hinges": given.hinges,
        "single": given.single,
        "top": given.view == "top",
        "camera": list(given.camera),
    }


def _sliders(view: LayersView, given: LayersState) -> list[Json]:
    start = LayersState.default(given.data, given.inputs, given.target)
    ranges = map(probe_range, view.sample.x.T)
    return [
        slider(f"x{place}", column.name, span, column.unit, start.at[place]) | {"fine": span.step}
        for place, (column, span) in enumerate(zip(view.sample.inputs, ranges, strict=True))
    ]
