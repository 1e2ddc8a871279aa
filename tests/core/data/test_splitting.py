"""Rows put aside for a test: how many, which, and that groups stay on one side."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.data.datasets import load
from playground.core.data.splitting import groups_of, train_test_split


@given(st.integers(2, 200), st.sampled_from([0.0, 0.1, 0.2, 0.3, 0.5]), st.integers(0, 99))
def test_every_row_is_on_one_side_and_the_share_is_kept(rows: int, share: float, seed: int) -> None:
    train, test = train_test_split(np.arange(rows), share, seed)
    assert sorted([*train, *test]) == list(range(rows))
    assert abs(len(test) - share * rows) <= 1
    again = train_test_split(np.arange(rows), share, seed)
    assert np.array_equal(train, again[0])


def test_another_seed_is_another_split() -> None:
    first, second = (train_test_split(np.arange(100), 0.3, seed)[1] for seed in (0, 1))
    assert not np.array_equal(first, second)


def test_mixes_are_never_on_both_sides() -> None:
    dataset = load("concrete")
    names = [c.name for c in dataset.columns if c.name not in ("Age", dataset.target)]
    groups = groups_of(dataset.sample(names, dataset.target).x)
    assert len(set(groups.tolist())) == 428 - 1 or len(set(groups.tolist())) <= 428
    train, test = train_test_split(groups, 0.3, 0)
    assert not {*groups[train].tolist()} & {*groups[test].tolist()}
    assert abs(len(test) / len(groups) - 0.3) < 0.02


@pytest.mark.parametrize("share", [-0.1, 1.0, float("nan")])
def test_shares_that_make_no_sense(share: float) -> None:
    with pytest.raises(ValueError, match="share must be from 0"):
        train_test_split(np.arange(5), share, 0)


def test_something_is_left_to_train_on() -> None:
    with pytest.raises(ValueError, match="no row to train on"):
        train_test_split(np.zeros(4, dtype=np.int64), 0.5, 0)
