"""Columns of texts in somebody's own table are inputs, and are saved with the numbers."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from playground.core.importing.errors import TableError
from playground.core.importing.export import csv_of
from playground.core.importing.read import read, read_table
from playground.core.importing.to_table import table_of

TOWNS = [f"town {i}" for i in range(12) for _ in range(30 - 2 * i)]
MANY = [f"street {i}" for i in range(26) for _ in range(7)][: len(TOWNS)]
ROWS = "".join(
    f"{i}.5,{town},{street},{('yes', 'no')[i % 2]},{'' if i == 3 else 'mild'},p{i},{i % 5}\n"
    for i, (town, street) in enumerate(zip(TOWNS, MANY, strict=False))
)
TEXT = f"area,town,street,garden,air,person,price\n{ROWS}"


def test_categories_are_choices_beside_the_numbers() -> None:
    table = read_table(TEXT)
    assert [*table.choices] == ["area", "garden", "price", "town", "street"]
    assert {each.name for each in table.categories} == {"town", "street", "garden"}
    (note,) = (note.text for note in table.notes if "categories" in note.text)
    assert note.startswith("“street” holds 26 categories. As an input, the 19 commonest are told")
    dataset = table.dataset("Homes", ("town", "garden"), "price", "person")
    assert dataset.first_inputs.neuron == ("garden",)
    sample = dataset.sample(("town", "garden"), "price")
    expected = [[town == f"town {i}" for i in range(12)] for town in TOWNS[: len(sample.y)]]
    order = [column.name.removeprefix("town = town ") for column in sample.inputs[:-1]]
    np.testing.assert_array_equal(
        sample.x[:, :-1], np.array(expected, float)[:, [*map(int, order)]]
    )
    assert dataset.texts("town")[:3] == ("town 0", "town 0", "town 0")
    assert sample.names[0] == "p0"


def test_two_categories_and_six_numbers_fit_and_no_more() -> None:
    names = [f"kind {letter}" for letter in "abc"]
    cells = "".join(f"{i % 20},k{i % 20},k{i % 20},k{i % 20}\n" for i in range(60))
    table = read_table(
        f"x,{','.join(names)},y\n" + cells.replace("\n", ",1\n").replace("19,1", "19,2")
    )
    assert len(table.dataset("A", (*names[:2], "x"), "y", "").sample(names[:2], "y").inputs) == 40
    with pytest.raises(
        TableError, match=r"^These columns become 60 inputs.*: leave a category out\.$"
    ):
        table.dataset("A", tuple(names), "y", "")


def test_what_is_saved_comes_back_with_its_categories() -> None:
    table = read_table(TEXT)
    saved = csv_of(table.dataset("Homes", ("town",), "price", "person"))
    again = read_table(saved)
    assert [each.name for each in again.categories] == ["town", "street"]
    for one, two in zip(table.categories, again.categories, strict=False):
        assert one.categories == two.categories
        np.testing.assert_array_equal(one.codes, two.codes)


def test_a_table_goes_to_another_process_and_back() -> None:
    table = pickle.loads(pickle.dumps(table_of(read(TEXT))))
    assert table.categories[0].one_hot.columns[0].name == "town = town 0"
