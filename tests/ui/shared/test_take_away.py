"""The sheet "Take away": which files each page gives, and how large they are said to be."""

from __future__ import annotations

import numpy as np
import pytest

from playground.core.network.weights import Tensors
from playground.core.takeaway import Takeaway
from playground.export.run_table import history_csv
from playground.state.concrete import ConcreteState
from playground.state.layers import LayersState
from playground.state.neuron import NeuronState
from playground.state.plane import PlaneState
from playground.state.splits import split_of
from playground.state.training import TrainingState
from playground.ui.shared.take_away import _file_name, _size, files
from playground.ui.shared.takeaways import of_concrete, of_layers, of_training, of_unit
from tests.export.takeaways import SHORT

NAMES = [
    *("Page that moves", "Notebook", "Python script", "Keras model", "Weights as JSON"),
    *("Weights as a table", "Data as a table"),
]


def _takeaways() -> dict[str, Takeaway]:
    training = TrainingState.default()
    layers = LayersState.default(inputs=("sugars", "fiber"))
    return {
        "neuron": of_unit(NeuronState.default(), SHORT),
        "plane": of_unit(PlaneState.default(), SHORT),
        "layers": of_layers(layers, SHORT),
        "training": of_training(training, training.layers_state),
        "concrete": of_concrete(ConcreteState.default()),
    }


@pytest.mark.parametrize("page", ["neuron", "plane", "layers", "training", "concrete"])
def test_every_page_with_a_network_gives_its_files(page: str) -> None:
    takeaway = _takeaways()[page]
    given = [*files(takeaway)]
    first = "Handout for paper" if page == "concrete" else NAMES[0]
    assert [file.label for file in given] == [first, *NAMES[1:]]
    for file in given:
        if file.label == "Keras model":
            continue  # it takes Keras
        data = file.make()
        assert data, file.label
        if file.size:
            assert 0.5 < file.size / len(data) < 2, f"{file.label} has {len(data):,} bytes"
        text = _size(file)
        assert text.endswith(("\u00a0kB.", "\u00a0MB."))


def test_the_page_that_moves_may_have_several_classes() -> None:
    state = LayersState.default("penguins", ("bill_length_mm",), "species")
    given = [file.label for file in files(of_layers(state, SHORT))]
    assert given == NAMES


def test_what_is_taken_is_what_is_on_screen() -> None:
    start = NeuronState.default()
    takeaway = of_unit(start, SHORT)
    x = np.array([[start.probe]])
    assert takeaway.predict(x)[0, 0] == pytest.approx(start.w[0] * start.probe + start.b)
    training = TrainingState.default()
    trained = training.layers_state.with_weights(
        [array + 1 for array in training.layers_state.weights]
    )
    taken = of_training(training, trained)
    assert Tensors(taken.weights) == trained.tensors
    np.testing.assert_array_equal(taken.test_rows, split_of(training)[1])
    assert taken.recipe == training.recipe


def test_a_training_gives_its_losses() -> None:
    takeaway = _takeaways()["training"]
    losses = files(takeaway, lambda: history_csv(np.ones(2), np.ones(2)))
    (file,) = [file for file in losses if file.label == "Losses as a table"]
    assert file.make().count(b"\n") == 3


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("calories from sugars", "calories from sugars"),
        ('a/b\\c:d*e?f"g<h>i|j from x', "a b c d e f g h i j from x"),
        ("..", "network"),
        ("Strength ≥ 30 MPa from Age", "Strength 30 MPa from Age"),
        ("x" * 100, "x" * 60),
    ],
)
def test_names_of_files_are_allowed_everywhere(title: str, name: str) -> None:
    assert _file_name(title) == name
