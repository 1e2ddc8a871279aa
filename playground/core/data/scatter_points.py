"""The points of two columns: where they are, where they are drawn, and how they are coloured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.core.data.columns import Column
from playground.core.data.dataset_cache import cached_on_dataset
from playground.core.data.datasets import Dataset, RowIndices
from playground.core.data.filters import RangeFilter, evenly_spaced, filter_rows
from playground.core.data.histogram import Histogram, histogram, value_counts
from playground.core.data.overlap import count_distinct, dodge
from playground.core.fit.ranges import axis_limits
from playground.core.network.activations import Array

MAX_PLOTTED = 2_000
"""Of more points, so many are drawn, evenly spaced; numbers are still those of all points."""
MAX_CATEGORIES = 8
"""As many categories as there are colours and shapes to tell them apart."""


@dataclass(frozen=True, eq=False)
class ScatterPoints:
    """The rows that pass a filter and in which two columns are known.

    Attributes:
        x, y: the columns.
        rows: `(points,)`, the row of each point in the table.
        values_x, values_y: `(points,)`, in the columns' units.
        plotted_x: `(points,)`, where each is drawn: points on one spot are side by side, unless
            only some of the points are drawn.
        plotted: indices of the points that are drawn, at most MAX_PLOTTED of them.
        passed: how many rows pass the filter, also those where one of the columns is unknown.
        distinct: how many different points there are.
        x_axis, y_axis: ends of the axes, which include all rows of the table.
    """

    x: Column
    y: Column
    rows: RowIndices
    values_x: Array
    values_y: Array
    plotted_x: Array
    plotted: RowIndices
    passed: int
    distinct: int
    x_axis: tuple[float, float]
    y_axis: tuple[float, float]

    def selected(self, rows: Sequence[int]) -> RowIndices:
        """Indices of the points that belong to these rows of the table."""
        return np.flatnonzero(np.isin(self.rows, np.asarray(rows, dtype=np.int64)))


@cached_on_dataset
def filtered_rows(dataset: Dataset, where: tuple[RangeFilter, ...], find: str) -> RowIndices:
    """As `filter_rows`, cached.

    Args:
        dataset: whose rows are filtered.
        where: ranges, all of which must hold.
        find: part of a name or text.
    """
    return filter_rows(dataset, where, find)


@cached_on_dataset
def scatter_points(
    dataset: Dataset, x: str, y: str, where: tuple[RangeFilter, ...], find: str
) -> ScatterPoints:
    """The points of the rows that pass the filters.

    Args:
        dataset: where the columns are from.
        x, y: names of two numeric columns.
        where, find: as of `filter_rows`.
    """
    passed = filtered_rows(dataset, where, find)
    values = dataset.values([x, y])
    known = np.isfinite(values[passed]).all(axis=1)
    rows = passed[known]
    values_x, values_y = values[rows].T
    x_axis, y_axis = map(_ends, values.T)
    plotted_x = (
        dodge(values_x, values_y, 0.045 * (x_axis[1] - x_axis[0]))
        if len(rows) <= MAX_PLOTTED
        else values_x
    )
    return ScatterPoints(
        x=dataset.column(x),
        y=dataset.column(y),
        rows=rows,
        values_x=values_x,
        values_y=values_y,
        plotted_x=plotted_x,
        plotted=evenly_spaced(np.arange(len(rows)), MAX_PLOTTED),
        passed=len(passed),
        distinct=count_distinct(values_x, values_y) if len(rows) else 0,
        x_axis=x_axis,
        y_axis=y_axis,
    )


def _ends(values: Array) -> tuple[float, float]:
    known = values[np.isfinite(values)]
    return axis_limits(known) if len(known) else (0.0, 1.0)


@cached_on_dataset
def histogram_of(dataset: Dataset, name: str, few: int = 0) -> Histogram:
    """The histogram of any column, of numbers or of texts.

    Args:
        dataset: where the column is from.
        name: of the column.
        few: of texts, the most bins there are; 0 for MAX_VALUES.
    """
    if name in dataset.text_columns:
        texts = dataset.texts(name)
        return value_counts(texts, few) if few else value_counts(texts)
    return histogram(dataset.values([name])[:, 0])
