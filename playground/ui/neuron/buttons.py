"""What the buttons of the page One neuron do: fit, draw at random, show, challenge, undo."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from playground.core.fit.recipe import Recipe
from playground.state.neuron import NeuronState
from playground.ui.neuron.page import view_of
from playground.ui.shared import keras_tasks, sessions, widgets
from playground.ui.shared.page_session import PageSession

FIT = Recipe(optimizer="sgd", learning_rate=0.1, epochs=60, batch_size=1)
TUTORIAL = replace(NeuronState.default(), w=(2.5,), b=90.0, probe=5.0)

_TUTORIAL_HELP = "w = 2.5, b = 90: a cereal with 5 g of sugars has 102.5 kcal"
_CHALLENGE_HELP = "Get the MSE as low as you can by hand, then see the best there is"
_fit = keras_tasks.fit(lambda experiment: view_of(experiment).sample, FIT)


def buttons(session: PageSession[NeuronState]) -> None:
    """The buttons of the toolbar."""
    if session.experiment.challenge:
        st.button("Reveal the best", type="primary", on_click=_reveal)
        st.button("Give up the challenge", on_click=_leave_challenge)
    else:
        keras_tasks.button(session, "Fit with Keras", _fit, keras_tasks.FIT_HELP, kind="primary")
        keras_tasks.button(session, "Random weights", keras_tasks.draw, keras_tasks.DRAW_HELP)
        st.button("Tutorial example", on_click=_tutorial, help=_TUTORIAL_HELP)
        st.button("Challenge me", on_click=_challenge, help=_CHALLENGE_HELP)
    widgets.undo_button(session)


def _tutorial() -> None:
    remark = "The tutorial's example: 2.5 × 5 g of sugars + 90 = 102.5 kcal."
    sessions.change(TUTORIAL, remark=remark)


def _challenge() -> None:
    experiment = sessions.experiment(NeuronState)
    start = NeuronState.default(experiment.data, experiment.inputs, experiment.target)
    sessions.change(replace(start, challenge=True), remark="Get the MSE as low as you can.")


def _leave_challenge() -> None:
    sessions.change(replace(sessions.experiment(NeuronState), challenge=False))


def _reveal() -> None:
    experiment = sessions.experiment(NeuronState)
    view = view_of(experiment)
    best, yours = view.best[experiment.activation], widgets.mse(view.sample, experiment)
    possible = view.flat - best.mse
    score = 100 if possible <= 0 else max(0, int(100 * (view.flat - yours) / possible + 1e-6))
    remark = (
        f"Your MSE {yours:,.1f}, the best possible {best.mse:,.1f} "
        f"(w = {best.w:.4g}, b = {best.b:.4g}): {min(score, 100)} of 100 points."
    )
    sessions.change(replace(experiment, challenge=False, best=True), remark=remark)
