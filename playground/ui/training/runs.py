"""A learner's training: what is trained, and what the buttons on the stage ask of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np

from playground.core.data.dataset_cache import cached_per_dataset
from playground.core.data.datasets import alive_check, load
from playground.core.data.splitting import RowIndices, groups_of, train_test_split
from playground.core.fit.recipe import Recipe
from playground.core.network.editing import with_activation
from playground.core.network.weights import Array32, unflatten
from playground.runs.job import Job
from playground.runs.registry import RUNS, UnknownRun
from playground.runs.run import Run
from playground.runs.snapshot import OVER
from playground.stage.payloads.layers import view_of
from playground.stage.payloads.training import Other, Watched
from playground.state.layer_actions import apply_action as built
from playground.state.layers import LayersState
from playground.state.training import TrainingState
from playground.state.training_labels import distinct_labels
from playground.ui.shared import dataset_choices
from playground.ui.shared.page_session import PageSession

MIXED = "concrete"
"""The data set whose rows are mixes tested at several ages."""


def split_of(practice: TrainingState) -> tuple[RowIndices, RowIndices]:
    """The places of the rows to train on and to test on, read-only."""
    stack = practice.layers_state
    columns = (stack.data, stack.inputs, stack.target)
    return _split(*columns, practice.test_share, practice.split, practice.recipe.seed)


@cached_per_dataset
def _split(
    data: str, inputs: tuple[str, ...], target: str, share: float, split: str, seed: int
) -> tuple[RowIndices, RowIndices]:
    dataset = load(data)
    groups = np.arange(len(dataset.sample(inputs, target).y))
    if split == "mix" and data == MIXED:
        recipe = [c.name for c in dataset.columns if c.name not in ("Age", dataset.target)]
        groups = groups_of(dataset.sample(recipe, dataset.target).x)
    rows = train_test_split(groups, share, seed)
    for places in rows:
        places.flags.writeable = False
    return rows


def job_of(practice: TrainingState) -> Job:
    """What is trained: the network on standardised numbers, from its own weights."""
    stack, sample = practice.layers_state, view_of(practice.layers_state).sample
    train, test = split_of(practice)
    x, y = stack.scaling.inputs(sample.x), stack.scaling.target(sample.y)
    return Job(
        stack.network,
        x[train],
        y[train],
        practice.recipe,
        weights=stack.weights,
        test_x=x[test],
        test_y=y[test],
        frozen=stack.frozen_mask,
        patience=practice.patience,
        restore_best=practice.restore_best,
    )


def rehearse(practice: TrainingState) -> None:
    """Has what Train will need compiled, so that nobody waits for it then."""
    train, _ = split_of(practice)
    RUNS.precompile(practice.network, practice.recipe, len(train))


def run_of(session: PageSession[TrainingState]) -> Run | None:
    """The training in view, if there still is one."""
    if session.run:
        try:
            return RUNS.owned(session.owner, session.run)
        except UnknownRun:
            session.run = ""
    return None


def beginning(practice: TrainingState) -> object:
    """All that a training depends on."""
    stack = practice.layers_state
    columns = (stack.data, stack.inputs, stack.target, stack.standardise)
    network = (stack.layers, stack.tensors, stack.frozen)
    split = (practice.test_share, practice.split)
    return (columns, network, practice.recipe, split, practice.patience, practice.restore_best)


def look_for_run(session: PageSession[TrainingState]) -> None:
    """Ends the training in view if what is on screen is no longer what is trained.

    Then looks for one of the learner's that is: after a reload, the one that went on meanwhile.
    """
    RUNS.collect()
    began = beginning(session.state)
    if session.run and session.began != began:
        leave(session)
    if not session.run:
        same = [run for run, practice in trainings(session) if beginning(practice) == began]
        session.run, session.began = (same[-1], began) if same else ("", None)


def trainings(session: PageSession[TrainingState]) -> list[tuple[str, TrainingState]]:
    """The learner's trainings that are remembered, the oldest first: ids, and what was trained."""
    found = []
    for run in RUNS.ids(session.owner):
        with suppress(UnknownRun):
            practice = RUNS.label(session.owner, run)
            if isinstance(practice, TrainingState) and dataset_choices.is_visible(practice.data):
                found.append((run, practice))
    return found


def return_to(session: PageSession[TrainingState], run: str) -> TrainingState:
    """Takes an earlier training into view, and returns what is trained there.

    Raises:
        UnknownRun: if it is forgotten.
    """
    practice = RUNS.label(session.owner, run)
    if not isinstance(practice, TrainingState):
        raise UnknownRun(run)
    leave(session)
    session.run, session.began = run, beginning(practice)
    session.asked += 1
    return practice


def set_learning_rate(session: PageSession[TrainingState], rate: float) -> bool:
    """Changes the learning rate of the training in view; returns whether there is one going."""
    run, practice = run_of(session), with_recipe(session.state, learning_rate=rate)
    if run is None or run.state in OVER:
        return False
    run.set_learning_rate(rate)
    RUNS.set_label(session.owner, session.run, practice)
    session.began = beginning(practice)
    return True


def others_of(session: PageSession[TrainingState]) -> tuple[Other, ...]:
    """The learner's other trainings with the same loss, to compare this one with."""
    known = trainings(session)
    names = distinct_labels([*(practice for _, practice in known), session.state])
    others = []
    for (run, practice), name in zip(known, names[:-1], strict=True):
        if run != session.run and practice.recipe.loss == session.state.recipe.loss:
            with suppress(UnknownRun):
                losses = RUNS.owned(session.owner, run).snapshot().losses
                others.append(Other(name, losses.train, losses.test))
    return tuple(others)


def watched(session: PageSession[TrainingState]) -> Watched:
    """What the stage follows."""
    practice, run = session.state, session.run
    train, test = split_of(practice)
    shapes = practice.network.shapes

    def source(epoch: int | None) -> tuple[int, tuple[Array32, ...]]:
        done, numbers = RUNS.watched(run).weights_at(epoch)
        if not numbers.size:
            return 0, practice.layers_state.tensors.arrays
        return done, unflatten(numbers, shapes)

    return Watched(
        run=run,
        asked=session.asked,
        owner=session.owner,
        start=session.pushed.layers_state.tensors,
        trained=train,
        tested=test,
        others=others_of(session),
        source=source,
    )


def leave(session: PageSession[TrainingState]) -> None:
    """Ends the training in view."""
    if run := run_of(session):
        run.stop()
    session.run, session.began = "", None


def trained(session: PageSession[TrainingState]) -> LayersState:
    """The network as far as it is trained."""
    stack, run = session.state.layers_state, run_of(session)
    weights = run.snapshot().weights.astype(np.float64) if run else np.empty(0)
    if weights.size != stack.size:
        return stack
    return stack.with_weights(unflatten(weights, stack.network.shapes))


# --- what the stage's buttons ask for -------------------------------------------------------


def acted(session: PageSession[TrainingState]) -> Callable[..., tuple[TrainingState, str]]:
    """What the buttons of this session's stage do."""

    def act(practice: TrainingState, action: Mapping[str, Any]) -> tuple[TrainingState, str]:
        kind = str(action["kind"])
        if kind in _STEERING:
            session.asked += 1
            _STEERING[kind](_running(session, practice, kind))
            return practice, ""
        if kind == "tame":
            leave(session)
            rate = float(f"{practice.recipe.learning_rate / 10:.3g}")
            return with_recipe(practice, learning_rate=rate), f"The learning rate is {rate:g} now."
        if kind == "activation":
            network = with_activation(practice.network, str(action["name"]), int(action["layer"]))
            stack = replace(practice.layers_state, layers=network.layers[:-1])
            return replace(practice, layers_state=stack), ""
        stack, remark = built(practice.layers_state, action)
        return replace(practice, layers_state=stack), remark

    return act


_STEERING: dict[str, Callable[[Run], None]] = {
    "play": Run.play,
    "pause": Run.pause,
    "step": Run.step,
    "batch": Run.step_batch,
    "stop": Run.stop,
    "reset": Run.reset,
}


def _running(session: PageSession[TrainingState], practice: TrainingState, kind: str) -> Run:
    """The training in view; if there is none, a new one, which waits at its start."""
    run = run_of(session)
    if run is None:
        session.run = RUNS.start(
            session.owner,
            job_of(practice),
            practice,
            is_valid=alive_check(practice.data),
            paused=True,
        )
        session.began = beginning(practice)
        run = RUNS.owned(session.owner, session.run)
        run.set_speed(practice.speed or None)
    return run


def with_recipe(practice: TrainingState, **changes: Any) -> TrainingState:
    """Another recipe; what does not fit raises ValueError."""
    recipe: Recipe = replace(practice.recipe, **changes)
    return replace(practice, recipe=recipe)
