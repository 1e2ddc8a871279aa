"""A data set as it is looked at: a scatter with lit points, bars, and how columns go together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go

from playground.core.activations import Array
from playground.core.choosing import Rows, thinned
from playground.core.cloud import DRAWN, Cloud
from playground.core.counting import Bars
from playground.figures.scatter import safe

PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#8a8f98")
"""Okabe and Ito's colours, which colour-blind people tell apart, and grey."""
SHAPES = ("circle", "square", "diamond", "triangle-up", "cross", "x", "triangle-down", "star")
NUMBERED = 14
"""Up to so many columns, the correlations stand in their cells as numbers."""
_SHORT = 16


def short(text: str, most: int = _SHORT) -> str:
    """A name as it fits, with its beginning and its end, and nothing that Plotly would interpret.

    Names in a table often differ in their last letters alone.
    """
    end = (most - 1) // 3
    return safe(text if len(text) <= most else f"{text[: most - 1 - end]}…{text[-end:]}")


def points(
    cloud: Cloud,
    names: Sequence[str],
    lit: Rows,
    *,
    colour: str = "",
    amounts: Array | None = None,
    kinds: Bars | None = None,
) -> go.Figure:
    """The points; those that are lit are ringed and the others fade.

    Args:
        names: of all rows of the table.
        lit: which points, as `Cloud.lit` gives them.
        colour: title of the column that colours them, "" if none does.
        amounts: `(rows of the table,)`, its numbers.
        kinds: or its texts, counted; at most as many as there are colours.
    """
    ringed = thinned(lit, DRAWN)
    traces = _coloured(cloud, cloud.shown, names, colour, amounts, kinds)
    for trace in traces:
        trace.marker.opacity = 0.35 if len(lit) else 0.9
    lights = _coloured(cloud, ringed, names, colour, amounts, kinds) if len(lit) else []
    for light in lights:
        light.update(name=f"lit {light.name}", showlegend=False)
        light.marker.update(opacity=1.0, size=_size(cloud) + 5, showscale=False)
    layout = _layout(cloud.x.title, cloud.y.title, cloud.x_axis, cloud.y_axis)
    layout.update(dragmode="select", clickmode="event", hovermode="closest")
    layout.update(uirevision=f"{cloud.x.name} {cloud.y.name}")
    layout.legend = {"title": {"text": short(colour, 30)}, "itemclick": False}
    layout.legend.update(
        itemdoubleclick=False, orientation="h", x=0, y=0, yanchor="bottom", yref="container"
    )
    layout.showlegend = kinds is not None
    return go.Figure([*traces, *lights], layout)


def _size(cloud: Cloud) -> int:
    return 11 if len(cloud.shown) < 300 else 7


def _coloured(
    cloud: Cloud,
    places: Rows,
    names: Sequence[str],
    colour: str,
    amounts: Array | None,
    kinds: Bars | None,
) -> list[go.Scatter]:
    """The traces of some points: one, or one for each kind; unknown colours in one of their own."""
    rows = cloud.rows[places]
    if kinds is not None:
        told = [*kinds.labels, "unknown"]
        split = [(at, places[kinds.places[rows] == at]) for at in range(kinds.size)]
        unknown = places[kinds.places[rows] < 0]
        traces = [
            _trace(cloud, some, names, f"kind {label}", colour, [label] * len(some))
            for (at, some), label in zip(split, told[:-1], strict=True)
        ]
        for at, trace in enumerate(traces):
            trace.update(name=short(told[at], 24))
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
    trace.marker.colorbar = {"title": {"text": short(colour, 30), "side": "right"}}
    return [trace, *_unknown(cloud, places[~known], names, colour)]


def _unknown(cloud: Cloud, places: Rows, names: Sequence[str], colour: str) -> list[go.Scatter]:
    if not len(places):
        return []
    trace = _trace(cloud, places, names, "unknown", colour, ["unknown"] * len(places))
    trace.marker.symbol = "circle-open"
    return [trace]


def _trace(
    cloud: Cloud,
    places: Rows,
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
                f"<b>{short(names[row], 60)}</b>",
                f"{safe(x.name)} {at_x:.6g} {safe(x.unit)}",
                f"{safe(y.name)} {at_y:.6g} {safe(y.unit)}",
                *([f"{safe(colour)} {short(word, 60)}"] if colour else []),
            )
        )
        for row, at_x, at_y, word in zip(
            rows, cloud.at_x[places], cloud.at_y[places], told, strict=True
        )
    ]
    return go.Scatter(
        name=name,
        x=cloud.drawn_x[places],
        y=cloud.at_y[places],
        mode="markers",
        marker={"size": _size(cloud)},
        customdata=rows,
        text=texts,
        hovertemplate="%{text}<extra></extra>",
    )


def bars(title: str, counted: Bars, on_screen: Rows, lit: Rows, plural: str) -> go.Figure:
    """How often which value occurs in the rows on screen, and in those of them that are lit.

    Args:
        title: the column, with its unit.
        plural: what the rows are.
    """
    whole, part = counted.counts(on_screen), counted.counts(lit)
    if counted.labels:
        at, width = np.arange(counted.size, dtype=float), 0.8
        told = list(counted.labels)
    else:
        at, width = (counted.edges[:-1] + counted.edges[1:]) / 2, float(np.diff(counted.edges)[0])
        pairs = zip(counted.edges[:-1], counted.edges[1:], strict=True)
        told = [f"{low:.6g} to {high:.6g}" for low, high in pairs]
    texts = [
        f"<b>{short(word, 60)}</b><br>{count:,} {safe(plural)}"
        + (f"<br>{light:,} lit" if len(lit) else "")
        for word, count, light in zip(told, whole, part, strict=True)
    ]
    drawn = {
        "x": at,
        "width": width,
        "customdata": np.arange(counted.size),
        "text": texts,
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }
    traces = [go.Bar(name="counts", y=whole, **drawn)]
    if len(lit):
        traces.append(go.Bar(name="lit counts", y=part, **drawn))
    layout = _layout(title, plural)
    layout.update(barmode="overlay", bargap=0, dragmode=False, hovermode="closest")
    layout.xaxis.update(fixedrange=True)
    layout.yaxis.update(fixedrange=True, rangemode="tozero")
    if counted.labels:
        layout.xaxis.update(tickvals=at, ticktext=[short(label) for label in counted.labels])
    return go.Figure(traces, layout)


def correlation(names: Sequence[str], r: Array, marked: tuple[int, int]) -> go.Figure:
    """How columns go together, with a frame around one cell.

    Args:
        names: of the columns.
        r: `(columns, columns)`, NaN where it is not known.
        marked: which column and which row of the picture.
    """
    size = np.arange(len(names))
    rounded = np.round(r, 2) + 0.0
    words = [["" if np.isnan(value) else f"{value:.2f}" for value in row] for row in rounded]
    texts = [
        [
            f"<b>{short(b, 40)}</b> and <b>{short(a, 40)}</b><br>r = {word or 'unknown'}"
            for b, word in zip(names, row, strict=True)
        ]
        for a, row in zip(names, words, strict=True)
    ]
    heat = go.Heatmap(
        name="correlation",
        x=size,
        y=size,
        z=r,
        zmin=-1,
        zmax=1,
        xgap=2,
        ygap=2,
        text=words,
        texttemplate="%{text}" if len(names) <= NUMBERED else None,
        hovertext=texts,
        hovertemplate="%{hovertext}<extra></extra>",
        colorbar={"title": {"text": "r", "side": "top"}, "tickvals": [-1, -0.5, 0, 0.5, 1]},
    )
    layout = _layout("", "")
    ticks = {"tickvals": size, "ticktext": [short(name) for name in names]}
    ticks.update(fixedrange=True, showgrid=False, ticks="", automargin=True)
    layout.xaxis.update(**ticks, tickangle=-45)
    layout.yaxis.update(**ticks, autorange="reversed")
    column, row = marked
    layout.shapes = [
        {"type": "rect", "x0": column - 0.5, "x1": column + 0.5, "y0": row - 0.5, "y1": row + 0.5}
    ]
    layout.update(dragmode=False, hovermode="closest", margin={"l": 20, "b": 20})
    return go.Figure(heat, layout)


def _layout(
    x: str,
    y: str,
    x_axis: tuple[float, float] | None = None,
    y_axis: tuple[float, float] | None = None,
) -> go.Layout:
    def axis(title: str, ends: tuple[float, float] | None) -> dict[str, Any]:
        return {"title": {"text": short(title, 60)}, "zeroline": False, "range": ends}

    return go.Layout(
        xaxis=axis(x, x_axis),
        yaxis=axis(y, y_axis),
        margin={"l": 64, "r": 12, "t": 12, "b": 56},
        showlegend=False,
        template="none",
        uirevision="kept",
    )
