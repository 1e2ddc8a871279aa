"""What Keras is asked to do on the pages of a single unit: train it, and whatever takes time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from playground import engine
from playground.core.data.datasets import Sample
from playground.core.fit.recipe import Recipe
from playground.core.formatting import three_digits
from playground.core.network.scaling import Scaling, fold, unfold
from playground.core.network.weights import unflatten
from playground.runs.job import Job
from playground.runs.registry import RUNS
from playground.state.samples import sample_of
from playground.ui.shared import sessions, theme, widgets
from playground.ui.shared.page_session import PageSession, S, Task


def button(
    session: PageSession[S],
    label: str,
    task: Task,
    kind: Literal["primary", "secondary"] = "secondary",
) -> None:
    """A button for something that takes Keras its time.

    Args:
        session: of the page.
        label: on the button.
        task: what is done once the page is drawn.
        kind: "primary" stands out.
    """
    args = (type(session.state), task)
    st.button(label, type=kind, on_click=sessions.plan, args=args)


def work(session: PageSession[S], line: DeltaGenerator) -> None:
    """Does what was asked of Keras, after the page is drawn: the stage stays alive meanwhile.

    Says in `line` that it takes its time. If Keras cannot start or refuses the numbers, the page
    says why, and everything stays as it was.

    Args:
        session: whose task is done.
        line: where the page says that it takes its time.
    """
    task, session.pending = session.pending, None
    if task is None:
        return
    waits = "Keras is at work" if engine.status() == "ready" else "Keras is starting"
    with line, st.spinner(f"{waits} …", show_time=True):
        try:
            task(session)
        except (engine.KerasUnavailable, ValueError) as error:
            session.notices = (str(error),)
    st.rerun()


def fit(recipe: Recipe) -> Task:
    """A task that trains the unit on screen on all rows at a time.

    Args:
        recipe: its batch size is replaced by the number of rows.
    """

    def task(session: PageSession[Any]) -> None:
        before = session.state
        sample, network = sample_of(before), before.network
        linear = network.layers[-1].activation == "linear"
        scaling = Scaling.of(sample.x, sample.y, center_target=linear)
        job = Job(
            network,
            scaling.inputs(sample.x),
            scaling.target(sample.y),
            replace(recipe, batch_size=len(sample.y)),
            weights=unfold(network, before.weights, scaling),
        )
        moments = RUNS.train(job).moments().path.astype(np.float64)
        states = [
            before.with_weights(fold(network, unflatten(numbers, network.shapes), scaling))
            for numbers in moments
        ]
        path = [before.weight_values, *(state.weight_values for state in states[1:])]
        after = states[-1]
        session.set(after, path=path, status=_fit_status(sample, before, after, recipe))

    return task


def _fit_status(sample: Sample, before: Any, after: Any, recipe: Recipe) -> str:
    first, last = widgets.mse(sample, before), widgets.mse(sample, after)
    unit = f" {theme.escape_markdown(sample.target.unit)}²" if sample.target.unit else ""
    if before == after and before.activation == "relu":
        return (
            "This ReLU gives 0 for every row: its gradient is 0, so training cannot move it. "
            "Raise b until it gives more for some rows, then train again."
        )
    momentum = f" and momentum {recipe.momentum:g}" if recipe.momentum else ""
    return (
        f"Keras took {recipe.epochs} steps downhill, each with all {len(sample.y):,} rows, learning "
        f"rate {recipe.learning_rate:g}{momentum}: "
        f"MSE {three_digits(first)} → {three_digits(last)}{unit}."
    )
