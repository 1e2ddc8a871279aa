"""Theorems about stacked layers hold for Keras' predictions too."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from playground.core.network.activations import ACTIVATIONS
from playground.core.network.collapse import collapse
from playground.core.network.editing import add_neuron, remove_neuron, with_activation
from playground.core.network.initializers import draw_weights
from playground.core.network.network import Dense, Network
from playground.core.network.trace import trace
from playground.engine import predict

SEEDS = st.integers(0, 2**31 - 1)
ROWS = np.random.default_rng(0).normal(size=(12, 3))


def _stack(activation: str) -> Network:
    return Network(3, (Dense(7, activation), Dense(5, activation), Dense(2)))


@pytest.mark.parametrize("name", ACTIVATIONS)
@settings(max_examples=10)
@given(seed=SEEDS)
def test_walking_a_row_ends_at_keras_prediction(name: str, seed: int) -> None:
    network = _stack(name)
    weights = draw_weights(network, seed)
    predictions = predict(network, weights, ROWS)
    size = np.max(np.abs(predictions))
    for row, prediction in zip(ROWS, predictions, strict=True):
        end = trace(network, weights, row)[-1].y
        assert np.max(np.abs(end - prediction)) <= 1e-5 * size


@settings(max_examples=10)
@given(SEEDS)
def test_keras_sees_no_difference_between_stack_and_collapsed(seed: int) -> None:
    network = _stack("linear")
    weights = draw_weights(network, seed)
    by_stack = predict(network, weights, ROWS)
    by_one = predict(Network(3, (Dense(2),)), collapse(network, weights), ROWS)
    assert np.max(np.abs(by_one - by_stack)) <= 1e-6 * np.max(np.abs(by_stack))


@settings(max_examples=10)
@given(SEEDS)
def test_there_and_back_changes_no_bit_of_keras_predictions(seed: int) -> None:
    network = _stack("relu")
    weights = draw_weights(network, seed)
    before = predict(network, weights, ROWS)
    straight = with_activation(network, "linear")
    assert not np.array_equal(predict(straight, weights, ROWS), before)
    assert np.array_equal(predict(with_activation(straight, "relu"), weights, ROWS), before)
    more = add_neuron(network, weights, 0, seed=seed)
    assert not np.array_equal(predict(*more, ROWS), before)
    assert np.array_equal(predict(*remove_neuron(*more, 0, 7), ROWS), before)
