"""Pictures on paper: points and curves where the axes' numbers say."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np

from playground.figures.paper import chart, ticks


def test_points_and_a_curve_lie_where_the_numbers_are() -> None:
    points = np.array([[0.0, 60.0], [10.0, 80.0]])
    svg = ElementTree.fromstring(chart(points, ("sugars (g)", "a < b"), points))
    numbers = {text.text: text for text in svg.iter("text")}
    assert {"0", "10", "60", "80", "sugars (g)", "a < b"} <= {*numbers}
    dots = re.findall(r"M([\d.]+) ([\d.]+)h0", next(svg.iter("path")).attrib["d"])
    assert [x for x, _ in dots] == [numbers[x].attrib["x"] for x in ("0", "10")]
    for (_, top), shown in zip(dots, ("60", "80"), strict=True):
        assert abs(float(top) + 4 - float(numbers[shown].attrib["y"])) < 0.1
    line = next(svg.iter("polyline")).attrib["points"]
    assert line.split() == [f"{x},{y}" for x, y in dots]


def test_round_numbers_along_an_axis() -> None:
    assert ticks(-0.9, 15.9, 4) == [0.0, 5.0, 10.0, 15.0]
    assert ticks(0.0, 1.0, 2) == [0.0, 0.5, 1.0]
    assert ticks(3.0, 3.2, 2) == [3.0, 3.1, 3.2]
    assert ticks(0.0, 10.0, 0) == [0.0, 10.0]
