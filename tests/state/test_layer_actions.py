"""Building on the page Layers: what is added or taken away, and that everything else stays."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from playground.core.network.network import Dense
from playground.state.layer_actions import apply_action, with_data, with_inputs, with_target
from playground.state.layers import LayersState
from tests.state.layers_states import stacks


@given(stacks(), st.data())
def test_adding_and_removing_a_neuron_restores_everything(
    stack: LayersState, data: st.DataObject
) -> None:
    assume(stack.layers)
    layer = data.draw(st.integers(0, len(stack.layers) - 1))
    more, remark = apply_action(stack, {"kind": "add_neuron", "layer": layer})
    units = stack.layers[layer].units
    assert more.layers[layer].units == units + 1
    assert str(units + 1) in remark
    back, _ = apply_action(more, {"kind": "remove_neuron", "layer": layer, "unit": units})
    assert back == stack
    assert apply_action(more, {"kind": "remove_neuron", "layer": layer})[0] == stack


@given(stacks(), st.data())
def test_frozen_weights_are_the_same_ones_after_building(
    stack: LayersState, data: st.DataObject
) -> None:
    assume(stack.layers and stack.size > 4)
    marked = np.arange(stack.size, dtype=np.float64) + 100.0
    places, ends = [], np.cumsum([array.size for array in stack.weights])[:-1]
    arrays = [
        part.reshape(array.shape)
        for part, array in zip(np.split(marked, ends), stack.weights, strict=True)
    ]
    stack = replace(stack, frozen=()).with_weights(arrays)
    stack = replace(stack, frozen=tuple(range(0, stack.size, 3)))
    action = data.draw(
        st.sampled_from(
            [
                {"kind": "add_neuron", "layer": 0},
                {"kind": "resize", "layer": len(stack.layers) - 1, "units": 7},
            ]
        )
    )
    built, _ = apply_action(stack, action)
    frozen = built.tensors.flatten()[list(built.frozen)]
    places = [place for place in stack.frozen if stack.tensors.flatten()[place] in frozen]
    assert set(frozen) <= set(stack.tensors.flatten()[list(stack.frozen)])
    if action["kind"] == "add_neuron":
        assert len(places) == len(stack.frozen) == len(built.frozen)


def test_layers_come_and_go() -> None:
    stack = LayersState.default()
    deeper, remark = apply_action(stack, {"kind": "add_layer", "place": 1})
    assert [layer.units for layer in deeper.layers] == [4, 4, 4]
    assert "layer 2" in remark
    back, _ = apply_action(deeper, {"kind": "remove_layer", "place": 1})
    assert back.layers == stack.layers
    flat = stack
    for _ in range(2):
        flat, _ = apply_action(flat, {"kind": "remove_layer", "place": 0})
    assert flat.layers == ()
    assert flat.network.shapes == ((2, 1), (1,))


@pytest.mark.parametrize(
    ("action", "message"),
    [
        ({"kind": "explode"}, "no action 'explode'"),
        ({"kind": "add_neuron", "layer": 2}, "no hidden layer 3"),
        ({"kind": "add_neuron", "layer": -1}, "no hidden layer 0"),
        ({"kind": "remove_neuron", "layer": 0, "unit": 4}, "neuron must be between 0 and 3"),
        ({"kind": "remove_layer", "place": 2}, "no hidden layer 3"),
        ({"kind": "add_layer", "place": 9}, "layer must be between 0 and 2"),
        ({"kind": "resize", "layer": 0, "units": 0}, "units must be between 1 and 1024"),
        ({"kind": "resize", "layer": 0, "units": 1025}, "units must be between 1 and 1024"),
        ({"kind": "resize", "layer": 0, "units": "many"}, "invalid literal"),
    ],
)
def test_what_cannot_be_done(action: dict[str, Any], message: str) -> None:
    with pytest.raises((ValueError, TypeError), match=message):
        apply_action(LayersState.default(), action)


def test_not_more_than_there_is_room_for() -> None:
    stack = LayersState.default(
        layers=(Dense(1024, "relu"), Dense(100, "relu"), Dense(100, "relu"))
    )
    with pytest.raises(ValueError, match="parameters, and this page takes at most 1,200,000"):
        apply_action(
            apply_action(stack, {"kind": "resize", "layer": 1, "units": 1024})[0],
            {"kind": "resize", "layer": 2, "units": 1024},
        )
    six = LayersState.default(layers=(Dense(2),) * 6)
    with pytest.raises(ValueError, match="hidden layers must be between 0 and 6"):
        apply_action(six, {"kind": "add_layer", "place": 0})


# --- columns --------------------------------------------------------------------------------


def test_inputs_that_stay_keep_their_weights_and_their_place() -> None:
    stack = replace(LayersState.default(), frozen=(0, 4, 8), at=(3.0, 1.0))
    other = with_inputs(stack, ("fiber", "protein"))
    assert np.array_equal(other.weights[0][0], stack.weights[0][1])
    assert other.at[0] == 1.0
    assert other.axes == ("fiber", "protein")
    assert other.frozen == (0, 8)
    for mine, theirs in zip(other.weights[1:], stack.weights[1:], strict=True):
        assert np.array_equal(mine, theirs)
    alone = with_inputs(stack, ("sugars",))
    assert (alone.axes, alone.network.inputs) == (("sugars",), 1)
    assert with_inputs(with_inputs(stack, ("sugars", "fiber", "fat")), stack.inputs) == stack


def test_another_target_or_data_set_keeps_the_layers() -> None:
    stack = LayersState.default(layers=(Dense(3, "tanh"),))
    assert with_target(stack, "rating").tensors == stack.tensors
    assert with_target(stack, "fiber").inputs == ("sugars",)
    other = with_data(stack, "concrete")
    assert (other.layers, other.data, other.inputs) == (stack.layers, "concrete", ("Cement", "Age"))
