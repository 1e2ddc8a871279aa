"""Steps of gradient descent: batches, rates, and where a walk has run away."""

from __future__ import annotations

import numpy as np
import pytest

from playground.core.fit.descent import (
    BATCHES,
    batch_size,
    require_rate,
    training_scaling,
    until_runaway,
)


def test_a_batch_is_never_larger_than_all_rows() -> None:
    assert [batch_size(batch, 76) for batch in BATCHES] == [1, 8, 32, 76]
    assert [batch_size(batch, 5) for batch in BATCHES] == [1, 5, 5, 5]


@pytest.mark.parametrize("rate", [0.0, -0.1, 10.1, float("nan"), float("inf")])
def test_a_rate_is_above_0_and_not_too_large(rate: float) -> None:
    with pytest.raises(ValueError, match="rate must be above 0 and at most 10"):
        require_rate(rate)
    require_rate(10.0)


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9, 1.0, 1.1])
def test_a_step_on_all_rows_multiplies_the_distance_by_one_minus_twice_the_rate(
    rate: float,
) -> None:
    random = np.random.default_rng(4)
    x, y = random.normal(7.0, 4.0, (50, 1)), random.normal(100.0, 20.0, 50)
    scaling = training_scaling(x, y, "linear")
    rows, target = scaling.inputs(x)[:, 0], scaling.target(y)
    bottom = np.array([np.mean(rows * target), 0.0])
    place = np.array([0.7, -1.3])
    errors = place[0] * rows + place[1] - target
    after = place - rate * 2.0 * np.array([np.mean(errors * rows), np.mean(errors)])
    np.testing.assert_allclose(after - bottom, (1.0 - 2.0 * rate) * (place - bottom), atol=1e-12)


def test_before_a_relu_the_zero_of_the_target_stays() -> None:
    x, y = np.array([[1.0], [3.0]]), np.array([2.0, 6.0])
    assert training_scaling(x, y, "relu").y_mean == 0.0
    assert training_scaling(x, y, "linear").y_mean == 4.0


def test_a_walk_ends_where_the_error_is_larger_than_anywhere_on_the_map() -> None:
    def square(moment: float) -> float:
        return moment**2

    assert until_runaway([1.0, -1.2, 1.4, -1.7], square, 4.0) == ([1.0, -1.2, 1.4, -1.7], False)
    assert until_runaway([1.0, -2.0, 4.0, -8.0], square, 10.0) == ([1.0, -2.0, 4.0], True)
    assert until_runaway([1.0, float("nan"), 4.0], square, 10.0)[1]


def test_a_walk_that_begins_off_the_map_may_come_back() -> None:
    back = [100.0, 50.0, 25.0]
    assert until_runaway(back, lambda moment: moment**2, 10.0) == (back, False)
