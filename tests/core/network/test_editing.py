from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from playground.core.network.activations import ACTIVATIONS
from playground.core.network.editing import (
    Edited,
    add_layer,
    add_neuron,
    remove_layer,
    remove_neuron,
    resize_layer,
    with_activation,
)
from playground.core.network.initializers import INITIALIZERS, draw_weights
from playground.core.network.network import Dense, Network, Weights, forward
from tests.core.network.stacks import Stack, stacks

SMALL = Network(2, (Dense(3, "relu"), Dense(2, "tanh"), Dense(1)))
NUMBERED: Weights = tuple(
    100.0 * index + np.arange(float(np.prod(shape))).reshape(shape)
    for index, shape in enumerate(SMALL.shapes)
)


def _same(received: Edited, stack: Stack) -> bool:
    network, weights = received
    before = forward(stack.network, stack.weights, stack.x)
    same_weights = all(map(np.array_equal, weights, stack.weights))
    return (
        network == stack.network
        and same_weights
        and np.array_equal(forward(network, weights, stack.x), before)
    )


@given(stacks(), st.data())
def test_switching_an_activation_off_and_on_restores_every_bit(
    stack: Stack, data: st.DataObject
) -> None:
    layer = data.draw(st.integers(0, len(stack.network.layers) - 1))
    other = data.draw(st.sampled_from(tuple(ACTIVATIONS)))
    there = with_activation(stack.network, other, layer)
    assert there.layers[layer].activation == other
    back = with_activation(there, stack.network.layers[layer].activation, layer)
    assert _same((back, stack.weights), stack)


@given(stacks(hidden=("relu",), least=2))
def test_one_switch_for_all_hidden_layers(stack: Stack) -> None:
    off = with_activation(stack.network, "linear")
    assert {layer.activation for layer in off.layers[:-1]} == {"linear"}
    assert off.layers[-1] == stack.network.layers[-1]
    assert _same((with_activation(off, "relu"), stack.weights), stack)


@given(stacks(), st.data(), st.sampled_from(tuple(INITIALIZERS)), st.integers(0, 2**31 - 1))
def test_adding_and_removing_a_neuron_restores_every_bit(
    stack: Stack, data: st.DataObject, name: str, seed: int
) -> None:
    layer = data.draw(st.integers(0, len(stack.network.layers) - 1))
    more = add_neuron(stack.network, stack.weights, layer, seed=seed, initializer_name=name)
    units = stack.network.layers[layer].units
    assert more[0].layers[layer].units == units + 1
    more[0].check(more[1])
    assert _same(remove_neuron(*more, layer, units), stack)
    assert _same(resize_layer(*more, layer, units), stack)


@given(stacks(), st.data(), st.integers(0, 2**31 - 1))
def test_adding_and_removing_a_layer_restores_every_bit(
    stack: Stack, data: st.DataObject, seed: int
) -> None:
    index = data.draw(st.integers(0, len(stack.network.layers) - 1))
    width = stack.weights[2 * index].shape[0]
    wide = Dense(data.draw(st.integers(width, 16)), "relu")
    deeper = add_layer(stack.network, stack.weights, index, wide, seed=seed)
    assert deeper[0].layers[index] == wide
    deeper[0].check(deeper[1])
    assert _same(remove_layer(*deeper, index), stack)


@given(stacks(width=4), st.data())
def test_removing_a_neuron_is_silencing_it(stack: Stack, data: st.DataObject) -> None:
    """Without its outgoing weights, the others answer as before."""
    assume(len(stack.network.layers) > 1)
    layer = data.draw(st.integers(0, len(stack.network.layers) - 2))
    units = stack.network.layers[layer].units
    assume(units > 1)
    neuron = data.draw(st.integers(0, units - 1))
    silent = [array.copy() for array in stack.weights]
    silent[2 * layer + 2][neuron] = 0.0
    np.testing.assert_allclose(
        forward(*remove_neuron(stack.network, stack.weights, layer, neuron), stack.x),
        forward(stack.network, tuple(silent), stack.x),
        rtol=1e-9,
        atol=1e-12,
    )


def test_a_new_neuron_leaves_all_other_weights() -> None:
    network, weights = add_neuron(SMALL, NUMBERED, 0, seed=1)
    assert network.layers == (Dense(4, "relu"), Dense(2, "tanh"), Dense(1))
    assert np.array_equal(weights[0][:, :3], NUMBERED[0])
    assert np.array_equal(weights[1], [*NUMBERED[1], 0.0])
    assert np.array_equal(weights[2][:3], NUMBERED[2])
    assert all(map(np.array_equal, weights[3:], NUMBERED[3:]))
    new = np.concatenate([weights[0][:, 3], weights[2][3]])
    assert len(set(new.tolist())) == len(new)
    assert 0.0 < np.max(np.abs(new)) <= 1.0


def test_new_weights_are_the_seeds_and_the_initializers() -> None:
    first, again, other = (add_neuron(SMALL, NUMBERED, 0, seed=s)[1] for s in (1, 1, 2))
    assert all(map(np.array_equal, first, again))
    assert not np.array_equal(first[0][:, 3], other[0][:, 3])
    zeros = add_neuron(SMALL, NUMBERED, 0, initializer_name="zeros")
    assert zeros[1][0][:, 3].tolist() == [0.0, 0.0]
    x = np.eye(2)
    assert np.array_equal(forward(*zeros, x), forward(SMALL, NUMBERED, x))


def test_a_neuron_in_the_middle_goes_with_its_weights() -> None:
    network, weights = remove_neuron(SMALL, NUMBERED, 0, 1)
    assert network.layers[0] == Dense(2, "relu")
    assert weights[0].tolist() == NUMBERED[0][:, [0, 2]].tolist()
    assert weights[1].tolist() == NUMBERED[1][[0, 2]].tolist()
    assert weights[2].tolist() == NUMBERED[2][[0, 2]].tolist()


def test_many_neurons_at_once() -> None:
    network, weights = resize_layer(SMALL, NUMBERED, 1, 1024)
    assert network.layers[1] == Dense(1024, "tanh")
    assert np.array_equal(weights[2][:, :2], NUMBERED[2])
    assert np.array_equal(weights[4][:2], NUMBERED[4])
    assert np.std(weights[2][:, 2:]) > 0.0


def test_a_layer_gone_leaves_what_still_fits() -> None:
    network, weights = remove_layer(SMALL, NUMBERED, 0)
    assert network.layers == (Dense(2, "tanh"), Dense(1))
    assert weights[0].tolist() == NUMBERED[2][:2].tolist()
    network, weights = remove_layer(SMALL, NUMBERED, 1)
    assert network.layers == (Dense(3, "relu"), Dense(1))
    assert weights[2][:2].tolist() == NUMBERED[4].tolist()
    assert weights[2][2, 0] != 0.0


def test_nothing_given_is_changed() -> None:
    before = [array.tolist() for array in NUMBERED]
    for _, weights in (
        add_neuron(SMALL, NUMBERED, 1),
        remove_neuron(SMALL, NUMBERED, 0, 0),
        add_layer(SMALL, NUMBERED, 1, Dense(5)),
        remove_layer(SMALL, NUMBERED, 0),
    ):
        for array in weights:
            shared = [given for given in NUMBERED if np.shares_memory(array, given)]
            assert all(array is given for given in shared)
    assert [array.tolist() for array in NUMBERED] == before


@pytest.mark.parametrize(
    ("build", "message"),
    [
        (lambda: add_neuron(SMALL, NUMBERED, 3), "layer must be between 0 and 2; received 3"),
        (lambda: add_neuron(SMALL, NUMBERED, -1), "layer must be between 0 and 2; received -1"),
        (lambda: with_activation(SMALL, "wavy"), "received 'wavy'"),
        (lambda: with_activation(SMALL, "relu", 7), "layer must be between 0 and 2; received 7"),
        (lambda: remove_neuron(SMALL, NUMBERED, 0, 3), "neuron must be between 0 and 2"),
        (lambda: remove_neuron(SMALL, NUMBERED, 2, 0), "units must be between 1 and 1024"),
        (lambda: resize_layer(SMALL, NUMBERED, 0, 1025), "units must be between 1 and 1024"),
        (lambda: remove_layer(SMALL, NUMBERED, 2), "index must be between 0 and 1; received 2"),
        (lambda: remove_layer(Network(1), draw_weights(Network(1), 0), 0), "no hidden layer"),
        (lambda: add_neuron(Network(1), NUMBERED, 0), "weights must have the shapes"),
        (
            lambda: add_neuron(SMALL, NUMBERED, 0, initializer_name="ones"),
            "initializer must be one of glorot_uniform, .*; received 'ones'",
        ),
    ],
)
def test_what_cannot_be_built(build: Callable[[], Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build()


def test_not_more_layers_than_there_may_be() -> None:
    deep = Network(1, (Dense(1),) * 8)
    with pytest.raises(ValueError, match="layers must be between 1 and 8; received 9"):
        add_layer(deep, draw_weights(deep, 0), 0, Dense(1))
