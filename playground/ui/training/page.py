"""The page Training: its bar, its stage, and the tabs below it."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from playground.core.data.datasets import load
from playground.core.data.targets import MAX_CLASSES
from playground.export.run_table import history_csv
from playground.runs.registry import UnknownRun
from playground.site import LESSON
from playground.stage.component import mount
from playground.stage.payloads.training import training_payload
from playground.state.layer_actions import with_data, with_inputs, with_points, with_target
from playground.state.layers import MAX_INPUTS, MIN_INPUTS, LayersState
from playground.state.training import TrainingState
from playground.state.training_labels import distinct_labels
from playground.ui.shared import (
    commits,
    frame,
    open_in,
    output_box,
    sessions,
    share,
    take_away,
    takeaways,
    theme,
    widgets,
)
from playground.ui.shared.column_picker import ColumnPicker
from playground.ui.shared.drawers import drawer
from playground.ui.shared.terms import EXPLANATIONS
from playground.ui.training import experiments, recipe
from playground.ui.training.actions import actions
from playground.ui.training.runs import (
    adopt_run,
    own_runs,
    precompile,
    reattach,
    run_info,
    run_of,
    trained_network,
)
from playground.ui.training.session import TrainingSession, in_view

INVITATION = "Press **Train**, and drag the slider beside it to look back at every epoch."
_STAGE = "training_stage"


def current() -> TrainingSession:
    """The session of this page."""
    session = sessions.current("training", TrainingState, "training", TrainingSession)
    assert isinstance(session, TrainingSession)
    session.apply_action = actions(
        weakref.proxy(session)
    )  # else it would refer to itself, and stay
    adopt_run(session)
    return session


COLUMNS = ColumnPicker(
    "training",
    TrainingState,
    (MIN_INPUTS, MAX_INPUTS),
    with_data=lambda state, data: _with_network(state, with_data, data),
    with_inputs=lambda state, inputs: _with_network(state, with_inputs, inputs),
    with_target=lambda state, target: _with_network(state, with_target, target),
    classes=True,
    most_classes=MAX_CLASSES,
    with_points=lambda state, data: _with_network(state, with_points, data),
)


def _with_network(
    state: TrainingState, change: Callable[[LayersState, Any], LayersState], to: Any
) -> TrainingState:
    """The training of a network with other columns.

    A split by mix ends where the data has no mixes.
    """
    network = change(state.layers_state, to)
    split = state.split if load(network.data).group_by else "random"
    return replace(state, layers_state=network, split=split)


def bar(session: TrainingSession) -> None:
    """The columns in view, the recipe in a line, and experiments to try."""
    state = session.state
    frame.bar(COLUMNS.pill(state), lambda: _sheet(state), lambda: _buttons(session))


def _sheet(state: TrainingState) -> None:
    COLUMNS.draw(state)
    output_box.draw("training output", state.layers_state, _change_output)
    st.toggle(
        "Standardise inputs",
        key=sessions.show_choice("training standardise", state.layers_state.standardise),
        on_change=_on_standardise_change,
    )
    st.caption(EXPLANATIONS["standardise"])


def _change_output(name: str) -> None:
    state = in_view().state
    sessions.change(replace(state, layers_state=replace(state.layers_state, output=name)))


@sessions.callback
def _on_standardise_change() -> None:
    state = in_view().state
    on = sessions.choice("training standardise", (False, True))
    sessions.change(replace(state, layers_state=replace(state.layers_state, standardise=on)))


def _buttons(session: TrainingSession) -> None:
    drawer(recipe.summary(session.state), "recipe", partial(recipe.recipe_controls, session.state))
    if LESSON not in st.query_params:  # a step of the course has its own
        experiments.buttons(session.state)
    widgets.undo_button(session)
    share.button(session)
    take_away.button(
        session,
        lambda: takeaways.of_training(session.state, trained_network(session)),
        lambda: _losses(session),
    )
    open_in.to_layers(session, lambda: trained_network(session))


def _losses(session: TrainingSession) -> Callable[[], bytes] | None:
    """What makes the table of the run in view, once it has an epoch."""
    run = run_of(session)
    losses = run.snapshot().losses if run else None
    if losses is None or not len(losses.train):
        return None
    return partial(history_csv, losses.train, losses.test)


@commits.stage
def stage(session: TrainingSession) -> None:
    """Mounts the stage, and has the run compiled that Train would start."""
    shown = replace(session.pushed, layers_state=trained_network(session))
    info = replace(run_info(session), experiment=experiments.text(session.state))
    payload = training_payload(shown, session.sync, info)
    session.stage_key = _STAGE
    mount(payload, key=_STAGE, on_message=partial(commits.receive, TrainingState))
    precompile(session.state)


def _earlier_trainings(session: TrainingSession) -> None:
    """Buttons that return to a training, labelled by what differs."""
    runs, states = zip(*own_runs(session), strict=True)
    labels = dict(zip(runs, distinct_labels(states), strict=True))
    st.pills(
        "Your last trainings",
        list(labels),
        format_func=lambda run: theme.escape_markdown(labels[run]),
        key=sessions.show_choice("training run", session.run_id or None),
        on_change=_on_training_select,
    )


@sessions.callback
def _on_training_select() -> None:
    session = in_view()
    runs = [run for run, _ in own_runs(session)]
    run = sessions.choice("training run", (None, *runs))
    if not run or run == session.run_id:
        return
    try:
        sessions.change(reattach(session, run))
    except UnknownRun:
        sessions.notice("That training is forgotten: it was too long ago. Train it again.")


_EXPLANATION = """
An **epoch** shows every row once, a **batch** at a time. For each batch, Keras measures the
**loss**, how wrong the network is, and moves every weight a little in the direction that makes it
smaller: the **gradient** says where, the **learning rate** how far. {measured} Where the test loss
rises while the training loss still falls, the network learns its rows by heart.
"""
_OF_NUMBERS = "The loss is measured on standardised numbers."
_OF_CLASSES = (
    "It is the **cross-entropy**, large where the right class was thought improbable: it glides "
    "while the share of right answers jumps."
)


def tabs(session: TrainingSession) -> None:
    """What is on screen in words, and the trainings before."""
    tabs = {"In words": lambda: _explain(session.state)}
    if len(own_runs(session)) > 1:
        tabs["Earlier trainings"] = lambda: _earlier_trainings(session)
    widgets.tabs("training tabs", tabs)


def _explain(state: TrainingState) -> None:
    rows = "no row is" if state.test_share == 0 else f"{state.test_share:.0%} of the rows are"
    measured = _OF_CLASSES if state.layers_state.classes else _OF_NUMBERS
    widgets.words(
        f"{_EXPLANATION.format(measured=measured)}\n"
        f"Here, {rows} put aside as a test, split and ordered by seed {state.recipe.seed}."
    )
