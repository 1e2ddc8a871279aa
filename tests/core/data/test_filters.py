"""Choosing rows: by filters, by box and by loop."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.data.datasets import load
from playground.core.data.filters import RangeFilter, evenly_spaced, filter_rows, in_box, in_polygon
from tests.tables import table

_numbers = st.floats(-100, 100).map(lambda value: round(value, 3))


def test_filters_keep_the_rows_within_and_unknown_numbers_pass_none() -> None:
    cereal = load("cereal")
    frame = cereal.table()
    rows = filter_rows(cereal, [RangeFilter("sugars", 3, 6), RangeFilter("fat", 0, 1)])
    assert set(rows) == set(frame.query("3 <= sugars <= 6 and 0 <= fat <= 1").index)
    everything = filter_rows(cereal, [RangeFilter("sugars", -1e9, 1e9)])
    assert len(everything) == 76
    assert len(filter_rows(cereal, [])) == 77


def test_a_text_is_found_in_names_and_texts_in_capitals_or_not() -> None:
    cereal = load("cereal")
    found = [cereal.row_names[row] for row in filter_rows(cereal, [], "BRAN f")]
    assert found == ["Bran Flakes"]
    own = table(pd.DataFrame({"a": [1, 2], "b": [3, 4], "who": ["<b>", "Ä"]}))
    assert filter_rows(own, [], "ä").tolist() == [1]
    assert filter_rows(own, [], "row 1").tolist() == [0]
    assert filter_rows(own, [], ".*").tolist() == []


def test_a_filter_that_nothing_can_pass_is_refused() -> None:
    with pytest.raises(ValueError, match=r"low must not be above high; received 2\.0 and 1\.0"):
        RangeFilter("sugars", 2.0, 1.0)


@given(st.lists(st.tuples(_numbers, _numbers), max_size=20), _numbers, _numbers, _numbers, _numbers)
def test_a_box_is_a_loop_of_four_corners(
    points: list[tuple[float, float]], a: float, b: float, c: float, d: float
) -> None:
    x, y = np.array(points).reshape(-1, 2).T
    inside = (x > min(a, b)) & (x < max(a, b)) & (y > min(c, d)) & (y < max(c, d))
    boxed = in_box(x, y, (a, b), (c, d))
    looped = in_polygon(x, y, (a, b, b, a), (c, c, d, d))
    assert {*np.flatnonzero(inside)} <= {*boxed} & {*looped}
    assert {*looped} <= {*boxed}


def test_a_loop_may_be_hollow() -> None:
    x, y = np.array([0.5, 2.0, 3.5]), np.array([1.0, 0.5, 1.0])
    u_shaped = ((0, 4, 4, 3, 3, 1, 1, 0), (0, 0, 3, 3, 2, 2, 3, 3))
    assert in_polygon(x, np.array([2.5, 2.5, 2.5]), *u_shaped).tolist() == [0, 2]
    assert in_polygon(x, y, *u_shaped).tolist() == [0, 1, 2]
    with pytest.raises(ValueError, match="a loop needs pairs"):
        in_polygon(x, y, [1.0], [])


def test_thinning_keeps_ends_and_order() -> None:
    rows = np.arange(1000) * 3
    few = evenly_spaced(rows, 100)
    assert (few[0], few[-1], len(few)) == (0, 2997, 100)
    assert (np.diff(few) > 0).all()
    assert evenly_spaced(rows, 1000) is rows
