"""A visitor's runs: what is trained, and what the buttons on the stage ask of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

import numpy as np

from playground.core.data.datasets import alive_check
from playground.core.fit.recipe import Recipe
from playground.core.network.weights import Array32, unflatten
from playground.runs.job import Job
from playground.runs.registry import RUNS, UnknownRun
from playground.runs.run import Run
from playground.runs.snapshot import OVER
from playground.stage.payloads.training import OtherRun, RunInfo
from playground.state.layers import LayersState
from playground.state.samples import sample_of
from playground.state.splits import recipe_of, split_of
from playground.state.training import TrainingState
from playground.state.training_labels import distinct_labels
from playground.ui.shared import dataset_choices, visitors
from playground.ui.training.session import TrainingSession


def job_of(state: TrainingState) -> Job:
    """What is trained: the network on standardised numbers, from its own weights."""
    network, sample = state.layers_state, sample_of(state.layers_state)
    train, test = split_of(state)
    x, y = network.scaling.inputs(sample.x), network.scaling.target(sample.y)
    return Job(
        network.network,
        x[train],
        y[train],
        recipe_of(state),
        weights=network.weights,
        test_x=x[test],
        test_y=y[test],
        frozen=network.frozen_mask,
        patience=state.patience,
        restore_best=state.restore_best,
    )


def precompile(state: TrainingState) -> None:
    """Has what Train will need compiled, so that nobody waits for it then."""
    train, _ = split_of(state)
    RUNS.precompile(state.network, recipe_of(state), len(train))


def run_of(session: TrainingSession) -> Run | None:
    """The run in view, if it still exists."""
    if session.run_id:
        try:
            return RUNS.owned(session.owner, session.run_id)
        except UnknownRun:
            session.run_id = ""
    return None


def run_key(state: TrainingState) -> object:
    """All that a run depends on."""
    network = state.layers_state
    columns = (network.data, network.inputs, network.target, network.standardise)
    start = (network.layers, network.tensors, network.frozen)
    split = (state.test_share, state.split)
    return (columns, start, recipe_of(state), split, state.patience, state.restore_best)


def adopt_run(session: TrainingSession) -> None:
    """Ends the run in view if what is on screen is no longer what is trained.

    Then looks for one of the visitor's runs that is: after a reload, the one that went on
    meanwhile.
    """
    RUNS.collect()
    key = run_key(session.state)
    if session.run_id and session.run_key != key:
        detach(session)
    if not session.run_id:
        known = own_runs(session)
        same = [run for run, state in known if run_key(state) == key and run not in session.aside]
        session.run_id, session.run_key = (same[-1], key) if same else ("", None)


def own_runs(session: TrainingSession) -> list[tuple[str, TrainingState]]:
    """The visitor's runs that are remembered, the oldest first: ids, and what was trained."""
    found = []
    for run in RUNS.ids(session.owner):
        with suppress(UnknownRun):
            state = RUNS.label(session.owner, run)
            if isinstance(state, TrainingState) and dataset_choices.is_visible(state.data):
                found.append((run, state))
    return found


def reattach(session: TrainingSession, run_id: str) -> TrainingState:
    """Takes an earlier run into view, and returns what is trained there.

    Args:
        session: whose run in view is ended first.
        run_id: of the earlier run.

    Raises:
        UnknownRun: if it was removed.
    """
    state = RUNS.label(session.owner, run_id)
    if not isinstance(state, TrainingState):
        raise UnknownRun(run_id)
    detach(session)
    session.run_id, session.run_key = run_id, run_key(state)
    return state


def set_learning_rate(session: TrainingSession, rate: float) -> bool:
    """Changes the learning rate of the run in view; returns whether there is one going.

    Args:
        session: with the run.
        rate: the new learning rate, from its next batch on.
    """
    run, state = run_of(session), with_recipe(session.state, learning_rate=rate)
    if run is None or run.state in OVER:
        return False
    run.set_learning_rate(rate)
    RUNS.set_label(session.owner, session.run_id, state)
    session.run_key = run_key(state)
    return True


def other_runs(session: TrainingSession) -> tuple[OtherRun, ...]:
    """The visitor's other runs with the same loss, to compare this one with."""
    known = own_runs(session)
    names = distinct_labels([*(state for _, state in known), session.state])
    others = []
    for (run, state), name in zip(known, names[:-1], strict=True):
        if run != session.run_id and state.recipe.loss == session.state.recipe.loss:
            with suppress(UnknownRun):
                losses = RUNS.owned(session.owner, run).snapshot().losses
                others.append(OtherRun(run, name, losses.train, losses.test))
    return tuple(others)


def run_info(session: TrainingSession) -> RunInfo:
    """What the stage follows."""
    state, run_id, run = session.state, session.run_id, run_of(session)
    train, test = split_of(state)
    shapes = state.network.shapes

    def source(epoch: int | None) -> tuple[int, tuple[Array32, ...]]:
        done, numbers = RUNS.watched(run_id).weights_at(epoch)
        if not numbers.size:
            return 0, state.layers_state.tensors.arrays
        return done, unflatten(numbers, shapes)

    return RunInfo(
        run=run_id,
        attempt=run.snapshot().attempt if run else 0,
        owner=session.owner,
        start=session.pushed.layers_state.tensors,
        train_rows=train,
        test_rows=test,
        others=other_runs(session),
        source=source,
    )


def detach(session: TrainingSession) -> None:
    """Ends the run in view."""
    if run := run_of(session):
        run.stop()
    session.run_id, session.run_key = "", None


def set_aside(session: TrainingSession) -> None:
    """Ends the run in view, and takes none of those there are into view by itself."""
    detach(session)
    session.aside = frozenset(run for run, _ in own_runs(session))


def trained_network(session: TrainingSession) -> LayersState:
    """The network as far as it is trained."""
    network, run = session.state.layers_state, run_of(session)
    weights = run.snapshot().weights.astype(np.float64) if run else np.empty(0)
    if weights.size != network.size:
        return network
    return network.with_weights(unflatten(weights, network.network.shapes))


def run_or_new(session: TrainingSession, state: TrainingState) -> Run:
    """The run in view; if there is none, a new one, which is born paused.

    Args:
        session: that the run is of.
        state: what is trained.
    """
    run = run_of(session)
    if run is None:
        session.run_id = RUNS.start(
            session.owner,
            job_of(state),
            state,
            is_valid=alive_check(state.data),
            client=visitors.address(),
            paused=True,
        )
        session.run_key = run_key(state)
        session.started += 1
        run = RUNS.owned(session.owner, session.run_id)
        run.set_speed(state.speed or None)
    return run


def with_recipe(state: TrainingState, **changes: Any) -> TrainingState:
    """Another recipe.

    Args:
        state: what is trained.
        changes: fields of the recipe.

    Raises:
        ValueError: if a value does not fit.
    """
    recipe: Recipe = replace(state.recipe, **changes)
    return replace(state, recipe=recipe)
