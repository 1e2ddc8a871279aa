"""The data that everybody's lines lie over."""

from __future__ import annotations

from msgspec import Struct

from playground.core.data.datasets import OWN_PREFIX
from playground.core.data.samples import cached_sample
from playground.core.data.subsampling import sampled_rows
from playground.rooms.errors import Refused


class DataPoints(Struct, frozen=True, kw_only=True):
    """Points of an input and a target, with the names of both for people."""

    x: list[float]
    y: list[float]
    x_name: str
    y_name: str


def data_points(data: str, column: str, target: str) -> DataPoints:
    """The points of a data set, of a large one some of them.

    Args:
        data: its name.
        column: name of the input.
        target: name of the target.

    Raises:
        Refused: if there are none, or they are somebody's own.
    """
    if data.startswith(OWN_PREFIX):
        raise Refused("These data are somebody's own, and stay in their browser tab.")
    try:
        sample = cached_sample(data, (column,), target)
    except (KeyError, ValueError) as error:
        raise Refused(f"There are no such data: {error}") from error
    rows = sampled_rows(len(sample.y))
    return DataPoints(
        x=sample.x[rows, 0].tolist(),
        y=sample.y[rows].tolist(),
        x_name=sample.inputs[0].name,
        y_name=sample.target.name,
    )
