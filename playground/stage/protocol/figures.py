"""Payloads of figures and boards without a model."""

from __future__ import annotations

from msgspec import Struct

from playground.stage.protocol.shared import PlotlyFigure, Span


class FigurePayload(Struct, frozen=True, kw_only=True, tag="figure", tag_field="kind"):
    """A figure without a model.

    Attributes:
        title: its name.
        label: what can be seen in it, for those who do not see it.
        height: in CSS.
        selectable: points are selected in it by box and loop.
        plotly: path of Plotly's script.
    """

    figure: PlotlyFigure
    title: str
    label: str
    height: str
    selectable: bool
    plotly: str


class BoardPayload(Struct, frozen=True, kw_only=True, tag="points", tag_field="kind"):
    """A board on which points are drawn: those to begin with, and the names of the axes."""

    points: list[Span]
    names: tuple[str, str]
