"""A scatter plot of two columns, coloured by a third, with the selected points ringed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from playground.core.data.datasets import RowIndices
from playground.core.data.filters import evenly_spaced
from playground.core.data.histogram import Histogram
from playground.core.data.scatter_points import MAX_PLOTTED, ScatterPoints
from playground.core.network.activations import Array
from playground.figures.plain import plain_layout, shorten
from playground.figures.scatter import escape

PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#8a8f98")
"""Okabe and Ito's colours, which colour-blind people can distinguish, and grey."""
SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "x", "triangle-down", "star")


def points(
    cloud: ScatterPoints,
    names: Sequence[str],
    selected: RowIndices,
    *,
    colour: str = "",
    values: Array | None = None,
    categories: Histogram | None = None,
) -> go.Figure:
    """The points; the selected ones are plotted again, larger, and the others fade.

    Args:
        cloud: the points of the two columns.
        names: of all rows of the table.
        selected: indices of the selected points, as `ScatterPoints.selected` returns them.
        colour: title of the column that colours them, "" if none does.
        values: `(rows of the table,)`, that column's numbers; NaN where unknown.
        categories: or its texts, counted; at most as many as there are colours.
    """
    ringed = evenly_spaced(selected, MAX_PLOTTED)
    traces = _coloured(cloud, cloud.plotted, names, colour, values, categories)
    for trace in traces:
        trace.marker.opacity = 0.9
        if len(selected):  # as unselected, so that they do not fade in the legend
            trace.update(selectedpoints=[], unselected={"marker": {"opacity": 0.35}})
    rings = _coloured(cloud, ringed, names, colour, values, categories) if len(selected) else []
    for ring in rings:
        ring.update(name=f"selected {ring.name}", showlegend=False)
        ring.marker.update(opacity=1.0, size=_size(cloud) + 5, showscale=False)
    titles = cloud.x.labelled.title, cloud.y.labelled.title
    layout = plain_layout(*titles, cloud.x_axis, cloud.y_axis)
    layout.update(dragmode="select", clickmode="event", hovermode="closest")
    layout.update(uirevision=f"{cloud.x.name} {cloud.y.name}")
    layout.legend = {"title": {"text": shorten(colour, 30)}, "itemclick": False}
    layout.legend.update(itemdoubleclick=False, orientation="h", x=0, y=1.01, yanchor="bottom")
    layout.showlegend = categories is not None
    layout.margin.t = 64 if layout.showlegend else 12  # for the legend, below Plotly's buttons
    return go.Figure([*traces, *rings], layout)


def _size(cloud: ScatterPoints) -> int:
    return 11 if len(cloud.plotted) < 300 else 7


def _coloured(
    cloud: ScatterPoints,
    indices: RowIndices,
    names: Sequence[str],
    colour: str,
    values: Array | None,
    categories: Histogram | None,
) -> list[go.Scatter]:
    """The traces of some points: one, or one per category; unknown colours in one of their own."""
    if categories is not None:
        return _by_category(cloud, indices, names, colour, categories)
    if values is not None:
        return _by_value(cloud, indices, names, colour, values)
    return [_trace(cloud, indices, names, "points", "", [""] * len(indices))]


def _by_category(
    cloud: ScatterPoints,
    indices: RowIndices,
    names: Sequence[str],
    colour: str,
    categories: Histogram,
) -> list[go.Scatter]:
    bins = categories.bins[cloud.rows[indices]]
    traces = []
    for number, label in enumerate(categories.labels):
        members = indices[bins == number]
        trace = _trace(cloud, members, names, shorten(label, 24), colour, [label] * len(members))
        trace.marker.update(color=PALETTE[number], symbol=SHAPES[number])
        traces.append(trace)
    return [*traces, *_unknown(cloud, indices[bins < 0], names, colour)]


def _by_value(
    cloud: ScatterPoints, indices: RowIndices, names: Sequence[str], colour: str, values: Array
) -> list[go.Scatter]:
    known = np.isfinite(values[cloud.rows[indices]])
    colours = values[cloud.rows[indices[known]]]
    trace = _trace(cloud, indices[known], names, "points", colour, [f"{v:.6g}" for v in colours])
    finite = values[np.isfinite(values)]
    limits = {"cmin": float(finite.min()), "cmax": float(finite.max())} if len(finite) else {}
    trace.marker.update(color=colours, showscale=True, **limits)
    trace.marker.colorbar = {"title": {"text": shorten(colour, 30), "side": "right"}}
    return [trace, *_unknown(cloud, indices[~known], names, colour)]


def _unknown(
    cloud: ScatterPoints, indices: RowIndices, names: Sequence[str], colour: str
) -> list[go.Scatter]:
    if not len(indices):
        return []
    trace = _trace(cloud, indices, names, "unknown", colour, ["unknown"] * len(indices))
    trace.marker.symbol = "circle-open"
    return [trace]


def _trace(
    cloud: ScatterPoints,
    indices: RowIndices,
    names: Sequence[str],
    name: str,
    colour: str,
    labels: Sequence[str],
) -> go.Scatter:
    """The points at `indices`; `labels` are their values in the colour column, as text."""
    x, y = cloud.x.labelled, cloud.y.labelled
    rows = cloud.rows[indices]
    texts = [
        "<br>".join(
            (
                f"<b>{shorten(names[row], 60)}</b>",
                f"{escape(x.name)} {value_x:.6g} {escape(x.unit)}",
                f"{escape(y.name)} {value_y:.6g} {escape(y.unit)}",
                *([f"{escape(colour)} {shorten(label, 60)}"] if colour else []),
            )
        )
        for row, value_x, value_y, label in zip(
            rows, cloud.values_x[indices], cloud.values_y[indices], labels, strict=True
        )
    ]
    return go.Scatter(
        name=name,
        x=cloud.plotted_x[indices],
        y=cloud.values_y[indices],
        mode="markers",
        marker={"size": _size(cloud)},
        customdata=rows,
        text=texts,
        hovertemplate="%{text}<extra></extra>",
    )
