"""Kernels are initialised by Keras; NumPy's initializers have the same limits and deviations."""

import keras
import numpy as np
import pytest

from playground.core.network.initializers import INITIALIZERS, draw_weights
from playground.core.network.network import Dense, Network
from playground.engine import initial_weights

STACK = Network(3, (Dense(5, "relu"), Dense(4), Dense(1)))
WIDE = Network(20, (Dense(900),))


@pytest.mark.parametrize("name", INITIALIZERS)
@pytest.mark.parametrize("seed", [0, 2**31 - 1])
def test_draws_are_what_a_keras_model_starts_with(name: str, seed: int) -> None:
    keras.utils.set_random_seed(seed)
    layers = [keras.layers.Dense(one.units, kernel_initializer=name) for one in STACK.layers]
    model = keras.Sequential([keras.Input((3,)), *layers])
    drawn = initial_weights(STACK, seed, name)
    for ours, theirs in zip(drawn, model.get_weights(), strict=True):
        assert ours.dtype == np.float64
        assert np.array_equal(ours, theirs)


@pytest.mark.parametrize("name", INITIALIZERS)
def test_numpys_draws_spread_as_keras_do(name: str) -> None:
    ours, theirs = draw_weights(WIDE, 0, name)[0], initial_weights(WIDE, 0, name)[0]
    assert np.std(ours) == pytest.approx(np.std(theirs), rel=0.02)
    if name != "random_normal":  # which has no limit
        assert np.max(np.abs(ours)) == pytest.approx(np.max(np.abs(theirs)), rel=0.01)


def test_an_unknown_initializer() -> None:
    with pytest.raises(ValueError, match=r"initializer must be one of glorot_uniform, .*'ones'"):
        initial_weights(STACK, 0, "ones")
