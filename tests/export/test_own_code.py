"""The script of somebody's own data reads their file and measures what the page measures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from playground.core.classes.metrics import class_metrics
from playground.core.fit.metrics import metrics
from playground.core.importing.export import csv_of
from playground.core.importing.read import read, read_table
from playground.core.importing.settings import Settings
from playground.core.importing.to_table import table_of
from playground.core.network.network import (
    Dense,
    Network,
    forward,
    layer_passes,
    neuron,
    output_layer,
)
from playground.export.keras_code import keras_code
from playground.export.own_code import own_code
from tests.scripts import output_of

pytestmark = pytest.mark.keras

CELLS = 'n;it\'s "m" [kg];{b}\\n;c (€)\n=cmd|x;1,5;2;3\nb;2;4;5\nc;3;;7\nd;5;1;8\n'


TOWNS = "".join(
    f"{i};{('=x', '-a, b', 'NA', '')[i % 4]};town {min(i * i % 97, 60 + i % 3)};{i % 7}\n"
    for i in range(1, 90)
)
CATEGORIES = f'n;kind;it\'s a "town";y\n{TOWNS}'


@pytest.mark.parametrize(
    ("cells", "inputs", "target", "others"),
    [
        (CELLS, None, "c", False),
        (CATEGORIES, ("kind", "n"), "y", False),
        (CATEGORIES, ('it\'s a "town"', "n", "kind"), "y", True),
    ],
)
def test_the_script_runs_on_the_file_that_is_saved(
    cells: str, inputs: tuple[str, ...] | None, target: str, others: bool, tmp_path: Path
) -> None:
    table = table_of(read(cells, settings=Settings().setting(missing_marks=("",))))
    inputs = inputs or tuple(column.name for column in table.columns[:2])
    dataset = table.dataset("Mine", inputs, target, "")
    sample, names = dataset.sample(inputs, target), dataset.inputs_of(inputs)
    network, rng = Network(len(names), (Dense(1),)), np.random.default_rng(0)
    weights = neuron(np.round(rng.normal(size=len(names)), 2).tolist(), 1.0)
    file = tmp_path / "mine.csv"
    file.write_bytes(csv_of(dataset))
    code = keras_code(network, weights, sample.x[0].tolist(), columns=names, target=target)
    code += own_code(dataset, names, target, str(file))
    assert ("# other" in code) == others
    mse = float(output_of(code, tmp_path).split("MSE")[1])
    expected = metrics(sample.y, forward(network, weights, sample.x)[:, 0]).mse
    assert mse == pytest.approx(expected, rel=1e-5)


@pytest.mark.parametrize(
    ("target", "classes"),
    [
        ("kind", 3),
        ("kind = NA", 2),
        ("y >= 3", 2),
        ("y = 2", 2),
        ("y = each", 7),
    ],
)
def test_of_classes_the_script_counts_the_right_answers(
    target: str, classes: int, tmp_path: Path
) -> None:
    table = table_of(read(CATEGORIES, settings=Settings().setting(missing_marks=("",))))
    dataset = table.dataset("Mine", ("n",), "y", "")
    sample = dataset.sample(["n"], target)
    assert len(sample.classes) == classes
    network, rng = Network(1, (Dense(4, "tanh"), output_layer(classes))), np.random.default_rng(3)
    weights = tuple(np.round(rng.normal(size=shape), 2) for shape in network.shapes)
    file = tmp_path / "mine.csv"
    file.write_bytes(csv_of(dataset))
    code = keras_code(network, weights, sample.x[0].tolist(), columns=["n"], target=target)
    code += own_code(dataset, ["n"], target, str(file))
    right = float(output_of(code, tmp_path).split("right answers")[1])
    last = layer_passes(network, weights, sample.x)[-1]
    assert right == pytest.approx(class_metrics(sample.y, last, classes).accuracy)


def test_what_is_saved_is_read_again_and_runs_no_formula() -> None:
    table = read_table(CELLS)
    dataset = table.dataset("Mine", (table.columns[0].name,), "c", "n")
    saved = csv_of(dataset)
    assert b"\n'=cmd" in saved
    again = read_table(saved)
    assert [c.title for c in again.columns] == [c.title for c in table.columns]
    np.testing.assert_array_equal(again.frame.to_numpy(), table.frame.to_numpy())
