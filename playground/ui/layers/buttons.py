"""What the buttons of the page Layers do: train with Keras, draw the weights anew."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from playground import engine
from playground.core.fit.metrics import metrics
from playground.core.fit.recipe import Recipe
from playground.core.network.initializers import INITIALIZERS
from playground.core.network.network import Weights, forward
from playground.runs.job import check_work
from playground.stage.payloads.layers import view_of
from playground.state.layers import LayersState, reinitialised
from playground.ui.shared import keras_tasks, open_in, sessions, theme, widgets
from playground.ui.shared.page_session import PageSession

FIT = Recipe(optimizer="adam", learning_rate=0.01, epochs=200, batch_size=64)
PATH_NUMBERS = 60_000
"""How many weights the way of a fit may hold, of all its moments together."""
_FIT_HELP = (
    "Keras trains the network from where it is now: 200 epochs of Adam, learning rate 0.01, "
    "batches of 64; frozen weights stay"
)
_DRAW_HELP = "Weights as before training: drawn from this distribution, every bias 0.0"


def buttons(session: PageSession[LayersState]) -> None:
    """The buttons of the toolbar."""
    keras_tasks.button(session, "Fit with Keras", fit, _FIT_HELP, kind="primary")
    st.selectbox(
        "Initializer",
        INITIALIZERS,
        format_func=lambda name: INITIALIZERS[name].label,
        key=sessions.show_choice("layers initializer", session.experiment.initializer),
        on_change=_draw_from,
        help=INITIALIZERS[session.experiment.initializer].about,
        width=150,
    )
    st.button("Draw again", on_click=_draw, help=_DRAW_HELP)
    widgets.undo_button(session)
    open_in.to_training(session)


def _draw() -> None:
    stack = sessions.experiment(LayersState)
    _draw_with(stack, stack.seed + 1, stack.initializer)


def _draw_from() -> None:
    stack = sessions.experiment(LayersState)
    _draw_with(stack, stack.seed, sessions.choice("layers initializer"))


def _draw_with(stack: LayersState, seed: int, name: str) -> None:
    initializer = INITIALIZERS[name]
    if initializer.random:
        remark = f"Before training: {initializer.label}, seed {seed}; every bias is 0.0."
    else:
        remark = (
            "All weights 0: every neuron of a layer says the same and gets the same gradient, so "
            "training cannot tell them apart. That is why nothing learns from zeros."
        )
    if stack.frozen:
        remark += f" {_many(len(stack.frozen), 'frozen weight')} stayed."
    sessions.change(reinitialised(stack, seed, name), remark=remark)


def fit(session: PageSession[Any]) -> None:
    """A task that trains the network from where it is; frozen weights stay as they are."""
    stack: LayersState = session.experiment
    sample, scaling = view_of(stack).sample, stack.scaling
    check_work(len(sample.y), stack.size)
    history = engine.train(
        stack.network,
        scaling.inputs(sample.x),
        scaling.target(sample.y),
        FIT,
        weights=stack.weights,
        frozen=stack.frozen_mask,
    )
    fitted = stack.with_weights(history.weights)
    session.put(fitted, path=_path(history.path), remark=_remark(stack, fitted, history.diverged))


def _path(moments: tuple[Weights, ...]) -> list[list[Any]] | None:
    """Kernel and bias of each layer, flat, at as many moments as have room; None if none has."""
    count = min(len(moments), PATH_NUMBERS // sum(array.size for array in moments[0]))
    if count < 2:
        return None
    places = np.unique(np.round(np.linspace(0, len(moments) - 1, count)).astype(int))
    return [[array.ravel().tolist() for array in moments[place]] for place in places]


def _remark(before: LayersState, after: LayersState, diverged: bool) -> str:
    first, last = mse(before), mse(after)
    unit = theme.escape_markdown(view_of(after).sample.target.unit)
    errors = f"MSE {first:,.1f} → {last:,.1f}{f' {unit}²' if unit else ''}"
    if diverged:
        hint = " Standardised inputs would help." if not after.standardise else ""
        return f"The loss ran away, so training stopped at its last good weights: {errors}.{hint}"
    if before.tensors == after.tensors:
        return (
            "Training changed nothing: every gradient is zero. All neurons may be dead, or every "
            "weight frozen or 0; draw the weights again."
        )
    frozen = f", {_many(len(after.frozen), 'weight')} frozen" if after.frozen else ""
    return f"Keras trained for {FIT.epochs} epochs{frozen}: {errors}."


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def mse(stack: LayersState) -> float:
    """The MSE of what is on screen, in the target's unit squared."""
    sample, scaling = view_of(stack).sample, stack.scaling
    answers = forward(stack.network, stack.weights, scaling.inputs(sample.x))[:, 0]
    return metrics(sample.y, scaling.raw_target(answers)).mse
