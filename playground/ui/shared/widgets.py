"""Widgets that pages share: Undo, and the tabs of words, code and weights."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

import pandas as pd
import streamlit as st

from playground.core.data.datasets import OWN_PREFIX, Sample, load
from playground.core.fit.metrics import metrics
from playground.core.network.network import Weights, forward
from playground.export.keras_code import keras_code, tutorial_code, weights_table
from playground.export.own_code import own_code
from playground.ui.shared.commits import watch, watch_state
from playground.ui.shared.page_session import NetworkState, PageSession, S
from playground.ui.shared.sessions import read, undo
from playground.ui.shared.terms import EXPLANATIONS

_WORDS_WIDTH = 720
"""Of running text, in pixels."""

Tabs: TypeAlias = Mapping[str, Callable[[], None]]
"""By title, what draws a tab."""


def tabs(key: str, tabs: Tabs) -> None:
    """Tabs below the stage; only the open one is drawn and sent.

    Args:
        key: of the widget, one a page.
        tabs: what draws each, the one that is open at first in front.
    """
    for tab, draw in zip(st.tabs(list(tabs), key=key, on_change=read), tabs.values(), strict=True):
        if tab.open:
            with tab:
                draw()


def words(text: str) -> None:
    """Markdown in lines as short as a book's."""
    st.markdown(text, width=_WORDS_WIDTH)


def code_tabs(
    state: NetworkState,
    row: Sequence[float],
    columns: Sequence[str],
    target: str,
    weights: Callable[[], Weights] | None = None,
) -> Tabs:
    """Tabs of the Keras code of a network, in two forms.

    Args:
        state: whose network and data set the code is about.
        row: `(inputs,)`, for which the code predicts.
        columns: names of the inputs.
        target: name of the target.
        weights: of the network in the columns' units, if they are not the state's own.
    """

    def draw(script: Callable[..., str]) -> None:
        watch_state()
        shown = weights() if weights else state.weights
        text = script(state.network, shown, row, columns=columns, target=target)
        text += _own_data_code(getattr(state, "data", ""), columns, target)
        st.code(text, language="python", wrap_lines=True)

    return {
        "Keras code": partial(draw, keras_code),
        "For older Keras": partial(draw, tutorial_code),
    }


def weights_tab(state: NetworkState, caption: str = "") -> Tabs:
    """A tab with a table of the network's weights.

    Args:
        state: has the network and the weights.
        caption: below the table, after what a kernel is; or "".
    """

    def draw() -> None:
        watch_state()
        st.table(pd.DataFrame(weights_table(state.network, state.weights)))
        st.caption(f"{EXPLANATIONS['kernel']} {caption}")

    return {"Weights as tensors": draw}


def _own_data_code(data: str, columns: Sequence[str], target: str) -> str:
    """Code that reads own data from the learner's file; "" for a built-in data set."""
    if not data.startswith(OWN_PREFIX):
        return ""
    return own_code(load(data), columns, target)


def mse(sample: Sample, state: NetworkState) -> float:
    """The MSE of a network whose weights are in the data's units.

    Args:
        sample: the rows to measure on.
        state: has the network and the weights.

    Returns:
        In the target's unit squared.
    """
    return metrics(sample.y, forward(state.network, state.weights, sample.x)[:, 0]).mse


def undo_button(session: PageSession[S]) -> None:
    """A button that undoes the last change of the page."""
    kind = type(session.state)
    watch(lambda session: bool(session.undo_stack))
    st.button("Undo", on_click=undo, args=(kind,), disabled=not session.undo_stack)
