from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.data.datasets import load
from playground.core.data.overlap import count_distinct, dodge
from tests.core.samples import Points, points

_widths = st.floats(0.01, 100.0)


@given(points(least=0), _widths)
def test_every_point_is_drawn_somewhere_else(sampled: Points, width: float) -> None:
    x, y = sampled[0].round(3), sampled[1].round(3)
    assert count_distinct(dodge(x, y, width), y) == len(x)


@given(points(), _widths)
def test_spots_keep_their_middle_and_their_order(sampled: Points, width: float) -> None:
    x, y = sampled[0].round(3), sampled[1].round(3)
    moved_x = dodge(x, y, width)
    assert np.max(np.abs(moved_x - x)) <= width / 2 * (1 + 1e-9)
    for spot in {*zip(x, y, strict=True)}:
        here = (x == spot[0]) & (y == spot[1])
        assert np.mean(moved_x[here]) == pytest.approx(spot[0], abs=1e-6)
        beyond = (x > spot[0]) & (y == spot[1])
        if beyond.any():
            assert np.max(moved_x[here]) < np.min(moved_x[beyond])


@given(points(), _widths)
def test_points_that_are_alone_stay(sampled: Points, width: float) -> None:
    x, y = sampled
    spots = [*zip(x, y, strict=True)]
    alone = np.array([spots.count(spot) == 1 for spot in spots])
    assert np.array_equal(dodge(x, y, width)[alone], x[alone])


@given(points(), _widths)
def test_the_same_every_time_and_nothing_given_is_changed(sampled: Points, width: float) -> None:
    x, y = sampled[0].copy(), sampled[1].copy()
    assert np.array_equal(dodge(*sampled, width), dodge(*sampled, width))
    assert np.array_equal(x, sampled[0])
    assert np.array_equal(y, sampled[1])


def test_a_few_stand_a_sixth_apart_and_many_share_the_width() -> None:
    zeros = np.zeros(3)
    assert dodge(zeros, zeros, 6.0).tolist() == [-1.0, 0.0, 1.0]
    many = dodge(np.zeros(13), np.zeros(13), 6.0)
    assert (many[0], many[-1]) == (-3.0, 3.0)
    assert np.allclose(np.diff(many), 0.5)


def test_cereals_on_each_other() -> None:
    sample = load("cereal").sample(["sugars"], "calories")
    spots = {*zip(sample.x[:, 0].tolist(), sample.y.tolist(), strict=True)}
    assert count_distinct(sample.x[:, 0], sample.y) == len(spots) < 76
