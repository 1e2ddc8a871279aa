from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given

from playground.core.fit.metrics import metrics
from tests.core.samples import Points, points


def test_by_hand() -> None:
    scores = metrics(np.array([1.0, 2.0, 6.0]), np.array([2.0, 2.0, 3.0]))
    assert scores.mse == pytest.approx(10 / 3)
    assert scores.mae == pytest.approx(4 / 3)
    assert scores.r2 == pytest.approx(1 - 10 / 14)


def test_perfect_and_mean_predictions() -> None:
    y = np.array([3.0, 5.0, 10.0])
    assert metrics(y, y) == metrics(y, y.copy())
    assert (metrics(y, y).mse, metrics(y, y).mae, metrics(y, y).r2) == (0.0, 0.0, 1.0)
    assert metrics(y, np.full(3, 6.0)).r2 == pytest.approx(0.0)


@given(points(least=2))
def test_mae_is_never_above_the_root_of_mse(example: Points) -> None:
    y, predictions = example
    scores = metrics(y, predictions)
    assert scores.mae**2 <= scores.mse * (1 + 1e-12) + 1e-300
    assert math.isnan(scores.r2) or scores.r2 <= 1.0


@pytest.mark.parametrize("value", [0.0, 0.1, 1e8 + 0.1])
def test_r2_means_nothing_if_the_target_never_varies(value: float) -> None:
    assert math.isnan(metrics(np.full(3, value), np.arange(3.0)).r2)


def test_a_column_of_predictions_is_refused() -> None:
    with pytest.raises(ValueError, match=r"received \(3,\) and \(3, 1\): take .*\[:, 0\]"):
        metrics(np.arange(3.0), np.arange(3.0)[:, np.newaxis])
    with pytest.raises(ValueError, match=r"received \(3, 1\) and \(3, 1\)"):
        metrics(np.zeros((3, 1)), np.zeros((3, 1)))
