"""A target's name says whether numbers or classes are predicted, and refuses what cannot be."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

from playground.core.data.columns import CategoryColumn, Column
from playground.core.data.datasets import Sample, load
from playground.core.data.scalings import scaling_of
from playground.core.data.splitting import row_groups
from playground.core.data.targets import (
    class_targets,
    first_threshold,
    refusals,
    source_of,
    target_of,
    threshold_of,
    with_threshold,
)
from tests.tables import table as own_table


def sample_of(target: str, data: str = "cereal", inputs: tuple[str, ...] = ("sugars",)) -> Sample:
    return load(data).sample(inputs, target)


@pytest.mark.parametrize(
    ("data", "inputs", "target", "title", "classes", "counts"),
    [
        (
            "cereal",
            ("sugars", "fiber"),
            "shelf = 2",
            "shelf 2",
            ("not shelf 2", "shelf 2"),
            [55, 21],
        ),
        ("cereal", ("sugars",), "shelf = each", "shelf", ("1", "2", "3"), [19, 21, 36]),
        ("cereal", ("sugars",), "mfr = K", "maker = K", ("not K", "K"), [53, 23]),
        (
            *("concrete", ("Age",), "CompressiveStrength >= 30", "Strength ≥ 30 MPa"),
            *(("below 30 MPa", "30 MPa or more"), [398, 632]),
        ),
        (
            *("penguins", ("bill_length_mm",), "species", "species"),
            *(("Adelie", "Chinstrap", "Gentoo"), [151, 68, 123]),
        ),
    ],
)
def test_classes(
    data: str,
    inputs: tuple[str, ...],
    target: str,
    title: str,
    classes: tuple[str, ...],
    counts: list[int],
) -> None:
    sample = sample_of(target, data, inputs)
    assert sample.classes == classes
    assert np.bincount(sample.y.astype(int)).tolist() == counts
    assert sample.target.title == title
    label = title.removesuffix(" MPa").replace("shelf 2", "shelf = 2")
    assert load(data).label(target) == label + (", each" if target.endswith("= each") else "")
    scaling = scaling_of(data, inputs, target, standardise=True)
    assert (scaling.y_mean, scaling.y_scale) == (0.0, 1.0)
    assert scaling.inputs(sample.x).std(axis=0) == pytest.approx(1.0)


def test_a_number_is_still_a_number() -> None:
    sample = sample_of("calories")
    assert sample.classes == ()
    assert sample.y.max() == 160.0


def test_a_threshold_asks_for_that_much_or_more() -> None:
    strength = load("concrete").values(["CompressiveStrength"])[:, 0]
    sample = sample_of("CompressiveStrength >= 40.2", "concrete", ("Age",))
    assert np.array_equal(sample.y == 1.0, strength >= 40.2)
    assert 40.2 in strength, "a value of the data, so that the edge is tried"


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("mfr", "1 row of 77 is “A”, and a class takes at least 2"),
        (
            "calories >= 1000",
            "calories, which goes from 50 to 160: every row would be of one class",
        ),
        ("calories >= 50", "every row would be of one class"),
        ("calories >= 150", None),
        ("calories >= 145.5", None),
        ("calories >= nan", "is not between"),
        ("calories >= high", "'high' is not a number"),
        ("rating = each", "rating has 77 different values, and there are at most 10 classes"),
        ("shelf = 7", "no row has shelf '7'"),
        ("mfr = Z", "is no column here, and no question about one"),
        ("nothing >= 3", "is no column here, and no question about one"),
        (" >= ", "is no column here, and no question about one"),
        ("", "is no column here, and no question about one"),
    ],
)
def test_what_cannot_be_predicted_says_why(target: str, reason: str | None) -> None:
    if reason is None:
        assert len(sample_of(target, inputs=("fiber",)).classes) == 2
        return
    with pytest.raises(ValueError, match=reason):
        sample_of(target, inputs=("fiber",))


def test_rows_that_do_not_know_the_class_are_left_out_and_groups_follow() -> None:
    penguins = load("penguins")
    sample = penguins.sample(("bill_length_mm",), "sex")
    assert (sample.classes, len(sample.y)) == (("female", "male"), 333)
    assert len(row_groups(penguins, ("bill_length_mm",), "sex")) == 333
    assert len(row_groups(load("concrete"), ("Age",), "CompressiveStrength >= 30")) == 1030


def test_a_class_that_loses_its_rows_to_unknown_inputs_is_refused() -> None:
    cereal = load("cereal")
    frame = cereal.table()
    frame.loc[frame["shelf"] == 2, "sugars"] = np.nan
    torn = dataclasses.replace(cereal, _frame=frame)
    with pytest.raises(ValueError, match="no rows of 55 are “shelf 2”"):
        torn.sample(("sugars",), "shelf = 2")


def test_a_column_that_is_called_like_a_question_is_that_column() -> None:
    cereal = load("cereal")
    name = "calories >= 100"
    odd = Column(name, "", "odd", 0.0, 9.0, 0)
    frame = cereal.table().assign(**{name: np.arange(77.0)})
    table = dataclasses.replace(cereal, columns=(*cereal.columns, odd), _frame=frame)
    assert target_of(table, name).classes == ()
    assert target_of(table, name).values.tolist() == list(range(77))


def test_the_source_of_a_target_is_its_column() -> None:
    cereal = load("cereal")
    names = ("calories >= 100", "calories", "shelf = 2", "mfr = K", "mfr", "nothing = 3")
    sources = ["calories", "calories", "shelf", "mfr", "mfr", "nothing = 3"]
    assert [source_of(cereal, name) for name in names] == sources


@pytest.mark.parametrize(
    ("data", "column", "threshold"),
    [("concrete", "CompressiveStrength", 35.0), ("cereal", "shelf", 2.0), ("cereal", "fiber", 2.0)],
)
def test_a_first_threshold_is_round_and_parts_the_rows(
    data: str, column: str, threshold: float
) -> None:
    dataset = load(data)
    assert first_threshold(dataset, column) == threshold
    name = with_threshold(column, threshold)
    assert threshold_of(dataset, name) == (column, threshold)
    values = target_of(dataset, name).values
    assert min(np.nansum(values), np.nansum(1.0 - values)) > 0.15 * len(values)


def test_a_column_of_two_values_has_a_threshold_between_them() -> None:
    table = pd.DataFrame({"x": [1.0, 2.0, 3.0, 4.0, 5.0], "y": [0.0, 0.0, 0.0, 0.0, 7.0]})
    assert first_threshold(own_table(table), "y") == 7.0
    assert threshold_of(own_table(table), "y") is None


def test_why_categories_cannot_be_told_apart() -> None:
    assert refusals(load("cereal")) == {
        "mfr": "1 row of 77 is “A”, and a class takes at least 2: choose another target or other "
        "inputs"
    }
    assert refusals(load("penguins")) == {}
    kinds = CategoryColumn.of("kind", [f"k{n % 15}" for n in range(100)])
    numbers = own_table(pd.DataFrame({"n": np.arange(100.0), "m": np.arange(100.0) ** 2}))
    reasons = refusals(dataclasses.replace(numbers, categories=(kinds,)))
    assert "15 different values, and there are at most 10 classes" in reasons["kind"]


def test_all_classes_are_offered_where_they_can_be_shown() -> None:
    assert "species" not in class_targets(load("penguins"))
    assert {"species", "species = Adelie", "island"} <= {*class_targets(load("penguins"), 10)}
    assert "shelf = each" in class_targets(load("cereal"), 10)
    assert "mfr" not in class_targets(load("cereal"), 10)
