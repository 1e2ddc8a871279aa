"""The data that everybody's lines lie over."""

from __future__ import annotations

import pytest

from playground.core.data.samples import cached_sample
from playground.rooms.data_points import data_points
from playground.rooms.errors import Refused


def test_points_are_those_of_the_page() -> None:
    points = data_points("cereal", "sugars", "calories")
    sample = cached_sample("cereal", ("sugars",), "calories")
    assert points.x == sample.x[:, 0].tolist()
    assert points.y == sample.y.tolist()
    assert (points.x_name, points.y_name) == ("sugars", "calories")


@pytest.mark.parametrize(
    "columns",
    [("nowhere", "a", "b"), ("cereal", "nothing", "calories"), ("cereal", "name", "calories")],
)
def test_other_data_are_refused_in_a_sentence(columns: tuple[str, str, str]) -> None:
    with pytest.raises(Refused, match="no such data"):
        data_points(*columns)


def test_somebodys_own_data_stay_theirs() -> None:
    with pytest.raises(Refused, match="own"):
        data_points("own-abc", "a", "b")


def test_names_are_those_for_people() -> None:
    points = data_points("concrete", "BlastFurnaceSlag", "CompressiveStrength")
    assert (points.x_name, points.y_name) == ("Blast-furnace slag", "Strength")
