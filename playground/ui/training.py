"""The page Training: its recipe, its stage and what is said about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from playground.core.recipe import LOSSES, OPTIMIZERS
from playground.runs.snapshot import OVER
from playground.stage.component import mount
from playground.stage.training import training_data
from playground.training_state import MAX_BATCH, MAX_EPOCHS, SHARES, SPEEDS, SPLITS, Practice
from playground.ui import parts
from playground.ui import session as sessions
from playground.ui.navigation import pages
from playground.ui.session import Session
from playground.ui.training_runs import (
    MIXED,
    acted,
    leave,
    leave_if_another,
    run_of,
    trained,
    with_recipe,
)

INVITATION = "Press **Train**, and drag the slider beside it to look back at every epoch."
_STAGE = "training_stage"
_OPTIMIZER = {"sgd": "SGD", "adam": "Adam", "rmsprop": "RMSprop"}
_LOSS = {"mse": "MSE", "mae": "MAE", "huber": "Huber"}
_RATES = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
_BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, MAX_BATCH)
_EPOCHS = (10, 20, 40, 60, 100, 200, 300, 500, 1000, MAX_EPOCHS)
_SPLIT = {"random": "at random", "mix": "by mix"}


@dataclass(frozen=True)
class Preset:
    """A recipe that shows something, and what."""

    why: str
    changes: dict[str, Any]
    standardise: bool = True


PRESETS = {
    "the course's animation": Preset(
        "Batches of 8 and a learning rate of 0.1, SGD: the line jitters, as every batch pulls it "
        "another way.",
        {"optimizer": "sgd", "learning_rate": 0.1, "batch_size": 8, "momentum": 0.0, "epochs": 40},
    ),
    "a learning rate too high": Preset(
        "Every step overshoots the valley by more than the one before: the loss runs away.",
        {"optimizer": "sgd", "learning_rate": 3.0, "batch_size": 32, "momentum": 0.9},
    ),
    "a batch of 1": Preset(
        "Every row pulls on its own: many steps an epoch, and a noisy way.",
        {"optimizer": "sgd", "learning_rate": 0.01, "batch_size": 1, "epochs": 60},
    ),
    "no scaling: the ravine": Preset(
        "The inputs are raw. Along one weight the loss is steep, along another flat, and no "
        "learning rate fits both.",
        {"optimizer": "sgd", "learning_rate": 0.001, "batch_size": 32, "momentum": 0.0},
        standardise=False,
    ),
    "Adam, as a rule": Preset(
        "Adam gives every weight a step size of its own: seldom the best, hardly ever wrong.",
        {"optimizer": "adam", "learning_rate": 0.01, "batch_size": 32, "epochs": 300},
    ),
}


def current() -> Session[Practice]:
    """The session of this page."""
    session = sessions.current("training", Practice, "training")
    session.build = acted(session)
    leave_if_another(session)
    return session


# --- recipe ---------------------------------------------------------------------------------


def choose(session: Session[Practice]) -> None:
    """Everything that decides what training makes of the network."""
    recipe = session.experiment.recipe
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _box(
            "Optimizer",
            "optimizer",
            OPTIMIZERS,
            recipe.optimizer,
            _OPTIMIZER,
            130,
            "How a gradient becomes a step; Adam and RMSprop give every weight its own size",
        )
        _ladder(
            "Learning rate",
            "learning_rate",
            _RATES,
            recipe.learning_rate,
            120,
            "How long a step is; may be changed while it trains",
        )
        _ladder(
            "Batch size",
            "batch_size",
            _BATCHES,
            recipe.batch_size,
            110,
            "Rows a step looks at: few are noisy and quick, many are smooth",
        )
        _ladder("Epochs", "epochs", _EPOCHS, recipe.epochs, 110, "How often every row is seen")
        _box(
            "Loss",
            "loss",
            LOSSES,
            recipe.loss,
            _LOSS,
            110,
            "What is made small; MAE and Huber care less for outliers",
        )
        _sharing(session)
        st.selectbox(
            "Speed",
            SPEEDS,
            format_func=lambda speed: f"{speed} epochs/s" if speed else "full speed",
            key=sessions.show_choice("training speed", session.experiment.speed),
            on_change=_sped,
            width=130,
            help="Slow motion, or as fast as it goes",
        )
        st.button(
            "New order",
            on_click=_new_order,
            help="Another seed: rows are split and drawn in another order",
        )
        st.selectbox(
            "Try",
            list(PRESETS),
            index=None,
            placeholder="a lesson …",
            key=sessions.show_choice("training preset", None),
            on_change=_preset,
            width=210,
        )
        parts.undo_button(session)
        st.page_link(
            pages()["layers"], label="Edit this by hand", query_params=trained(session).to_query()
        )


def _sharing(session: Session[Practice]) -> None:
    practice = session.experiment
    st.selectbox(
        "Test share",
        SHARES,
        format_func=lambda share: f"{share:.0%}",
        key=sessions.show_choice("training share", practice.share),
        on_change=_shared,
        width=110,
        help="Rows put aside: the network never learns from them, so they tell what it is worth",
    )
    if practice.stack.data == MIXED:
        st.selectbox(
            "Split",
            SPLITS,
            format_func=lambda name: _SPLIT[name],
            key=sessions.show_choice("training split", practice.split),
            on_change=_shared,
            width=130,
            help="One mix was tested at several ages. By mix, all its rows are on one side: the "
            "test asks about mixes never seen",
        )


def _box(
    label: str, name: str, choices: Any, value: str, names: dict[str, str], width: int, about: str
) -> None:
    st.selectbox(
        label,
        choices,
        format_func=lambda choice: names[choice],
        help=about,
        width=width,
        key=sessions.show_choice(f"training {name}", value),
        on_change=_chosen,
        args=(name,),
    )


def _ladder(
    label: str, name: str, steps: Sequence[float], value: float, width: int, about: str
) -> None:
    """A box of round numbers, and the one of a link among them."""
    st.selectbox(
        label,
        sorted({*steps, value}),
        format_func=lambda number: f"{number:g}",
        help=about,
        width=width,
        key=sessions.show_choice(f"training {name}", value),
        on_change=_chosen,
        args=(name,),
    )


def _chosen(name: str) -> None:
    session = sessions.session(Practice)
    value = sessions.choice(f"training {name}")
    practice, run = session.experiment, run_of(session)
    changed = with_recipe(practice, **{name: value})
    if run is not None and name == "learning_rate" and run.state not in OVER:
        run.set_learning_rate(value)
    else:
        leave(session)
    sessions.change(changed)


def _shared() -> None:
    session = sessions.session(Practice)
    practice = session.experiment
    split = practice.split
    if practice.stack.data == MIXED:
        split = sessions.choice("training split")
    sessions.change(replace(practice, share=sessions.choice("training share"), split=split))


def _sped() -> None:
    session = sessions.session(Practice)
    speed = sessions.choice("training speed")
    if run := run_of(session):
        run.set_speed(speed or None)
    sessions.change(replace(session.experiment, speed=speed))


def _new_order() -> None:
    session = sessions.session(Practice)
    practice = session.experiment
    sessions.change(with_recipe(practice, seed=practice.recipe.seed + 1))


def _preset() -> None:
    session = sessions.session(Practice)
    preset = PRESETS[sessions.choice("training preset")]
    practice = with_recipe(session.experiment, **preset.changes)
    stack = replace(practice.stack, standardise=preset.standardise)
    sessions.change(replace(practice, stack=stack), remark=preset.why)


# --- stage and words ------------------------------------------------------------------------


def stage(session: Session[Practice]) -> None:
    """The live part."""
    now = replace(session.given, stack=trained(session))
    data = training_data(
        now, session.given.stack.tensors, session.version, session.run, session.asked
    )
    data["refused"] = session.refused
    session.stage = _STAGE
    mount(data, key=_STAGE, on_hand=sessions.take_hand)


_EXPLANATION = """
An **epoch** shows every row once, a **batch** at a time. For each batch, Keras measures the
**loss**, how wrong the network is, and moves every weight a little in the direction that makes it
smaller: the **gradient** says where, the **learning rate** how far. The loss is measured on
standardised numbers. Where the test loss rises while the training loss still falls, the network
learns its rows by heart.
"""


def explanation(session: Session[Practice]) -> None:
    """What is on screen, in a few sentences."""
    practice = session.experiment
    rows = "no row is" if practice.share == 0 else f"{practice.share:.0%} of the rows are"
    st.markdown(
        f"{_EXPLANATION}\nHere, {rows} put aside as a test, split and ordered by seed "
        f"{practice.recipe.seed}."
    )
