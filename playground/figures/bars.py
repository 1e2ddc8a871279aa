"""A histogram of one column, as bars."""

from __future__ import annotations

import numpy as np
import plotly.graph_objects as go

from playground.core.data.datasets import RowIndices
from playground.core.data.histogram import Histogram
from playground.core.network.activations import Array
from playground.figures.plain import plain_layout, shorten
from playground.figures.scatter import escape


def bars(
    title: str, histogram: Histogram, filtered: RowIndices, selected: RowIndices, plural: str
) -> go.Figure:
    """Counts of each value in the filtered rows, and over them in the selected rows.

    Args:
        title: of the column, with its unit.
        histogram: of all rows of the column.
        filtered: indices of the rows that pass the filter.
        selected: indices of those of them that are selected.
        plural: the data set's noun for its rows.
    """
    centers, width, labels = _bins(histogram)
    counts, selected_counts = histogram.counts(filtered), histogram.counts(selected)
    texts = [
        f"<b>{shorten(label, 60)}</b><br>{count:,} {escape(plural)}"
        + (f"<br>{selected_count:,} marked" if len(selected) else "")
        for label, count, selected_count in zip(labels, counts, selected_counts, strict=True)
    ]
    shared = {
        "x": centers,
        "width": width,
        "customdata": np.arange(histogram.size),
        "text": texts,
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
    }
    traces = [go.Bar(name="counts", y=counts, **shared)]
    if len(selected):
        traces.append(go.Bar(name="selected counts", y=selected_counts, **shared))
    return go.Figure(traces, _layout(title, plural, histogram, centers))


def _bins(histogram: Histogram) -> tuple[Array, float, list[str]]:
    """Centers `(bars,)`, width and labels of the bars."""
    if histogram.labels or not histogram.size:
        return np.arange(histogram.size, dtype=float), 0.8, list(histogram.labels)
    low, high = histogram.edges[:-1], histogram.edges[1:]
    labels = [f"{start:.6g} to {end:.6g}" for start, end in zip(low, high, strict=True)]
    return (low + high) / 2, float(high[0] - low[0]), labels


def _layout(title: str, plural: str, histogram: Histogram, centers: Array) -> go.Layout:
    layout = plain_layout(title, plural)
    layout.update(barmode="overlay", bargap=0, dragmode=False, hovermode="closest")
    layout.xaxis.update(fixedrange=True)
    layout.yaxis.update(fixedrange=True, rangemode="tozero")
    if histogram.labels:
        ticks = [shorten(label) for label in histogram.labels]
        layout.xaxis.update(tickvals=centers, ticktext=ticks)
    return layout
