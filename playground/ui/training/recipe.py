"""The recipe of a training: a box for every choice, each explained in a line, and lessons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from playground.core.fit.recipe import LOSSES, OPTIMIZERS
from playground.state.training import MAX_BATCH, MAX_EPOCHS, SHARES, SPEEDS, SPLITS, TrainingState
from playground.state.training_labels import LOSS, OPTIMIZER, SPLIT
from playground.ui.shared import sessions
from playground.ui.shared.page_session import PageSession
from playground.ui.training.runs import MIXED, leave, run_of, set_learning_rate, with_recipe

_RATES = (0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
_BATCHES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512, MAX_BATCH)
_EPOCHS = (10, 20, 40, 60, 100, 200, 300, 500, 1000, MAX_EPOCHS)
_MOMENTA = (0.0, 0.5, 0.8, 0.9, 0.95, 0.99)
_PENALTIES = (0.0, 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1)
_PATIENCE = (0, 5, 10, 20, 50, 100)


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


def choose(session: PageSession[TrainingState]) -> None:
    """Everything that decides what training makes of the network; to be put in a row."""
    practice, recipe = session.experiment, session.experiment.recipe
    _box(
        *("Optimizer", "optimizer", OPTIMIZERS, recipe.optimizer, 115),
        "How a gradient becomes a step; Adam and RMSprop give every weight its own size",
        OPTIMIZER,
    )
    _ladder(
        *("Learning rate", "learning_rate", _RATES, recipe.learning_rate, 105),
        "How long a step is; may be changed while it trains",
    )
    _ladder(
        *("Batch size", "batch_size", _BATCHES, recipe.batch_size, 90),
        "Rows a step looks at: few are noisy and quick, many are smooth",
    )
    _ladder("Epochs", "epochs", _EPOCHS, recipe.epochs, 95, "How often every row is seen")
    _box(
        *("Loss", "loss", LOSSES, recipe.loss, 100),
        "What is made small; MAE and Huber care less for outliers",
        LOSS,
    )
    _sharing(practice)
    with st.popover("More", help="Momentum, penalties for large weights, early stopping, order"):
        _more(practice)


def _more(practice: TrainingState) -> None:
    recipe = practice.recipe
    if recipe.optimizer == "sgd":
        _ladder(
            *("Momentum", "momentum", _MOMENTA, recipe.momentum, "stretch"),
            "How much of the last step goes on in the next one, as a ball rolls on",
        )
    _ladder(
        *("L1", "l1", _PENALTIES, recipe.l1, "stretch"),
        "What the sizes of all weights cost: needless ones go to 0",
    )
    _ladder(
        *("L2", "l2", _PENALTIES, recipe.l2, "stretch"),
        "What the squares of all weights cost: large ones shrink, the function gets smoother",
    )
    st.selectbox(
        "Early stopping",
        sorted({*_PATIENCE, practice.patience}),
        format_func=lambda epochs: f"after {epochs} epochs" if epochs else "never",
        key=sessions.show_choice("training patience", practice.patience),
        on_change=_early,
        help="Ends once the loss on the test rows has not fallen for so many epochs",
    )
    st.toggle(
        "Restore the best weights",
        key=sessions.show_choice("training restore", practice.restore_best),
        on_change=_early,
        disabled=not practice.patience,
        help="At an early end, the weights with the lowest loss come back",
    )
    st.button(
        "New order",
        on_click=_new_order,
        help="Another seed: rows are split and drawn in another order",
    )


def speed(practice: TrainingState) -> None:
    """Slow motion, or as fast as it goes."""
    st.selectbox(
        "Speed",
        SPEEDS,
        format_func=lambda speed: f"{speed} epochs/s" if speed else "full speed",
        key=sessions.show_choice("training speed", practice.speed),
        on_change=_sped,
        width=125,
        help="Slow motion, or as fast as it goes",
    )


def lessons() -> None:
    """Recipes that show something."""
    st.selectbox(
        "Try",
        list(PRESETS),
        index=None,
        placeholder="a lesson …",
        key=sessions.show_choice("training preset", None),
        on_change=_preset,
        width=200,
    )


def _sharing(practice: TrainingState) -> None:
    st.selectbox(
        "Test share",
        SHARES,
        format_func=lambda share: f"{share:.0%}",
        key=sessions.show_choice("training share", practice.test_share),
        on_change=_shared,
        width=100,
        help="Rows put aside: the network never learns from them, so they tell what it is worth",
    )
    if practice.layers_state.data == MIXED:
        st.selectbox(
            "Split",
            SPLITS,
            format_func=lambda name: SPLIT[name],
            key=sessions.show_choice("training split", practice.split),
            on_change=_shared,
            width=125,
            help="One mix was tested at several ages. By mix, all its rows are on one side: the "
            "test asks about mixes never seen",
        )


def _box(
    label: str,
    name: str,
    choices: Sequence[Any],
    value: Any,
    width: Any,
    about: str,
    names: Mapping[str, str],
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
    label: str, name: str, steps: Sequence[float], value: float, width: Any, about: str
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


# --- callbacks ------------------------------------------------------------------------------


def _chosen(name: str) -> None:
    session = sessions.session(TrainingState)
    value = sessions.choice(f"training {name}")
    changed = with_recipe(session.experiment, **{name: value})
    if name != "learning_rate" or not set_learning_rate(session, value):
        leave(session)
    sessions.change(changed)


def _shared() -> None:
    session = sessions.session(TrainingState)
    practice = session.experiment
    split = practice.split
    if practice.layers_state.data == MIXED:
        split = sessions.choice("training split")
    sessions.change(replace(practice, test_share=sessions.choice("training share"), split=split))


def _early() -> None:
    practice = sessions.session(TrainingState).experiment
    patience, restore_best = (
        sessions.choice("training patience"),
        sessions.choice("training restore"),
    )
    sessions.change(replace(practice, patience=patience, restore_best=restore_best))


def _sped() -> None:
    session = sessions.session(TrainingState)
    speed = sessions.choice("training speed")
    if run := run_of(session):
        run.set_speed(speed or None)
    sessions.change(replace(session.experiment, speed=speed))


def _new_order() -> None:
    practice = sessions.session(TrainingState).experiment
    sessions.change(with_recipe(practice, seed=practice.recipe.seed + 1))


def _preset() -> None:
    session = sessions.session(TrainingState)
    preset = PRESETS[sessions.choice("training preset")]
    practice = with_recipe(session.experiment, **preset.changes)
    stack = replace(practice.layers_state, standardise=preset.standardise)
    sessions.change(replace(practice, layers_state=stack), remark=preset.why)
