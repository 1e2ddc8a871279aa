"""How often which value of a column occurs, as bars."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from playground.core.data.filters import RowIndices
from playground.core.data.histogram import Histogram
from playground.figures.plain import plain_layout, shorten
from playground.figures.scatter import escape


def bars(
    title: str, counted: Histogram, on_screen: RowIndices, lit: RowIndices, plural: str
) -> go.Figure:
    """How often which value occurs in the rows on screen, and in those of them that are lit.

    Args:
        title: the column, with its unit.
        plural: what the rows are.
    """
    whole, part = counted.counts(on_screen), counted.counts(lit)
    if counted.labels or not counted.size:
        at, width = np.arange(counted.size, dtype=float), 0.8
        told = list(counted.labels)
    else:
        at, width = (counted.edges[:-1] + counted.edges[1:]) / 2, float(np.diff(counted.edges)[0])
        pairs = zip(counted.edges[:-1], counted.edges[1:], strict=True)
        told = [f"{low:.6g} to {high:.6g}" for low, high in pairs]
    texts = [
        f"<b>{shorten(word, 60)}</b><br>{count:,} {escape(plural)}"
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
    layout = plain_layout(title, plural)
    layout.update(barmode="overlay", bargap=0, dragmode=False, hovermode="closest")
    layout.xaxis.update(fixedrange=True)
    layout.yaxis.update(fixedrange=True, rangemode="tozero")
    if counted.labels:
        layout.xaxis.update(tickvals=at, ticktext=[shorten(label) for label in counted.labels])
    return go.Figure(traces, layout)
