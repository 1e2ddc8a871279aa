from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.network.activations import Array
from playground.core.network.network import Dense, Network, Weights, forward, neuron
from playground.core.network.scaling import Scaling, fold, unfold
from tests.core.samples import networks

_scales = st.floats(1e-3, 1e3)
_shifts = st.floats(-1e3, 1e3)


def _data(inputs: int, seed: int, scale: float, shift: float) -> tuple[Array, Array]:
    random = np.random.default_rng(seed)
    x = shift + scale * random.normal(size=(20, inputs)) * 10.0 ** np.arange(inputs)
    return x, shift + scale * random.normal(size=20)


def _close(received: Array, expected: Array) -> bool:
    """To 1e-9 of the size of the answers."""
    return bool(np.max(np.abs(received - expected)) <= 1e-9 * max(1.0, np.max(np.abs(expected))))


@given(networks(last="linear"), st.integers(0, 99), _scales, st.floats(-10.0, 10.0))
def test_folding_leaves_predictions_unchanged(
    example: tuple[Network, Weights], seed: int, scale: float, shift: float
) -> None:
    network, weights = example
    x, y = _data(network.inputs, seed, scale, shift * scale)
    scaling = Scaling.of(x, y)
    standardised = forward(network, weights, scaling.inputs(x))
    raw = forward(network, fold(network, weights, scaling), x)
    assert _close(raw, scaling.raw_target(standardised))


@given(networks(last="relu"), st.integers(0, 99), _scales, st.floats(-10.0, 10.0))
def test_folding_into_a_last_relu_without_a_shift(
    example: tuple[Network, Weights], seed: int, scale: float, shift: float
) -> None:
    network, weights = example
    x, y = _data(network.inputs, seed, scale, shift * scale)
    scaling = Scaling.of(x, y, center_target=False)
    standardised = forward(network, weights, scaling.inputs(x))
    raw = forward(network, fold(network, weights, scaling), x)
    assert _close(raw, scaling.raw_target(standardised))


@given(networks(last="linear"), st.integers(0, 99), _scales, st.floats(-10.0, 10.0))
def test_unfolding_leaves_predictions_unchanged(
    example: tuple[Network, Weights], seed: int, scale: float, shift: float
) -> None:
    network, weights = example
    x, y = _data(network.inputs, seed, scale, shift * scale)
    scaling = Scaling.of(x, y)
    answers = forward(network, weights, x)
    inside = forward(network, unfold(network, weights, scaling), scaling.inputs(x))
    assert _close(scaling.raw_target(inside), answers)


@given(networks(last="linear"), st.integers(0, 99), _scales, st.floats(-10.0, 10.0))
def test_unfold_undoes_fold(
    example: tuple[Network, Weights], seed: int, scale: float, shift: float
) -> None:
    network, weights = example
    scaling = Scaling.of(*_data(network.inputs, seed, scale, shift * scale))
    there_and_back = unfold(network, fold(network, weights, scaling), scaling)
    for received, expected in zip(there_and_back, weights, strict=True):
        np.testing.assert_allclose(received, expected, rtol=1e-9, atol=1e-7)


def test_folding_changes_no_array_it_was_given() -> None:
    network, weights = Network(1), neuron([2.0], 3.0)
    scaling = Scaling.of(np.array([[1.0], [5.0]]), np.array([10.0, 30.0]))
    fold(network, weights, scaling)
    unfold(network, weights, scaling)
    assert [array.tolist() for array in weights] == [[[2.0]], [3.0]]


def test_standardised_numbers_have_mean_0_and_deviation_1() -> None:
    x, y = _data(3, 0, 40.0, 7.0)
    scaling = Scaling.of(x, y)
    np.testing.assert_allclose(np.mean(scaling.inputs(x), axis=0), 0.0, atol=1e-12)
    np.testing.assert_allclose(np.std(scaling.inputs(x), axis=0), 1.0)
    assert np.std(scaling.target(y)) == pytest.approx(1.0)
    np.testing.assert_allclose(scaling.raw_target(scaling.target(y)), y)


@given(_shifts, st.integers(1, 40))
def test_what_never_varies_is_only_centred(value: float, rows: int) -> None:
    scaling = Scaling.of(np.full((rows, 1), value), np.full(rows, value))
    assert scaling.x_scale.tolist() == [1.0]
    assert scaling.y_scale == 1.0


def test_keeping_the_targets_zero() -> None:
    assert Scaling.of(np.eye(3), np.arange(3.0), center_target=False).y_mean == 0.0


def test_a_shifted_target_does_not_fold_into_relu() -> None:
    network = Network(1, (Dense(1, "relu"),))
    scaling = Scaling.of(np.array([[1.0], [5.0]]), np.array([10.0, 30.0]))
    for move in (fold, unfold):
        with pytest.raises(ValueError, match="received activation 'relu' and a shift of 20"):
            move(network, neuron([1.0], 0.0), scaling)


def test_a_scaling_of_other_inputs() -> None:
    scaling = Scaling.of(np.array([[1.0], [5.0]]), np.array([10.0, 30.0]))
    with pytest.raises(ValueError, match="must be of 2 inputs; received one of 1"):
        fold(Network(2), neuron([1.0, 1.0], 0.0), scaling)


def test_scales_must_be_above_zero() -> None:
    scaling = Scaling.of(np.array([[1.0], [5.0]]), np.array([10.0, 30.0]))
    for y_scale in (0.0, float("nan")):
        with pytest.raises(ValueError, match="every scale must be above 0; received"):
            replace(scaling, y_scale=y_scale)
    with pytest.raises(ValueError, match="every scale must be above 0; received"):
        replace(scaling, x_scale=np.array([-1.0]))
    with pytest.raises(ValueError, match=r"received \(1,\) and \(2,\)"):
        replace(scaling, x_scale=np.ones(2))
