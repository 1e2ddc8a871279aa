"""The page Training: state → link and values → state is the identity, and no link raises."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.fit.losses import NUMBER_LOSSES
from playground.core.fit.recipe import OPTIMIZERS, Recipe
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
from tests.state import layers_states
from tests.structs import sent

_recipes = st.builds(
    Recipe,
    optimizer=st.sampled_from(OPTIMIZERS),
    learning_rate=st.floats(1e-6, 1e3),
    momentum=st.floats(0.0, 0.99),
    batch_size=st.integers(1, MAX_BATCH),
    epochs=st.integers(1, MAX_EPOCHS),
    loss=st.sampled_from(NUMBER_LOSSES),
    seed=st.integers(0, 99),
)
_states = st.builds(
    TrainingState,
    layers_state=layers_states.states(),
    recipe=_recipes,
    test_share=st.sampled_from(SHARES),
    split=st.sampled_from(SPLITS),
    speed=st.sampled_from(SPEEDS),
    patience=st.integers(0, MAX_EPOCHS),
    restore_best=st.booleans(),
)
_texts = st.sampled_from(["", "abc", "nan", "-1", "0", "1e400", "0.2", "7", "sgd", "9" * 9999])


@given(_states)
def test_state_to_link_to_state_is_the_identity(state: TrainingState) -> None:
    assert TrainingState.from_query(state.to_query()) == (state, ())


@given(st.dictionaries(st.sampled_from([field.name for field in FIELDS]), _texts | st.text()))
def test_a_link_never_raises_and_what_it_gives_can_be_linked(query: dict[str, Any]) -> None:
    state, _ = TrainingState.from_query(query)
    assert TrainingState.from_query(state.to_query()) == (state, ())


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
    state, (sentence,) = TrainingState.from_query(query)
    assert state == TrainingState.default()
    assert reason in sentence


@given(_states)
def test_state_to_values_to_state_is_the_identity(state: TrainingState) -> None:
    x, y, z = (round(value, 3) for value in state.layers_state.camera)
    rounded = replace(state, layers_state=replace(state.layers_state, camera=(x, y, z)))
    assert state.with_values(sent(state.values)) == rounded


def test_values_change_how_it_is_seen_and_never_the_network() -> None:
    state = TrainingState(LayersState.default(inputs=("sugars", "fiber")))
    network, values = state.layers_state, state.values
    changed = state.with_values(
        msgspec.structs.replace(
            values,
            weights=[[9.0] * len(array) for array in values.weights],
            activations=["tanh", "tanh", "linear"],
            frozen=[0],
            at=[3.0, 4.0],
            switches={**values.switches, "top": True, "hinges": False, "residuals": True},
        )
    )
    assert changed.layers_state == replace(
        network, at=(3.0, 4.0), view="top", hinges=False, residuals=True
    )
    assert replace(changed, layers_state=network) == state


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
