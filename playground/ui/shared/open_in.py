"""A network goes along to another page, as it is at the moment its button is pressed."""

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
    """A button that takes the network as it is trained to Layers."""
    if st.button("Edit this by hand", help="On Layers, with its weights as trained so far"):
        stack = trained()
        _go(session, "layers", stack, stack.to_query())


def to_training(session: PageSession[LayersState]) -> None:
    """A button that takes the network to Training, where the recipe stays as it was."""
    if st.button("Train this", help="On Training, from the weights it has now"):
        stack, there = session.experiment, sessions.elsewhere("training", TrainingState)
        practice = replace(there.experiment, layers_state=stack) if there else TrainingState(stack)
        _go(session, "training", stack, practice.to_query())


def _go(session: PageSession[Any], path: str, stack: LayersState, link: dict[str, str]) -> None:
    """The layers are in the link in any case: who comes without one sees what was there before."""
    sessions.leave(session, page(path), {"layers": write_layers(stack.layers), **link})
