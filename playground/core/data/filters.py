"""Which rows pass a filter, and which points lie inside a box or a polygon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.core.data.datasets import Dataset, RowIndices
from playground.core.network.activations import Array


@dataclass(frozen=True)
class RangeFilter:
    """A range of a column's numbers, from `low` to `high`, both included.

    Raises:
        ValueError: if `low` is above `high`.
    """

    column: str
    low: float
    high: float

    def __post_init__(self) -> None:
        if not self.low <= self.high:
            raise ValueError(f"low must not be above high; received {self.low} and {self.high}")


def filter_rows(dataset: Dataset, where: Sequence[RangeFilter], find: str = "") -> RowIndices:
    """The rows that pass all filters, in ascending order.

    Args:
        dataset: whose rows they are.
        where: ranges of numbers; an unknown number is in none.
        find: a text that must be in the row's name or one of its texts, in any case; "" for any.
    """
    passes = np.ones(len(dataset.row_names), dtype=bool)
    for numbers in where:
        values = dataset.values([numbers.column])[:, 0]
        passes &= (values >= numbers.low) & (values <= numbers.high)
    if find:
        passes &= _contains(dataset, find.casefold())
    return np.flatnonzero(passes)


def _contains(dataset: Dataset, wanted: str) -> NDArray[np.bool_]:
    """`(rows,)`, which rows contain a text; `wanted` is casefolded."""
    columns = (dataset.row_names, *(dataset.texts(name) for name in dataset.text_columns))
    return np.array(
        [any(wanted in text.casefold() for text in row) for row in zip(*columns, strict=True)],
        dtype=bool,
    )


def in_box(x: Array, y: Array, width: Sequence[float], height: Sequence[float]) -> RowIndices:
    """Indices of the points within a box.

    Args:
        x, y: `(points,)`.
        width, height: the two ends of the box in x and in y, in either order.
    """
    (left, right), (low, high) = sorted(width), sorted(height)
    return np.flatnonzero((x >= left) & (x <= right) & (y >= low) & (y <= high))


def in_polygon(
    x: Array, y: Array, corners_x: Sequence[float], corners_y: Sequence[float]
) -> RowIndices:
    """Indices of the points within a closed polygon.

    A point is inside if a ray from it to the right crosses the outline an odd number of times.

    Args:
        x, y: `(points,)`.
        corners_x, corners_y: `(corners,)`, in x's and in y's unit.

    Raises:
        ValueError: if there is no corner, or not as many numbers in x as in y.
    """
    if len(corners_x) != len(corners_y) or not len(corners_x):
        raise ValueError(
            f"a loop needs pairs; received {len(corners_x)} and {len(corners_y)} numbers"
        )
    inside = np.zeros(len(x), dtype=bool)
    x0, y0 = float(corners_x[-1]), float(corners_y[-1])
    for x1, y1 in zip(map(float, corners_x), map(float, corners_y), strict=True):
        crosses = (y0 > y) != (y1 > y)
        if y1 != y0:
            inside ^= crosses & (x < x0 + (y - y0) * ((x1 - x0) / (y1 - y0)))
        x0, y0 = x1, y1
    return np.flatnonzero(inside)


def evenly_spaced(rows: RowIndices, most: int) -> RowIndices:
    """At most `most` of the rows, spread evenly over them, always the same ones.

    Args:
        rows: `(rows,)`.
        most: at least 1.
    """
    if len(rows) <= most:
        return rows
    return rows[np.linspace(0, len(rows) - 1, most).round().astype(np.int64)]
