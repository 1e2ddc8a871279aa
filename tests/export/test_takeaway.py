"""What is taken home: notebook and script, weights, history; without Keras, as texts."""

from __future__ import annotations

import ast
import csv
import json
from dataclasses import replace
from io import StringIO
from itertools import chain

import numpy as np
import pytest

from playground.core.network.network import Network, forward, neuron
from playground.core.network.scaling import Scaling
from playground.core.takeaway import Takeaway
from playground.export.data_text import MAX_PLAIN, python_text
from playground.export.notebook import notebook, script
from playground.export.run_table import history_csv
from playground.export.weights_file import weights_csv, weights_json
from tests.export.takeaways import (
    SHORT,
    classifiers,
    large,
    own,
    own_table,
    stack,
    stacks,
    trainings,
    units,
    weighted,
)

CELL_KEYS = {
    "code": {"cell_type", "execution_count", "id", "metadata", "outputs", "source"},
    "markdown": {"cell_type", "id", "metadata", "source"},
}


def _cells(takeaway: Takeaway) -> list[dict[str, object]]:
    """The cells of its notebook, which must be one in the form 4.5 of `nbformat`."""
    text = json.loads(notebook(takeaway))
    assert set(text) == {"cells", "metadata", "nbformat", "nbformat_minor"}
    assert (text["nbformat"], text["nbformat_minor"]) == (4, 5)
    assert text["metadata"]["kernelspec"]["name"] == "python3"
    ids = [cell["id"] for cell in text["cells"]]
    assert len({*ids}) == len(ids)
    for cell in text["cells"]:
        assert set(cell) == CELL_KEYS[cell["cell_type"]]
        assert cell["metadata"] == {}
        lines = cell["source"]
        assert all(line.endswith("\n") for line in lines[:-1])
    cells: list[dict[str, object]] = text["cells"]
    return cells


def test_every_state_gives_a_notebook_and_a_script_that_compile() -> None:
    mine = own_table()
    every = [*chain(units(), stacks(), classifiers(), trainings(), own(mine)), large()]
    assert len(every) >= 60
    for takeaway in every:
        for cell in _cells(takeaway):
            if cell["cell_type"] == "code":
                ast.parse("".join(cell["source"]))  # type: ignore[arg-type]
        ast.parse(script(takeaway))


def test_the_numbers_of_a_neuron_are_those_on_screen() -> None:
    columns = ("cereal", ("sugars",), "calories")
    takeaway = Takeaway(*columns, Network(1), neuron([2.5], 90.0), row=(5.0,))
    text = script(takeaway).decode()
    assert "np.array([[2.5]]),  # w\n    np.array([90.0]),  # b\n" in text
    assert "on_page = [102.5]" in text
    assert "\ncereal,sugars (g),calories (kcal),part\n100% Bran,6,70,train\n" in text


def test_a_split_stands_in_the_data() -> None:
    takeaway = next(trainings())
    text = script(takeaway).decode()
    assert text.count(",test\n") == len(takeaway.test_rows)
    assert "validation_data" in text
    assert "EarlyStopping" in text


def test_the_weights_come_as_json_with_their_scaling() -> None:
    takeaway = next(stacks())
    text = json.loads(weights_json(takeaway))
    assert text["format"] == "dense layers"
    assert text["inputs"] == [{"name": "sugars", "unit": "g"}]
    arrays = [np.array(layer[part]) for layer in text["layers"] for part in ("kernel", "bias")]
    for received, expected in zip(arrays, takeaway.weights, strict=True):
        np.testing.assert_array_equal(received.astype(np.float32), expected.astype(np.float32))
    scaling = text["scaling"]
    again = Scaling(
        np.array(scaling["x_mean"]),
        np.array(scaling["x_scale"]),
        scaling["y_mean"],
        scaling["y_scale"],
    )
    x = takeaway.sample.x
    predicted = again.raw_target(forward(takeaway.network, tuple(arrays), again.inputs(x)))
    np.testing.assert_allclose(predicted, takeaway.predict(x), rtol=1e-6)


def test_the_weights_come_as_a_table() -> None:
    lines = [*csv.reader(StringIO(weights_csv(next(classifiers())).decode()))]
    assert lines[0] == ["layer", "neuron", "reads", "weight"]
    assert [line[2] for line in lines[1:]] == ["Age", "Cement", "bias"]
    mine = own_table()
    text = weights_csv(next(own(mine))).decode()
    assert "\n1,1," in text


def test_a_table_of_weights_runs_no_formula() -> None:
    mine = own_table()
    for takeaway in own(mine):
        for line in csv.reader(StringIO(weights_csv(takeaway).decode())):
            assert not line[2].startswith(("=", "+", "@"))


def test_the_losses_of_a_run_come_as_a_table() -> None:
    text = history_csv(np.array([1.0, 0.25]), np.array([2.0, np.nan])).decode()
    assert text == "epoch,loss,test loss\n1,1.0,2.0\n2,0.25,\n"


def test_the_weights_of_the_classes_are_in_the_training() -> None:
    assert b"\n    class_weight={0: 1.0, 1: 4.0},\n" in script(weighted())
    assert b"class_weight" not in script(replace(weighted(), recipe=SHORT))


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="2 inputs; received 1 columns"):
        Takeaway("cereal", ("sugars",), "calories", Network(2), neuron([1, 2], 3))
    with pytest.raises(ValueError, match="axes must be one or two of the inputs"):
        Takeaway("cereal", ("sugars",), "calories", Network(1), neuron([1], 3), axes=("fiber",))


def test_a_long_table_is_compressed() -> None:
    inputs = ("x1", "x2", "x1²", "x2²", "x1·x2", "sin x1", "sin x2")
    long = script(stack("gauss-1000-10-0", inputs, "class", ()))
    assert b"zlib.decompress" not in long
    assert python_text("x" * (MAX_PLAIN + 1)).startswith("zlib.decompress(")
