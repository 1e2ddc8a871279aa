"""Building on the page Layers: what is added or taken away, and that everything else stays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from playground.core.network.network import Dense
from playground.state.layer_actions import apply_action, with_data, with_inputs, with_target
from playground.state.layers import LayersState
from playground.state.values import (
    Action,
    AddLayer,
    AddNeuron,
    Play,
    RemoveLayer,
    RemoveNeuron,
    ResizeLayer,
    SetActivation,
)
from tests.state.layers_states import states

FOURS = LayersState.default(
    "cereal", ("sugars", "fiber"), layers=(Dense(4, "relu"), Dense(4, "relu"))
)


@given(states(), st.data())
def test_adding_and_removing_a_neuron_restores_everything(
    state: LayersState, data: st.DataObject
) -> None:
    assume(state.layers)
    layer = data.draw(st.integers(0, len(state.layers) - 1))
    more, status = apply_action(state, AddNeuron(layer))
    units = state.layers[layer].units
    assert more.layers[layer].units == units + 1
    assert str(units + 1) in status
    back, _ = apply_action(more, RemoveNeuron(layer, units))
    assert back == state
    assert apply_action(more, RemoveNeuron(layer))[0] == state


@given(states(), st.data())
def test_frozen_weights_are_the_same_ones_after_building(
    state: LayersState, data: st.DataObject
) -> None:
    assume(state.layers and state.size > 4)
    numbered = np.arange(state.size, dtype=np.float64) + 100.0
    ends = np.cumsum([array.size for array in state.weights])[:-1]
    arrays = [
        part.reshape(array.shape)
        for part, array in zip(np.split(numbered, ends), state.weights, strict=True)
    ]
    state = replace(state, frozen=()).with_weights(arrays)
    state = replace(state, frozen=tuple(range(0, state.size, 3)))
    actions: list[Action] = [
        AddNeuron(0),
        ResizeLayer(len(state.layers) - 1, 7),
    ]
    action = data.draw(st.sampled_from(actions))
    built, _ = apply_action(state, action)
    frozen = built.tensors.flatten()[list(built.frozen)]
    survivors = [i for i in state.frozen if state.tensors.flatten()[i] in frozen]
    assert set(frozen) <= set(state.tensors.flatten()[list(state.frozen)])
    if isinstance(action, AddNeuron):
        assert len(survivors) == len(state.frozen) == len(built.frozen)


def test_layers_come_and_go() -> None:
    state = FOURS
    deeper, status = apply_action(state, AddLayer(1))
    assert [layer.units for layer in deeper.layers] == [4, 4, 4]
    assert "layer 2" in status
    back, _ = apply_action(deeper, RemoveLayer(1))
    assert back.layers == state.layers
    flat = state
    for _ in range(2):
        flat, _ = apply_action(flat, RemoveLayer(0))
    assert flat.layers == ()
    assert flat.network.shapes == ((2, 1), (1,))


@pytest.mark.parametrize(
    ("before", "added"),
    [((), "relu"), (("linear",), "linear"), (("linear", "tanh"), "relu"), (("relu",), "relu")],
)
def test_a_new_layer_is_linear_among_linear_ones(before: tuple[str, ...], added: str) -> None:
    state = LayersState.default(layers=tuple(Dense(2, name) for name in before))
    deeper, _ = apply_action(state, AddLayer(0))
    assert deeper.layers == (Dense(4, added), *state.layers)


@pytest.mark.parametrize(
    ("action", "message"),
    [
        (Play(), "no such action on a network: Play"),
        (AddNeuron(2), "no hidden layer 3"),
        (AddNeuron(-1), "no hidden layer 0"),
        (RemoveNeuron(0, 4), "neuron must be between 0 and 3"),
        (RemoveLayer(2), "no hidden layer 3"),
        (AddLayer(9), "layer must be between 0 and 2"),
        (ResizeLayer(0, 0), "units must be between 1 and 1024"),
        (ResizeLayer(0, 1025), "units must be between 1 and 1024"),
        (ResizeLayer(9, 4), "no hidden layer 10"),
        (RemoveNeuron(9), "no hidden layer 10"),
        (RemoveNeuron(0, -1), "neuron must be between 0 and 3"),
        (AddLayer(-1), "layer must be between 0 and 2"),
        (SetActivation(0, "tanh"), "no such action on a network: SetActivation"),
    ],
)
def test_what_cannot_be_done(action: Action, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        apply_action(FOURS, action)


def test_not_more_than_there_is_room_for() -> None:
    state = LayersState.default(
        layers=(Dense(1024, "relu"), Dense(100, "relu"), Dense(100, "relu"))
    )
    with pytest.raises(ValueError, match="parameters, and this page takes at most 1,200,000"):
        apply_action(
            apply_action(state, ResizeLayer(1, 1024))[0],
            ResizeLayer(2, 1024),
        )
    six = LayersState.default(layers=(Dense(2),) * 6)
    with pytest.raises(ValueError, match="hidden layers must be between 0 and 6"):
        apply_action(six, AddLayer(0))


# --- columns --------------------------------------------------------------------------------


def test_inputs_that_stay_keep_their_weights_and_their_place() -> None:
    state = replace(FOURS, frozen=(0, 4, 8), at=(3.0, 1.0))
    other = with_inputs(state, ("fiber", "protein"))
    assert np.array_equal(other.weights[0][0], state.weights[0][1])
    assert other.at[0] == 1.0
    assert other.axes == ("fiber", "protein")
    assert other.frozen == (0, 8)
    for mine, theirs in zip(other.weights[1:], state.weights[1:], strict=True):
        assert np.array_equal(mine, theirs)
    alone = with_inputs(state, ("sugars",))
    assert (alone.axes, alone.network.inputs) == (("sugars",), 1)
    assert with_inputs(with_inputs(state, ("sugars", "fiber", "fat")), state.inputs) == state


def test_another_target_or_data_set_keeps_the_layers() -> None:
    state = replace(FOURS, layers=(Dense(4, "tanh"), Dense(4, "relu")))
    assert with_target(state, "rating").tensors == state.tensors
    assert with_target(state, "fiber").inputs == ("sugars",)
    other = with_data(state, "concrete")
    assert (other.layers, other.data, other.inputs) == (state.layers, "concrete", ("Cement", "Age"))
    assert with_data(LayersState.default(), "concrete").inputs == ("Cement",)
