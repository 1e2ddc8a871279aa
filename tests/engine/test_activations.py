"""Every activation and its derivative is Keras' own of that name."""

from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf

from playground.core.network.activations import ACTIVATIONS, activation

Z = np.concatenate([np.linspace(-30.0, 30.0, 1201), [-90.0, 90.0, -1e-3, 1e-3, -1e4, 1e4]])
KINKS = np.array([0.0, -0.0])
CLOSE: Any = {"rtol": 1e-7, "atol": 1e-8}
"""Keras keeps the constants of leaky ReLU and GELU in float32, whatever z is."""


def _compiled_slope(name: str, z: np.ndarray) -> np.ndarray:
    """dy/dz in float64 as training computes it, by Keras' function and a compiled gradient."""

    def slope(z: Any) -> Any:
        with tf.GradientTape() as tape:
            tape.watch(z)
            y = keras.activations.get(name)(z)
        return tape.gradient(y, z)

    return np.asarray(tf.function(slope, jit_compile=True)(tf.constant(z)))


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_values_are_keras(name: str) -> None:
    by_keras = np.asarray(keras.activations.get(name)(tf.constant(Z)))
    np.testing.assert_allclose(activation(name).function(Z), by_keras, **CLOSE)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_slopes_are_keras(name: str) -> None:
    ours = activation(name).derivative(Z)
    np.testing.assert_allclose(ours, _compiled_slope(name, Z), **CLOSE)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_slopes_at_the_kink_are_keras(name: str) -> None:
    ours = activation(name).derivative(KINKS)
    np.testing.assert_allclose(ours, _compiled_slope(name, KINKS), **CLOSE)
