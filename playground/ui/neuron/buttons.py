"""The bar of the page One neuron: columns, train, random start, example, challenge, undo."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from playground.core.formatting import three_digits
from playground.core.takeaway import Takeaway
from playground.state.neuron import NeuronState
from playground.ui.neuron import relu_example
from playground.ui.neuron.page import COLUMNS, view_of
from playground.ui.neuron.session import draw
from playground.ui.neuron.training import recipe_of, train
from playground.ui.shared import frame, keras_tasks, sessions, share, take_away, takeaways, widgets
from playground.ui.shared.page_session import PageSession

EXAMPLE = replace(NeuronState.default(), w=(2.5,), b=90.0, probe=5.0)


def bar(session: PageSession[NeuronState]) -> None:
    """The columns in view, and the page's buttons."""
    state = session.state
    frame.bar(COLUMNS.pill(state), lambda: COLUMNS.draw(state), lambda: _buttons(session))


def _buttons(session: PageSession[NeuronState]) -> None:
    if session.state.challenge:
        st.button("Give up the challenge", on_click=_leave_challenge)
        st.button("Reveal the best", on_click=_reveal)
    else:
        keras_tasks.button(session, "Train", train, kind="primary")
        keras_tasks.button(session, "Random start", draw)
        if not session.state.classes:
            relu_example.button(session.state)
            st.button("w = 2.5, b = 90", on_click=_show_example)
            st.button("Challenge me", on_click=_start_challenge)
    widgets.undo_button(session)
    share.button(session)
    take_away.button(session, partial(taken, session.state))


def taken(state: NeuronState) -> Takeaway:
    """The neuron as it is taken home, from here and from Start."""
    return takeaways.of_unit(state, recipe_of(state))


@sessions.callback
def _show_example() -> None:
    remark = "A cereal with 5 g of sugars: 2.5 × 5 + 90 = 102.5 kcal."
    sessions.change(EXAMPLE, status=remark)


@sessions.callback
def _start_challenge() -> None:
    state = sessions.state(NeuronState)
    start = NeuronState.default(state.data, state.inputs, state.target)
    task = "Move the line by hand. How small can you make the MSE?"
    sessions.change(replace(start, challenge=True), status=task)


@sessions.callback
def _leave_challenge() -> None:
    sessions.change(replace(sessions.state(NeuronState), challenge=False))


@sessions.callback
def _reveal() -> None:
    state = sessions.state(NeuronState)
    view = view_of(state)
    best, yours = view.best[state.activation], widgets.mse(view.sample, state)
    possible = view.baseline_mse - best.mse
    score = (
        100 if possible <= 0 else max(0, int(100 * (view.baseline_mse - yours) / possible + 1e-6))
    )
    remark = (
        f"Your MSE is {three_digits(yours)}; the best is {three_digits(best.mse)}, with "
        f"w = {three_digits(best.w)} and b = {three_digits(best.b)}. "
        f"You have {min(score, 100)} of 100 points."
    )
    sessions.change(replace(state, challenge=False, best=True), status=remark)
