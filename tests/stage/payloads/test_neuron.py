"""What the browser is told of two columns: ranges, figures, best neurons, notes."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import permutations
from typing import Any

import numpy as np
import pytest

from playground.core.data.datasets import DATASETS, load
from playground.core.fit.least_squares import least_squares
from playground.stage.payloads.neuron import NeuronView, neuron_view, overlap_note, neuron_payload
from playground.stage.predict.answer import SCENES
from playground.state.neuron import NeuronState

PAIRS = [
    (data, column, target)
    for data in DATASETS
    for column, target in list(permutations([column.name for column in load(data).columns], 2))[
        :: 7 if data == "cereal" else 11
    ]
]
"""A sample of all pairs of columns."""


def view_of(experiment: NeuronState) -> NeuronView:
    return neuron_view(experiment.data, experiment.inputs[0], experiment.target)


def told(experiment: NeuronState, **how: Any) -> dict[str, Any]:
    """What the browser is told, by way of JSON as it travels."""
    data = neuron_payload(view_of(experiment), experiment, "v-1", how.pop("path", None), **how)
    told: dict[str, Any] = json.loads(json.dumps(data, allow_nan=False))
    return told


@pytest.mark.parametrize(("data", "column", "target"), PAIRS)
def test_any_two_columns_make_a_stage(data: str, column: str, target: str) -> None:
    start = NeuronState.default(data, (column,), target)
    stage = told(start)
    sample = load(data).sample([column], target)
    assert stage["points"] == {"x": sample.x[:, 0].tolist(), "y": sample.y.tolist()}
    assert stage["scale"] == np.ptp(sample.y) > 0.0
    for slider, value in zip(stage["sliders"], (start.w[0], start.b, start.probe), strict=True):
        assert slider["low"] < slider["high"]
        assert slider["low"] <= value == slider["reset"] <= slider["high"]
        assert 10 < (slider["high"] - slider["low"]) / slider["step"] <= 2000
    low, high = stage["domain"]
    assert low < sample.x.min() <= sample.x.max() < high

    kernel, bias = least_squares(sample.x, sample.y)
    best = stage["best"]["linear"]
    assert (best["w"], best["b"]) == pytest.approx((kernel.item(), bias.item()), rel=1e-6)
    assert stage["best"]["relu"]["mse"] <= best["mse"] * (1 + 1e-9) <= stage["flat"] * (1 + 1e-6)
    w, b, _ = stage["sliders"]
    assert w["low"] < best["w"] < w["high"]
    assert b["low"] < best["b"] < b["high"]


def test_the_tutorials_numbers_lie_on_the_grid_of_the_sliders() -> None:
    stage = told(NeuronState.default())
    for slider, value in zip(stage["sliders"], (2.5, 90.0, 5.0), strict=True):
        steps = (value - slider["low"]) / slider["step"]
        assert steps == pytest.approx(round(steps), abs=1e-9)
        assert slider["low"] < value < slider["high"]


def test_sliders_name_their_units() -> None:
    w, b, probe = told(NeuronState.default())["sliders"]
    assert (w["unit"], b["unit"], probe["unit"]) == ("kcal per g", "kcal", "g")
    assert (w["name"], b["name"], probe["name"]) == ("w", "b", "probe")
    w, b, _ = told(NeuronState.default("cereal", ("shelf",), "calories"))["sliders"]
    assert (w["unit"], b["unit"]) == ("kcal", "kcal")
    w, b, _ = told(NeuronState.default("cereal", ("sugars",), "rating"))["sliders"]
    assert b["unit"] == ""
    assert w["unit"].endswith("per g")


def test_the_hand_is_what_the_experiment_holds() -> None:
    given = replace(
        NeuronState.default(),
        w=(2.5,),
        b=90.0,
        probe=7.0,
        activation="relu",
        residuals=False,
        best=True,
    )
    expected = {"w": 2.5, "b": 90.0, "probe": 7.0, "relu": True, "residuals": False, "best": True}
    stage = told(given)
    assert stage["hand"] == expected
    assert stage["version"] == "v-1"
    assert stage["path"] is None
    assert not stage["challenge"]


def test_a_path_is_told_point_by_point() -> None:
    stage = told(NeuronState.default(), path=[[0.0, 100.0], [1.0, 95.0], [2.5, 90.0]])
    assert stage["path"] == [[0.0, 100.0], [1.0, 95.0], [2.5, 90.0]]


def test_a_hidden_landscape_is_not_sent_at_all() -> None:
    stage = told(replace(NeuronState.default(), challenge=True), landscape_hidden="Later.")
    assert stage["landscapes"] is None
    assert stage["hidden"] == "Later."
    assert stage["challenge"]
    assert set(told(NeuronState.default())["landscapes"]) == {"linear", "relu"}


def test_keras_knows_the_scene_of_the_stage() -> None:
    sample = load("cereal").sample(["sugars"], "calories")
    scene = SCENES.get(told(NeuronState.default())["scene"])
    np.testing.assert_array_equal(scene.x, sample.x)
    np.testing.assert_array_equal(scene.y, sample.y)


def test_the_note_counts_points_spots_and_rows_left_out() -> None:
    sample = load("cereal").sample(["sugars"], "calories")
    spots = len({*zip(sample.x[:, 0].tolist(), sample.y.tolist(), strict=True)})
    note = overlap_note(view_of(NeuronState.default()))
    assert note.startswith(f"76 cereals on {spots} spots")
    assert "Quaker Oatmeal" in note
    assert load("cereal").row_names[0] not in note
    whole = overlap_note(neuron_view("cereal", "calories", "rating"))
    assert "Left out" not in whole


def test_the_same_columns_are_looked_at_once() -> None:
    assert view_of(NeuronState.default()) is view_of(replace(NeuronState.default(), w=(3.0,)))
