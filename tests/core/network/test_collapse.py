from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from playground.core.network.activations import ACTIVATIONS
from playground.core.network.collapse import collapse
from playground.core.network.network import Dense, Network, forward, neuron
from tests.core.network.stacks import Stack, stacks


@given(stacks(hidden=("linear",)))
def test_the_collapsed_layer_equals_the_stack(stack: Stack) -> None:
    single = Network(stack.network.inputs, stack.network.layers[-1:])
    by_stack = forward(stack.network, stack.weights, stack.x)
    by_one = forward(single, collapse(stack.network, stack.weights), stack.x)
    size = np.max(np.abs(by_stack))
    assert np.max(np.abs(by_one - by_stack)) <= 1e-6 * size


def test_by_hand() -> None:
    network = Network(2, (Dense(2), Dense(1)))
    weights = (
        np.array([[1.0, 2.0], [3.0, 4.0]]),
        np.array([5.0, 6.0]),
        np.array([[10.0], [1.0]]),
        np.array([0.5]),
    )
    kernel, bias = collapse(network, weights)
    assert kernel.tolist() == [[12.0], [34.0]]
    assert bias.tolist() == [56.5]


def test_one_layer_is_itself() -> None:
    kernel, bias = collapse(Network(2, (Dense(1, "relu"),)), neuron([2.5, -1.0], 90.0))
    assert kernel.tolist() == [[2.5], [-1.0]]
    assert bias.tolist() == [90.0]


@pytest.mark.parametrize("name", [name for name in ACTIVATIONS if name != "linear"])
def test_what_bends_between_does_not_collapse(name: str) -> None:
    network = Network(1, (Dense(1), Dense(1, name), Dense(1)))
    weights = tuple(np.ones(shape) for shape in network.shapes)
    message = f"^only linear layers collapse into one; received '{name}' in hidden layer 2: "
    with pytest.raises(ValueError, match=message):
        collapse(network, weights)


def test_weights_of_another_network() -> None:
    with pytest.raises(ValueError, match="weights must have the shapes"):
        collapse(Network(2), neuron([1.0], 0.0))
