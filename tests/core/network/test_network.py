from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given

from playground.core.network.network import (
    MAX_INPUTS,
    MAX_LAYERS,
    MAX_UNITS,
    Dense,
    Network,
    Weights,
    forward,
    neuron,
)
from tests.core.samples import networks


def test_a_neuron_is_w_times_x_plus_b() -> None:
    x = np.array([[0.0], [5.0], [12.0]])
    assert forward(Network(1), neuron([2.5], 90.0), x).tolist() == [[90.0], [102.5], [120.0]]


def test_relu_bends_it() -> None:
    network = Network(1, (Dense(1, "relu"),))
    x = np.array([[0.0], [2.0], [4.0]])
    assert forward(network, neuron([3.0], -6.0), x).tolist() == [[0.0], [0.0], [6.0]]


@given(networks())
def test_forward_is_the_sum_written_out(example: tuple[Network, Weights]) -> None:
    network, weights = example
    x = np.random.default_rng(0).normal(size=(3, network.inputs))
    answers = forward(network, weights, x)
    for row, answer in zip(x, answers, strict=True):
        values = row.tolist()
        pairs = zip(weights[::2], weights[1::2], strict=True)
        for layer, (kernel, bias) in zip(network.layers, pairs, strict=True):
            sums = [
                sum(v * float(kernel[i, j]) for i, v in enumerate(values)) + float(bias[j])
                for j in range(layer.units)
            ]
            values = [max(0.0, s) if layer.activation == "relu" else s for s in sums]
        assert answer == pytest.approx(values, rel=1e-9, abs=1e-9)


@given(networks())
def test_a_stack_of_linear_layers_is_one_linear_layer(example: tuple[Network, Weights]) -> None:
    shape, weights = example
    network = Network(shape.inputs, tuple(Dense(layer.units) for layer in shape.layers))
    x = np.random.default_rng(1).normal(size=(5, network.inputs))
    kernel, bias = np.eye(network.inputs), np.zeros(network.inputs)
    for k, b in zip(weights[::2], weights[1::2], strict=True):
        kernel, bias = kernel @ k, bias @ k + b
    one = Network(network.inputs, (Dense(network.layers[-1].units),))
    np.testing.assert_allclose(
        forward(one, (kernel, bias), x), forward(network, weights, x), rtol=1e-9, atol=1e-9
    )


def test_shapes_are_in_keras_order_and_counted() -> None:
    network = Network(8, (Dense(512, "relu"), Dense(512, "relu"), Dense(512, "relu"), Dense(1)))
    assert network.shapes[:4] == ((8, 512), (512,), (512, 512), (512,))
    assert network.shapes[-2:] == ((512, 1), (1,))
    assert network.parameter_count == 8 * 512 + 512 + 2 * (512 * 512 + 512) + 512 + 1


@pytest.mark.parametrize("units", [0, -1, MAX_UNITS + 1])
def test_units_out_of_range(units: int) -> None:
    with pytest.raises(ValueError, match=f"^units must be between 1 and 1024; received {units}$"):
        Dense(units)


@pytest.mark.parametrize("units", [2.5, 2.0, True, "3", None])
def test_units_that_are_no_whole_number(units: Any) -> None:
    with pytest.raises(ValueError, match=f"^units must be a whole number; received {units!r}$"):
        Dense(units)


def test_limits_are_allowed_and_numpy_integers_too() -> None:
    assert Dense(MAX_UNITS).units == 1024
    many = tuple(Dense(1) for _ in range(MAX_LAYERS))
    units: Any = np.int64(3)
    assert Network(MAX_INPUTS, many).parameter_count == MAX_INPUTS + 1 + 2 * (MAX_LAYERS - 1)
    assert Dense(units) == Dense(3)


def test_unknown_activation_of_a_layer() -> None:
    with pytest.raises(ValueError, match="received 'swash'"):
        Dense(1, "swash")


@pytest.mark.parametrize("inputs", [0, MAX_INPUTS + 1])
def test_inputs_out_of_range(inputs: int) -> None:
    with pytest.raises(
        ValueError, match=f"^inputs must be between 1 and {MAX_INPUTS}; received {inputs}$"
    ):
        Network(inputs)


@pytest.mark.parametrize("count", [0, MAX_LAYERS + 1])
def test_layers_out_of_range(count: int) -> None:
    with pytest.raises(ValueError, match=f"^layers must be between 1 and 8; received {count}$"):
        Network(1, (Dense(1),) * count)


def test_a_list_of_layers_makes_the_same_hashable_network() -> None:
    layers: Any = [Dense(2, "relu"), Dense(1)]
    assert len({Network(3, layers), Network(3, tuple(layers))}) == 1


def test_weights_of_another_shape() -> None:
    with pytest.raises(ValueError, match=r"shapes \(\(2, 1\), \(1,\)\); received \(\(1, 1\), "):
        forward(Network(2), neuron([1.0], 0.0), np.zeros((3, 2)))


@pytest.mark.parametrize("shape", [(3,), (3, 1), (2, 3, 2)])
def test_x_of_another_shape(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"x must have the shape \(rows, 2\); received \("):
        forward(Network(2), neuron([1.0, 1.0], 0.0), np.zeros(shape))
