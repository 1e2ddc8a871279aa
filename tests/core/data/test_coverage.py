"""How near a row is to the data, against distances worked out one by one."""

from __future__ import annotations

import numpy as np
import pytest

from playground.core.data.coverage import NEAR, Coverage

RANDOM = np.random.default_rng(5)
X = RANDOM.normal(size=(60, 3)) * np.array([1.0, 50.0, 0.1]) + 7.0
GROUPS = np.repeat(np.arange(20), 3)


def test_reach_is_how_far_most_rows_are_from_another_group() -> None:
    coverage = Coverage.of(X, GROUPS)
    z = X / np.std(X, axis=0)
    nearest = [
        min(
            float(np.linalg.norm(z[row] - z[other]))
            for other in range(60)
            if GROUPS[other] != GROUPS[row]
        )
        for row in range(60)
    ]
    assert coverage.radius == pytest.approx(np.quantile(nearest, NEAR))
    assert np.mean(np.array(nearest) <= coverage.radius) >= NEAR


def test_nearest_rows_and_whether_a_row_is_covered() -> None:
    coverage = Coverage.of(X, GROUPS)
    row = X[17]
    assert coverage.nearest(row, 4)[0] == 17
    distances = np.linalg.norm((X - row) / np.std(X, axis=0), axis=1)
    assert coverage.nearest(row, 60).tolist() == np.argsort(distances, kind="stable").tolist()
    assert coverage.is_covered(row)
    low = np.min(X, axis=0)
    beyond = np.array([row[0], low[1] - 0.001, row[2]])
    assert coverage.outside(beyond).tolist() == [1]
    assert not coverage.is_covered(beyond)
    inside_but_alone = Coverage.of(np.array([[0.0], [0.1], [10.0]]), np.arange(3))
    assert not inside_but_alone.is_covered(np.array([30.0]))


def test_a_row_between_far_groups_is_inside_and_yet_not_covered() -> None:
    x = np.concatenate([np.linspace(0.0, 1.0, 50), np.linspace(9.0, 10.0, 50)])[:, None]
    coverage = Coverage.of(x, np.arange(100))
    assert coverage.outside(np.array([5.0])).tolist() == []
    assert not coverage.is_covered(np.array([5.0]))


def test_one_group_has_no_neighbours() -> None:
    with pytest.raises(ValueError, match="at least two groups"):
        Coverage.of(X, np.zeros(60, dtype=np.int64))


def test_a_column_that_never_varies_does_not_divide_by_zero() -> None:
    x = np.column_stack([X[:, 0], np.full(60, 3.0)])
    assert np.isfinite(Coverage.of(x, GROUPS).radius)
