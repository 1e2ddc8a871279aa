"""Plotly's figures as the stage takes them, alone or in a payload."""

from __future__ import annotations

import msgspec
import plotly.graph_objects as go

from playground.stage.protocol import FigurePayload, PlotlyFigure
from playground.stage.routes import PLOTLY_FLAT


def plotly_figure(figure: go.Figure) -> PlotlyFigure:
    """A figure as Plotly's script takes it."""
    return msgspec.json.decode(figure.to_json(), type=PlotlyFigure)


def figure_payload(
    figure: go.Figure, *, title: str, label: str, height: str, selectable: bool = False
) -> FigurePayload:
    """What the stage gets to show a figure without a model.

    Args:
        figure: in no colours but those that mean something; the page's theme gives the others.
        title: its name.
        label: what can be seen in it, for those who do not see it.
        height: in CSS.
        selectable: whether points are selected in it by box and loop.
    """
    return FigurePayload(
        figure=plotly_figure(figure),
        title=title,
        label=label,
        height=height,
        selectable=selectable,
        plotly=PLOTLY_FLAT,
    )
