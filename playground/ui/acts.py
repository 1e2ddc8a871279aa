"""What the buttons of the page One neuron do: fit, draw at random, show, challenge, undo."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from playground import engine
from playground.core.recipe import Recipe
from playground.core.scaling import Scaling
from playground.stage.neuron import NeuronView
from playground.state import Experiment
from playground.ui import session as sessions
from playground.ui.neuron import mse, network_of, tidy, view_of, weights_of
from playground.ui.session import Session, Task

FIT = Recipe(optimizer="sgd", learning_rate=0.1, epochs=60, batch_size=1)
TUTORIAL = replace(Experiment.default(), w=(2.5,), b=90.0, probe=5.0)

_FIT_HELP = "Keras trains this neuron from where it is now, and the line glides along"
_RANDOM_HELP = "Before training: w is drawn at random, b is exactly 0.0, as Keras does it"
_TUTORIAL_HELP = "w = 2.5, b = 90: a cereal with 5 g of sugars has 102.5 kcal"
_CHALLENGE_HELP = "Get the MSE as low as you can by hand, then see the best there is"
_UNDO_HELP = "Ctrl+Z on the stage"


def buttons(session: Session) -> None:
    """The buttons of the toolbar."""
    if session.experiment.challenge:
        st.button("Reveal the best", type="primary", on_click=_reveal)
        st.button("Give up the challenge", on_click=_leave_challenge)
    else:
        _keras_button("Fit with Keras", _fit, _FIT_HELP, kind="primary")
        _keras_button("Random weights", _draw, _RANDOM_HELP)
        st.button("Tutorial example", on_click=_tutorial, help=_TUTORIAL_HELP)
        st.button("Challenge me", on_click=_challenge, help=_CHALLENGE_HELP)
    st.button("Undo", on_click=sessions.undo, disabled=not session.past, help=_UNDO_HELP)


def _keras_button(
    label: str, task: Task, about: str, kind: Literal["primary", "secondary"] = "secondary"
) -> None:
    st.button(label, type=kind, help=about, on_click=sessions.plan, args=(task,))


def work(session: Session, line: DeltaGenerator) -> None:
    """Does what was asked of Keras, after the page is drawn: the stage stays alive meanwhile.

    Says in `line` that it takes its time. If Keras cannot start or refuses the numbers, the page
    says why, and everything stays as it was.
    """
    task, session.task = session.task, None
    if task is None:
        return
    waits = "Keras is at work" if engine.status() == "ready" else "Keras is starting"
    with line, st.spinner(f"{waits} …", show_time=True):
        try:
            task(session)
        except (engine.KerasUnavailable, ValueError) as error:
            session.notices = (str(error),)
    st.rerun()


def _fit(session: Session) -> None:
    experiment, view = session.experiment, view_of(session.experiment)
    network, (x, y) = network_of(experiment), (view.sample.x, view.sample.y)
    scaling = Scaling.of(x, y, center_target=experiment.activation == "linear")
    recipe = replace(FIT, batch_size=len(y))
    history = engine.train(network, x, y, recipe, weights=weights_of(experiment), scaling=scaling)
    w, b = (tidy(array.item()) for array in history.weights)
    fitted = replace(experiment, w=(w,), b=b)
    path = {
        "w": [tidy(kernel.item()) for kernel, _ in history.path],
        "b": [tidy(bias.item()) for _, bias in history.path],
    }
    session.put(fitted, path=path, remark=_fit_remark(view, experiment, fitted))


def _fit_remark(view: NeuronView, before: Experiment, after: Experiment) -> str:
    first, last = mse(view, before), mse(view, after)
    unit = f" {view.target.unit}²" if view.target.unit else ""
    if before == after and before.activation == "relu":
        return (
            "This ReLU answers 0 for every row: its gradient is zero, so training cannot move it. "
            "Raise b until some points are active, then fit again."
        )
    return (
        f"Keras took {FIT.epochs} steps of gradient descent on all {len(view.sample.y)} rows, "
        f"standardised, with learning rate {FIT.learning_rate:g}: "
        f"MSE {first:,.1f} → {last:,.1f}{unit}."
    )


def _draw(session: Session) -> None:
    experiment = session.experiment
    seed = experiment.seed + 1
    kernel, bias = engine.initial_weights(network_of(experiment), seed)
    drawn = replace(experiment, w=(tidy(kernel.item()),), b=bias.item(), seed=seed)
    remark = f"Before training: w is drawn at random (Glorot uniform, seed {seed}), b is 0.0."
    session.put(drawn, remark=remark)


def _tutorial() -> None:
    remark = "The tutorial's example: 2.5 × 5 g of sugars + 90 = 102.5 kcal."
    sessions.change(TUTORIAL, remark=remark)


def _challenge() -> None:
    experiment = sessions.experiment()
    start = Experiment.default(experiment.data, experiment.inputs, experiment.target)
    sessions.change(replace(start, challenge=True), remark="Get the MSE as low as you can.")


def _leave_challenge() -> None:
    sessions.change(replace(sessions.experiment(), challenge=False))


def _reveal() -> None:
    experiment = sessions.experiment()
    view = view_of(experiment)
    best, yours = view.best[experiment.activation], mse(view, experiment)
    possible = view.flat - best.mse
    score = 100 if possible <= 0 else max(0, int(100 * (view.flat - yours) / possible + 1e-6))
    remark = (
        f"Your MSE {yours:,.1f}, the best possible {best.mse:,.1f} "
        f"(w = {best.w:.4g}, b = {best.b:.4g}): {min(score, 100)} of 100 points."
    )
    sessions.change(replace(experiment, challenge=False, best=True), remark=remark)
