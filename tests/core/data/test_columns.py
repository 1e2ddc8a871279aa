from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.core.data.columns import MAX_ONE_HOT, OTHER, CategoryColumn
from playground.core.data.datasets import load
from playground.core.data.splitting import row_groups

texts = st.lists(st.sampled_from(["a", "b", "c,d", "c;d", "", *"efgh"]), min_size=2, max_size=30)


@given(texts)
def test_every_row_has_one_1_and_unknown_ones_none(rows: list[str]) -> None:
    if len({*rows} - {""}) < 2:
        with pytest.raises(ValueError, match="must hold two different texts"):
            CategoryColumn.of("kind", rows)
        return
    column = CategoryColumn.of("kind", rows)
    one_hot = column.one_hot
    values = np.stack([one_hot.values(i) for i in range(len(one_hot.columns))], axis=1)
    expected = np.array([[text == c for c in sorted({*rows} - {""})] for text in rows], float)
    expected[[text == "" for text in rows]] = np.nan
    np.testing.assert_array_equal(values, expected)
    assert [*column.texts.astype(object).fillna("")] == rows
    assert column.missing == rows.count("")
    names = [each.name for each in one_hot.columns]
    assert len({*names}) == len(names)
    assert not any("," in name for name in names)


def test_beyond_twenty_columns_the_rarer_ones_are_together() -> None:
    rows = [f"town {n:02}" for n in range(30) for _ in range(60 - n)] + [OTHER] * 99
    one_hot = CategoryColumn.of("town", rows).one_hot
    assert len(one_hot.columns) == MAX_ONE_HOT == 20
    assert one_hot.categories == (*(f"town {n:02}" for n in range(19)), OTHER)
    assert one_hot.others == 30 - 19 + 1
    assert one_hot.values(19).sum() == 99 + sum(60 - n for n in range(19, 30))
    assert one_hot.columns[19].name == "town = other"


def test_twenty_categories_have_a_column_each() -> None:
    one_hot = CategoryColumn.of("town", [f"town {n}" for n in range(20)] * 2).one_hot
    assert (len(one_hot.columns), one_hot.others) == (20, 0)


def test_a_sample_takes_a_category_as_columns_of_0_and_1() -> None:
    cereal = load("cereal")
    assert [column.name for column in cereal.categories] == ["mfr", "type"]
    sample = cereal.sample(["sugars", "mfr"], "calories")
    makers = cereal.table().query("sugars == sugars")["mfr"]
    np.testing.assert_array_equal(sample.x[:, 1:], pd.get_dummies(makers).to_numpy(float))
    names = [column.name for column in sample.inputs]
    assert names == ["sugars", *(f"maker = {letter}" for letter in "AGKNPQR")]
    inputs = cereal.inputs_of(["sugars", "mfr"])
    assert cereal.inputs_of(inputs) == inputs
    assert cereal.choices_of(inputs) == ("sugars", "mfr") == cereal.choices_of(["sugars", "mfr"])
    assert [cereal.label(name) for name in inputs] == names
    np.testing.assert_array_equal(sample.x, cereal.sample(inputs, "calories").x)
    np.testing.assert_array_equal(row_groups(cereal, inputs, "calories"), np.arange(76))


def test_what_is_no_column_is_refused_by_name() -> None:
    cereal = load("cereal")
    with pytest.raises(ValueError, match=r"the columns calories.*, mfr, type; received 'name'"):
        cereal.inputs_of(["name"])
    with pytest.raises(ValueError, match="the categories mfr, type; received 'sugars'"):
        cereal.category("sugars")
    with pytest.raises(ValueError, match="received 'mfr = X'"):
        cereal.column("mfr = X")
