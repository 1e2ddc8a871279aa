"""Targets of classes on Layers and Training: in links, and what another target changes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.core.fit.losses import LOSSES
from playground.core.network.network import Dense
from playground.state.layer_actions import with_data, with_inputs, with_points, with_target
from playground.state.layers import LayersState, reinitialised
from playground.state.plane import PlaneState
from playground.state.training import TrainingState

HIDDEN = (Dense(4, "relu"),)


def start(target: str = "shelf = 2", inputs: tuple[str, ...] = ("sugars", "fiber")) -> LayersState:
    return LayersState.default("cereal", inputs, target, HIDDEN)


@pytest.mark.parametrize(
    ("data", "target", "last", "loss"),
    [
        ("cereal", "calories", Dense(1), "mse"),
        ("cereal", "shelf = 2", Dense(1, "sigmoid"), "binary_crossentropy"),
        ("penguins", "species = Adelie", Dense(1, "sigmoid"), "binary_crossentropy"),
        ("concrete", "CompressiveStrength >= 30", Dense(1, "sigmoid"), "binary_crossentropy"),
        ("spiral-100-5-2", "class", Dense(1, "sigmoid"), "binary_crossentropy"),
        ("v", "y", Dense(1), "mse"),
    ],
)
def test_the_target_decides_the_output_and_the_loss(
    data: str, target: str, last: Dense, loss: str
) -> None:
    query = {"data": data, "target": target, "layers": "4-relu", "epochs": "50"}
    state, ignored = TrainingState.from_query(query)
    assert ignored == ()
    assert state.network.layers[-1] == last
    assert state.recipe.loss == loss
    LOSSES[loss].check(state.network)
    assert TrainingState.from_query(state.to_query()) == (state, ())
    assert "loss" not in state.to_query()
    again = replace(state, layers_state=reinitialised(state.layers_state, 5, "he_uniform"))
    assert TrainingState.from_query(again.to_query()) == (again, ())


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("name", "'name' is no column here"),
        ("mfr", "1 row of 76 is “A”, and a class takes at least 2"),
        ("calories >= 10", "every row would be of one class"),
        ("calories >= 1e300", "is not between"),
        ("rating = each", "rating has 77 different values, and there are at most 10 classes"),
        ("sugars >= 9", "'sugars' is an input already"),
        ("sugars = 9", "'sugars' is an input already"),
    ],
)
def test_a_target_that_cannot_be_costs_one_sentence_and_nothing_else(
    target: str, reason: str
) -> None:
    query = {"inputs": "sugars", "layers": "4-relu,3-tanh", "rate": "0.5"}
    good, none = TrainingState.from_query(query)
    bad, (sentence,) = TrainingState.from_query({**query, "target": target})
    assert none == ()
    assert bad == good
    assert reason in sentence


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ({"data": "circle-5-10-0"}, "rows must be between 20 and 1000"),
        ({"data": "circle-x"}, "is no name such as circle-200-10-0"),
        ({"data": "hearts"}, "'hearts' is none of"),
        ({"loss": "mae", "target": "shelf = 2"}, "is no loss for this target: binary_cross"),
        ({"loss": "binary_crossentropy"}, "is no loss for this target: mse or mae or huber"),
        ({"output": "softmax"}, "'softmax' is none of linear, relu"),
    ],
)
def test_sentences(query: dict[str, str], reason: str) -> None:
    _, (sentence,) = TrainingState.from_query(query)
    assert reason in sentence


def test_three_classes_take_softmax() -> None:
    state = TrainingState(LayersState.default("penguins", ("bill_length_mm",), "species", HIDDEN))
    assert state.network.layers == (*HIDDEN, Dense(3, "softmax"))
    assert state.recipe.loss == "sparse_categorical_crossentropy"
    LOSSES[state.recipe.loss].check(state.network)


def test_another_target_keeps_the_weights_it_can() -> None:
    numbers = reinitialised(start("calories"), 3, "glorot_uniform")
    shelf = with_target(numbers, "shelf = 2")
    assert shelf.tensors == numbers.tensors
    frozen = replace(shelf, frozen=(0, shelf.size - 1))
    three = with_target(frozen, "shelf = each")
    assert three.network.layers == (*HIDDEN, Dense(3, "softmax"))
    for before, after in zip(numbers.tensors.arrays[:2], three.tensors.arrays[:2], strict=True):
        assert np.array_equal(before, after)
    kernel, bias = three.tensors.arrays[2:]
    assert np.array_equal(kernel[:, :1], numbers.tensors.arrays[2])
    assert three.frozen == (0, three.size - 3), "the bias of the first unit"
    back = with_target(three, "calories")
    assert back.tensors == numbers.tensors
    assert bias.shape == (3,)


def test_a_target_takes_its_column_from_the_inputs_and_inputs_theirs_from_no_target() -> None:
    cut = with_target(start("calories"), "sugars >= 9")
    assert (cut.inputs, cut.classes) == (("fiber",), ("below 9 g", "9 g or more"))
    with pytest.raises(ValueError, match="columns must differ"):
        with_inputs(cut, ("sugars", "fiber"))
    with pytest.raises(ValueError, match="a class takes at least 2"):
        with_target(start("calories"), "mfr")
    one_hot = with_inputs(start(), ("sugars", "mfr"))
    assert with_target(one_hot, "mfr = K").inputs == ("sugars",)


def test_classes_are_seen_from_above_with_wrong_answers_marked() -> None:
    numbers = start("calories")
    assert (numbers.view, numbers.residuals) == ("3d", False)
    shelf = with_target(numbers, "shelf = each")
    assert (shelf.view, shelf.residuals) == ("top", True)
    assert "view" not in shelf.to_query()
    turned = replace(shelf, view="3d", residuals=False)
    assert with_target(turned, "shelf = 2").view == "3d", "as it was chosen"
    assert LayersState.from_query(turned.to_query()) == (turned, ())
    assert (with_target(shelf, "calories").view, with_data(numbers, "blobs").view) == ("3d", "top")


def test_another_data_set_brings_its_target() -> None:
    circle = with_data(start(), "circle")
    assert (circle.target, circle.inputs) == ("class", ("x1", "x2"))
    assert circle.network.layers == (*HIDDEN, Dense(1, "sigmoid"))
    cereal = with_data(circle, "cereal")
    assert cereal.network.layers == (*HIDDEN, Dense(1))


def test_an_output_of_numbers_may_be_bent_and_keeps_zero_in_its_place() -> None:
    state = replace(start("calories"), output="relu")
    assert state.network.layers[-1] == Dense(1, "relu")
    assert state.scaling.y_mean == 0.0
    assert LayersState.from_query(state.to_query()) == (state, ())
    assert replace(state, target="shelf = 2").network.layers[-1] == Dense(1, "sigmoid")
    with pytest.raises(ValueError, match="output must be one of"):
        replace(state, output="softmax")
    values = state.values
    assert values.activations == ["relu", "relu"]
    assert state.with_values(values) == state


def test_where_every_number_is_an_input_a_category_is_predicted() -> None:
    numbers = "bill_length_mm,bill_depth_mm,flipper_length_mm,body_mass_g"
    state, ignored = LayersState.from_query({"data": "penguins", "inputs": numbers})
    assert (state.target, ignored) == ("species = Adelie", ())
    plane, ignored = PlaneState.from_query({"data": "penguins", "inputs": numbers})
    assert (plane.target, plane.activation, ignored) == ("species = Adelie", "sigmoid", ())


def test_other_points_of_the_same_shape_keep_the_network_and_another_shape_the_inputs() -> None:
    circle = with_inputs(with_data(start(), "circle"), ("x1", "x2", "x1²"))
    circle = reinitialised(circle, 3, "glorot_uniform")
    noisy = with_points(circle, "circle-300-25-4")
    assert noisy == replace(circle, data="circle-300-25-4")
    spiral = with_points(circle, "spiral-300-25-4")
    assert (spiral.inputs, spiral.layers, spiral.seed) == (circle.inputs, circle.layers, 3)
    assert LayersState.from_query(spiral.to_query()) == (spiral, ())
    blobs = with_points(spiral, "blobs")
    assert (blobs.network.layers[-1], blobs.inputs) == (Dense(3, "softmax"), spiral.inputs)
    assert with_points(blobs, "v").target == "y"
    assert with_points(with_points(blobs, "v"), "circle").inputs == ("x1", "x2")
    assert with_points(start(), "circle") == with_data(start(), "circle")


def test_shapes_come_with_both_of_their_inputs() -> None:
    one = start(inputs=("sugars",))
    assert with_data(one, "spiral").inputs == ("x1", "x2")
    assert with_data(one, "concrete").inputs == ("Cement",)
