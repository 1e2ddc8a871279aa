"""Which rows pass a filter, and which lie inside what a hand drew around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.core.data.datasets import Dataset, RowIndices
from playground.core.network.activations import Array


@dataclass(frozen=True)
class RangeFilter:
    """Numbers of a column from `low` to `high`, both included.

    Raises:
        ValueError: if there can be none.
    """

    column: str
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"low must not be above high; received {self.low} and {self.high}")


def filter_rows(dataset: Dataset, where: Sequence[RangeFilter], find: str = "") -> RowIndices:
    """The places of the rows that pass all filters, in their order.

    An unknown number passes no filter on its column. `find` stands in a row's name or in one of
    its texts, in capitals or not.
    """
    passes = np.ones(len(dataset.row_names), dtype=bool)
    for between in where:
        values = dataset.values([between.column])[:, 0]
        passes &= (values >= between.low) & (values <= between.high)
    if find:
        passes &= _holding(dataset, find.casefold())
    return np.flatnonzero(passes)


def _holding(dataset: Dataset, wanted: str) -> NDArray[np.bool_]:
    """Which rows hold a text; `wanted` is casefolded."""
    columns = (dataset.row_names, *(dataset.texts(name) for name in dataset.text_columns))
    return np.array(
        [any(wanted in text.casefold() for text in row) for row in zip(*columns, strict=True)],
        dtype=bool,
    )


def in_box(x: Array, y: Array, width: Sequence[float], height: Sequence[float]) -> RowIndices:
    """The places of the points `x`, `y` `(rows,)` within two ranges, given in either order."""
    (left, right), (low, high) = sorted(width), sorted(height)
    return np.flatnonzero((x >= left) & (x <= right) & (y >= low) & (y <= high))


def in_polygon(x: Array, y: Array, loop_x: Sequence[float], loop_y: Sequence[float]) -> RowIndices:
    """The places of the points `x`, `y` `(rows,)` within a closed loop of corners.

    A point is inside if a ray from it to the right crosses the loop an odd number of times.

    Raises:
        ValueError: if the loop has no corner, or not as many numbers one way as the other.
    """
    if len(loop_x) != len(loop_y) or not len(loop_x):
        raise ValueError(f"a loop needs pairs; received {len(loop_x)} and {len(loop_y)} numbers")
    inside = np.zeros(len(x), dtype=bool)
    x0, y0 = float(loop_x[-1]), float(loop_y[-1])
    for x1, y1 in zip(map(float, loop_x), map(float, loop_y), strict=True):
        crosses = (y0 > y) != (y1 > y)
        if y1 != y0:
            inside ^= crosses & (x < x0 + (y - y0) * ((x1 - x0) / (y1 - y0)))
        x0, y0 = x1, y1
    return np.flatnonzero(inside)


def evenly_spaced(rows: RowIndices, most: int) -> RowIndices:
    """At most so many of the rows, spread evenly over them, always the same ones."""
    if len(rows) <= most:
        return rows
    return rows[np.linspace(0, len(rows) - 1, most).round().astype(np.int64)]
