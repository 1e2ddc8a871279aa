"""Popovers whose content is drawn from the moment they are first opened.

What is in them takes more of a page's script than the rest of the page, and few learners open
them. Streamlit's own way, `st.popover(on_change=…)`, makes another popover of one whose label has
changed, as it does after a choice made in it, and the keyboard would lose its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import streamlit as st

from playground.stage import component
from playground.ui.shared import sessions


@dataclass
class OpenedDrawers:
    """Keys of the popovers that the learner has opened, on any page."""

    keys: set[str] = field(default_factory=set)


def drawer(label: str, key: str, draw: Callable[[], None]) -> None:
    """A button with a popover.

    Args:
        label: of the button, as Markdown; it may change.
        key: of the popover.
        draw: draws what is in it.
    """
    with st.popover(label, key=key):
        if key in sessions.remembered(OpenedDrawers).keys:
            draw()
        else:
            component.opening(key=f"{key} opening", on_message=partial(_on_open, key))


@sessions.callback
def _on_open(key: str) -> None:
    sessions.remembered(OpenedDrawers).keys.add(key)
