"""Where ReLU changes nothing, the page offers columns where a kink is right."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from playground.core.data.datasets import load
from playground.state.neuron import NeuronState
from playground.state.samples import sample_of
from playground.ui.shared import commits, sessions, theme

COLUMNS = ("concrete", "Water", "Superplasticizer")
"""More than a third of the mixes have none of the target, and an amount is never below 0."""
_LABEL = "Where ReLU bends: water → superplasticizer"
_W, _B, _PROBE = -0.24, 49.3, 220.0


def changes_nothing(state: NeuronState) -> bool:
    """Whether ReLU is on, and every row's sum is at least 0 without it."""
    if state.activation != "relu":
        return False
    sums = state.w[0] * sample_of(state).x[:, 0] + state.b
    return bool((sums >= 0.0).all())


def button(state: NeuronState) -> None:
    """Offers the example to those who switched ReLU on in vain.

    Args:
        state: what is on screen.
    """
    commits.watch(lambda session: changes_nothing(session.state))
    if changes_nothing(state) and (state.data, state.inputs[0], state.target) != COLUMNS:
        st.button(_LABEL, on_click=_show)


@sessions.callback
def _show() -> None:
    data, column, target = COLUMNS
    start = NeuronState.default(data, (column,), target)
    example = replace(start, w=(_W,), b=_B, probe=_PROBE, activation="relu")
    sessions.change(example, status=_status(example))


def _status(example: NeuronState) -> str:
    water = load(example.data).column(example.inputs[0])
    kink = f"{-example.b / example.w[0]:.0f} {theme.escape_markdown(water.unit)}"
    return (
        f"With more than {kink} of water, most mixes have no superplasticizer: ReLU answers 0 "
        "there. Switch it off, and the line goes below 0."
    )
