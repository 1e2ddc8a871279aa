"""The page One neuron: choosing columns, the acts of the toolbar, the stage, and its code."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from playground import engine
from playground.core.datasets import DATASETS, Dataset, load
from playground.core.metrics import metrics
from playground.core.network import Dense, Network, Weights, forward, neuron
from playground.core.recipe import Recipe
from playground.core.scaling import Scaling
from playground.export.keras_code import keras_code, tutorial_code, weights_table
from playground.stage.component import mount
from playground.stage.neuron import NeuronView, neuron_view, stage_data
from playground.state import Experiment
from playground.ui import session as sessions
from playground.ui.session import Session

FIT = Recipe(optimizer="sgd", learning_rate=0.1, epochs=60, batch_size=1)
TUTORIAL = replace(Experiment.default(), w=(2.5,), b=90.0, probe=5.0)


def network_of(experiment: Experiment) -> Network:
    """The network on screen: one unit."""
    return Network(len(experiment.inputs), (Dense(1, experiment.activation),))


def weights_of(experiment: Experiment) -> Weights:
    """Its weights, in raw units."""
    return neuron(experiment.w, experiment.b)


def view_of(experiment: Experiment) -> NeuronView:
    """The columns it looks at."""
    return neuron_view(experiment.data, experiment.inputs[0], experiment.target)


# --- choosing columns -----------------------------------------------------------------------


def column_choice(session: Session) -> None:
    """Three boxes: data set, input, target."""
    experiment = session.experiment
    dataset = load(experiment.data)
    st.selectbox(
        "Data",
        DATASETS,
        format_func=lambda name: load(name).title,
        key=sessions.show_choice("data", experiment.data),
        on_change=_data_chosen,
        width=170,
    )
    for label, name, value in (
        ("Input x", "input", experiment.inputs[0]),
        ("Target y", "target", experiment.target),
    ):
        st.selectbox(
            label,
            _choices(dataset, without=experiment.target if name == "input" else experiment.inputs[0]),
            format_func=lambda column: dataset.column(column).title,
            key=sessions.show_choice(name, value),
            on_change=_columns_chosen,
            width=170,
        )


def _choices(dataset: Dataset, *, without: str) -> list[str]:
    return [column.name for column in dataset.columns if column.name != without]


def _data_chosen() -> None:
    sessions.change(Experiment.default(sessions.choice("data")))


def _columns_chosen() -> None:
    data = sessions.choice("data")
    sessions.change(
        Experiment.default(data, (sessions.choice("input"),), sessions.choice("target"))
    )


# --- acts -----------------------------------------------------------------------------------


def acts(session: Session) -> None:
    """The buttons of the toolbar."""
    if session.experiment.challenge:
        st.button("Reveal the best", type="primary", on_click=_reveal)
        st.button("Give up the challenge", on_click=_leave_challenge)
    else:
        if st.button("Fit with Keras", type="primary", help=_FIT_HELP):
            _fit(session)
        st.button("Random weights", on_click=_before_training, help=_RANDOM_HELP)
        st.button("Tutorial example", on_click=_tutorial, help=_TUTORIAL_HELP)
        st.button("Challenge me", on_click=_challenge, help=_CHALLENGE_HELP)
    st.button("Undo", on_click=sessions.undo, disabled=not session.past, help="Ctrl+Z on the stage")


_INVITATION = (
    "Drag **w** and **b**, or take hold of the line itself: its end turns it, its middle lifts it."
)
_FIT_HELP = "Keras trains this neuron from where it is now, and the line glides along"
_RANDOM_HELP = "Before training: w is drawn at random, b is exactly 0.0, as Keras does it"
_TUTORIAL_HELP = "w = 2.5, b = 90: a cereal with 5 g of sugars has 102.5 kcal"
_CHALLENGE_HELP = "Get the MSE as low as you can by hand, then see the best there is"


def _fit(session: Session) -> None:
    experiment, view = session.experiment, view_of(session.experiment)
    network, (x, y) = network_of(experiment), (view.sample.x, view.sample.y)
    scaling = Scaling.of(x, y, center_target=experiment.activation == "linear")
    recipe = replace(FIT, batch_size=len(y))
    waits = "Keras is training …" if engine.status() == "ready" else "Keras is starting, then trains …"
    with st.spinner(waits, show_time=True):
        history = engine.train(
            network, x, y, recipe, weights=weights_of(experiment), scaling=scaling
        )
    w, b = (float(array.ravel()[0]) for array in history.weights)
    fitted = replace(experiment, w=(_tidy(w),), b=_tidy(b))
    path = {
        "w": [_tidy(float(kernel[0, 0])) for kernel, _ in history.path],
        "b": [_tidy(float(bias[0])) for _, bias in history.path],
    }
    session.put(fitted, path=path, remark=_fit_remark(view, experiment, fitted))
    st.rerun()


def _fit_remark(view: NeuronView, before: Experiment, after: Experiment) -> str:
    first, last = mse(view, before), mse(view, after)
    unit = f" {view.target.unit}²" if view.target.unit else ""
    if before == after and before.activation == "relu":
        return (
            "This ReLU answers 0 for every row: its gradient is zero, so training cannot move it. "
            "Raise b until some points are active, then fit again."
        )
    return (
        f"Keras took {FIT.epochs} steps of gradient descent on all {len(view.sample.y)} rows "
        f"(standardised, learning rate {FIT.learning_rate:g}): MSE {first:,.1f} → {last:,.1f}{unit}."
    )


def mse(view: NeuronView, experiment: Experiment) -> float:
    """The experiment's MSE on the view's rows, in the target's unit squared."""
    predictions = forward(network_of(experiment), weights_of(experiment), view.sample.x)[:, 0]
    return metrics(view.sample.y, predictions).mse


def _before_training() -> None:
    experiment = sessions.experiment()
    seed = experiment.seed + 1
    kernel, bias = engine.initial_weights(network_of(experiment), seed)
    drawn = replace(experiment, w=(_tidy(float(kernel[0, 0])),), b=float(bias[0]), seed=seed)
    remark = f"Before training: w is drawn at random (Glorot uniform, seed {seed}), b is 0.0."
    sessions.change(drawn, remark=remark)


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


def _tidy(value: float) -> float:
    return float(f"{value:.6g}")


# --- stage, code ----------------------------------------------------------------------------


def stage(session: Session, *, landscape: bool = True) -> None:
    """The live part, with or without the loss landscape."""
    given = session.given
    if given.challenge:
        hidden = "The loss landscape and the best fit stay hidden until you reveal them."
    else:
        hidden = "" if landscape else "On the page One neuron you see these errors as a landscape."
    data = stage_data(
        view_of(given), given, session.version, session.path, landscape_hidden=hidden
    )
    key = "stage" if landscape else "small_stage"
    mount(data, key=key, on_hand=lambda: sessions.take_hand(key), on_undo=sessions.undo)


def notices(session: Session) -> None:
    """What was wrong with the link, a sentence each."""
    for notice in session.notices:
        st.warning(notice)


def remark(session: Session) -> None:
    """What was done last, or what there is to do."""
    st.markdown(session.remark or _INVITATION)


def code(session: Session) -> None:
    """The Keras code of exactly this neuron, in two forms, and its weights as tensors."""
    experiment = session.experiment
    network, weights = network_of(experiment), weights_of(experiment)
    row, columns, target = (experiment.probe,), experiment.inputs, experiment.target
    today, tutorial, tensors = st.tabs(["Keras code", "As in the tutorial", "Weights as tensors"])
    for tab, script in ((today, keras_code), (tutorial, tutorial_code)):
        tab.code(script(network, weights, row, columns=columns, target=target), language="python")
    tensors.table(pd.DataFrame(weights_table(network, weights)))


_EXPLANATION = """
A **neuron** multiplies its input by a **weight** w, adds a **bias** b, and that is its answer.
Drawn over all inputs, the answers are a straight line: w is its slope, b where it meets the left
axis at x = 0. **ReLU** keeps the line where it is above zero and answers 0 elsewhere.

Learning means to find the w and b with the smallest error. The **MSE** is the mean of the squared
misses: square every stick in the chart, and take the average. Over all w and b it is a
**landscape**; training walks downhill in it.
"""


def explanation() -> None:
    """What is on screen, in a few sentences."""
    st.markdown(_EXPLANATION)
