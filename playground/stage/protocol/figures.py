"""Payloads of what has no model: figures, boards, and the card "Share"."""

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
        plotly: path of the part of Plotly's script that draws it.
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


class OpeningPayload(Struct, frozen=True, kw_only=True, tag="opening", tag_field="kind"):
    """Stands in a popover until it is opened; says so then."""


class QrCode(Struct, frozen=True):
    """A QR code: modules along a side with the quiet zone, and an SVG path of the dark ones."""

    size: int
    path: str


class SharePayload(Struct, frozen=True, kw_only=True, tag="share", tag_field="kind"):
    """The card "Share".

    Attributes:
        address: to be copied, typed or scanned; "" if what is on screen cannot be shared.
        link: the whole one where `address` is short for it, else the same.
        qr: of the address; None if others could not open it.
        notes: what to know about it, a sentence each.
    """

    address: str
    link: str
    qr: QrCode | None
    notes: tuple[str, ...]
