"""The page Training: state → link → state is the identity, and no link whatever raises."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.fit.recipe import LOSSES, OPTIMIZERS, Recipe
from playground.state.layers import LayersState
from playground.state.training import (
    FIELDS,
    MAX_BATCH,
    MAX_EPOCHS,
    SHARES,
    SPEEDS,
    SPLITS,
    TrainingState,
)
from tests.state.layers_states import stacks
from tests.state.test_layers import hand_of

_recipes = st.builds(
    Recipe,
    optimizer=st.sampled_from(OPTIMIZERS),
    learning_rate=st.floats(1e-6, 1e3),
    momentum=st.floats(0.0, 0.99),
    batch_size=st.integers(1, MAX_BATCH),
    epochs=st.integers(1, MAX_EPOCHS),
    loss=st.sampled_from(LOSSES),
    seed=st.integers(0, 99),
)
_practices = st.builds(
    TrainingState,
    layers_state=stacks(),
    recipe=_recipes,
    test_share=st.sampled_from(SHARES),
    split=st.sampled_from(SPLITS),
    speed=st.sampled_from(SPEEDS),
    patience=st.integers(0, MAX_EPOCHS),
    restore_best=st.booleans(),
)
_texts = st.sampled_from(["", "abc", "nan", "-1", "0", "1e400", "0.2", "7", "sgd", "9" * 9999])


@given(_practices)
def test_state_to_link_to_state_is_the_identity(practice: TrainingState) -> None:
    assert TrainingState.from_query(practice.to_query()) == (practice, ())


@given(st.dictionaries(st.sampled_from([field.name for field in FIELDS]), _texts | st.text()))
def test_a_link_never_raises_and_what_it_gives_can_be_linked(query: dict[str, Any]) -> None:
    practice, _ = TrainingState.from_query(query)
    assert TrainingState.from_query(practice.to_query()) == (practice, ())


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"rate": "0"}, "rate was ignored: learning_rate must be > 0"),
        ({"epochs": "2001"}, "epochs was ignored: '2001' is not a whole number from 0 to 2000"),
        ({"batch": "0"}, "batch was ignored: batch_size must be a whole number, at least 1"),
        ({"test": "0.4"}, "test was ignored: '0.4' is none of 0.0, 0.1, 0.2, 0.3, 0.5"),
        ({"speed": "3"}, "speed was ignored: '3' is none of 2, 10, 30, 100, 0"),
        ({"patience": "2001"}, "patience was ignored: '2001' is not a whole number from 0 to 2000"),
        ({"restore": "2"}, "restore was ignored: '2' is none of 0, 1"),
        ({"optimizer": "lion"}, "optimizer was ignored: 'lion' is none of sgd, adam, rmsprop"),
    ],
)
def test_sentences(query: dict[str, str], reason: str) -> None:
    practice, (sentence,) = TrainingState.from_query(query)
    assert practice == TrainingState.default()
    assert reason in sentence


def test_the_hand_moves_how_it_is_seen_and_never_the_weights() -> None:
    practice = TrainingState.default()
    hand = hand_of(practice.layers_state)
    hand |= {"t0": [9.0] * 8, "top": True, "x0": 3.0, "hinges": False, "residuals": True}
    moved = practice.moved(hand)
    assert moved.layers_state.tensors == practice.layers_state.tensors
    assert (moved.layers_state.view, moved.layers_state.at[0], moved.layers_state.hinges) == (
        "top",
        3.0,
        False,
    )
    assert replace(moved, layers_state=practice.layers_state) == practice


@pytest.mark.parametrize(
    "wrong",
    [
        {"test_share": 0.4},
        {"split": "even"},
        {"speed": 3},
        {"recipe": Recipe(epochs=MAX_EPOCHS + 1)},
        {"patience": MAX_EPOCHS + 1},
    ],
)
def test_what_cannot_be_watched(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="received"):
        TrainingState(**{"layers_state": LayersState.default(), **wrong})
