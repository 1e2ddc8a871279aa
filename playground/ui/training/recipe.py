"""The recipe of a training: a control for every choice, and the speed."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from playground.core.data.datasets import load
from playground.core.fit.recipe import Recipe
from playground.state.training import SHARES, SPEEDS, SPLITS, TrainingState
from playground.state.training_labels import OPTIMIZER, SPLIT, WEIGHTING
from playground.ui.shared import sessions
from playground.ui.shared.terms import EXPLANATIONS
from playground.ui.training.recipe_fields import FIELDS, MOMENTUM, PENALTIES, RecipeField
from playground.ui.training.runs import detach, run_of, set_learning_rate, with_recipe
from playground.ui.training.session import in_view

_PATIENCE = (0, 5, 10, 20, 50, 100)


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


def recipe_controls(state: TrainingState) -> None:
    """Draws a control for everything that training depends on, and for its speed."""
    left, right = st.columns(2)
    with left:
        for field in FIELDS:
            if field.name != "loss" or len(state.losses) > 1:
                _field_box(field, state.recipe)
        _weighting_box(state)
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


def _weighting_box(state: TrainingState) -> None:
    """Of classes: how much a row of each counts."""
    if len(state.weightings) > 1:
        st.selectbox(
            "Class weights",
            state.weightings,
            format_func=lambda name: WEIGHTING[name],
            key=sessions.show_choice("training weighting", state.weighting),
            on_change=_on_weighting_change,
            help=EXPLANATIONS["class_weight"],
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
def _on_weighting_change() -> None:
    state = sessions.session(TrainingState).state
    weighting = sessions.choice("training weighting", state.weightings)
    sessions.change(replace(state, weighting=weighting))


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
