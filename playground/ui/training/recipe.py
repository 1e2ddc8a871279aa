"""The recipe of a training: a control for every choice, the speed, and presets."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from playground.core.data.datasets import load
from playground.core.fit.recipe import Recipe
from playground.state.training import SHARES, SPEEDS, SPLITS, TrainingState
from playground.state.training_labels import OPTIMIZER, SPLIT
from playground.ui.shared import sessions
from playground.ui.shared.terms import EXPLANATIONS
from playground.ui.training.recipe_fields import FIELDS, MOMENTUM, PENALTIES, RecipeField
from playground.ui.training.runs import detach, run_of, set_learning_rate, with_recipe
from playground.ui.training.session import in_view

_PATIENCE = (0, 5, 10, 20, 50, 100)


@dataclass(frozen=True)
class Preset:
    """Changes to the recipe that show something.

    Attributes:
        message: what they show.
        changes: by field of the recipe.
        standardise: whether the inputs are standardised.
    """

    message: str
    changes: dict[str, Any]
    standardise: bool = True


PRESETS = {
    "Rate too high": Preset(
        "Every step overshoots the valley by more than the one before: the loss runs away.",
        {"optimizer": "sgd", "learning_rate": 3.0, "batch_size": 32, "momentum": 0.9},
    ),
    "Batch of 1": Preset(
        "Every row pulls on its own: many steps an epoch, and a noisy way.",
        {"optimizer": "sgd", "learning_rate": 0.01, "batch_size": 1, "epochs": 60},
    ),
    "Batches of 8": Preset(
        "SGD with batches of 8 and a rate of 0.1: every batch pulls the line another way, so it "
        "jitters.",
        {"optimizer": "sgd", "learning_rate": 0.1, "batch_size": 8, "momentum": 0.0, "epochs": 40},
    ),
    "Raw inputs": Preset(
        "The inputs are not standardised. Along one weight the loss is steep, along another flat, "
        "and no learning rate fits both.",
        {"optimizer": "sgd", "learning_rate": 0.001, "batch_size": 32, "momentum": 0.0},
        standardise=False,
    ),
    "Adam": Preset(
        "Adam gives every weight a step size of its own: seldom the best, hardly ever wrong.",
        {"optimizer": "adam", "learning_rate": 0.01, "batch_size": 32, "epochs": 300},
    ),
}


def summary(state: TrainingState) -> str:
    """The recipe in one line: "Adam · rate 0.01 · batches of 32 · 300 epochs · 20 % test"."""
    recipe = state.recipe
    parts = (
        OPTIMIZER[recipe.optimizer],
        f"rate {recipe.learning_rate:g}",
        f"batches of {recipe.batch_size}",
        f"{recipe.epochs} epochs",
        f"{100 * state.test_share:.0f} % test",
    )
    return " · ".join(parts)


def preset_buttons(state: TrainingState) -> None:
    """A button for each preset; the one that the recipe follows is marked."""
    for name, preset in PRESETS.items():
        st.button(
            f"✓ {name}" if _follows(state, preset) else name,
            key=f"training preset {name}",
            help=preset.message,
            on_click=_on_preset_click,
            args=(name,),
        )


def _follows(state: TrainingState, preset: Preset) -> bool:
    return with_recipe(state, **preset.changes) == state and (
        state.layers_state.standardise == preset.standardise
    )


def recipe_controls(state: TrainingState) -> None:
    """Draws a control for everything that training depends on, and for its speed."""
    left, right = st.columns(2)
    with left:
        for field in FIELDS:
            _field_box(field, state.recipe)
        _speed_box(state)
    with right:
        _test_boxes(state)
        _more_controls(state)


def _field_box(field: RecipeField, recipe: Recipe) -> None:
    value = getattr(recipe, field.name)
    st.selectbox(
        field.label,
        field.options_with(value),
        format_func=field.label_of,
        help=field.help,
        key=sessions.show_choice(f"training {field.name}", value),
        on_change=_on_field_change,
        args=(field,),
        accept_new_options=field.numbers is not None,
    )


def _more_controls(state: TrainingState) -> None:
    momentum = (MOMENTUM,) if state.recipe.optimizer == "sgd" else ()
    for field in (*momentum, *PENALTIES):
        _field_box(field, state.recipe)
    st.selectbox(
        "Early stopping",
        _patience_options(state),
        format_func=lambda epochs: f"after {epochs} epochs" if epochs else "never",
        key=sessions.show_choice("training patience", state.patience),
        on_change=_on_early_stopping_change,
        help=EXPLANATIONS["patience"],
    )
    st.toggle(
        "Restore the best weights",
        key=sessions.show_choice("training restore", state.restore_best),
        on_change=_on_early_stopping_change,
        disabled=not state.patience,
        help=EXPLANATIONS["restore"],
    )
    st.button(
        "New order",
        on_click=_change_seed,
        help=EXPLANATIONS["order"],
    )


def _patience_options(state: TrainingState) -> list[int]:
    return sorted({*_PATIENCE, state.patience})


def _speed_box(state: TrainingState) -> None:
    """A box for the highest number of epochs per second."""
    st.selectbox(
        "Speed",
        SPEEDS,
        format_func=lambda speed: f"{speed} epochs/s" if speed else "full speed",
        key=sessions.show_choice("training speed", state.speed),
        on_change=_on_speed_change,
        help="Slow motion, or as fast as it goes",
    )


def _test_boxes(state: TrainingState) -> None:
    st.selectbox(
        "Test share",
        SHARES,
        format_func=lambda share: f"{share:.0%}",
        key=sessions.show_choice("training share", state.test_share),
        on_change=_on_test_change,
        help=EXPLANATIONS["test_share"],
    )
    if load(state.layers_state.data).group_by:
        st.selectbox(
            "Split",
            SPLITS,
            format_func=lambda name: SPLIT[name],
            key=sessions.show_choice("training split", state.split),
            on_change=_on_test_change,
            help=EXPLANATIONS["split"],
        )


# --- callbacks ------------------------------------------------------------------------------


@sessions.callback
def _on_field_change(field: RecipeField) -> None:
    session = in_view()
    value, hint = field.read(sessions.choice(f"training {field.name}"))
    changed = with_recipe(session.state, **{field.name: value})
    if field.name != "learning_rate" or not set_learning_rate(session, value):
        detach(session)
    sessions.change(changed)
    if hint:
        sessions.notice(hint)


@sessions.callback
def _on_test_change() -> None:
    session = in_view()
    state = session.state
    share, split = sessions.choice("training share", SHARES), state.split
    if load(state.layers_state.data).group_by:
        split = sessions.choice("training split", SPLITS)
    sessions.change(replace(state, test_share=share, split=split))


@sessions.callback
def _on_early_stopping_change() -> None:
    state = sessions.session(TrainingState).state
    patience = sessions.choice("training patience", _patience_options(state))
    best = sessions.choice("training restore", (True, False))
    sessions.change(replace(state, patience=patience, restore_best=best))


@sessions.callback
def _on_speed_change() -> None:
    session = in_view()
    speed = sessions.choice("training speed", SPEEDS)
    if run := run_of(session):
        run.set_speed(speed or None)
    sessions.change(replace(session.state, speed=speed))


@sessions.callback
def _change_seed() -> None:
    state = sessions.session(TrainingState).state
    sessions.change(with_recipe(state, seed=state.recipe.seed + 1))


@sessions.callback
def _on_preset_click(name: str) -> None:
    preset = PRESETS[name]
    state = with_recipe(in_view().state, **preset.changes)
    network = replace(state.layers_state, standardise=preset.standardise)
    status = f"**{name}.** {preset.message} Press **Train**."
    sessions.change(replace(state, layers_state=network), status=status)
