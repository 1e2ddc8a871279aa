"""Counting values: every known row is in one bar, and each bar holds what it says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.data.datasets import DATASETS, load
from playground.core.data.histogram import MAX_VALUES, histogram, value_counts

_values = st.lists(st.one_of(st.floats(-1e9, 1e9), st.just(float("nan"))), max_size=80)


@given(_values)
def test_every_known_row_is_in_the_bar_that_holds_its_value(values: list[float]) -> None:
    x = np.array(values)
    bars = histogram(x)
    assert bars.counts().sum() == np.isfinite(x).sum()
    assert (bars.bins[np.isnan(x)] == -1).all()
    for value, index in zip(x, bars.bins, strict=True):
        if index >= 0 and bars.labels:
            assert float(bars.labels[index]) == pytest.approx(value, rel=1e-10)
        elif index >= 0:
            low, high = bars.edges[index : index + 2]
            room = 1e-9 * max(abs(low), abs(high))
            assert low - room <= value < high + room


@pytest.mark.parametrize("data", DATASETS)
def test_the_built_in_columns_have_a_sensible_number_of_bars(data: str) -> None:
    for column in load(data).columns:
        assert 2 <= histogram(load(data).values([column.name])[:, 0]).size <= 25


def test_few_values_have_bars_of_their_own_and_whole_numbers_stand_in_the_middle() -> None:
    shelf = histogram(load("cereal").values(["shelf"])[:, 0])
    assert shelf.labels == ("1", "2", "3")
    assert shelf.counts().tolist() == [20, 21, 36]
    sugars = histogram(load("cereal").values(["sugars"])[:, 0])
    np.testing.assert_array_equal(sugars.edges, np.arange(17) - 0.5)
    assert sugars.distinct == 16


def test_texts_are_counted_and_the_rest_shares_a_bar() -> None:
    makers = value_counts(load("cereal").texts("mfr"))
    assert dict(zip(makers.labels, makers.counts().tolist(), strict=True))["K"] == 23
    assert makers.labels[0] == "K"
    many = value_counts([*"abcdefghijklmnop", "a", ""])
    assert many.size == MAX_VALUES
    assert many.labels[0] == "a"
    assert many.labels[-1] == "5 others"
    assert many.counts()[-1] == 5
    assert many.bins[-1] == -1
    assert many.distinct == 16


def test_some_rows_are_counted_alone() -> None:
    bars = histogram(np.array([1.0, 1.0, 2.0, np.nan]))
    assert bars.counts(np.array([0, 2, 3])).tolist() == [1, 1]
