"""A scatter plot of one input and two classes, which lie at 0 and 1."""

from __future__ import annotations

import plotly.graph_objects as go

from playground.core.data.datasets import Sample
from playground.core.network.activations import Array
from playground.figures.plain import shorten
from playground.figures.scatter import escape, hover_names, scatter

_Y_AXIS = (-0.14, 1.14)
_LONGEST = 40


def s_curve(sample: Sample, plotted_x: Array, x_axis: tuple[float, float]) -> go.Figure:
    """The sample's points; the probability of the second class goes upwards.

    Args:
        sample: of one input and two classes; hovering over a point shows its name and class.
        plotted_x: `(rows,)`, where each point is plotted: equal points stand side by side.
        x_axis: the range of the axis, in the input's unit.
    """
    figure = scatter(sample, plotted_x, x_axis=x_axis, y_axis=_Y_AXIS)
    column, names = sample.inputs[0], [escape(shorten(name, _LONGEST)) for name in sample.classes]
    points = figure.data[0]
    points.customdata = [
        (name, x, names[int(y)])
        for name, x, y in zip(hover_names(sample), sample.x[:, 0], sample.y, strict=True)
    ]
    points.hovertemplate = (
        f"<b>%{{customdata[0]}}</b><br>{escape(column.name)} %{{customdata[1]}} "
        f"{escape(column.unit)}<br>%{{customdata[2]}}<extra></extra>"
    )
    figure.data = [points]
    title = {"text": f"probability of “{names[1]}”"}
    figure.layout.yaxis.update(title=title, tickvals=[0, 0.25, 0.5, 0.75, 1])
    for place, name in enumerate(names):
        figure.add_annotation(
            text=name,
            x=1,
            y=place,
            xref="paper",
            xanchor="right",
            yshift=16 if place else -16,
            showarrow=False,
        )
    return figure
