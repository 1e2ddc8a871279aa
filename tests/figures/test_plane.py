"""Planes: points where they are, traces that the stage moves, spans and names where they belong."""

from __future__ import annotations

from html import unescape
from typing import Any

import numpy as np
import pytest

from playground.core.data.datasets import DATASETS, load
from playground.figures.plane import curved_scene_3d, heat_map, predicted_against_actual, scene_3d

INPUTS = ("sugars", "fiber", "protein")
SPANS = ((-1.0, 16.0), (-0.5, 7.0), (-5.0, 170.0))
MAKERS = [scene_3d, heat_map]


def figure_of(make: Any, data: str = "cereal", axes: tuple[int, int] = (0, 2)) -> Any:
    dataset = load(data)
    inputs = INPUTS if data == "cereal" else ("Cement", "Age", "Water")
    return make(dataset.sample(inputs, dataset.target), axes, SPANS)


def traces(figure: Any) -> dict[str, Any]:
    return {trace.name: trace for trace in figure.data}


@pytest.mark.parametrize("axes", [(0, 2), (2, 1)])
def test_points_lie_over_the_two_inputs_that_are_shown(axes: tuple[int, int]) -> None:
    sample = load("cereal").sample(INPUTS, "calories")
    in_space = traces(figure_of(scene_3d, axes=axes))["points"]
    from_above = traces(figure_of(heat_map, axes=axes))["points"]
    for points in (in_space, from_above):
        np.testing.assert_array_equal(points.x, sample.x[:, axes[0]])
        np.testing.assert_array_equal(points.y, sample.x[:, axes[1]])
        assert [unescape(name) for name in points.text] == list(sample.names)
    np.testing.assert_array_equal(in_space.z, sample.y)
    np.testing.assert_array_equal(in_space.customdata, sample.y)
    np.testing.assert_array_equal(from_above.marker.color, sample.y)
    np.testing.assert_array_equal(from_above.customdata, sample.y)


def test_hovering_tells_name_and_numbers_with_units() -> None:
    for make in MAKERS:
        assert traces(figure_of(make))["points"].hovertemplate == (
            "<b>%{text}</b><br>sugars %{x} g<br>protein %{y} g<br>"
            "calories %{customdata} kcal<extra></extra>"
        )


def test_hovering_names_the_class_and_an_axis_is_a_probability() -> None:
    sample = load("cereal").sample(INPUTS, "calories >= 100")
    for make in MAKERS:
        points = traces(make(sample, (0, 2), SPANS))["points"]
        named = [sample.classes[int(k)] for k in sample.y]
        assert list(points.customdata) == named
        assert {*named} == {"below 100 kcal", "100 kcal or more"}
    title = scene_3d(sample, (0, 2), SPANS).layout.scene.zaxis.title.text
    assert title == "probability of 100 kcal or more"


def test_what_the_stage_moves_waits_empty_and_silent() -> None:
    in_space, from_above = traces(figure_of(scene_3d)), traces(figure_of(heat_map))
    assert {*in_space} == {"points", "residuals", "hinge", "best", "grid", "model", "probe"}
    assert [*from_above] == ["model", "points"], "the stage counts on the order"
    moved = [trace for name, trace in in_space.items() if name != "points"]
    for trace in moved:
        assert len(trace.x) == len(trace.y) == 0
        assert trace.hoverinfo == "skip"
    assert in_space["best"].line.dash == "dash"


def test_points_and_model_share_one_scale_of_colours() -> None:
    shown = traces(figure_of(heat_map))
    marker, model = shown["points"].marker, shown["model"]
    assert (marker.cmin, marker.cmax) == (model.zmin, model.zmax) == SPANS[2]
    assert model.colorbar.title.text == "calories (kcal)"


def test_axes_carry_units_and_spans_and_the_view_is_kept() -> None:
    scene = figure_of(scene_3d).layout.scene
    titles = ("sugars (g)", "protein (g)", "calories (kcal)")
    for axis, title, span in zip(
        (scene.xaxis, scene.yaxis, scene.zaxis), titles, SPANS, strict=True
    ):
        assert (axis.title.text, axis.range) == (title, span)
    assert scene.camera.eye.x is None, "the camera is set by the user"
    flat = figure_of(heat_map).layout
    for axis, title, span in zip((flat.xaxis, flat.yaxis), titles[:2], SPANS[:2], strict=True):
        assert (axis.title.text, axis.range) == (title, span)
    for make in MAKERS:
        assert figure_of(make).layout.uirevision == "kept"
        assert not figure_of(make).layout.showlegend


def test_many_points_are_smaller_in_space() -> None:
    few, many = (traces(figure_of(scene_3d, data))["points"] for data in ("cereal", "concrete"))
    assert many.marker.size < few.marker.size


@pytest.mark.parametrize("data", DATASETS)
@pytest.mark.parametrize("make", MAKERS)
def test_percent_signs_are_not_taken_for_plotlys_own(make: Any, data: str) -> None:
    dataset = load(data)
    names = [column.name for column in dataset.columns]
    for index, name in enumerate(names):
        others = names[index - 1], names[index - 2]
        sample = dataset.sample((name, others[0]), others[1])
        own = traces(make(sample, (0, 1), SPANS))["points"].hovertemplate
        for known in ("%{text}", "%{x}", "%{y}", "%{z}", "%{customdata}"):
            own = own.replace(known, "")
        assert "%" not in own


def test_a_perfect_model_lies_on_the_diagonal() -> None:
    target = load("cereal").column("calories")
    figure: Any = predicted_against_actual(target, (-5.0, 170.0))
    (diagonal,) = figure.data
    assert diagonal.x == diagonal.y == (-5.0, 170.0)
    assert figure.layout.xaxis.range == figure.layout.yaxis.range == (-5.0, 170.0)
    assert figure.layout.xaxis.title.text == "actual calories (kcal)"
    assert figure.layout.xaxis.fixedrange
    assert figure.layout.yaxis.fixedrange


def test_a_curved_surface_has_shade_and_finer_hinges_and_the_same_traces() -> None:
    flat, curved = traces(figure_of(scene_3d)), traces(figure_of(curved_scene_3d))
    assert list(curved) == list(flat)
    assert curved["model"].lighting.diffuse > 0
    assert curved["hinge"].line.width < flat["hinge"].line.width
