from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.activations import ACTIVATIONS, activation


def test_relu_keeps_what_is_above_zero() -> None:
    z = np.array([-2.0, -0.0, 0.0, 3.5])
    assert activation("relu").function(z).tolist() == [0.0, 0.0, 0.0, 3.5]
    assert activation("linear").function(z).tolist() == z.tolist()


@pytest.mark.parametrize("name", ACTIVATIONS)
@given(z=st.floats(-50.0, 50.0).filter(lambda z: abs(z) > 1e-3))
def test_derivatives_are_slopes(name: str, z: float) -> None:
    f, width = activation(name), 1e-4
    around = f.function(np.array([z - width, z + width]))
    slope = (around[1] - around[0]) / (2 * width)
    assert f.derivative(np.array([z]))[0] == pytest.approx(slope, abs=1e-6)


def test_derivative_at_the_kink_is_zero_as_in_keras() -> None:
    assert activation("relu").derivative(np.array([0.0])).tolist() == [0.0]


def test_unknown_activation_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"one of linear, relu.*; received 'selu2'"):
        activation("selu2")


def test_names_are_their_keys() -> None:
    assert [activation.name for activation in ACTIVATIONS.values()] == list(ACTIVATIONS)
