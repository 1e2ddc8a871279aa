"""The payload of Planes: sliders, figures, the best plane, notes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from playground.core.data.datasets import DATASETS, load
from playground.stage.payloads.plane import (
    PlaneView,
    best_note,
    plane_payload,
    plane_view,
)
from playground.stage.predict.points import EVAL_POINTS
from playground.stage.protocol import PlanePayload, SliderSpec, SyncState
from playground.state.decision import FIRST
from playground.state.plane import MAX_INPUTS, PlaneState
from playground.state.values import Values
from tests.structs import sent

SUGARS_AND_FIBER = ("sugars", "fiber")


def choices() -> list[tuple[str, tuple[str, ...], str]]:
    """Some inputs of every number, and every column as an input and as the target once."""
    found = []
    for data in DATASETS:
        names = [column.name for column in load(data).columns]
        for i in range(len(names)):
            rotated = [*names[i:], *names[:i]]
            size = 2 + i % min(MAX_INPUTS - 1, len(names) - 2)
            found.append((data, tuple(rotated[1 : 1 + size]), rotated[0]))
    return found


def view_of(state: PlaneState) -> PlaneView:
    return plane_view(state.data, state.inputs, state.target, state.axes)


def note_of(state: PlaneState) -> str:
    return payload_of(state).note


def payload_of(state: PlaneState, path: list[list[list[float]]] | None = None) -> PlanePayload:
    """What the browser gets, by way of JSON."""
    return sent(plane_payload(view_of(state), state, SyncState("name", 3, 2), path))


def sliders(payload: PlanePayload) -> dict[str, SliderSpec]:
    return {slider.key: slider for slider in payload.sliders}


def number_of(weights: list[list[float]], at: list[float], slider: SliderSpec) -> float:
    """The number that a slider moves."""
    return (weights[slider.array] if slider.group == "weights" else at)[slider.index]


@pytest.mark.parametrize(("data", "inputs", "target"), choices())
def test_any_columns_make_a_stage(data: str, inputs: tuple[str, ...], target: str) -> None:
    start = PlaneState.default(data, inputs, target)
    payload = payload_of(start)
    sample = load(data).sample(inputs, target)
    x = np.array(payload.points.x).reshape(-1, len(inputs))
    np.testing.assert_array_equal(x, sample.x)
    assert payload.points.y == sample.y.tolist()
    assert payload.scale == np.ptp(sample.y) > 0.0
    assert payload.spread == pytest.approx(sample.x.std(axis=0).tolist())
    assert list(sliders(payload)) == [
        *(f"w{i}" for i in range(len(inputs))),
        "b",
        *(f"x{i}" for i in range(len(inputs))),
    ]
    for slider in payload.sliders:
        number = number_of(payload.values.weights, payload.values.at, slider)
        assert slider.low < slider.high
        assert slider.low <= number == slider.reset <= slider.high
        assert 10 < (slider.high - slider.low) / slider.step <= 2000

    kernel, bias = payload.best
    missed = sample.y - sample.x @ np.array(kernel) - bias[0]
    standard = (sample.x - sample.x.mean(axis=0)) / sample.x.std(axis=0)
    slack = 1e-6 * payload.scale
    assert missed.mean() == pytest.approx(0.0, abs=slack), "the best plane leaves no common miss"
    assert (missed @ standard / len(missed)).tolist() == pytest.approx(
        [0.0] * len(inputs), abs=slack
    ), "nor one that follows an input"
    r2 = 1.0 - missed.var() / sample.y.var()
    assert view_of(start).best_metrics.r2 == pytest.approx(r2, abs=1e-9)


@pytest.mark.parametrize("data", DATASETS)
def test_every_point_lies_inside_the_axes_and_every_slice_on_its_slider(data: str) -> None:
    start = PlaneState.default(data)
    payload, sample = payload_of(start), load(data).sample(start.inputs, start.target)
    values = [*(sample.x[:, axis] for axis in payload.axes), sample.y]
    for (low, high), column in zip(payload.spans, values, strict=True):
        assert low < column.min() <= column.max() < high
    for i in range(len(start.inputs)):
        slider = sliders(payload)[f"x{i}"]
        assert slider.low <= sample.x[:, i].min() < sample.x[:, i].max()
        assert sample.x[:, i].max() <= slider.high


def test_sliders_are_named_after_their_columns_and_units() -> None:
    stage = sliders(payload_of(PlaneState.default()))
    assert [slider.name for slider in stage.values()] == [
        *("w0 sugars", "w1 fiber", "w2 protein", "b"),
        *("sugars", "fiber", "protein"),
    ]
    assert [slider.unit for slider in stage.values()] == [
        *("kcal per g", "kcal per g", "kcal per g", "kcal"),
        *("g", "g", "g"),
    ]
    assert (
        len(
            {slider.name for slider in sliders(payload_of(PlaneState.default("concrete"))).values()}
        )
        == 17
    )


def test_the_best_plane_lies_inside_the_sliders_ends() -> None:
    for inputs in (SUGARS_AND_FIBER, None):
        payload = payload_of(PlaneState.default("cereal", inputs))
        weights = [slider for slider in payload.sliders if slider.group == "weights"]
        assert len(weights) == sum(map(len, payload.best))
        for slider in weights:
            assert slider.low < number_of(payload.best, [], slider) < slider.high, slider.key


def test_the_values_are_the_states_and_give_it_back() -> None:
    state = replace(
        PlaneState.default(),
        w=(2.5, -1.0, 3.25),
        b=90.0,
        at=(5.0, 1.0, 3.0),
        activation="relu",
        residuals=False,
        best=True,
        view="top",
        actual=True,
        camera=(0.5, 1.25, 2.0),
    )
    payload = payload_of(state)
    assert payload.values == Values(
        weights=[[2.5, -1.0, 3.25], [90.0]],
        activations=["relu"],
        frozen=[],
        at=[5.0, 1.0, 3.0],
        switches={"residuals": False, "best": True, "top": True, "actual": True},
        choices=FIRST.choices,
        camera=(0.5, 1.25, 2.0),
    )
    assert PlaneState.default().with_values(payload.values) == state
    assert (payload.session, payload.version, payload.ack) == ("name", 3, 2)
    assert payload.path is None


def test_the_reset_does_not_follow_the_values() -> None:
    changed = replace(PlaneState.default(), w=(1.0, 2.0, 3.0), b=5.0, at=(1.0, 1.0, 1.0))
    resets = {key: slider.reset for key, slider in sliders(payload_of(changed)).items()}
    start = PlaneState.default()
    assert resets == dict(zip(resets, (*start.w, start.b, *start.at), strict=True))


def test_a_path_has_the_weights_at_each_moment() -> None:
    path = [[[0.0, 0.0, 0.0], [100.0]], [[1.0, -1.0, 2.0], [80.0]]]
    assert payload_of(PlaneState.default(), path).path == path


def test_the_layout_key_changes_with_the_columns_and_axes_alone() -> None:
    start = PlaneState.default()
    key = payload_of(start).layout_key
    assert payload_of(replace(start, w=(1.0, 2.0, 3.0), view="top", best=True)).layout_key == key
    others = [
        replace(start, axes=("sugars", "protein")),
        replace(start, axes=("fiber", "sugars")),
        PlaneState.default("cereal", SUGARS_AND_FIBER),
        PlaneState.default("cereal", target="rating"),
        PlaneState.default("concrete"),
    ]
    keys = [tuple(payload_of(other).layout_key) for other in others]
    assert len({tuple(key), *keys}) == len(others) + 1


def test_axes_are_indices_of_inputs() -> None:
    payload = payload_of(replace(PlaneState.default(), axes=("protein", "sugars")))
    assert payload.axes == (2, 0)
    sample = load("cereal").sample(("sugars", "fiber", "protein"), "calories")
    points = next(trace for trace in payload.space.data if trace["name"] == "points")
    assert payload.space.layout["scene"]["xaxis"]["title"]["text"] == "protein (g)"
    assert payload.chart_label.endswith("over protein and sugars.")
    assert len(points["text"]) == len(sample.y)


def test_keras_knows_the_points_of_the_stage() -> None:
    sample = load("cereal").sample(("sugars", "fiber", "protein"), "calories")
    points = EVAL_POINTS.get(payload_of(PlaneState.default()).eval_points)
    np.testing.assert_array_equal(points.x, sample.x)
    np.testing.assert_array_equal(points.y, sample.y)


@pytest.mark.parametrize(
    ("data", "inputs", "note"),
    [
        ("cereal", SUGARS_AND_FIBER, "R² 0.368, MSE 240 kcal²."),
        ("cereal", None, "R² 0.497, MSE 191 kcal²."),
        ("concrete", None, "R² 0.615, MSE 107 MPa²."),
    ],
)
def test_the_limit_of_planes_is_named(data: str, inputs: tuple[str, ...] | None, note: str) -> None:
    state = PlaneState.default(data, inputs)
    expected = f"The best linear unit there is: {note}"
    assert payload_of(state).best_note == best_note(view_of(state)) == expected


def test_the_note_counts_points_and_names_rows_left_out() -> None:
    three = note_of(PlaneState.default())
    assert three.startswith("76 of 77 cereals.")
    assert "The paler a point" in three
    assert "Quaker Oatmeal" in three
    assert "paler" not in note_of(PlaneState.default("cereal", SUGARS_AND_FIBER))
    assert "Left out" not in note_of(PlaneState.default("concrete"))


def test_the_same_columns_are_looked_at_once() -> None:
    assert view_of(PlaneState.default()) is view_of(
        replace(PlaneState.default(), w=(3.0, 0.0, 0.0))
    )
