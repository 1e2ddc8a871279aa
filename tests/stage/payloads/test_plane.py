"""What the browser is told of several columns: sliders, figures, the best plane, notes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from playground.core.data.datasets import DATASETS, load
from playground.stage.payloads.plane import PlaneView, bound, note, plane_payload, plane_view
from playground.stage.predict.answer import SCENES
from playground.state.plane import MAX_INPUTS, PlaneState

SUGARS_AND_FIBER = ("sugars", "fiber")


def choices() -> list[tuple[str, tuple[str, ...], str]]:
    """Some inputs of every number, and every column as an input and as the target once."""
    found = []
    for data in DATASETS:
        names = [column.name for column in load(data).columns]
        for place in range(len(names)):
            turned = [*names[place:], *names[:place]]
            size = 2 + place % min(MAX_INPUTS - 1, len(names) - 2)
            found.append((data, tuple(turned[1 : 1 + size]), turned[0]))
    return found


def view_of(plane: PlaneState) -> PlaneView:
    return plane_view(plane.data, plane.inputs, plane.target, plane.axes)


def note_of(plane: PlaneState) -> str:
    view = view_of(plane)
    return note(view.dataset, view.sample)


def told(plane: PlaneState, path: list[list[float]] | None = None) -> dict[str, Any]:
    """What the browser is told, by way of JSON as it travels."""
    data = plane_payload(view_of(plane), plane, "v-1", path)
    received: dict[str, Any] = json.loads(json.dumps(data, allow_nan=False))
    return received


def sliders(stage: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {slider["key"]: slider for slider in stage["sliders"]}


@pytest.mark.parametrize(("data", "inputs", "target"), choices())
def test_any_columns_make_a_stage(data: str, inputs: tuple[str, ...], target: str) -> None:
    start = PlaneState.default(data, inputs, target)
    stage = told(start)
    sample = load(data).sample(inputs, target)
    x = np.array(stage["points"]["x"]).reshape(-1, len(inputs))
    np.testing.assert_array_equal(x, sample.x)
    assert stage["points"]["y"] == sample.y.tolist()
    assert stage["scale"] == np.ptp(sample.y) > 0.0
    assert stage["spread"] == pytest.approx(sample.x.std(axis=0).tolist())
    assert stage["kernel"] == [f"w{place}" for place in range(len(inputs))]
    for key, slider in sliders(stage).items():
        assert slider["low"] < slider["high"]
        assert slider["low"] <= stage["hand"][key] == slider["reset"] <= slider["high"]
        assert 10 < (slider["high"] - slider["low"]) / slider["step"] <= 2000

    best = np.array([stage["best"][key] for key in stage["kernel"]])
    missed = sample.y - sample.x @ best - stage["best"]["b"]
    standard = (sample.x - sample.x.mean(axis=0)) / sample.x.std(axis=0)
    slack = 1e-6 * stage["scale"]
    assert missed.mean() == pytest.approx(0.0, abs=slack), "the best plane leaves no common miss"
    assert (missed @ standard / len(missed)).tolist() == pytest.approx(
        [0.0] * len(inputs), abs=slack
    ), "nor one that follows an input"
    r2 = 1.0 - missed.var() / sample.y.var()
    assert view_of(start).best_metrics.r2 == pytest.approx(r2, abs=1e-9)


@pytest.mark.parametrize("data", DATASETS)
def test_every_point_lies_inside_the_axes_and_every_slice_on_its_slider(data: str) -> None:
    start = PlaneState.default(data)
    stage, sample = told(start), load(data).sample(start.inputs, start.target)
    values = [*(sample.x[:, axis] for axis in stage["axes"]), sample.y]
    for (low, high), column in zip(stage["spans"], values, strict=True):
        assert low < column.min() <= column.max() < high
    for place in range(len(start.inputs)):
        slider = sliders(stage)[f"x{place}"]
        assert slider["low"] <= sample.x[:, place].min() < sample.x[:, place].max()
        assert sample.x[:, place].max() <= slider["high"]


def test_sliders_are_named_after_their_columns_and_units() -> None:
    stage = sliders(told(PlaneState.default()))
    assert [slider["name"] for slider in stage.values()] == [
        *("w0 sugars", "w1 fiber", "w2 protein", "b"),
        *("sugars", "fiber", "protein"),
    ]
    assert [slider["unit"] for slider in stage.values()] == [
        *("kcal per g", "kcal per g", "kcal per g", "kcal"),
        *("g", "g", "g"),
    ]
    assert (
        len({slider["name"] for slider in sliders(told(PlaneState.default("concrete"))).values()})
        == 17
    )


def test_the_best_plane_can_be_reached_by_hand() -> None:
    """Inside the sliders' ends, so that it can be chased."""
    for inputs in (SUGARS_AND_FIBER, None):
        stage = told(PlaneState.default("cereal", inputs))
        for key, value in stage["best"].items():
            slider = sliders(stage)[key]
            assert slider["low"] < value < slider["high"], key


def test_the_hand_is_what_the_plane_holds_and_comes_back_as_it_was() -> None:
    given = replace(
        PlaneState.default(),
        w=(2.5, -1.0, 3.25),
        b=90.0,
        at=(5.0, 1.0, 3.0),
        activation="relu",
        residuals=False,
        best=True,
        view="top",
        camera=(0.5, 1.25, 2.0),
    )
    stage = told(given)
    assert stage["hand"] == {
        "w0": 2.5,
        "w1": -1.0,
        "w2": 3.25,
        "b": 90.0,
        "x0": 5.0,
        "x1": 1.0,
        "x2": 3.0,
        "relu": True,
        "residuals": False,
        "best": True,
        "top": True,
        "camera": [0.5, 1.25, 2.0],
    }
    assert PlaneState.default().moved(stage["hand"]) == given
    assert (stage["version"], stage["path"], stage["kind"]) == ("v-1", None, "plane")


def test_the_reset_does_not_follow_the_hand() -> None:
    moved = replace(PlaneState.default(), w=(1.0, 2.0, 3.0), b=5.0, at=(1.0, 1.0, 1.0))
    resets = {key: slider["reset"] for key, slider in sliders(told(moved)).items()}
    start = PlaneState.default()
    assert resets == dict(zip(resets, (*start.w, start.b, *start.at), strict=True))


def test_a_path_is_told_point_by_point() -> None:
    path = [[0.0, 0.0, 0.0, 100.0], [1.0, -1.0, 2.0, 80.0]]
    assert told(PlaneState.default(), path)["path"] == path


def test_the_look_changes_with_the_columns_and_axes_alone() -> None:
    start = PlaneState.default()
    look = told(start)["look"]
    assert told(replace(start, w=(1.0, 2.0, 3.0), view="top", best=True))["look"] == look
    others = [
        replace(start, axes=("sugars", "protein")),
        replace(start, axes=("fiber", "sugars")),
        PlaneState.default("cereal", SUGARS_AND_FIBER),
        PlaneState.default("cereal", target="rating"),
        PlaneState.default("concrete"),
    ]
    looks = [tuple(told(other)["look"]) for other in others]
    assert len({tuple(look), *looks}) == len(others) + 1


def test_axes_are_told_by_their_places() -> None:
    stage = told(replace(PlaneState.default(), axes=("protein", "sugars")))
    assert stage["axes"] == [2, 0]
    sample = load("cereal").sample(("sugars", "fiber", "protein"), "calories")
    points = next(trace for trace in stage["space"]["data"] if trace["name"] == "points")
    assert stage["space"]["layout"]["scene"]["xaxis"]["title"]["text"] == "protein (g)"
    assert stage["chart_label"].endswith("over protein and sugars.")
    assert len(points["text"]) == len(sample.y)


def test_keras_knows_the_scene_of_the_stage() -> None:
    sample = load("cereal").sample(("sugars", "fiber", "protein"), "calories")
    scene = SCENES.get(told(PlaneState.default())["scene"])
    np.testing.assert_array_equal(scene.x, sample.x)
    np.testing.assert_array_equal(scene.y, sample.y)


@pytest.mark.parametrize(
    ("data", "inputs", "says"),
    [
        ("cereal", SUGARS_AND_FIBER, "R² 0.37, MSE 239.6 kcal²."),
        ("cereal", None, "R² 0.50, MSE 190.6 kcal²."),
        ("concrete", None, "R² 0.62, MSE 107.2 MPa²."),
    ],
)
def test_the_limit_of_planes_is_said(data: str, inputs: tuple[str, ...] | None, says: str) -> None:
    plane = PlaneState.default(data, inputs)
    assert told(plane)["bound"] == bound(view_of(plane)) == f"The best linear unit there is: {says}"


def test_the_note_counts_points_and_names_rows_left_out() -> None:
    three = note_of(PlaneState.default())
    assert three.startswith("76 cereals.")
    assert "The paler a point" in three
    assert "Quaker Oatmeal" in three
    assert "paler" not in note_of(PlaneState.default("cereal", SUGARS_AND_FIBER))
    assert "Left out" not in note_of(PlaneState.default("concrete"))


def test_the_same_columns_are_looked_at_once() -> None:
    assert view_of(PlaneState.default()) is view_of(
        replace(PlaneState.default(), w=(3.0, 0.0, 0.0))
    )
