"""The component itself: the folder `assets`, mounted by Streamlit."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec
import streamlit as st
from msgspec import Struct
from streamlit.components.v2.types import ComponentRenderer

from playground.stage.protocol import (
    AwayPayload,
    BoardEvent,
    BoardPayload,
    CoursePayload,
    FigurePayload,
    LessonPayload,
    OnwardPayload,
    OpeningPayload,
    SharePayload,
    StagePayload,
)

MESSAGE = "message"
"""`st.session_state[key][MESSAGE]` is the last message of the stage called `key`."""


@cache
def _renderer() -> ComponentRenderer:
    return st.components.v2.component(
        "playground.stage",
        html='<section class="np-stage" aria-label="Stage"></section>',
        css="css/stage.css",
        js="index.js",
        isolate_styles=False,
    )


def board(
    points: list[tuple[float, float]],
    names: tuple[str, str],
    *,
    key: str,
    on_message: Callable[[], None],
) -> list[tuple[float, float]]:
    """Shows a board on which points are drawn, and returns those there are.

    Args:
        points: `(x, y)` each, to begin with, from 0 to 10; later the browser's count.
        names: of the axes.
        key: the board's name on its page.
        on_message: called, before the script runs, when a point was drawn or taken away.
    """
    payload = BoardPayload(points=points, names=names)
    state = _mounted(payload, key, on_message)
    try:
        return msgspec.convert(state.get(MESSAGE), BoardEvent).points
    except msgspec.ValidationError:  # there is no message yet, or it was not understood
        return points


def mount(
    payload: StagePayload | FigurePayload, *, key: str, on_message: Callable[[], None]
) -> None:
    """Shows the stage.

    Args:
        payload: what it shows.
        key: the stage's name on its page.
        on_message: called, before the script runs, when the stage sent a message.
    """
    _mounted(payload, key, on_message)


def card(payload: SharePayload | AwayPayload, *, key: str) -> None:
    """Shows a card; it sends no messages.

    Args:
        payload: what it shows.
        key: the card's name on its page.
    """
    _mounted(payload, key, lambda: None)


def opening(*, key: str, on_message: Callable[[], None]) -> None:
    """Stands in a popover until it is opened.

    Args:
        key: its name on the page.
        on_message: called, before the script runs, when it is opened.
    """
    _mounted(OpeningPayload(), key, on_message)


def course(
    payload: LessonPayload | CoursePayload | OnwardPayload,
    *,
    key: str,
    on_message: Callable[[], None],
) -> None:
    """Shows the card of a step, the map of the lessons, or the way to the next one.

    Args:
        payload: what it shows.
        key: its name on the page.
        on_message: called, before the script runs, when the learner wants to go somewhere.
    """
    _mounted(payload, key, on_message)


def _mounted(
    payload: Struct,
    key: str,
    on_message: Callable[[], None],
) -> Any:
    """As bytes, which Streamlit leaves alone; a dict it would write down twice, and search."""
    data = msgspec.json.encode(payload)
    return _renderer()(key=key, data=data, on_message_change=on_message)
