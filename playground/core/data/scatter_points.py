"""The points of two columns: where they are, where they are drawn, and how they are coloured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.core.data.dataset_cache import cached_on_dataset
from playground.core.data.datasets import Column, Dataset, RowIndices
from playground.core.data.filters import RangeFilter, evenly_spaced, filter_rows
from playground.core.data.histogram import Histogram, histogram, value_counts
from playground.core.data.overlap import count_distinct, dodge
from playground.core.fit.ranges import axis_limits
from playground.core.network.activations import Array

MAX_PLOTTED = 2_000
"""More points than that are thinned for the picture; the numbers still count all of them."""
MAX_CATEGORIES = 8
"""As many texts as there are colours and shapes to tell them apart."""


@dataclass(frozen=True, eq=False)
class ScatterPoints:
    """The rows of two columns that pass a filter and know both.

    Attributes:
        x, y: the columns.
        rows: `(points,)`, the place of each point in the table.
        at_x, at_y: `(points,)`, in the columns' units.
        drawn_x: `(points,)`, where each is drawn: those on one spot stand side by side where all
            points are drawn.
        shown: which points are drawn, at most DRAWN of them.
        passed: how many rows pass the filter, whether they know both columns or not.
        spots: how many different points there are.
        x_axis, y_axis: ends of the axes, which hold all rows of the table.
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
        """Which points belong to these rows of the table."""
        return np.flatnonzero(np.isin(self.rows, np.asarray(rows, dtype=np.int64)))


@cached_on_dataset
def filtered_rows(dataset: Dataset, where: tuple[RangeFilter, ...], find: str) -> RowIndices:
    """As `filter_rows`, cached."""
    return filter_rows(dataset, where, find)


@cached_on_dataset
def scatter_points(
    dataset: Dataset, x: str, y: str, where: tuple[RangeFilter, ...], find: str
) -> ScatterPoints:
    """The points of the rows that pass `where` and hold `find`."""
    passed = filtered_rows(dataset, where, find)
    everything = dataset.values([x, y])
    known = np.isfinite(everything[passed]).all(axis=1)
    rows = passed[known]
    values_x, values_y = everything[rows].T
    x_axis, y_axis = (_ends(values) for values in everything.T)
    alone = len(rows) <= MAX_PLOTTED
    drawn = dodge(values_x, values_y, 0.045 * (x_axis[1] - x_axis[0])) if alone else values_x
    return ScatterPoints(
        x=dataset.column(x),
        y=dataset.column(y),
        rows=rows,
        values_x=values_x,
        values_y=values_y,
        plotted_x=drawn,
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
    """The bars of any column of the table, of numbers or of texts.

    Args:
        few: of texts, the most bars there are; 0 for as many as a chart of their own holds.
    """
    if name in dataset.text_columns:
        texts = dataset.texts(name)
        return value_counts(texts, few) if few else value_counts(texts)
    return histogram(dataset.values([name])[:, 0])
