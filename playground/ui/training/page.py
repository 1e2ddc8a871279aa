"""The page Training: its toolbar, earlier trainings, stage and explanation."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from playground.runs.registry import UnknownRun
from playground.stage.component import mount
from playground.stage.payloads.training import training_payload
from playground.state.training import TrainingState
from playground.state.training_labels import distinct_labels
from playground.ui.shared import open_in, sessions, theme, widgets
from playground.ui.training import recipe
from playground.ui.training.runs import (
    actions,
    adopt_run,
    own_runs,
    precompile,
    reattach,
    run_info,
    trained_network,
)
from playground.ui.training.session import TrainingSession, in_view

INVITATION = "Press **Train**, and drag the slider beside it to look back at every epoch."
_STAGE = "training_stage"


def current() -> TrainingSession:
    """The session of this page."""
    session = sessions.current("training", TrainingState, "training", TrainingSession)
    assert isinstance(session, TrainingSession)
    session.apply_action = actions(session)
    adopt_run(session)
    return session


def toolbar(session: TrainingSession) -> None:
    """The recipe, speed and presets; below them undo, a link to Layers and the status line."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        recipe.recipe_controls(session.state)
        recipe.speed_box(session.state)
        recipe.preset_box()
    with st.container(horizontal=True, vertical_alignment="center"):
        widgets.undo_button(session)
        open_in.to_layers(session, lambda: trained_network(session))
        widgets.status_line(session, INVITATION)


def stage(session: TrainingSession) -> None:
    """Mounts the stage, and has the run compiled that Train would start."""
    shown = replace(session.pushed, layers_state=trained_network(session))
    payload = training_payload(shown, session.sync, run_info(session))
    session.stage_key = _STAGE
    mount(payload, key=_STAGE, on_message=partial(sessions.receive, TrainingState))
    precompile(session.state)


def earlier_trainings(session: TrainingSession) -> None:
    """Buttons that return to a training, labelled by what differs; none for a single training."""
    found = own_runs(session)
    if len(found) < 2:
        return
    runs, states = zip(*found, strict=True)
    labels = dict(zip(runs, distinct_labels(states), strict=True))
    st.pills(
        "Your last trainings; go back to one to look at it again",
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
smaller: the **gradient** says where, the **learning rate** how far. The loss is measured on
standardised numbers. Where the test loss rises while the training loss still falls, the network
learns its rows by heart.
"""


def explanation(session: TrainingSession) -> None:
    """Explains what is on screen."""
    state = session.state
    rows = "no row is" if state.test_share == 0 else f"{state.test_share:.0%} of the rows are"
    st.markdown(
        f"{_EXPLANATION}\nHere, {rows} put aside as a test, split and ordered by seed "
        f"{state.recipe.seed}."
    )
