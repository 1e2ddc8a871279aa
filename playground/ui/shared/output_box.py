"""The widget for the activation of the output, where a number is predicted."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from playground.core.network.activations import ACTIVATIONS
from playground.core.network.network import OUTPUT_ACTIVATIONS
from playground.state.layers import LayersState
from playground.ui.shared import sessions
from playground.ui.shared.terms import EXPLANATIONS

_ABOUT = {
    "linear": "The output can be any number.",
    "relu": "The output is never below 0. That fits a target that is never negative. But where the "
    "sum is below 0 for every row, no row moves a weight any more: training stands still.",
    "leaky_relu": "Below 0 the output falls only a fifth as fast, but every row can still move the "
    "weights.",
}


def draw(key: str, state: LayersState, change: Callable[[str], None]) -> None:
    """Draws it; nothing for classes, which have an activation of their own.

    Args:
        key: of the widget.
        state: what it shows.
        change: sets another activation, by its name.
    """
    if state.classes:
        return
    st.selectbox(
        "Activation of the output",
        OUTPUT_ACTIVATIONS,
        format_func=lambda name: ACTIVATIONS[name].label,
        key=sessions.show_choice(key, state.output),
        on_change=_on_change,
        args=(key, change),
        help=EXPLANATIONS["output"],
    )
    st.caption(_ABOUT[state.output])


@sessions.callback
def _on_change(key: str, change: Callable[[str], None]) -> None:
    change(sessions.choice(key, OUTPUT_ACTIVATIONS))
