from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.data.datasets import DATASETS, load
from playground.core.fit.best import best_neuron
from playground.core.fit.ranges import (
    Range,
    axis_limits,
    bias_range,
    nice_step,
    probe_range,
    weight_range,
)
from playground.state.neuron import NeuronState
from tests.core.samples import PIECEWISE, Points, points

COLUMNS = [(name, column.name) for name in DATASETS for column in load(name).columns]


def _targets(name: str, column: str) -> list[str]:
    return [other.name for other in load(name).columns if other.name != column]


def _ranges(name: str, column: str, target: str) -> tuple[Range, Range, Range]:
    sample = load(name).sample([column], target)
    x, y = sample.x[:, 0], sample.y
    return weight_range(x, y), bias_range(x, y), probe_range(x)


def _on_grid(value: float, span: Range) -> bool:
    steps = (value - span.low) / span.step
    return span.low <= value <= span.high and abs(steps - round(steps)) < 1e-6


def test_the_tutorials_example_is_on_the_sliders() -> None:
    w, b, probe = _ranges("cereal", "sugars", "calories")
    assert _on_grid(2.5, w)
    assert _on_grid(90.0, b)
    assert _on_grid(5.0, probe)
    assert w == Range(-10.0, 10.0, 0.05)
    assert (b.low, b.high, b.step) == (-100.0, 250.0, 1.0)
    assert (probe.low, probe.high, probe.step) == (0.0, 16.0, 0.1)


@pytest.mark.parametrize(("name", "column"), COLUMNS)
def test_sliders_hold_the_start_and_the_best_of_every_two_columns(name: str, column: str) -> None:
    for target in _targets(name, column):
        w, b, probe = _ranges(name, column, target)
        start = NeuronState.default(name, (column,), target)
        assert _on_grid(start.w[0], w), target
        assert _on_grid(start.b, b), target
        assert _on_grid(start.probe, probe), target
        sample = load(name).sample([column], target)
        for activation in PIECEWISE:
            best = best_neuron(sample.x[:, 0], sample.y, activation)
            assert w.low < best.w < w.high, target
            assert b.low < best.b < b.high, target


@pytest.mark.parametrize(("name", "column"), COLUMNS)
def test_sliders_are_fine_and_round(name: str, column: str) -> None:
    for target in _targets(name, column):
        for span in _ranges(name, column, target):
            steps = (span.high - span.low) / span.step
            assert 50 <= steps <= 1000, target
            assert round(steps) == pytest.approx(steps), target
            assert nice_step(span.step) == span.step, target


@given(points())
def test_ranges_of_any_points_hold_them(example: Points) -> None:
    x, y = example
    w, b, probe = weight_range(x, y), bias_range(x, y), probe_range(x)
    assert w.low == -w.high
    assert 1.2 * abs(best_neuron(x, y).w) <= w.high
    assert b.low <= np.min(y)
    assert np.max(y) <= b.high
    assert probe.low <= np.min(x) + 1e-9
    assert np.max(x) - 1e-9 <= probe.high
    low, high = axis_limits(y)
    assert low < np.min(y)
    assert np.max(y) < high


@given(st.floats(1e-9, 1e9))
def test_nice_numbers_are_1_2_or_5_and_the_next_above(value: float) -> None:
    rounded = nice_step(value)
    digits = f"{rounded:e}".partition("e")[0]
    assert float(digits) in (1.0, 2.0, 5.0)
    assert value * (1 - 1e-9) <= rounded <= 2.5 * value * (1 + 1e-9)


@pytest.mark.parametrize("value", [0.0, -1.0, float("nan"), float("inf")])
def test_nice_needs_a_number_above_0(value: float) -> None:
    with pytest.raises(ValueError, match=f"received {value}"):
        nice_step(value)


def test_an_axis_starts_at_0_where_that_is_near() -> None:
    low, high = axis_limits(np.array([2.0, 10.0]))
    assert -1.0 < low < 0.0
    assert 10.0 < high < 11.0
    assert axis_limits(np.array([8.0, 10.0]))[0] > 7.0


def test_empty_ranges_are_refused() -> None:
    with pytest.raises(ValueError, match=r"low must be below high; received 1.0 and 1.0"):
        Range(1.0, 1.0, 0.1)
    with pytest.raises(ValueError, match=r"step must be above 0; received 0.0"):
        Range(0.0, 1.0, 0.0)
