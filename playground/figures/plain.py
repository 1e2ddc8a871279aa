"""Shortened names, and a plain layout, to which the page adds its theme's colours."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go

from playground.figures.scatter import escape

_SHORT = 16


def shorten(text: str, most: int = _SHORT) -> str:
    """The beginning and the end of a name, as names often differ in their last letters alone.

    Args:
        text: the name.
        most: the most characters it may have.

    Returns:
        The name, escaped for Plotly.
    """
    end = (most - 1) // 3
    return escape(text if len(text) <= most else f"{text[: most - 1 - end]}…{text[-end:]}")


def plain_layout(
    x: str,
    y: str,
    x_axis: tuple[float, float] | None = None,
    y_axis: tuple[float, float] | None = None,
) -> go.Layout:
    """Two axes with titles, small margins and no legend.

    Args:
        x, y: titles of the axes.
        x_axis, y_axis: ends of the axes, in the columns' units; None to fit the data.
    """

    def axis(title: str, ends: tuple[float, float] | None) -> dict[str, Any]:
        return {"title": {"text": shorten(title, 60)}, "zeroline": False, "range": ends}

    return go.Layout(
        xaxis=axis(x, x_axis),
        yaxis=axis(y, y_axis),
        margin={"l": 64, "r": 12, "t": 12, "b": 56},
        showlegend=False,
        template="none",
        uirevision="kept",
    )
