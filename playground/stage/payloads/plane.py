"""The stage of a unit with several inputs: what the browser needs to know of its columns."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from playground.core.data.dataset_cache import cached_per_dataset
from playground.core.data.datasets import Dataset, Sample, load
from playground.core.data.splitting import RowIndices
from playground.core.data.subsampling import sampled_rows, take_rows
from playground.core.fit.least_squares import fit_linear_unit
from playground.core.fit.metrics import Metrics
from playground.core.fit.ranges import Range, axis_limits, bias_range, probe_range, weight_range
from playground.core.network.network import Weights
from playground.figures.plane import heat_map, predicted_against_actual, scene_3d
from playground.stage.payloads.neuron import remarks, slope_unit
from playground.stage.predict.answer import SCENES
from playground.stage.routes import PLOTLY_PATH
from playground.state.plane import PlaneState

Json = dict[str, Any]


@dataclass(frozen=True, eq=False)
class PlaneView:
    """What stays while the weights move.

    Attributes:
        data: name of the data set, which is not held.
        sample: all rows.
        rows: the places of those that are drawn.
        best: the weights of the linear unit with the smallest MSE.
        best_metrics: its errors.
        figures: the stage's part made of Plotly figures, as JSON.
    """

    data: str
    sample: Sample
    rows: RowIndices
    w: tuple[Range, ...]
    b: Range
    at: tuple[Range, ...]
    best: Weights
    best_metrics: Metrics
    figures: Json

    @property
    def dataset(self) -> Dataset:
        """What the columns are of."""
        return load(self.data)


@cached_per_dataset
def plane_view(data: str, inputs: tuple[str, ...], target: str, axes: tuple[str, str]) -> PlaneView:
    """Looks at some inputs and the target of a data set; the same question is answered once."""
    sample = load(data).sample(inputs, target)
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


def _figures(sample: Sample, rows: RowIndices, axes: tuple[int, int]) -> Json:
    spans = (axis_limits(sample.x[:, axes[0]]), axis_limits(sample.x[:, axes[1]]), axis_limits(sample.y))
    shown = take_rows(sample, rows)
    figures = {
        "space": scene_3d(shown, axes, spans),
        "above": heat_map(shown, axes, spans),
        "actual": predicted_against_actual(sample.target, spans[2]),
    }
    return {
        **{name: json.loads(figure.to_json()) for name, figure in figures.items()},
        "axes": axes,
        "spans": spans,
    }


def plane_data(
    view: PlaneView, given: PlaneState, version: str, path: list[list[float]] | None
) -> Json:
    """The component's data: it changes only when Python changes something.

    Args:
        view: the columns in view.
        given: what Python last set; the hand may have moved on since.
        version: another one tells the stage to take `given` over.
        path: `[w0, w1, …, b]` at each moment of a fit to walk along, or None.
    """
    x, y = view.sample.x, view.sample.y
    places = range(len(given.inputs))
    kernel, bias = view.best
    return {
        **view.figures,
        "kind": "plane",
        "kernel": [f"w{place}" for place in places],
        "version": version,
        "scene": SCENES.register(x, y, drawn=view.rows, data=view.data),
        "look": [given.data, *given.inputs, given.target, *given.axes],
        "plotly": PLOTLY_PATH,
        "points": {"x": x[view.rows].ravel().tolist(), "y": y[view.rows].tolist()},
        "spread": np.maximum(x.std(axis=0), 1e-12).tolist(),
        "columns": {
            "inputs": [{"name": c.name, "unit": c.unit} for c in view.sample.inputs],
            "target": {"name": view.sample.target.name, "unit": view.sample.target.unit},
        },
        "sliders": _sliders(view, given),
        "hand": {
            **{f"w{place}": given.w[place] for place in places},
            "b": given.b,
            **{f"x{place}": given.at[place] for place in places},
            "relu": given.activation == "relu",
            "residuals": given.residuals,
            "best": given.best,
            "top": given.view == "top",
            "camera": list(given.camera),
        },
        "path": path,
        "best": {**{f"w{i}": w for i, w in enumerate(kernel[:, 0].tolist())}, "b": bias.item()},
        "scale": float(np.ptp(y)) or 1.0,
        "challenge": False,
        "note": note(view.dataset, view.sample),
        "bound": bound(view),
        "chart_label": f"{len(y):,} points over {' and '.join(given.axes)}.",
    }


def _sliders(view: PlaneView, given: PlaneState) -> list[Json]:
    target, start = view.sample.target, PlaneState.default(given.data, given.inputs, given.target)
    inputs = view.sample.inputs
    weights = [
        slider(f"w{i}", f"w{i} {column.name}", span, slope_unit(column, target), 0.0)
        for i, (column, span) in enumerate(zip(inputs, view.w, strict=True))
    ]
    places = [
        slider(f"x{i}", column.name, span, column.unit, start.at[i]) | {"fine": span.step}
        for i, (column, span) in enumerate(zip(inputs, view.at, strict=True))
    ]
    return [*weights, slider("b", "b", view.b, target.unit, start.b), *places]


def slider(key: str, name: str, span: Range, unit: str, reset: float) -> Json:
    """A slider as the stage takes it."""
    said = {"key": key, "name": name, "label": name, "unit": unit, "about": "", "reset": reset}
    return {**said, **asdict(span), "fine": span.step / 10}


def note(dataset: Dataset, sample: Sample) -> str:
    """Says how many points there are, and which rows are left out."""
    parts = [f"{len(sample.y):,} {dataset.plural}."]
    if len(sample.inputs) > 2:
        parts.append("The paler a point, the farther it lies from this slice.")
    return " ".join((*parts, *remarks(sample)))


def bound(view: PlaneView) -> str:
    """Says how good the best linear unit is, so that nobody hunts for the impossible."""
    best, unit = view.best_metrics, view.sample.target.unit
    squared = f" {unit}²" if unit else ""
    return f"The best linear unit there is: R² {best.r2:.2f}, MSE {best.mse:,.1f}{squared}."
