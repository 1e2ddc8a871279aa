from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.network.activity import grid_rows, inactive_units, neuron_outputs
from playground.core.network.network import Dense, Network, neuron
from playground.core.network.trace import trace
from tests.core.network.stacks import Stack, stacks


def test_the_first_shown_input_runs_fastest() -> None:
    rows = grid_rows(
        np.array([7.0, 8.0, 9.0]), (2, 0), [np.array([1.0, 2.0, 3.0]), np.array([10.0, 20.0])]
    )
    assert rows.tolist() == [
        [10.0, 8.0, 1.0],
        [10.0, 8.0, 2.0],
        [10.0, 8.0, 3.0],
        [20.0, 8.0, 1.0],
        [20.0, 8.0, 2.0],
        [20.0, 8.0, 3.0],
    ]
    assert grid_rows(np.zeros(1), (0,), [np.array([4.0, 5.0])]).tolist() == [[4.0], [5.0]]


@given(stacks(), st.data())
def test_every_neurons_picture_is_its_own_output(stack: Stack, data: st.DataObject) -> None:
    network, fixed = stack.network, stack.x[0]
    inputs = st.integers(0, network.inputs - 1)
    varied = data.draw(st.lists(inputs, min_size=1, max_size=2, unique=True))
    axes = [np.linspace(-2.0, 2.0, 3), np.linspace(-1.0, 3.0, 4)][: len(varied)]
    pictures = neuron_outputs(network, stack.weights, fixed, varied, axes)
    index = tuple(data.draw(st.integers(0, len(axis) - 1)) for axis in axes)
    row = fixed.copy()
    row[varied] = [axis[i] for axis, i in zip(axes, index, strict=True)]
    steps = trace(network, stack.weights, row)
    for picture, step in zip(pictures, steps, strict=True):
        assert picture.shape == (len(step.y), *(len(axis) for axis in reversed(axes)))
        here = np.moveaxis(picture, 0, -1)[index[::-1]]
        np.testing.assert_allclose(here, step.y, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize(("varied", "axes"), [((), 0), ((0, 1, 2), 3), ((0,), 2), ((1, 1), 2)])
def test_one_or_two_inputs_are_shown(varied: tuple[int, ...], axes: int) -> None:
    with pytest.raises(ValueError, match=f"and {axes} axes$"):
        grid_rows(np.zeros(3), varied, [np.arange(2.0)] * axes)


def test_a_relu_is_dead_when_no_row_wakes_it() -> None:
    network = Network(1, (Dense(3, "relu"), Dense(1)))
    weights = (
        np.array([[1.0, 1.0, -1.0]]),
        np.array([0.0, -5.0, 5.0]),
        np.ones((3, 1)),
        np.zeros(1),
    )
    hidden, output = inactive_units(network, weights, np.array([[1.0], [5.0]]))
    assert hidden.dead.tolist() == [False, True, False]
    assert hidden.saturated.tolist() == [False, False, False]
    assert not output.dead.any()
    woken, _ = inactive_units(network, weights, np.array([[1.0], [5.01]]))
    assert not woken.dead.any()


@pytest.mark.parametrize(
    ("name", "flat"), [("sigmoid", 5.0), ("tanh", 3.5), ("elu", -5.0), ("silu", -9.0)]
)
def test_saturated_is_flat_on_every_row(name: str, flat: float) -> None:
    network = Network(1, (Dense(1, name),))
    rows = np.array([[1.0], [1.2]])
    for b, expected in ((flat - 1.0 if flat > 0 else flat - 1.2, True), (0.0, False)):
        (layer,) = inactive_units(network, neuron([1.0], b), rows)
        assert layer.saturated.tolist() == [expected]
        assert not layer.dead.any()
    (one_row_awake,) = inactive_units(network, neuron([1.0], flat), np.array([[0.0], [-flat]]))
    assert not one_row_awake.saturated.any()


def test_zeros_put_every_relu_to_sleep() -> None:
    network = Network(2, (Dense(4, "relu"), Dense(1)))
    weights = tuple(np.zeros(shape) for shape in network.shapes)
    hidden, output = inactive_units(network, weights, np.ones((3, 2)))
    assert hidden.dead.all()
    assert not output.saturated.any()


def test_no_rows_tell_nothing() -> None:
    with pytest.raises(ValueError, match="at least one row"):
        inactive_units(Network(1), neuron([1.0], 0.0), np.empty((0, 1)))


def test_a_classifier_that_is_sure_is_active() -> None:
    """Cross-entropy moves it however flat its curve is; every other loss does not."""
    unit, rows = Network(1, (Dense(1, "sigmoid"),)), np.array([[1.0], [1.2]])
    for classifies in (False, True):
        (layer,) = inactive_units(unit, neuron([1.0], 9.0), rows, classifies=classifies)
        assert layer.saturated.tolist() == [not classifies]
    three = Network(1, (Dense(3, "softmax"),))
    (layer,) = inactive_units(three, (np.ones((1, 3)), np.zeros(3)), rows, classifies=True)
    assert not layer.saturated.any()
    assert not layer.dead.any()
