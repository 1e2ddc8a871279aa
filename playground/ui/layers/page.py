"""The page Layers: its bar, its stage, and the tabs below it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from playground.core.data.targets import MAX_CLASSES
from playground.core.network.network import Weights
from playground.core.network.weights import shortest_decimals
from playground.stage.component import mount
from playground.stage.payloads.layers import layers_payload, view_of
from playground.state.layer_actions import (
    apply_action,
    with_data,
    with_inputs,
    with_points,
    with_target,
)
from playground.state.layers import MAX_INPUTS, MIN_INPUTS, LayersState
from playground.state.network_query import MAX_LINK_WEIGHTS
from playground.ui.layers import buttons
from playground.ui.shared import commits, frame, output_box, sessions, widgets
from playground.ui.shared.column_picker import ColumnPicker
from playground.ui.shared.page_session import PageSession

_STRAIGHT = (
    "Layers on layers, and still a straight line. Open **ReLU**, the valve on the wires between "
    "them: what does the line do?"
)
_FOLDED = "Each ReLU folds once. Press **Train**: the folds go where they help most."
_BENT = "Each neuron bends what it gives. Press **Train**: the bends go where they help most."
_NO_LAYERS = "One neuron, without a layer before it. Add one with **+** on the wires."
_STAGE = "layers_stage"


def current() -> PageSession[LayersState]:
    """The session of this page."""
    session = sessions.current("layers", LayersState, "layers")
    session.apply_action = apply_action
    return session


def invitation(session: PageSession[LayersState]) -> str:
    """What there is to do, as Markdown."""
    commits.watch(lambda session: _invitation(session.state))
    return _invitation(session.state)


def _invitation(state: LayersState) -> str:
    if not state.layers:
        return _NO_LAYERS
    bends = {layer.activation for layer in state.layers} - {"linear"}
    if not bends:
        return _STRAIGHT
    return _FOLDED if bends == {"relu"} else _BENT


# --- bar --------------------------------------------------------------------------------------

COLUMNS = ColumnPicker(
    "layers",
    LayersState,
    (MIN_INPUTS, MAX_INPUTS),
    with_data=with_data,
    with_inputs=with_inputs,
    with_target=with_target,
    classes=True,
    most_classes=MAX_CLASSES,
    with_points=with_points,
)


def bar(session: PageSession[LayersState]) -> None:
    """The columns in view, and the page's buttons."""
    state = session.state
    frame.bar(COLUMNS.pill(state), lambda: _sheet(state), lambda: buttons.draw(session))


def _sheet(state: LayersState) -> None:
    COLUMNS.draw(state)
    if len(state.inputs) == 1:
        st.caption("A second input makes the line a surface.")
    output_box.draw("layers output", state, _change_output)
    buttons.start_boxes(state)


def _change_output(name: str) -> None:
    sessions.change(replace(sessions.state(LayersState), output=name))


# --- stage, explanation and code ------------------------------------------------------------


@commits.stage
def stage(session: PageSession[LayersState]) -> None:
    """Mounts the stage."""
    pushed = session.pushed
    payload = layers_payload(view_of(pushed), pushed, session.sync, session.path)
    session.stage_key = _STAGE
    mount(payload, key=_STAGE, on_message=partial(commits.receive, LayersState))


_EXPLANATION = """
A **dense layer** is a row of neurons that all read the same numbers; the next layer reads what
they give. Without an activation between them, layers on layers are still one line or plane: a sum
of sums is a sum. **ReLU** breaks that. Every neuron of the first layer makes one
fold, and the next layers add the folds up to a line or a surface that bends.

The network sees **standardised** numbers (every input minus its mean, divided by its standard
deviation), so that all weights are of a similar size. The pictures are in the data's own units.
"""
_OF_NUMBERS = "The output stays linear, so that it can reach any value.\n"
_OF_CLASSES = """
Of two **classes**, the output's **sigmoid** makes of its sum the probability of one of them. Of
more, each class has an output, and **softmax** makes probabilities of their sums that add up to 1.
The most probable class is the answer; the lines on the map are where two are equally probable.
"""


def tabs(session: PageSession[LayersState]) -> None:
    """What is on screen in words, its Keras code in the data's units, and its weights."""
    state = session.state
    widgets.tabs(
        "layers tabs",
        {
            "In words": lambda: widgets.words(_explanation(state)),
            **widgets.code_tabs(
                state, state.at, state.inputs, state.target, lambda: _weights_for_code(state)
            ),
            **widgets.weights_tab(state, _weights_caption(state)),
        },
    )


def _explanation(state: LayersState) -> str:
    if state.classes:
        return _EXPLANATION + _OF_CLASSES
    return _EXPLANATION + (_OF_NUMBERS if state.output == "linear" else "")


def _weights_caption(state: LayersState) -> str:
    caption = (
        f"{state.size:,} parameters, as the picture shows them. In the code, the standardising is "
        "folded into the first and the last layer."
    )
    if state.size > MAX_LINK_WEIGHTS:
        caption += (
            f" A link has room for {MAX_LINK_WEIGHTS:,} weights, and these are more: it works as "
            "long as this server remembers them. Later, it draws new weights from its seed."
        )
    return caption


def _weights_for_code(state: LayersState) -> Weights:
    """The weights in the data's units, rounded if they are few enough to be listed in the code."""
    return (
        shortest_decimals(state.raw_weights)
        if state.size <= MAX_LINK_WEIGHTS
        else state.raw_weights
    )
