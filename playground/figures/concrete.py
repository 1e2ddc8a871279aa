"""Concrete: the axes over which the stage plots mixes, curves, residuals and surfaces."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from playground.core.data.columns import Column
from playground.figures.scatter import escape

Span = tuple[float, float]


def profile(column: Column, target: Column, spans: tuple[Span, Span]) -> go.Figure:
    """The axes of the target over one input, and a trace for the rows, which the stage fills.

    Args:
        column: the input.
        target: the target.
        spans: ends of both axes, in the columns' units.
    """
    points = go.Scatter(
        name="points",
        x=[],
        y=[],
        mode="markers",
        marker={"size": 6},
        hovertemplate=(
            f"<b>%{{text}}</b><br>{escape(column.name)} %{{x}} {escape(column.unit)}<br>"
            f"{escape(target.name)} %{{y}} {escape(target.unit)}<extra></extra>"
        ),
    )
    return go.Figure(
        points,
        go.Layout(
            xaxis={"title": {"text": escape(column.title)}, "range": spans[0], "zeroline": False},
            yaxis={"title": {"text": escape(target.title)}, "range": spans[1], "zeroline": False},
            margin={"l": 64, "r": 12, "t": 12, "b": 56},
            showlegend=False,
            hovermode="closest",
            dragmode=False,
            template="none",
        ),
    )


def residuals(target: Column, span: Span, largest: float) -> go.Figure:
    """The axes of residuals over predictions, and the line at 0; the stage adds the points.

    Args:
        target: gives the title.
        span: ends of the axis of predictions, in the target's unit.
        largest: the axis of residuals goes from -largest to largest, in the target's unit.
    """
    zero = go.Scatter(x=span, y=[0, 0], mode="lines", line={"width": 1.5}, hoverinfo="skip")
    return go.Figure(
        zero,
        go.Layout(
            xaxis=_fixed(f"predicted {escape(target.title)}", span),
            yaxis=_fixed("actual − predicted", (-largest, largest)),
            margin={"l": 64, "r": 10, "t": 8, "b": 52},
            showlegend=False,
            dragmode=False,
            template="none",
        ),
    )


def _fixed(title: str, span: Sequence[float]) -> dict[str, object]:
    return {"title": {"text": title}, "range": list(span), "fixedrange": True, "zeroline": False}


def surface(height: Span) -> go.Figure:
    """The target over two inputs in 3D; the stage fills in inputs, heights and probe.

    Args:
        height: ends of the target's axis, in its unit.
    """
    model = go.Mesh3d(
        name="model",
        x=[],
        y=[],
        z=[],
        i=[],
        j=[],
        k=[],
        opacity=0.9,
        hoverinfo="skip",
        lighting={"ambient": 0.62, "diffuse": 0.75, "specular": 0.05},
        flatshading=False,
    )
    empty: dict[str, list[float]] = {"x": [], "y": [], "z": []}
    points = go.Scatter3d(name="points", mode="markers", marker={"size": 2}, text=[], **empty)
    probe = go.Scatter3d(
        name="probe", mode="markers", marker={"size": 9}, hoverinfo="skip", **empty
    )
    lines = [
        go.Scatter3d(name=name, mode="lines", line={"width": 2}, hoverinfo="skip", **empty)
        for name in ("residuals", "hinge", "best")
    ]
    return go.Figure(
        [points, *lines, model, probe],
        go.Layout(
            scene={
                "zaxis": {"title": {"text": ""}, "range": list(height)},
                "aspectmode": "cube",
            },
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
            showlegend=False,
            template="none",
        ),
    )
