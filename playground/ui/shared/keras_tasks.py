"""What Keras is asked to do on the pages of a single unit: train it, and whatever takes time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from playground import engine
from playground.core.classes.metrics import ClassMetrics, class_metrics
from playground.core.data.datasets import Sample
from playground.core.fit.descent import training_scaling
from playground.core.fit.losses import class_loss
from playground.core.fit.recipe import Recipe
from playground.core.formatting import three_digits
from playground.core.network.network import Weights, layer_passes
from playground.core.network.scaling import fold, unfold
from playground.core.network.weights import unflatten
from playground.runs.job import Job
from playground.runs.registry import RUNS
from playground.state.samples import sample_of
from playground.ui.shared import sessions, theme, visitors, widgets
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
        recipe: its batch size is replaced by the number of rows, and its loss by the target's.
    """

    def task(session: PageSession[Any]) -> None:
        before = session.state
        sample = sample_of(before)
        whole = on_all_rows(recipe, sample)
        moments = trained(before, whole)
        states = [before, *map(before.with_weights, moments[1:])]
        path = [state.weight_values for state in states]
        session.set(states[-1], path=path, status=fit_status(sample, before, states[-1], whole))

    return task


def on_all_rows(recipe: Recipe, sample: Sample) -> Recipe:
    """A recipe with all rows in a batch, and with the loss of the target.

    Args:
        recipe: another one.
        sample: what is trained on.
    """
    loss = class_loss(len(sample.classes)) if sample.classes else recipe.loss
    return replace(recipe, batch_size=len(sample.y), loss=loss)


def trained(before: Any, recipe: Recipe) -> list[Weights]:
    """Trains the unit of a state, and returns its weights at every moment, in the data's units.

    Of a loss that ran away, the last updates are there one by one.

    Args:
        before: the state to start from.
        recipe: how.
    """
    sample, network = sample_of(before), before.network
    scaling = training_scaling(sample.x, sample.y, network.layers[-1].activation)
    job = Job(
        network,
        scaling.inputs(sample.x),
        scaling.target(sample.y),
        recipe,
        weights=unfold(network, before.weights, scaling),
    )
    run = RUNS.train(job, visitors.address())
    moments, runaway = run.moments(), run.snapshot().runaway
    path = moments.path
    if runaway is not None:
        path = np.concatenate([path[moments.epochs < runaway.epochs[0]], runaway.path])
    return [
        fold(network, unflatten(numbers, network.shapes), scaling)
        for numbers in path.astype(np.float64)
    ]


def fit_status(sample: Sample, before: Any, after: Any, recipe: Recipe) -> str:
    """What a training did, in a sentence.

    Args:
        sample: trained on.
        before: the state before it.
        after: the state after it.
        recipe: how it was trained.
    """
    if before == after and before.activation == "relu":
        return (
            "This ReLU gives 0 for every row: its gradient is 0, so training cannot move it. "
            "Raise b until it gives more for some rows, then train again."
        )
    momentum = f" and momentum {recipe.momentum:g}" if recipe.momentum else ""
    steps = _steps(recipe, len(sample.y))
    errors = _errors(sample, before, after)
    return f"Keras took {steps}, at learning rate {recipe.learning_rate:g}{momentum}: {errors}."


def _errors(sample: Sample, before: Any, after: Any) -> str:
    """From what to what: the MSE, or of classes the loss and the right answers."""
    if not sample.classes:
        first, last = widgets.mse(sample, before), widgets.mse(sample, after)
        unit = f" {theme.escape_markdown(sample.target.unit)}²" if sample.target.unit else ""
        return f"MSE {three_digits(first)} → {three_digits(last)}{unit}"
    at_first, at_last = (_class_metrics(sample, state) for state in (before, after))
    return (
        f"loss {three_digits(at_first.loss)} → {three_digits(at_last.loss)}, right answers "
        f"{at_first.accuracy:.1%} → {at_last.accuracy:.1%}"
    )


def _class_metrics(sample: Sample, state: Any) -> ClassMetrics:
    outputs = layer_passes(state.network, state.weights, sample.x)[-1]
    return class_metrics(sample.y, outputs, len(sample.classes), state.decision.threshold)


def _steps(recipe: Recipe, rows: int) -> str:
    if recipe.batch_size >= rows:
        return f"{recipe.epochs} steps, each with all {rows:,} rows"
    steps = recipe.epochs * -(-rows // recipe.batch_size)
    each = "1 row" if recipe.batch_size == 1 else f"{recipe.batch_size} rows"
    return f"{steps:,} steps in {recipe.epochs} epochs, each with {each}"
