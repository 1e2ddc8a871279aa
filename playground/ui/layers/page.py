"""The page Layers: choosing its columns, its buttons, its stage and what is said about it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from playground.core.network.network import Weights
from playground.core.network.weights import shortest_decimals
from playground.stage.component import mount
from playground.stage.payloads.layers import layers_data, view_of
from playground.state.layer_actions import apply_action, with_data, with_inputs, with_target
from playground.state.layers import MAX_INPUTS, MIN_INPUTS, LayersState
from playground.state.network_query import MAX_LINK_WEIGHTS
from playground.ui.layers import buttons
from playground.ui.shared import column_picker, sessions, widgets
from playground.ui.shared.error_notices import errors_as_notice
from playground.ui.shared.page_session import PageSession

INVITATION = (
    "The network is built in its picture: **+** and **−** add and take away, a click on a line or "
    "a neuron gives you its number."
)
_BOUNDS = (MIN_INPUTS, MAX_INPUTS)
_STAGE = "layers_stage"


def current() -> PageSession[LayersState]:
    """The session of this page."""
    session = sessions.current("layers", LayersState, "layers")
    session.build = apply_action
    return session


# --- choosing columns -----------------------------------------------------------------------


def choose(session: PageSession[LayersState]) -> None:
    """Data set, target, inputs, and which two of them are shown; the buttons beside them."""
    column_picker.choose(
        "layers",
        session.experiment,
        _BOUNDS,
        lambda: buttons.buttons(session),
        on_data=_data_chosen,
        on_target=_target_chosen,
        on_axes=_axes_chosen,
        on_inputs=_inputs_chosen,
    )


@errors_as_notice
def _data_chosen() -> None:
    stack = sessions.experiment(LayersState)
    sessions.change(with_data(stack, column_picker.choice("layers", "data")))


@errors_as_notice
def _target_chosen() -> None:
    stack = sessions.experiment(LayersState)
    sessions.change(with_target(stack, column_picker.choice("layers", "target")))


def _axes_chosen() -> None:
    sessions.change(replace(sessions.experiment(LayersState), axes=column_picker.axes("layers")))


@errors_as_notice
def _inputs_chosen() -> None:
    stack = sessions.experiment(LayersState)
    names = column_picker.names("layers", stack.inputs, _BOUNDS)
    if names is not None:
        sessions.change(with_inputs(stack, names))


# --- stage and words ------------------------------------------------------------------------


def stage(session: PageSession[LayersState]) -> None:
    """The live part."""
    given = session.given
    data = layers_data(view_of(given), given, session.version, session.path)
    data["refused"] = session.refused
    session.stage = _STAGE
    mount(data, key=_STAGE, on_hand=partial(sessions.take_hand, LayersState))


_EXPLANATION = """
A **dense layer** is a row of neurons that all read the same numbers; the next layer reads what
they say. Without an activation between them, layers on layers are still one line or plane: a sum
of sums is a sum. **ReLU** breaks that. Every neuron of the first layer folds the space along its
hinge, and the next layers add the folds up to a surface that bends.

The network sees **standardised** numbers (every input minus its mean, divided by its standard
deviation), so that all weights are of a similar size. The pictures are in the data's own units.
The output stays linear, so that it can reach any value.
"""


def explanation() -> None:
    """What is on screen, in a few sentences."""
    st.markdown(_EXPLANATION)


def code(session: PageSession[LayersState]) -> None:
    """The Keras code of exactly this network, in the data's units, and its tensors."""
    stack = session.experiment
    tab = widgets.code_tabs(stack, _written(stack), stack.at, stack.inputs, stack.target)
    tab.caption(
        f"{stack.size:,} parameters, as the picture shows them. In the code, the standardising is "
        "folded into the first and the last layer."
    )
    widgets.show_weights(stack.network, stack.weights, tab)
    if stack.size > MAX_LINK_WEIGHTS:
        st.caption(
            f"The address has room for {MAX_LINK_WEIGHTS:,} weights. These are more: it names them, and "
            "this server keeps them for a while. Elsewhere the link gives what its seed draws."
        )


def _written(stack: LayersState) -> Weights:
    """In the data's units, in few digits; of a large network the code leaves them out anyway."""
    return (
        shortest_decimals(stack.raw_weights)
        if stack.size <= MAX_LINK_WEIGHTS
        else stack.raw_weights
    )
