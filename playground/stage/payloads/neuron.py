"""The stage of one neuron: everything the browser needs to know of two columns of a data set."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

from playground.core.data.dataset_cache import cached_per_dataset
from playground.core.data.datasets import Column, Dataset, Sample, load
from playground.core.data.overlap import count_distinct, dodge
from playground.core.data.splitting import RowIndices
from playground.core.data.subsampling import sampled_rows, sampling_note, take_rows
from playground.core.fit.best import NEURON_ACTIVATIONS, BestNeuron, best_neuron
from playground.core.fit.landscape import landscape
from playground.core.fit.metrics import metrics
from playground.core.fit.ranges import Range, axis_limits, bias_range, probe_range, weight_range
from playground.figures.landscape import landscape_contour
from playground.figures.scatter import scatter
from playground.stage.predict.answer import SCENES
from playground.stage.routes import PLOTLY_PATH
from playground.state.neuron import NeuronState

Json = dict[str, Any]

_NAMED = 8
"""Rows that are named, of those left out."""


@dataclass(frozen=True, eq=False)
class NeuronView:
    """What stays while w, b and the probe move: the sample, ranges, best neurons, figures.

    Attributes:
        data: name of the data set, which is not held.
        sample: all rows.
        rows: the places of those that are drawn.
        best: for each of NEURON_ACTIVATIONS, the neuron with the smallest MSE.
        flat: MSE of always answering the mean, in the target's unit squared.
        figures: the stage's part made of Plotly figures, as JSON.
    """

    data: str
    sample: Sample
    rows: RowIndices
    w: Range
    b: Range
    probe: Range
    best: dict[str, BestNeuron]
    flat: float
    figures: Json

    @property
    def dataset(self) -> Dataset:
        """What the columns are of."""
        return load(self.data)

    @property
    def shown(self) -> Sample:
        """The rows that are drawn."""
        return take_rows(self.sample, self.rows)

    @property
    def column(self) -> Column:
        """The input."""
        return self.sample.inputs[0]

    @property
    def target(self) -> Column:
        """The target."""
        return self.sample.target


@cached_per_dataset
def neuron_view(data: str, column: str, target: str) -> NeuronView:
    """Looks at one input and the target of a data set; the same question is answered once."""
    sample = load(data).sample([column], target)
    rows = sampled_rows(len(sample.y))
    x, y = sample.x[:, 0], sample.y
    w, b = weight_range(x, y), bias_range(x, y)
    return NeuronView(
        data=data,
        sample=sample,
        rows=rows,
        w=w,
        b=b,
        probe=probe_range(x),
        best={name: best_neuron(x, y, name) for name in NEURON_ACTIVATIONS},
        flat=metrics(y, y * 0 + y.mean()).mse,
        figures=_figures(sample, take_rows(sample, rows), w, b),
    )


def _figures(sample: Sample, shown: Sample, w: Range, b: Range) -> Json:
    x, y = sample.x[:, 0], sample.y
    x_axis, y_axis = axis_limits(x), axis_limits(y)
    width = 0.045 * (x_axis[1] - x_axis[0])
    drawn = dodge(shown.x[:, 0], shown.y, width)
    column, target = sample.inputs[0], sample.target
    contours = {
        name: landscape_contour(
            landscape(name, x, y, w, b), w_unit=slope_unit(column, target), b_unit=target.unit
        )
        for name in NEURON_ACTIVATIONS
    }
    margin = x_axis[1] - x_axis[0]
    return {
        "chart": json.loads(scatter(shown, drawn, x_axis=x_axis, y_axis=y_axis).to_json()),
        "landscapes": {name: json.loads(figure.to_json()) for name, figure in contours.items()},
        "drawn": {"x": drawn.tolist(), "y": shown.y.tolist()},
        "domain": [x_axis[0] - margin, x_axis[1] + margin],
    }


def stage_data(
    view: NeuronView,
    given: NeuronState,
    version: str,
    path: list[list[float]] | None,
    *,
    landscape_hidden: str = "",
) -> Json:
    """The component's data: it changes only when Python changes something.

    Args:
        view: the columns in view.
        given: what Python last set; the hand may have moved on since.
        version: another one tells the stage to take `given` over.
        path: `[w, b]` at each moment of a fit to walk along, or None.
        landscape_hidden: said in place of the loss landscape, if it is not to be shown.
    """
    y, shown = view.sample.y, view.shown
    return {
        **view.figures,
        "landscapes": None if landscape_hidden else view.figures["landscapes"],
        "hidden": landscape_hidden,
        "kind": "neuron",
        "kernel": ["w"],
        "version": version,
        "scene": SCENES.register(view.sample.x, y, drawn=view.rows, data=view.data),
        "look": [given.data, *given.inputs, given.target],
        "plotly": PLOTLY_PATH,
        "points": {"x": shown.x[:, 0].tolist(), "y": shown.y.tolist()},
        "columns": {
            side: {"name": column.name, "unit": column.unit}
            for side, column in (("input", view.column), ("target", view.target))
        },
        "sliders": _sliders(view, given),
        "hand": {
            "w": given.w[0],
            "b": given.b,
            "probe": given.probe,
            "relu": given.activation == "relu",
            "residuals": given.residuals,
            "best": given.best,
        },
        "path": path,
        "best": {name: asdict(best) for name, best in view.best.items()},
        "flat": view.flat,
        "scale": float(y.max() - y.min()) or 1.0,
        "challenge": given.challenge,
        "note": overlap_note(view),
        "chart_label": f"{len(y):,} points: {view.target.title} against {view.column.title}.",
    }


def _sliders(view: NeuronView, given: NeuronState) -> list[Json]:
    start = NeuronState.default(given.data, given.inputs, given.target)
    column, target = view.column, view.target
    per = f"{column.unit} of {column.name}" if column.unit else column.name
    return [
        _slider("w", "w", view.w, start.w[0], slope_unit(column, target))
        | {"about": f"weight: what one more {per} adds"},
        _slider("b", "b", view.b, start.b, target.unit)
        | {"about": f"bias: the answer at {column.name} = 0"},
        _slider("probe", column.name, view.probe, start.probe, column.unit)
        | {"about": "the probe: what does the neuron say here?"},
    ]


def _slider(name: str, label: str, span: Range, reset: float, unit: str) -> Json:
    fine = span.step if name == "probe" else span.step / 10
    slider = {"key": name, "name": name, "label": label, "unit": unit, "reset": reset}
    return {**slider, **asdict(span), "fine": fine}


def slope_unit(column: Column, target: Column) -> str:
    """The unit of a weight: the target's per the input's."""
    return f"{target.unit or 'units'} per {column.unit}" if column.unit else target.unit


def overlap_note(view: NeuronView) -> str:
    """Says how points on one spot are told apart, and which rows are left out."""
    sample = view.sample
    spots = count_distinct(sample.x[:, 0], sample.y)
    parts = [f"{len(sample.y):,} {view.dataset.plural}"]
    if spots < len(sample.y):
        parts[0] += f" on {spots:,} spots: those on one spot are drawn side by side."
    return " ".join((*parts, *remarks(sample)))


def remarks(sample: Sample) -> list[str]:
    """Says which rows are drawn, and which are left out."""
    parts = [sampling_note(len(sample.y))]
    if sample.dropped:
        first, more = ", ".join(sample.dropped[:_NAMED]), len(sample.dropped) - _NAMED
        many = f" and {more:,} more" if more > 0 else ""
        parts.append(f"Left out, because a value is unknown: {first}{many}.")
    return [part for part in parts if part]
