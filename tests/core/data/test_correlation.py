"""Correlations: pandas as the oracle, and which are worth drawing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from playground.core.data.correlation import (
    MAX_ROWS,
    MIN_ROWS,
    columns_to_draw,
    correlations,
    strongest_pairs,
)
from playground.core.data.datasets import DATASETS, load


@pytest.mark.parametrize("data", DATASETS)
def test_they_are_those_of_pandas(data: str) -> None:
    dataset = load(data)
    values = dataset.values([column.name for column in dataset.columns])
    expected = pd.DataFrame(values).corr(min_periods=MIN_ROWS).to_numpy()
    np.testing.assert_allclose(correlations(values), expected, atol=1e-12)


def test_every_pair_is_measured_on_the_rows_that_know_both() -> None:
    rng = np.random.default_rng(0)
    values = rng.normal(1e6, 1.0, (200, 6)) * [1, 1e-6, 1e6, 1, 1, 1]
    values[rng.random(values.shape) < 0.4] = np.nan
    values[:, 4] = 7.0
    values[3:, 5] = np.nan
    expected = pd.DataFrame(values).corr(min_periods=MIN_ROWS).to_numpy()
    np.testing.assert_allclose(correlations(values), expected, atol=1e-7)


def test_what_cannot_be_known_is_not_a_number() -> None:
    values = np.array([[1.0, 5.0, np.nan], [2.0, 5.0, 1.0], [3.0, 5.0, 2.0]])
    r = correlations(values)
    assert r[0, 0] == 1.0
    assert np.isnan(r[0, 1]), "a column that does not change"
    assert np.isnan(r[0, 2]), "two rows"
    assert correlations(values[:0]).shape == (3, 3)


def test_long_tables_are_thinned_and_r_hardly_moves() -> None:
    rng = np.random.default_rng(1)
    x = rng.normal(size=5 * MAX_ROWS)
    values = np.column_stack([x, x + rng.normal(size=len(x))])
    assert correlations(values)[0, 1] == pytest.approx(
        float(pd.DataFrame(values).corr().iloc[0, 1]), abs=0.01
    )


def test_the_strongest_pairs_come_first_whatever_their_sign() -> None:
    r = np.array([[1, 0.2, -0.9], [0.2, 1, np.nan], [-0.9, np.nan, 1]])
    assert strongest_pairs(r, 5) == ((0, 2), (0, 1))
    assert strongest_pairs(r, 1) == ((0, 2),)


def test_the_columns_that_are_drawn_are_those_that_go_most_with_the_chosen_ones() -> None:
    r = np.eye(6)
    r[4, 1] = r[1, 4] = -0.8
    r[0, 5] = r[5, 0] = 0.3
    r[2, 3] = r[3, 2] = 0.99
    assert columns_to_draw(r, (0, 4), 4) == (0, 1, 4, 5)
    assert columns_to_draw(r, (0, 4), 20) == tuple(range(6))
