"""The scatter: points where they are, names and units where they belong."""

from __future__ import annotations

from html import unescape
from typing import Any

import numpy as np
import pytest

from playground.core.data.datasets import DATASETS, load
from playground.core.data.overlap import dodge
from playground.figures.scatter import scatter


def figure_of(data: str = "cereal", column: str = "sugars", target: str = "calories") -> Any:
    sample = load(data).sample([column], target)
    plotted_x = dodge(sample.x[:, 0], sample.y, 0.5)
    return scatter(sample, plotted_x, x_axis=(-1.0, 20.0), y_axis=(0.0, 170.0))


def test_points_are_drawn_where_they_are_told_and_named_as_they_are() -> None:
    sample = load("cereal").sample(["sugars"], "calories")
    (points,) = figure_of().data
    np.testing.assert_array_equal(points.x, dodge(sample.x[:, 0], sample.y, 0.5))
    np.testing.assert_array_equal(points.y, sample.y)
    assert [unescape(row[0]) for row in points.customdata] == list(sample.names)
    assert [row[1] for row in points.customdata] == sample.x[:, 0].tolist()
    assert [row[2] for row in points.customdata] == sample.y.tolist()


def test_classes_are_named_and_their_axis_is_a_probability() -> None:
    two, three = figure_of(target="shelf = 2"), figure_of(target="shelf = each")
    assert {row[2] for row in two.data[0].customdata} == {"not shelf 2", "shelf 2"}
    assert {row[2] for row in three.data[0].customdata} == {"1", "2", "3"}
    assert two.layout.yaxis.title.text == "probability of shelf 2"
    assert three.layout.yaxis.title.text == "probability"
    assert three.layout.yaxis.tickvals == (0.0, 0.25, 0.5, 0.75, 1.0)


def test_hovering_tells_name_and_true_numbers_with_units() -> None:
    (points,) = figure_of().data
    assert points.hovertemplate == (
        "<b>%{customdata[0]}</b><br>sugars %{customdata[1]} g<br>"
        "calories %{customdata[2]} kcal<extra></extra>"
    )


def test_axes_carry_units_and_ranges_and_zoom_is_kept() -> None:
    layout = figure_of().layout
    assert layout.xaxis.title.text == "sugars (g)"
    assert layout.yaxis.title.text == "calories (kcal)"
    assert layout.xaxis.range == (-1.0, 20.0)
    assert layout.yaxis.range == (0.0, 170.0)
    assert layout.uirevision == "kept"
    assert not layout.showlegend


@pytest.mark.parametrize("data", DATASETS)
def test_percent_signs_are_not_taken_for_plotlys_own(data: str) -> None:
    for column in load(data).columns:
        target = next(other.name for other in load(data).columns if other.name != column.name)
        figure = figure_of(data, column.name, target)
        own = figure.data[0].hovertemplate.replace("%{customdata[0]}", "")
        own = own.replace("%{customdata[1]}", "").replace("%{customdata[2]}", "")
        assert "%" not in own.replace("&#37;", "")


def test_many_points_are_smaller() -> None:
    few, many = figure_of(), figure_of("concrete", "Age", "CompressiveStrength")
    assert many.data[0].marker.size < few.data[0].marker.size
