from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from playground.core.network.activations import activation
from playground.core.network.network import Dense, Network, forward, neuron
from playground.core.network.trace import trace
from tests.core.network.stacks import Stack, stacks


@given(stacks())
def test_the_walk_ends_at_the_forward_pass(stack: Stack) -> None:
    answers = forward(stack.network, stack.weights, stack.x)
    for row, answer in zip(stack.x[:3], answers, strict=False):
        np.testing.assert_allclose(
            trace(stack.network, stack.weights, row)[-1].y, answer, rtol=1e-9, atol=1e-12
        )


@given(stacks())
def test_every_step_leads_to_the_next(stack: Stack) -> None:
    x = stack.x[0]
    steps = trace(stack.network, stack.weights, x)
    assert [step.activation for step in steps] == [
        layer.activation for layer in stack.network.layers
    ]
    for step, kernel in zip(steps, stack.weights[::2], strict=True):
        assert np.array_equal(step.x, x)
        assert step.products.shape == kernel.shape
        for i, j in np.ndindex(kernel.shape):
            assert step.products[i, j] == x[i] * kernel[i, j]
        np.testing.assert_allclose(step.sums, x @ kernel, rtol=1e-9, atol=1e-12)
        assert np.array_equal(step.z, step.sums + step.bias)
        assert np.array_equal(step.y, activation(step.activation).function(step.z))
        x = step.y


def test_the_tutorials_cereal() -> None:
    (step,) = trace(Network(1), neuron([2.5], 90.0), np.array([5.0]))
    assert step.products.tolist() == [[12.5]]
    assert (step.sums.item(), step.z.item(), step.y.item()) == (12.5, 102.5, 102.5)


def test_relu_on_the_way() -> None:
    network = Network(2, (Dense(2, "relu"), Dense(1)))
    weights = (
        np.array([[1.0, -1.0], [2.0, 1.0]]),
        np.array([0.5, -4.0]),
        np.array([[3.0], [7.0]]),
        np.array([1.0]),
    )
    first, last = trace(network, weights, np.array([1.0, 2.0]))
    assert first.products.tolist() == [[1.0, -1.0], [4.0, 2.0]]
    assert first.z.tolist() == [5.5, -3.0]
    assert first.y.tolist() == [5.5, 0.0]
    assert last.products.tolist() == [[16.5], [0.0]]
    assert last.y.tolist() == [17.5]


@pytest.mark.parametrize("shape", [(1,), (3,), (1, 2), ()])
def test_a_row_of_another_shape(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"row must have the shape \(2,\); received \("):
        trace(Network(2), neuron([1.0, 1.0], 0.0), np.zeros(shape))
