from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.network.activations import ACTIVATIONS, activation


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


@pytest.mark.parametrize("name", ACTIVATIONS)
@given(z=st.floats(-1e300, 1e300))
def test_nothing_overflows(name: str, z: float) -> None:
    one, array = activation(name), np.array([z])
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert np.isfinite(one.function(array)).all()
        assert np.isfinite(one.derivative(array)).all()


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_any_shape_goes_and_the_given_stays(name: str) -> None:
    for shape in ((0,), (3,), (2, 3), (2, 0, 4)):
        z = np.full(shape, -0.5)
        for f in (activation(name).function, activation(name).derivative):
            assert f(z).shape == shape
            assert f(z).dtype == np.float64
        assert (z == -0.5).all()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("elu", [np.exp(-2.0) - 1.0, 3.0]),
        ("selu", [1.0507009873554805 * 1.6732632423543772 * (np.exp(-2.0) - 1.0), 3.152102962]),
        ("silu", [-2.0 / (1.0 + np.exp(2.0)), 3.0 / (1.0 + np.exp(-3.0))]),
        ("tanh", [-0.964027580075817, 0.995054753686730]),
        ("sigmoid", [0.119202922022118, 0.952574126822433]),
        ("softplus", [np.log1p(np.exp(-2.0)), np.log1p(np.exp(3.0))]),
        ("leaky_relu", [-0.4, 3.0]),
        ("gelu", [-2.0 * 0.0227501319481792, 3.0 * 0.998650101968370]),
    ],
)
def test_values_written_out(name: str, expected: list[float]) -> None:
    received = activation(name).function(np.array([-2.0, 3.0]))
    assert received == pytest.approx(np.array(expected), rel=1e-9)


@pytest.mark.parametrize(
    ("name", "z", "expected"),
    [
        ("sigmoid", -745.0, np.exp(-745.0)),
        ("softplus", -50.0, np.exp(-50.0)),
        ("elu", -1e-12, -1e-12),
        ("silu", -700.0, -700.0 * np.exp(-700.0)),
        ("gelu", -10.0, -10.0 * 7.61985302416052e-24),
    ],
)
def test_small_values_keep_their_digits(name: str, z: float, expected: float) -> None:
    assert activation(name).function(np.array([z])).item() == pytest.approx(expected, rel=1e-9)
