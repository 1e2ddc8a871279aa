"""The buttons of the page Layers: train with Keras, and initialise the weights again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from playground.core.classes.metrics import ClassMetrics, class_metrics
from playground.core.fit.losses import class_loss
from playground.core.fit.metrics import metrics
from playground.core.fit.recipe import Recipe
from playground.core.formatting import three_digits
from playground.core.network.initializers import INITIALIZERS
from playground.core.network.network import LayerPass, layer_passes
from playground.core.network.weights import Array32, unflatten
from playground.runs.job import Job
from playground.runs.registry import RUNS
from playground.state.columns import MAX_SEED
from playground.state.layers import LayersState, reinitialised
from playground.state.samples import sample_of
from playground.ui.layers import bring
from playground.ui.shared import (
    commits,
    keras_tasks,
    open_in,
    sessions,
    share,
    take_away,
    takeaways,
    theme,
    visitors,
    widgets,
)
from playground.ui.shared.page_session import PageSession, Path
from playground.ui.shared.terms import EXPLANATIONS

FIT = Recipe(optimizer="adam", learning_rate=0.01, epochs=200, batch_size=64)
MAX_PATH_NUMBERS = 60_000
"""Most numbers in the path of a fit, all its moments together."""


def draw(session: PageSession[LayersState]) -> None:
    """Draws the buttons."""
    keras_tasks.button(session, "Train", fit, kind="primary")
    st.button("Random start", on_click=_reinitialise)
    widgets.undo_button(session)
    share.button(session)
    take_away.button(
        session,
        lambda: takeaways.of_layers(session.state, FIT),
        below=lambda: bring.uploader(session),
    )
    open_in.to_training(session)


def start_boxes(state: LayersState) -> None:
    """Boxes for what the weights are drawn from, and for how the network sees its inputs."""
    commits.watch(lambda session: session.state.standardise)
    st.selectbox(
        "Initializer",
        INITIALIZERS,
        format_func=lambda name: INITIALIZERS[name].label,
        key=sessions.show_choice("layers initializer", state.initializer),
        on_change=_on_initializer_change,
        help=EXPLANATIONS["initializer"],
    )
    st.caption(INITIALIZERS[state.initializer].about)
    st.number_input(
        "Seed",
        min_value=0,
        max_value=MAX_SEED,
        key=sessions.show_choice("layers seed", state.seed),
        on_change=_on_seed_change,
    )
    st.caption(EXPLANATIONS["seed"])
    st.toggle(
        "Standardise inputs",
        key=sessions.show_choice("layers standardise", state.standardise),
        on_change=_on_standardise_change,
    )
    st.caption(EXPLANATIONS["standardise"])


@sessions.callback
def _reinitialise() -> None:
    state = sessions.state(LayersState)
    _initialise(state, (state.seed + 1) % (MAX_SEED + 1), state.initializer)


@sessions.callback
def _on_initializer_change() -> None:
    state = sessions.state(LayersState)
    _initialise(state, state.seed, sessions.choice("layers initializer", INITIALIZERS))


@sessions.callback
def _on_seed_change() -> None:
    state = sessions.state(LayersState)
    _initialise(state, sessions.choice("layers seed"), state.initializer)


@sessions.callback
def _on_standardise_change() -> None:
    state = sessions.state(LayersState)
    on = sessions.choice("layers standardise", (False, True))
    sessions.change(replace(state, standardise=on))


def _initialise(state: LayersState, seed: int, name: str) -> None:
    initializer = INITIALIZERS[name]
    if initializer.random:
        remark = f"Before training: all weights are drawn at random (seed {seed}), every bias is 0."
    else:
        remark = (
            "All weights are 0: every neuron of a layer gives the same and gets the same gradient. "
            "They stay alike, so nothing can be learnt."
        )
    if state.frozen:
        remark += f" {_count_noun(len(state.frozen), 'frozen weight')} stayed as before."
    sessions.change(reinitialised(state, seed, name), status=remark)


def fit(session: PageSession[Any]) -> None:
    """A task that trains the network from where it is; frozen weights stay as they are."""
    before: LayersState = session.state
    sample, scaling = sample_of(before), before.scaling
    recipe = FIT if not sample.classes else replace(FIT, loss=class_loss(len(sample.classes)))
    job = Job(
        before.network,
        scaling.inputs(sample.x),
        scaling.target(sample.y),
        recipe,
        weights=before.weights,
        frozen=before.frozen_mask,
    )
    run = RUNS.train(job, visitors.address())
    moments, shapes = run.moments().path, before.network.shapes
    after = before.with_weights(unflatten(moments[-1].astype(np.float64), shapes))
    status = _fit_remark(before, after, run.state == "diverged")
    session.set(after, path=_path(moments, shapes), status=status)


def _path(moments: Array32, shapes: Sequence[tuple[int, ...]]) -> Path | None:
    """Flat kernels and biases at evenly spaced moments, at most MAX_PATH_NUMBERS in all.

    None if not even two moments fit.
    """
    count = min(len(moments), MAX_PATH_NUMBERS // moments.shape[1])
    if count < 2:
        return None
    indices = np.unique(np.round(np.linspace(0, len(moments) - 1, count)).astype(int))
    return [
        [array.ravel().tolist() for array in unflatten(moments[index], shapes)] for index in indices
    ]


def _fit_remark(before: LayersState, after: LayersState, diverged: bool) -> str:
    errors = _errors(before, after)
    if diverged:
        hint = "" if after.standardise else " It helps to standardise the inputs."
        return f"The loss ran away. These are the last good weights: {errors}.{hint}"
    if before.tensors == after.tensors:
        return (
            "Training changed nothing: every gradient is 0. Perhaps all neurons are silent, or all "
            "weights are frozen or 0. Try **Random start**."
        )
    frozen = f", {_count_noun(len(after.frozen), 'weight')} frozen" if after.frozen else ""
    return f"Keras trained {FIT.epochs} epochs{frozen}: {errors}."


def _count_noun(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def _errors(before: LayersState, after: LayersState) -> str:
    """What training changed: the MSE, or the share of right answers and the loss."""
    if not after.classes:
        first, last = map(three_digits, (mse(before), mse(after)))
        unit = theme.escape_markdown(sample_of(after).target.unit)
        return f"MSE {first} → {last}{f' {unit}²' if unit else ''}"
    was, now = right_and_wrong(before), right_and_wrong(after)
    return (
        f"right answers {was.accuracy:.1%} → {now.accuracy:.1%}, cross-entropy "
        f"{three_digits(was.loss)} → {three_digits(now.loss)}"
    )


def _last_layer(state: LayersState) -> LayerPass:
    x = state.scaling.inputs(sample_of(state).x)
    return layer_passes(state.network, state.weights, x)[-1]


def mse(state: LayersState) -> float:
    """The MSE over all rows, in the target's unit squared."""
    outputs = _last_layer(state).y[:, 0]
    return metrics(sample_of(state).y, state.scaling.raw_target(outputs)).mse


def right_and_wrong(state: LayersState) -> ClassMetrics:
    """How good a classifier is over all rows."""
    return class_metrics(sample_of(state).y, _last_layer(state), len(state.classes))
