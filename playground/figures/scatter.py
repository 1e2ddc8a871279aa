"""A scatter plot of one input and the target; escaping for Plotly."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from playground.core.data.columns import Column
from playground.core.data.datasets import Sample
from playground.core.network.activations import Array


def scatter(
    sample: Sample, plotted_x: Array, *, x_axis: tuple[float, float], y_axis: tuple[float, float]
) -> go.Figure:
    """The sample's points; the stage draws over them what moves.

    Args:
        sample: of one input; hovering over a point shows its name and its true values.
        plotted_x: `(rows,)`, where each point is plotted: equal points stand side by side.
        x_axis, y_axis: the ranges of the axes, in the columns' units.
    """
    column, target = sample.inputs[0], sample.target
    points = go.Scatter(
        name="points",
        x=plotted_x,
        y=sample.y,
        mode="markers",
        marker={"size": 10 if len(sample.y) < 300 else 6, "opacity": 0.6},
        customdata=list(
            zip(hover_names(sample), sample.x[:, 0], target_texts(sample), strict=True)
        ),
        hovertemplate=_hover(column, target),
    )
    layout = _layout(column, output_title(sample), x_axis, y_axis)
    if len(sample.classes) > 2:  # below 0 are the points, a line for each class
        layout.yaxis.tickvals = [0.0, 0.25, 0.5, 0.75, 1.0]
    return go.Figure([points], layout)


def _hover(column: Column, target: Column) -> str:
    return (
        "<b>%{customdata[0]}</b><br>"
        f"{escape(column.name)} %{{customdata[1]}} {escape(column.unit)}<br>"
        f"{escape(target.name)} %{{customdata[2]}} {escape(target.unit)}<extra></extra>"
    )


def target_texts(sample: Sample) -> list[float] | list[str]:
    """What hover texts say of each row's target: its number, or the name of its class."""
    if not sample.classes:
        numbers: list[float] = sample.y.tolist()
        return numbers
    names = [escape(name) for name in sample.classes]
    return [names[int(k)] for k in sample.y]


def output_title(sample: Sample) -> str:
    """What an axis of the network's output is called: the target, or a probability."""
    if not sample.classes:
        return sample.target.title
    return f"probability of {sample.classes[1]}" if len(sample.classes) == 2 else "probability"


def escape(text: str) -> str:
    """Escapes a name for Plotly's labels, which interpret some HTML tags and %{…}."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("%", "&#37;")


def escape_3d(text: str) -> str:
    """Escapes a name for the axes of a 3D scene, which interpret tags but not &lt;."""
    return text.replace("<", "<\u200b")


def hover_names(sample: Sample) -> list[str]:
    """The rows' names for hover texts, with HTML escaped."""
    return [name.replace("&", "&amp;").replace("<", "&lt;") for name in sample.names]


def _layout(
    column: Column, title: str, x_axis: Sequence[float], y_axis: Sequence[float]
) -> go.Layout:
    return go.Layout(
        xaxis={"title": {"text": escape(column.title)}, "range": list(x_axis), "zeroline": False},
        yaxis={"title": {"text": escape(title)}, "range": list(y_axis), "zeroline": False},
        margin={"l": 64, "r": 12, "t": 12, "b": 56},
        showlegend=False,
        hovermode="closest",
        dragmode="zoom",
        template="none",
        uirevision="kept",
    )
