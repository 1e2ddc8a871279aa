"""The points of two columns, coloured by a third, with some of them lit."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from playground.core.data.filters import RowIndices, evenly_spaced
from playground.core.data.histogram import Histogram
from playground.core.data.scatter_points import MAX_PLOTTED, ScatterPoints
from playground.core.network.activations import Array
from playground.figures.plain import plain_layout, shorten
from playground.figures.scatter import escape

PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#8a8f98")
"""Okabe and Ito's colours, which colour-blind people tell apart, and grey."""
SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "x", "triangle-down", "star")


def points(
    cloud: ScatterPoints,
    names: Sequence[str],
    lit: RowIndices,
    *,
    colour: str = "",
    amounts: Array | None = None,
    kinds: Histogram | None = None,
) -> go.Figure:
    """The points; those that are lit are ringed and the others fade.

    Args:
        names: of all rows of the table.
        lit: which points, as `ScatterPoints.selected` gives them.
        colour: title of the column that colours them, "" if none does.
        amounts: `(rows of the table,)`, its numbers.
        kinds: or its texts, counted; at most as many as there are colours.
    """
    ringed = evenly_spaced(lit, MAX_PLOTTED)
    traces = _coloured(cloud, cloud.plotted, names, colour, amounts, kinds)
    for trace in traces:
        trace.marker.opacity = 0.9
        if len(lit):  # as unselected, so that they do not fade in the legend
            trace.update(selectedpoints=[], unselected={"marker": {"opacity": 0.35}})
    lights = _coloured(cloud, ringed, names, colour, amounts, kinds) if len(lit) else []
    for light in lights:
        light.update(name=f"lit {light.name}", showlegend=False)
        light.marker.update(opacity=1.0, size=_size(cloud) + 5, showscale=False)
    layout = plain_layout(cloud.x.title, cloud.y.title, cloud.x_axis, cloud.y_axis)
    layout.update(dragmode="select", clickmode="event", hovermode="closest")
    layout.update(uirevision=f"{cloud.x.name} {cloud.y.name}")
    layout.legend = {"title": {"text": shorten(colour, 30)}, "itemclick": False}
    layout.legend.update(itemdoubleclick=False, orientation="h", x=0, y=1.01, yanchor="bottom")
    layout.showlegend = kinds is not None
    layout.margin.t = 64 if layout.showlegend else 12  # for the legend, below Plotly's buttons
    return go.Figure([*traces, *lights], layout)


def _size(cloud: ScatterPoints) -> int:
    return 11 if len(cloud.plotted) < 300 else 7


def _coloured(
    cloud: ScatterPoints,
    places: RowIndices,
    names: Sequence[str],
    colour: str,
    amounts: Array | None,
    kinds: Histogram | None,
) -> list[go.Scatter]:
    """The traces of some points: one, or one for each kind; unknown colours in one of their own."""
    rows = cloud.rows[places]
    if kinds is not None:
        told = [*kinds.labels, "unknown"]
        split = [(at, places[kinds.bins[rows] == at]) for at in range(kinds.size)]
        unknown = places[kinds.bins[rows] < 0]
        traces = [
            _trace(cloud, some, names, f"kind {label}", colour, [label] * len(some))
            for (at, some), label in zip(split, told[:-1], strict=True)
        ]
        for at, trace in enumerate(traces):
            trace.update(name=shorten(told[at], 24))
            trace.marker.update(color=PALETTE[at], symbol=SHAPES[at])
        return [*traces, *_unknown(cloud, unknown, names, colour)]
    if amounts is None:
        return [_trace(cloud, places, names, "points", "", [""] * len(places))]
    known = np.isfinite(amounts[rows])
    values = amounts[rows[known]]
    trace = _trace(cloud, places[known], names, "points", colour, [f"{v:.6g}" for v in values])
    whole = amounts[np.isfinite(amounts)]
    ends = {"cmin": float(whole.min()), "cmax": float(whole.max())} if len(whole) else {}
    trace.marker.update(color=values, showscale=True, **ends)
    trace.marker.colorbar = {"title": {"text": shorten(colour, 30), "side": "right"}}
    return [trace, *_unknown(cloud, places[~known], names, colour)]


def _unknown(
    cloud: ScatterPoints, places: RowIndices, names: Sequence[str], colour: str
) -> list[go.Scatter]:
    if not len(places):
        return []
    trace = _trace(cloud, places, names, "unknown", colour, ["unknown"] * len(places))
    trace.marker.symbol = "circle-open"
    return [trace]


def _trace(
    cloud: ScatterPoints,
    places: RowIndices,
    names: Sequence[str],
    name: str,
    colour: str,
    told: Sequence[str],
) -> go.Scatter:
    """Points at `places`; `told` says each one's colour in words."""
    x, y = cloud.x, cloud.y
    rows = cloud.rows[places]
    texts = [
        "<br>".join(
            (
                f"<b>{shorten(names[row], 60)}</b>",
                f"{escape(x.name)} {at_x:.6g} {escape(x.unit)}",
                f"{escape(y.name)} {at_y:.6g} {escape(y.unit)}",
                *([f"{escape(colour)} {shorten(word, 60)}"] if colour else []),
            )
        )
        for row, at_x, at_y, word in zip(
            rows, cloud.values_x[places], cloud.values_y[places], told, strict=True
        )
    ]
    return go.Scatter(
        name=name,
        x=cloud.plotted_x[places],
        y=cloud.values_y[places],
        mode="markers",
        marker={"size": _size(cloud)},
        customdata=rows,
        text=texts,
        hovertemplate="%{text}<extra></extra>",
    )
