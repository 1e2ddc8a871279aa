"""The table as it was read, saved as CSV, is read as the same table again."""

from __future__ import annotations

import numpy as np
import pytest

from playground.core.importing.export import csv_as_read
from playground.core.importing.read import read
from tests.core.importing.test_forms import FORMS, reading


@pytest.mark.parametrize("case", FORMS)
def test_the_table_comes_back_unchanged(case: str) -> None:
    first = reading(FORMS[case])
    saved = csv_as_read(first)
    again = read(saved, "again.csv")
    assert [(c.name, c.unit, c.kind) for c in again.columns] == [
        (c.name, c.unit, c.kind) for c in first.columns
    ]
    assert len(again.rows) == len(first.rows)
    for one, two in zip(first.columns, again.columns, strict=True):
        if one.is_numeric:
            np.testing.assert_allclose(two.values, one.values, atol=1e-7)
        else:
            assert two.values.astype("str").fillna("").tolist() == (
                one.values.astype("str").fillna("").tolist()
            )
    assert csv_as_read(again) == saved
