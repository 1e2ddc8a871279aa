from __future__ import annotations

import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from playground.core.data.catalogue import CATALOGUE
from playground.core.data.datasets import DATASETS, Dataset, load

ROWS = {"cereal": 77, "concrete": 1030, "penguins": 344}

datasets = pytest.mark.parametrize("dataset", [load(name) for name in DATASETS], ids=DATASETS)


@datasets
def test_rows_and_columns_are_those_of_the_file(dataset: Dataset) -> None:
    table = dataset.table()
    assert len(table) == ROWS[dataset.name] == len(dataset.row_names)
    numeric = table.select_dtypes("number").columns
    assert [column.name for column in dataset.columns] == list(numeric)


@datasets
def test_every_column_says_what_it_is(dataset: Dataset) -> None:
    table = dataset.table()
    for column in dataset.columns:
        assert len(column.description) > 5
        assert not column.description.endswith(".")
        known = table[column.name].dropna()
        assert (column.low, column.high) == (known.min(), known.max())
        assert column.missing == len(table) - len(known)
        assert column.low < column.high


@datasets
def test_defaults_exist_and_source_and_licence_are_named(dataset: Dataset) -> None:
    first = dataset.first_inputs
    for inputs in (first.neuron, first.plane, first.layers):
        assert inputs
        assert dataset.target not in inputs
        for name in (*inputs, dataset.target):
            assert dataset.column(name).name == name
    assert len({first.plane[index] for index in dataset.first_axes}) == 2
    assert dataset.column(dataset.first_colour).name == dataset.first_colour
    assert all(dataset.column(name).name == name for name in dataset.group_by)
    assert dataset.licence.startswith(("CC BY", "CC0"))
    assert dataset.url.startswith("https://")
    assert len(dataset.source) > 20


@datasets
def test_no_known_number_is_negative(dataset: Dataset) -> None:
    """Circulating copies write unknown cells as -1."""
    assert all(column.low >= 0.0 for column in dataset.columns)


def test_the_catalogue_agrees_with_the_data_card() -> None:
    card = (Path(__file__).parents[3] / "data" / "README.md").read_text(encoding="utf-8")
    for name, entry in CATALOGUE.items():
        assert f"`{name}.csv`" in card
        assert entry.licence in card
        assert all(f"`{column}`" in card for column in entry.columns)


def test_the_four_unknown_cells() -> None:
    cereal = load("cereal")
    missing = {column.name: column.missing for column in cereal.columns if column.missing}
    assert missing == {"carbo": 1, "sugars": 1, "potass": 2}
    table = cereal.table().set_index("name")
    assert np.isnan(table.loc["Quaker Oatmeal", ["carbo", "sugars"]].astype(float)).all()
    assert table["potass"].isna().sum() == 2


def test_a_sample_leaves_out_rows_that_are_not_known() -> None:
    cereal = load("cereal")
    sample = cereal.sample(["sugars"], "calories")
    assert sample.x.shape == (76, 1)
    assert sample.y.shape == (76,)
    assert sample.dropped == ("Quaker Oatmeal",)
    assert not {*sample.names} & {*sample.dropped}
    assert len(cereal.sample(["potass"], "calories").dropped) == 2
    assert len(cereal.sample(["potass", "sugars"], "calories").dropped) == 3
    assert cereal.sample(["fiber"], "calories").dropped == ()


def test_a_sample_keeps_names_and_numbers_together() -> None:
    sample = load("cereal").sample(["sugars", "fiber"], "calories")
    row = sample.names.index("All-Bran")
    assert sample.x[row].tolist() == [5.0, 9.0]
    assert sample.y[row] == 70.0
    assert [column.title for column in sample.inputs] == ["sugars (g)", "fiber (g)"]
    assert sample.target.unit == "kcal"


def test_mixes_are_numbered_in_the_order_of_the_file() -> None:
    sample = load("concrete").sample(["Cement", "Age"], "CompressiveStrength")
    assert (sample.names[0], sample.names[-1]) == ("mix 1", "mix 1030")
    assert sample.x[0].tolist() == [540.0, 28.0]
    assert sample.y[0] == pytest.approx(79.99)


@datasets
def test_nothing_can_be_changed(dataset: Dataset) -> None:
    inputs = dataset.first_inputs.plane
    sample = dataset.sample(inputs, dataset.target)
    for array in (sample.x, sample.y):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0.0
    table = dataset.table()
    table.loc[:, dataset.target] = 0.0
    assert dataset.sample(inputs, dataset.target).y.min() == dataset.column(dataset.target).low
    attribute = "target"
    with pytest.raises(FrozenInstanceError):
        setattr(dataset, attribute, "other")
    pd.testing.assert_frame_equal(dataset.table(), load(dataset.name).table())


def test_loaded_once() -> None:
    assert load("cereal") is load("cereal")


def test_unknown_names_are_answered_with_the_known_ones() -> None:
    with pytest.raises(ValueError, match="one of cereal, concrete, penguins; received 'wine'"):
        load("wine")
    with pytest.raises(ValueError, match=r"columns calories, protein, .*; received 'sugar'"):
        load("cereal").sample(["sugar"], "calories")
    with pytest.raises(ValueError, match="received 'mfr'"):
        load("cereal").column("mfr")
    with pytest.raises(ValueError, match="at least one input; received none"):
        load("cereal").sample([], "calories")
    with pytest.raises(ValueError, match="a list of names; received the text 'sugars'"):
        load("cereal").sample("sugars", "calories")


def test_a_title_without_a_unit() -> None:
    assert load("cereal").column("shelf").title == "shelf"


def test_the_core_brings_no_heavy_library_along() -> None:
    code = (
        "import sys, pkgutil, importlib, playground.core, playground.state\n"
        "for module in pkgutil.iter_modules(playground.core.__path__, 'playground.core.'):\n"
        "    importlib.import_module(module.name)\n"
        "print({'plotly', 'streamlit', 'keras', 'tensorflow'} & {*sys.modules})"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_the_penguins_are_those_of_palmerpenguins() -> None:
    """Counts and means as published with the package."""
    table = load("penguins").table()
    counts = table["species"].value_counts().to_dict()
    assert counts == {"Adelie": 152, "Chinstrap": 68, "Gentoo": 124}
    assert table["island"].value_counts().to_dict() == {
        "Biscoe": 168,
        "Dream": 124,
        "Torgersen": 52,
    }
    assert table["sex"].value_counts().to_dict() == {"male": 168, "female": 165}
    means = table.mean(numeric_only=True).round(4).to_dict()
    assert means == {
        "bill_length_mm": 43.9219,
        "bill_depth_mm": 17.1512,
        "flipper_length_mm": 200.9152,
        "body_mass_g": 4201.7544,
    }
