"""The script of somebody's own data reads their file and measures what the page measures."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from playground.core.fit.metrics import metrics
from playground.core.importing.export import csv_of
from playground.core.importing.read import read_table
from playground.core.network.network import Dense, Network, forward, neuron
from playground.export.keras_code import keras_code
from playground.export.own_code import own_code
from tests.scripts import output_of

pytestmark = pytest.mark.keras

CELLS = 'n;it\'s "m" [kg];{b}\\n;c (€)\n=cmd|x;1,5;2;3\nb;2;4;5\nc;3;;7\nd;5;1;8\n'


def test_the_script_runs_on_the_file_that_is_saved(tmp_path: Path) -> None:
    table = read_table(CELLS)
    inputs = tuple(column.name for column in table.columns[:2])
    dataset = table.dataset("Mine", inputs, "c", "n")
    sample = dataset.sample(inputs, "c")
    network, weights = Network(2, (Dense(1),)), neuron((2.0, -0.5), 1.0)
    file = tmp_path / "mine.csv"
    file.write_bytes(csv_of(dataset))
    code = keras_code(network, weights, (1.0, 2.0), columns=inputs, target="c")
    code += own_code(sample.inputs, sample.target, str(file))
    mse = float(output_of(code, tmp_path).split("MSE")[1])
    expected = metrics(sample.y, forward(network, weights, sample.x)[:, 0]).mse
    assert mse == pytest.approx(expected, rel=1e-5)


def test_what_is_saved_is_read_again_and_runs_no_formula() -> None:
    table = read_table(CELLS)
    dataset = table.dataset("Mine", (table.columns[0].name,), "c", "n")
    saved = csv_of(dataset)
    assert b"\n'=cmd" in saved
    again = read_table(saved)
    assert [c.title for c in again.columns] == [c.title for c in table.columns]
    np.testing.assert_array_equal(again.frame.to_numpy(), table.frame.to_numpy())
