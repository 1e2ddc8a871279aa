"""Parts that the pages of a single unit share: notices, the line of remarks, code and tensors."""

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
    """What was wrong with the link, a line each.

    In a container of its own, so that what follows keeps its place and the stage its zoom.
    """
    with st.container():
        if session.notices:
            st.warning("  \n".join(map(theme.escape_markdown, session.notices)))


def status_line(session: PageSession[S], invitation: str) -> DeltaGenerator:
    """One line: what was done last, or what there is to do; returned to be written anew."""
    line = st.empty()
    line.markdown(session.remark or invitation)
    return line


def code_and_weights(
    screen: NetworkState, row: Sequence[float], columns: Sequence[str], target: str
) -> None:
    """The Keras code of exactly this unit, in two forms, and its weights as tensors.

    Args:
        row: `(inputs,)`, for which the code predicts.
        columns: names of the inputs.
        target: name of the target.
    """
    show_weights(
        screen.network, screen.weights, code_tabs(screen, screen.weights, row, columns, target)
    )


def code_tabs(
    screen: NetworkState,
    weights: Weights,
    row: Sequence[float],
    columns: Sequence[str],
    target: str,
) -> DeltaGenerator:
    """The Keras code of a network with these weights, in two forms; returns the third tab."""
    today, tutorial, third = st.tabs(["Keras code", "As in the tutorial", "Weights as tensors"])
    more = _own_data_code(getattr(screen, "data", ""), columns, target)
    for tab, script in ((today, keras_code), (tutorial, tutorial_code)):
        text = script(screen.network, weights, row, columns=columns, target=target) + more
        tab.code(text, language="python", wrap_lines=True)
    return third


def _own_data_code(data: str, columns: Sequence[str], target: str) -> str:
    """Somebody's own data is in no library: the script reads it from their file."""
    if not data.startswith(OWN_PREFIX):
        return ""
    dataset = load(data)
    return own_code([dataset.column(name) for name in columns], dataset.column(target))


def show_weights(network: Network, weights: Weights, tab: DeltaGenerator) -> None:
    """A table of the network's weights in a tab."""
    tab.table(pd.DataFrame(weights_table(network, weights)))


def mse(sample: Sample, screen: NetworkState) -> float:
    """The MSE of what is on screen, in the target's unit squared."""
    return metrics(sample.y, forward(screen.network, screen.weights, sample.x)[:, 0]).mse


def undo_button(session: PageSession[S], about: str = "Ctrl+Z on the stage") -> None:
    """Takes the last change back."""
    st.button(
        "Undo",
        on_click=undo,
        args=(type(session.experiment),),
        disabled=not session.past,
        help=about,
    )
