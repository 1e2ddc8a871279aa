"""Keras' outputs of every layer equal the float64 reference, and its own predictions."""

import numpy as np
import pytest

from playground.core.network.activations import ACTIVATIONS
from playground.core.network.network import Dense, Network, layer_passes, neuron
from playground.engine import initial_weights, layer_outputs, predict
from playground.engine.prediction import CHUNK

NETWORK = Network(3, (*(Dense(11, name) for name in list(ACTIVATIONS)[1:7]), Dense(1)))


def test_the_first_units_of_every_layer_equal_the_reference() -> None:
    rng = np.random.default_rng(3)
    weights = tuple(rng.normal(size=shape) for shape in NETWORK.shapes)
    x = rng.normal(size=(21, 3))
    heard = layer_outputs(NETWORK, weights, x)
    assert [layer.shape for layer in heard] == [(21, 8)] * 6 + [(21, 1)]
    for layer, (_, y) in zip(heard, layer_passes(NETWORK, weights, x), strict=True):
        assert layer.dtype == np.float64
        np.testing.assert_allclose(layer, y[:, :8], rtol=1e-3, atol=1e-4)
    np.testing.assert_allclose(heard[-1], predict(NETWORK, weights, x), rtol=1e-5, atol=1e-5)


def test_how_many_neurons_are_heard_is_asked_for() -> None:
    weights, x = initial_weights(NETWORK, 1), np.ones((2, 3))
    heard = layer_outputs(NETWORK, weights, x, units=3)
    assert [layer.shape[1] for layer in heard] == [3] * 6 + [1]


def test_any_number_of_rows_is_heard() -> None:
    network, weights = (
        Network(1, (Dense(2, "relu"), Dense(1))),
        (
            np.array([[1.0, -1.0]]),
            np.array([0.0, 0.0]),
            np.array([[1.0], [1.0]]),
            np.array([0.5]),
        ),
    )
    for rows in (0, 1, 7, 8, CHUNK + 8):
        x = np.linspace(-1.0, 1.0, rows)[:, np.newaxis]
        hidden, output = layer_outputs(network, weights, x)
        np.testing.assert_allclose(hidden, np.maximum(0.0, x * [1.0, -1.0]), atol=1e-6)
        np.testing.assert_allclose(output, np.abs(x) + 0.5, atol=1e-6)


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match=r"x must have the shape \(rows, 1\)"):
        layer_outputs(Network(1), neuron([1.0], 0.0), np.zeros((2, 3)))
    with pytest.raises(ValueError, match="weights must have the shapes"):
        layer_outputs(Network(1), neuron([1.0, 2.0], 0.0), [[1.0]])
