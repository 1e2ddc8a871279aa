"""The component itself: the folder `assets`, mounted by Streamlit."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer


@cache
def _renderer() -> ComponentRenderer:
    return st.components.v2.component(
        "playground.stage",
        html='<section class="np-stage" aria-label="Stage"></section>',
        css="css/stage.css",
        js="index.js",
        isolate_styles=False,
    )


def board(points: list[list[float]], names: tuple[str, str], *, key: str) -> list[list[float]]:
    """Shows a board on which points are drawn by hand, and returns those there are.

    Args:
        points: `[x, y]` each, to begin with, from 0 to 10; later the hand's are those that count.
        names: of the axes.
        key: the board's name on its page.
    """
    data = {"kind": "points", "points": points, "names": list(names)}
    drawn = _renderer()(key=key, data=_packed(data), on_hand_change=lambda: None)
    hand = drawn.get("hand") or {}
    return [[float(x), float(y)] for x, y in hand.get("points", points)]


def mount(data: dict[str, Any], *, key: str, on_hand: Callable[[], None]) -> None:
    """Shows the stage.

    Args:
        data: as `stage_data` makes it.
        key: the stage's name on its page; `st.session_state[key]["hand"]` is what the hand left.
        on_hand: called, before the script runs, when the hand came to rest.
    """
    _renderer()(key=key, data=_packed(data), on_hand_change=on_hand)


def _packed(data: dict[str, Any]) -> bytes:
    """As bytes, which Streamlit leaves alone; a dict it would write down twice, and search."""
    return json.dumps(data, separators=(",", ":")).encode()
