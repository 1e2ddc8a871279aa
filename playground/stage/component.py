"""The component itself: the folder `assets`, mounted by Streamlit."""

from __future__ import annotations

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
        css="stage.css",
        js="index.js",
        isolate_styles=False,
    )


def mount(data: dict[str, Any], *, key: str, on_hand: Callable[[], None]) -> None:
    """Shows the stage.

    Args:
        data: as `stage_data` makes it.
        key: the stage's name on its page; `st.session_state[key]["hand"]` is what the hand left.
        on_hand: called, before the script runs, when the hand came to rest.
    """
    _renderer()(key=key, data=data, on_hand_change=on_hand)
