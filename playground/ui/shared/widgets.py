"""Widgets that pages share: notices, the status line, Undo, and the tabs of code and weights."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from playground.core.data.datasets import OWN_PREFIX, Sample, load
from playground.core.fit.metrics import metrics
from playground.core.network.network import Network, Weights, forward
from playground.export.keras_code import keras_code, tutorial_code, weights_table
from playground.export.own_code import own_code
from playground.ui.shared import theme
from playground.ui.shared.page_session import NetworkState, PageSession, S
from playground.ui.shared.sessions import undo


def notices(session: PageSession[S]) -> None:
    """The session's notices, a line each.

    They have a container of their own even if there are none: without it the elements below would
    change their position, and the stage would be mounted anew and lose its zoom.
    """
    with st.container():
        if session.notices:
            st.warning("  \n".join(map(theme.escape_markdown, session.notices)))


def status_line(session: PageSession[S], invitation: str) -> DeltaGenerator:
    """One line: what was done last, or else what there is to do.

    Args:
        session: of the page.
        invitation: what there is to do, as Markdown.

    Returns:
        The line's placeholder, to be overwritten.
    """
    line = st.empty()
    line.markdown(session.status or invitation)
    return line


def code_and_weights(
    state: NetworkState, row: Sequence[float], columns: Sequence[str], target: str
) -> None:
    """Tabs of the Keras code of a network, in two forms, and of its weights as tensors.

    Args:
        state: has the network and the weights.
        row: `(inputs,)`, for which the code predicts.
        columns: names of the inputs.
        target: name of the target.
    """
    show_weights(
        state.network, state.weights, code_tabs(state, state.weights, row, columns, target)
    )


def code_tabs(
    state: NetworkState,
    weights: Weights,
    row: Sequence[float],
    columns: Sequence[str],
    target: str,
) -> DeltaGenerator:
    """Tabs of the Keras code of a network, in two forms.

    Args:
        state: whose network and data set the code is about.
        weights: of the network, in the columns' units.
        row: `(inputs,)`, for which the code predicts.
        columns: names of the inputs.
        target: name of the target.

    Returns:
        A third, empty tab for the weights.
    """
    today, tutorial, third = st.tabs(["Keras code", "As in the tutorial", "Weights as tensors"])
    more = _own_data_code(getattr(state, "data", ""), columns, target)
    for tab, script in ((today, keras_code), (tutorial, tutorial_code)):
        text = script(state.network, weights, row, columns=columns, target=target) + more
        tab.code(text, language="python", wrap_lines=True)
    return third


def _own_data_code(data: str, columns: Sequence[str], target: str) -> str:
    """Code that reads own data from the learner's file; "" for a built-in data set."""
    if not data.startswith(OWN_PREFIX):
        return ""
    dataset = load(data)
    return own_code([dataset.column(name) for name in columns], dataset.column(target))


def show_weights(network: Network, weights: Weights, tab: DeltaGenerator) -> None:
    """A table of the network's weights.

    Args:
        network: whose shapes the table names.
        weights: of the network.
        tab: to draw in.
    """
    tab.table(pd.DataFrame(weights_table(network, weights)))


def mse(sample: Sample, state: NetworkState) -> float:
    """The MSE of a network whose weights are in the data's units.

    Args:
        sample: the rows to measure on.
        state: has the network and the weights.

    Returns:
        In the target's unit squared.
    """
    return metrics(sample.y, forward(state.network, state.weights, sample.x)[:, 0]).mse


def undo_button(session: PageSession[S], help_text: str = "Ctrl+Z on the stage") -> None:
    """A button that undoes the last change.

    Args:
        session: of the page.
        help_text: what the button's tooltip says.
    """
    st.button(
        "Undo",
        on_click=undo,
        args=(type(session.state),),
        disabled=not session.undo_stack,
        help=help_text,
    )
