from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.data.datasets import load
from playground.core.fit.landscape import landscape
from playground.core.fit.least_squares import least_squares
from playground.core.fit.metrics import metrics
from playground.core.fit.ranges import Range, bias_range, weight_range
from playground.core.network.network import Dense, Network, forward, neuron
from tests.core.samples import PIECEWISE, Points, points


@pytest.mark.parametrize("activation", PIECEWISE)
@given(example=points(), i=st.integers(0, 6), j=st.integers(0, 6), far=st.floats(-1e3, 1e3))
def test_every_place_is_the_mse_of_its_neuron(
    activation: str, example: Points, i: int, j: int, far: float
) -> None:
    x, y = example
    x = x + far
    land = landscape(activation, x, y, Range(-3.0, 5.0, 0.1), Range(-40.0, 20.0, 1.0), size=7)
    weights = neuron([land.w[j]], land.b[i])
    predictions = forward(Network(1, (Dense(1, activation),)), weights, x[:, np.newaxis])
    assert land.mse[i, j] == pytest.approx(metrics(y, predictions[:, 0]).mse, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "column", "target"),
    [
        ("cereal", "sugars", "calories"),
        ("concrete", "CoarseAggregate", "CompressiveStrength"),
        ("cereal", "vitamins", "shelf"),
    ],
)
def test_the_lowest_place_is_least_squares(name: str, column: str, target: str) -> None:
    sample = load(name).sample([column], target)
    kernel, bias = least_squares(sample.x, sample.y)
    w, b = float(kernel[0, 0]), float(bias[0])
    around = (Range(w - 1.0, w + 1.0, 0.1), Range(b - 20.0, b + 20.0, 0.1))
    land = landscape("linear", sample.x[:, 0], sample.y, *around)
    best = metrics(sample.y, forward(Network(1), (kernel, bias), sample.x)[:, 0]).mse
    assert land.mse.min() == pytest.approx(best, rel=1e-9)
    assert land.mse.argmin() == 30 * 61 + 30


def test_it_spans_the_ranges() -> None:
    x, y = np.arange(4.0), np.arange(4.0)
    land = landscape("relu", x, y, Range(-2.0, 2.0, 0.1), Range(0.0, 8.0, 0.1), size=5)
    assert land.w.tolist() == [-2.0, -1.0, 0.0, 1.0, 2.0]
    assert land.b.tolist() == [0.0, 2.0, 4.0, 6.0, 8.0]
    assert land.mse.shape == (5, 5)
    assert land.mse[0, 3] == 0.0


def test_more_rows_than_fit_one_piece() -> None:
    """The rows are taken some biases at a time; the seams must not show."""
    random = np.random.default_rng(0)
    x, y = random.normal(size=70_000), random.normal(size=70_000)
    land = landscape("relu", x, y, Range(-1.0, 1.0, 0.1), Range(-1.0, 1.0, 0.1), size=11)
    for i, j in ((0, 10), (1, 4), (2, 1), (9, 3), (10, 0)):
        expected = np.mean((np.maximum(land.w[j] * x + land.b[i], 0.0) - y) ** 2)
        assert land.mse[i, j] == pytest.approx(expected, rel=1e-12)


def test_an_unknown_activation() -> None:
    with pytest.raises(ValueError, match="received 'wavy'"):
        landscape("wavy", np.ones(1), np.ones(1), Range(0.0, 1.0, 0.1), Range(0.0, 1.0, 0.1))


@pytest.mark.parametrize("activation", PIECEWISE)
def test_quick_enough_for_a_change_of_columns(activation: str) -> None:
    """About 9 ms with ReLU and 0.2 ms without, on two cores; an order of magnitude is left."""
    sample = load("concrete").sample(["Cement"], "CompressiveStrength")
    x, y = sample.x[:, 0], sample.y
    w, b = weight_range(x, y), bias_range(x, y)
    times = []
    for _ in range(5):
        start = time.perf_counter()
        landscape(activation, x, y, w, b)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.06
