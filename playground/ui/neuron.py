"""The page One neuron: the stage, what is said about it, and its code."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from playground.core.metrics import metrics
from playground.core.network import Dense, Network, Weights, forward, neuron
from playground.export.keras_code import keras_code, tutorial_code, weights_table
from playground.stage.component import mount
from playground.stage.neuron import NeuronView, neuron_view, stage_data
from playground.state import Experiment
from playground.ui import look
from playground.ui import session as sessions
from playground.ui.session import Session

_INVITATION = (
    "Drag **w** and **b**, or take hold of the line itself: its end turns it, its middle lifts it."
)


def network_of(experiment: Experiment) -> Network:
    """The network on screen: one unit."""
    return Network(len(experiment.inputs), (Dense(1, experiment.activation),))


def weights_of(experiment: Experiment) -> Weights:
    """Its weights, in raw units."""
    return neuron(experiment.w, experiment.b)


def view_of(experiment: Experiment) -> NeuronView:
    """The columns it looks at."""
    return neuron_view(experiment.data, experiment.inputs[0], experiment.target)


def mse(view: NeuronView, experiment: Experiment) -> float:
    """The experiment's MSE on the view's rows, in the target's unit squared."""
    predictions = forward(network_of(experiment), weights_of(experiment), view.sample.x)[:, 0]
    return metrics(view.sample.y, predictions).mse


def tidy(value: float) -> float:
    """To six significant digits, as the stage shows and links carry it."""
    return float(f"{value:.6g}")


def stage(session: Session, *, landscape: bool = True) -> None:
    """The live part, with or without the loss landscape."""
    given = session.given
    if given.challenge:
        hidden = "The loss landscape and the best fit stay hidden until you reveal them."
    else:
        hidden = "" if landscape else "On the page One neuron you see these errors as a landscape."
    data = stage_data(view_of(given), given, session.version, session.path, landscape_hidden=hidden)
    key = "stage" if landscape else "small_stage"
    mount(data, key=key, on_hand=lambda: sessions.take_hand(key))


def notices(session: Session) -> None:
    """What was wrong with the link, a line each.

    In a container of its own, so that what follows keeps its place and the stage its zoom.
    """
    with st.container():
        if session.notices:
            st.warning("  \n".join(map(look.plain, session.notices)))


def remark(session: Session) -> DeltaGenerator:
    """One line: what was done last, or what there is to do; returned to be written anew."""
    line = st.empty()
    line.markdown(session.remark or _INVITATION)
    return line


def code(session: Session) -> None:
    """The Keras code of exactly this neuron, in two forms, and its weights as tensors."""
    experiment = session.experiment
    network, weights = network_of(experiment), weights_of(experiment)
    row, columns, target = (experiment.probe,), experiment.inputs, experiment.target
    today, tutorial, tensors = st.tabs(["Keras code", "As in the tutorial", "Weights as tensors"])
    for tab, script in ((today, keras_code), (tutorial, tutorial_code)):
        tab.code(
            script(network, weights, row, columns=columns, target=target),
            language="python",
            wrap_lines=True,
        )
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
