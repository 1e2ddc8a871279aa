"""The page Data's state: link and back is the identity, and bad fields tell themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.data.datasets import DATASETS, load
from playground.core.data.filters import RangeFilter
from playground.state.data import MAX_FIND, PLAIN, DataState
from playground.state.filter_query import read_rows, read_where, write_rows, write_where
from tests.tables import HOSTILE, table

_numbers = st.floats(-1e6, 1e6)


@st.composite
def explorations(draw: st.DrawFn) -> DataState:
    data = draw(st.sampled_from(DATASETS))
    dataset = load(data)
    names = [column.name for column in dataset.columns]
    x, y, third = draw(st.permutations(names))[:3]
    ranged = draw(st.lists(st.sampled_from(names), unique=True, max_size=4))
    ends = [sorted(draw(st.tuples(_numbers, _numbers))) for _ in ranged]
    rows = draw(st.sets(st.integers(0, len(dataset.row_names) - 1), max_size=30))
    return DataState(
        data,
        x,
        y,
        column=draw(st.sampled_from([*names, *dataset.text_columns])),
        colour=draw(st.sampled_from([PLAIN, third, *dataset.text_columns])),
        where=tuple(RangeFilter(name, *pair) for name, pair in zip(ranged, ends, strict=True)),
        find=draw(st.text(max_size=MAX_FIND)),
        rows=tuple(sorted(rows)),
    )


@given(explorations())
def test_link_and_back_changes_nothing(state: DataState) -> None:
    assert DataState.from_query(state.to_query()) == (state, ())


@pytest.mark.parametrize("data", DATASETS)
def test_the_default_is_a_bare_address(data: str) -> None:
    assert DataState.default().to_query() == {}
    assert DataState.default(data).to_query() in ({}, {"data": data})


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("data", "iris", "is none of"),
        ("x", "mfr", "no numeric column"),
        ("y", "sugars", "is x already"),
        ("colour", "calories", "is an axis already"),
        ("colour", "nope", "no column"),
        ("column", "nope", "no column"),
        ("where", "sugars~5~1", "low must not be above high"),
        ("where", "sugars~1", "not a column, a smallest and a largest"),
        ("where", "mfr~1~2", "no numeric column"),
        ("where", "sugars~nan~2", "'nan' is not a number"),
        ("where", "fat~1~2;fat~1~3", "one filter a column"),
        ("where", ";".join(f"{c.name}~0~1" for c in load("cereal").columns[:5]), "is 4, received"),
        ("find", "x" * 61, "more than 60"),
        ("rows", "0", "no row"),
        ("rows", "78", "not a whole number from 0 to 77"),
        ("rows", "9-3", "no row"),
        ("rows", "1-2-3", "no row"),
        ("rows", "9" * 5000, "not a whole number"),
    ],
)
def test_a_bad_field_keeps_its_default_and_gives_one_sentence(
    name: str, value: str, reason: str
) -> None:
    state, (sentence,) = DataState.from_query({"column": "fat", name: value})
    assert sentence.startswith(f"The link's {name} was ignored: ")
    assert reason in sentence
    assert len(sentence) < 250
    start = DataState.default()
    assert state == (start if name == "column" else replace(start, column="fat"))


def test_an_axis_that_is_taken_moves_the_other_and_the_colour_gives_way() -> None:
    state, _ = DataState.from_query({"x": "calories"})
    assert (state.x, state.y) == ("calories", "protein")
    assert DataState.default(x="fiber").colour == PLAIN
    over = DataState.default().over("fiber", "fat")
    assert (over.x, over.y, over.colour) == ("fiber", "fat", PLAIN)


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"x": "calories"}, "x and y must differ"),
        ({"colour": "sugars"}, "a third column"),
        ({"column": ""}, "no column ''"),
        ({"rows": (3, 3)}, "ascending order"),
        ({"rows": (77,)}, "has 77 rows"),
        ({"rows": (-1, 3)}, "has 77 rows"),
        ({"find": "x" * 61}, "at most 60 letters"),
        ({"where": (RangeFilter("fat", 0, 1), RangeFilter("fat", 0, 2))}, "one filter a column"),
    ],
)
def test_what_cannot_be_is_refused(parts: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        replace(DataState.default(), **parts)


def test_filters_on_any_name_come_back() -> None:
    own = table(pd.DataFrame({name: [1.0, 2.0] for name in HOSTILE}))
    where = tuple(RangeFilter(name, -1.5, 1e30) for name in HOSTILE)
    assert read_where(write_where(where), own, 4) == where


def test_rows_are_written_as_runs_and_too_many_are_left_out() -> None:
    assert write_rows((0, 2, 3, 4, 8)) == "1,3-5,9"
    assert read_rows("1,3-5,9", 9) == (0, 2, 3, 4, 8)
    assert write_rows(range(100_000)) == "1-100000"
    assert write_rows(range(0, 1000, 2)) == ""


@pytest.mark.parametrize(
    ("data", "axes", "colour"),
    [
        ("circle", ("x1", "x2"), "class"),
        ("blobs-100-3-2", ("x1", "x2"), "class"),
        ("v", ("x", "y"), ""),
    ],
)
def test_generated_points_are_seen_in_the_plane_in_the_colours_of_their_classes(
    data: str, axes: tuple[str, str], colour: str
) -> None:
    state, ignored = DataState.from_query({"data": data})
    assert ignored == ()
    assert ((state.x, state.y), state.colour) == (axes, colour)
    assert DataState.from_query(state.to_query()) == (state, ())
