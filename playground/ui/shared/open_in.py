"""Buttons that open the network of a page, as it is now, on another page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from playground.state.layers import LayersState
from playground.state.network_query import write_layers
from playground.state.training import TrainingState
from playground.ui.shared import sessions
from playground.ui.shared.navigation import page
from playground.ui.shared.page_session import PageSession


def to_layers(session: PageSession[TrainingState], trained: Callable[[], LayersState]) -> None:
    """A button that opens the network on Layers, with its weights as trained so far.

    Args:
        session: of the page Training.
        trained: returns the network with its newest weights.
    """
    if st.button("Edit by hand", on_click=sessions.read):
        network = trained()
        _open(session, "layers", network, network.to_query())


def to_training(session: PageSession[LayersState]) -> None:
    """A button that opens the network on Training, with the recipe that is set there."""
    if st.button("Watch it train", on_click=sessions.read):
        network, there = session.state, sessions.peek("training", TrainingState)
        state = replace(there.state, layers_state=network) if there else TrainingState(network)
        _open(session, "training", network, state.to_query())


def _open(session: PageSession[Any], path: str, network: LayersState, link: dict[str, str]) -> None:
    """Switches the page with `link`, which always names the layers.

    Fields that have their default are not in a link, and a page opened without any link shows its
    earlier state; so one field must always be there.
    """
    sessions.switch_page(session, page(path), {"layers": write_layers(network.layers), **link})
