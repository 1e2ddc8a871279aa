"""A correlation matrix as a heat map."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import plotly.graph_objects as go

from playground.core.network.activations import Array
from playground.figures.plain import plain_layout, shorten

MAX_NUMBERED = 14
"""Up to this many columns, each cell shows its correlation as a number."""


def correlation(names: Sequence[str], r: Array, marked: tuple[int, int]) -> go.Figure:
    """The heat map, with a frame around one cell.

    Args:
        names: of the columns.
        r: `(columns, columns)`, NaN where it is not known.
        marked: column and row of the framed cell.
    """
    size = np.arange(len(names))
    rounded = np.round(r, 2) + 0.0  # + 0.0 turns -0.0 into 0.0
    labels = [["" if np.isnan(value) else f"{value:.2f}" for value in row] for row in rounded]
    texts = [
        [
            f"<b>{shorten(b, 40)}</b> and <b>{shorten(a, 40)}</b><br>r = {label or 'unknown'}"
            for b, label in zip(names, row, strict=True)
        ]
        for a, row in zip(names, labels, strict=True)
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
        text=labels,
        texttemplate="%{text}" if len(names) <= MAX_NUMBERED else None,
        hovertext=texts,
        hovertemplate="%{hovertext}<extra></extra>",
        colorbar={"title": {"text": "r", "side": "top"}, "tickvals": [-1, -0.5, 0, 0.5, 1]},
    )
    layout = plain_layout("", "")
    ticks = {"tickvals": size, "ticktext": [shorten(name) for name in names]}
    ticks.update(fixedrange=True, showgrid=False, ticks="", automargin=True)
    layout.xaxis.update(**ticks, tickangle=-45)
    layout.yaxis.update(**ticks, autorange="reversed")
    column, row = marked
    layout.shapes = [
        {"type": "rect", "x0": column - 0.5, "x1": column + 0.5, "y0": row - 0.5, "y1": row + 0.5}
    ]
    layout.update(dragmode=False, hovermode="closest", margin={"l": 20, "b": 20})
    return go.Figure(heat, layout)
