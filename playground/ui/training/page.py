"""The page Training: its toolbar, earlier trainings, stage and explanation."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from playground.runs.registry import UnknownRun
from playground.stage.component import mount
from playground.stage.payloads.training import training_data
from playground.state.training import TrainingState
from playground.state.training_labels import distinct_labels
from playground.ui.shared import open_in, sessions, theme, widgets
from playground.ui.shared.page_session import PageSession
from playground.ui.training import recipe
from playground.ui.training.runs import (
    acted,
    look_for_run,
    rehearse,
    return_to,
    trained,
    trainings,
    watched,
)

INVITATION = "Press **Train**, and drag the slider beside it to look back at every epoch."
_STAGE = "training_stage"


def current() -> PageSession[TrainingState]:
    """The session of this page."""
    session = sessions.current("training", TrainingState, "training")
    session.apply_action = acted(session)
    look_for_run(session)
    return session


def toolbar(session: PageSession[TrainingState]) -> None:
    """The recipe, speed and presets; below them undo, a link to Layers and the status line."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        recipe.recipe_controls(session.state)
        recipe.speed_box(session.state)
        recipe.preset_box()
    with st.container(horizontal=True, vertical_alignment="center"):
        widgets.undo_button(session)
        open_in.to_layers(session, lambda: trained(session))
        widgets.status_line(session, INVITATION)


def stage(session: PageSession[TrainingState]) -> None:
    """Mounts the stage, and has the run compiled that Train would start."""
    shown = replace(session.pushed, layers_state=trained(session))
    data = training_data(shown, session.version, watched(session))
    data["refused"] = session.refused
    session.stage_key = _STAGE
    mount(data, key=_STAGE, on_message=partial(sessions.receive, TrainingState))
    rehearse(session.state)


def earlier_trainings(session: PageSession[TrainingState]) -> None:
    """Buttons that return to a training, labelled by what differs; none for a single training."""
    found = trainings(session)
    if len(found) < 2:
        return
    runs, states = zip(*found, strict=True)
    labels = dict(zip(runs, distinct_labels(states), strict=True))
    st.pills(
        "Your last trainings; go back to one to look at it again",
        list(labels),
        format_func=lambda run: theme.escape_markdown(labels[run]),
        key=sessions.show_choice("training run", session.run or None),
        on_change=_on_training_select,
    )


def _on_training_select() -> None:
    session = sessions.session(TrainingState)
    run = sessions.choice("training run")
    if not run or run == session.run:
        return
    try:
        sessions.change(return_to(session, run))
    except UnknownRun:
        sessions.notice("That training is forgotten: it was too long ago. Train it again.")


_EXPLANATION = """
An **epoch** shows every row once, a **batch** at a time. For each batch, Keras measures the
**loss**, how wrong the network is, and moves every weight a little in the direction that makes it
smaller: the **gradient** says where, the **learning rate** how far. The loss is measured on
standardised numbers. Where the test loss rises while the training loss still falls, the network
learns its rows by heart.
"""


def explanation(session: PageSession[TrainingState]) -> None:
    """Explains what is on screen."""
    state = session.state
    rows = "no row is" if state.test_share == 0 else f"{state.test_share:.0%} of the rows are"
    st.markdown(
        f"{_EXPLANATION}\nHere, {rows} put aside as a test, split and ordered by seed "
        f"{state.recipe.seed}."
    )
