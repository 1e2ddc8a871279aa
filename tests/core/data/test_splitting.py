"""Rows put aside for a test: how many, which, and that groups stay on one side."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.data.datasets import load
from playground.core.data.splitting import row_groups, train_test_split
from tests.tables import table


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
    groups = row_groups(dataset, ("Cement", "Age"), dataset.target)
    assert len(groups) == 1030
    assert len({*groups.tolist()}) == 428
    mixes = dataset.values([c.name for c in dataset.columns][:7])
    for group in (0, 200, 427):
        assert len(np.unique(mixes[groups == group], axis=0)) == 1
    train, test = train_test_split(groups, 0.3, 0)
    assert not {*groups[train].tolist()} & {*groups[test].tolist()}
    assert abs(len(test) / len(groups) - 0.3) < 0.02


def test_groups_are_those_of_the_complete_rows_and_each_row_is_its_own_without_columns() -> None:
    frame = pd.DataFrame(
        {
            "batch": [3.0, 1.0, 3.0, 1.0, np.nan],
            "x": [1.0, np.nan, 3.0, 4.0, 5.0],
            "y": [1.0, 2.0, 3.0, 4.0, 5.0],
        }
    )
    alone = table(frame)
    assert row_groups(alone, ("x",), "y").tolist() == [0, 1, 2, 3]
    grouped = replace(alone, group_by=("batch",))
    assert row_groups(grouped, ("x",), "y").tolist() == [1, 1, 0, 2]


@pytest.mark.parametrize("share", [-0.1, 1.0, float("nan")])
def test_shares_that_make_no_sense(share: float) -> None:
    with pytest.raises(ValueError, match="share must be from 0"):
        train_test_split(np.arange(5), share, 0)


def test_something_is_left_to_train_on() -> None:
    with pytest.raises(ValueError, match="no row to train on"):
        train_test_split(np.zeros(4, dtype=np.int64), 0.5, 0)
