"""Ranges of sliders and axes: round numbers that follow the data and its units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.core.fit.least_squares import least_squares
from playground.core.network.activations import Array


@dataclass(frozen=True)
class Range:
    """The range of a slider, in its unit.

    Raises:
        ValueError: if it is empty or its step is not above 0.
    """

    low: float
    high: float
    step: float

    def __post_init__(self) -> None:
        if not self.low < self.high:
            raise ValueError(f"low must be below high; received {self.low} and {self.high}")
        if not self.step > 0.0:
            raise ValueError(f"step must be above 0; received {self.step}")


def nice_step(value: float) -> float:
    """The smallest of 1, 2, 5, 10, 20, 50, … times a power of ten that is at least `value`.

    Raises:
        ValueError: if `value` is not above 0 and finite.
    """
    if not 0.0 < value < np.inf:
        raise ValueError(f"only numbers above 0 can be rounded up; received {value}")
    power = 10.0 ** np.floor(np.log10(value))
    for factor in (1.0, 2.0, 5.0, 10.0):
        if factor * power >= value * (1.0 - 1e-9):
            return float(f"{factor * power:.12g}")
    raise AssertionError("unreachable: 10 powers cover every value")


def round_to_nice(value: float, size: float) -> float:
    """Rounds to a multiple of a round step.

    Args:
        value: the number to round.
        size: about the step; 0 for steps of 1.
    """
    step = nice_step(size) if size > 0.0 else 1.0
    return float(f"{round(value / step) * step:.12g}")


def _spread(values: Array) -> float:
    spread = float(np.max(values) - np.min(values))
    return spread if spread > 0.0 else max(1.0, abs(float(values[0])))


def _slope(x: Array, y: Array) -> float:
    """The slope of the least-squares line."""
    return float(least_squares(x[:, np.newaxis], y)[0][0, 0])


def _covering(low: float, high: float, steps: int) -> Range:
    """A range that covers low to high in round numbers, of about `steps` round steps."""
    step = nice_step((high - low) / steps)
    coarse = nice_step((high - low) / 10)
    ends = np.floor(low / coarse + 1e-9) * coarse, np.ceil(high / coarse - 1e-9) * coarse
    return Range(float(f"{ends[0]:.12g}"), float(f"{ends[1]:.12g}"), step)


def weight_range(x: Array, y: Array) -> Range:
    """Slopes from steeply falling to steeply rising, with 0 in the middle.

    The steepest line crosses the whole height of the data within its width, and the best line
    lies within, with a margin.

    Args:
        x: `(rows,)`, in the input's unit.
        y: `(rows,)`, in the target's unit.
    """
    steepest = nice_step(max(_spread(y) / _spread(x), 1.25 * abs(_slope(x, y))))
    return Range(-steepest, steepest, nice_step(steepest / 200))


def bias_range(x: Array, y: Array) -> Range:
    """Biases with which a line of any sensible slope can pass through the data.

    It covers the data's height and the best line's intercept, with a margin.

    Args:
        x: `(rows,)`, in the input's unit.
        y: `(rows,)`, in the target's unit.
    """
    intercept = float(np.mean(y)) - _slope(x, y) * float(np.mean(x))
    margin = _spread(y) / 2
    low = min(float(np.min(y)), intercept, 0.0) - margin
    high = max(float(np.max(y)), intercept) + margin
    return _covering(low, high, 400)


def steepness_range(x: Array, best: float = 0.0) -> Range:
    """Weights before a sigmoid: from falling to rising within a third of the data's width.

    Args:
        x: `(rows,)`, in the input's unit.
        best: the weight of the best curve, which lies within, unless it is a step.
    """
    spread = _spread(x)
    steepest = nice_step(max(24.0 / spread, min(1.25 * abs(best), 200.0 / spread)))
    return Range(-steepest, steepest, nice_step(steepest / 200))


def shift_range(columns: Sequence[Array], best: float = 0.0) -> Range:
    """Biases before a sigmoid that move a curve of moderate steepness along the data.

    Args:
        columns: `(rows,)` each, in the inputs' units.
        best: the bias of the best curve, which lies within, unless it is far away.
    """
    needed = max(12.0 * float(np.max(np.abs(x))) / _spread(x) for x in columns)
    farthest = nice_step(max(needed, min(1.25 * abs(best), 10.0 * needed)))
    return Range(-farthest, farthest, nice_step(farthest / 200))


def probe_range(x: Array) -> Range:
    """Values of the probe: the data's own width, from 0 where that is near."""
    low, high = float(np.min(x)), float(np.max(x))
    low = 0.0 if 0.0 <= low <= high / 2 else low
    return _covering(low, high if high > low else low + 1.0, 150)


def probability_limits(classes: int) -> tuple[float, float]:
    """The ends of an axis of probabilities, with room below 0 for the points of many classes.

    Args:
        classes: how many there are: those of two lie at 0 and 1, those of more on a line each.
    """
    low, high = axis_limits(np.array([0.0, 1.0]))
    return (low, high) if classes == 2 else (-0.08 * (classes + 0.5), high)


def axis_limits(values: Array) -> tuple[float, float]:
    """The ends of an axis: the data with a margin, and 0 where that is near."""
    low, high = float(np.min(values)), float(np.max(values))
    if 0.0 < low <= high / 2:
        low = 0.0
    elif low / 2 <= high < 0.0:
        high = 0.0
    margin = 0.06 * (high - low) if high > low else max(1.0, abs(low)) / 2
    return low - (0.35 * margin if low == 0.0 else margin), high + margin
