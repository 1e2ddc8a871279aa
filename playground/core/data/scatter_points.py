"""The points of two columns: where they are, where they are drawn, and how they are coloured."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from playground.core.data.dataset_cache import kept_of
from playground.core.data.datasets import Column, Dataset
from playground.core.data.filters import Between, Rows, passing, thinned
from playground.core.data.histogram import Bars, counted, counted_texts
from playground.core.data.overlap import distinct_spots, dodge
from playground.core.fit.ranges import axis
from playground.core.network.activations import Array

DRAWN = 2_000
"""More points than that are thinned for the picture; the numbers still count all of them."""
KINDS = 8
"""As many texts as there are colours and shapes to tell them apart."""


@dataclass(frozen=True, eq=False)
class Cloud:
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
    rows: Rows
    at_x: Array
    at_y: Array
    drawn_x: Array
    shown: Rows
    passed: int
    spots: int
    x_axis: tuple[float, float]
    y_axis: tuple[float, float]

    def lit(self, rows: Sequence[int]) -> Rows:
        """Which points belong to these rows of the table."""
        return np.flatnonzero(np.isin(self.rows, np.asarray(rows, dtype=np.int64)))


@kept_of
def rows_on_screen(dataset: Dataset, where: tuple[Between, ...], find: str) -> Rows:
    """As `passing`, answered once."""
    return passing(dataset, where, find)


@kept_of
def cloud(dataset: Dataset, x: str, y: str, where: tuple[Between, ...], find: str) -> Cloud:
    """The points of the rows that pass `where` and hold `find`."""
    passed = rows_on_screen(dataset, where, find)
    everything = dataset.values([x, y])
    known = np.isfinite(everything[passed]).all(axis=1)
    rows = passed[known]
    at_x, at_y = everything[rows].T
    x_axis, y_axis = (_ends(values) for values in everything.T)
    alone = len(rows) <= DRAWN
    drawn = dodge(at_x, at_y, 0.045 * (x_axis[1] - x_axis[0])) if alone else at_x
    return Cloud(
        x=dataset.column(x),
        y=dataset.column(y),
        rows=rows,
        at_x=at_x,
        at_y=at_y,
        drawn_x=drawn,
        shown=thinned(np.arange(len(rows)), DRAWN),
        passed=len(passed),
        spots=distinct_spots(at_x, at_y) if len(rows) else 0,
        x_axis=x_axis,
        y_axis=y_axis,
    )


def _ends(values: Array) -> tuple[float, float]:
    known = values[np.isfinite(values)]
    return axis(known) if len(known) else (0.0, 1.0)


@kept_of
def bars_of(dataset: Dataset, name: str, few: int = 0) -> Bars:
    """The bars of any column of the table, of numbers or of texts.

    Args:
        few: of texts, the most bars there are; 0 for as many as a chart of their own holds.
    """
    if name in dataset.text_columns:
        texts = dataset.texts(name)
        return counted_texts(texts, few) if few else counted_texts(texts)
    return counted(dataset.values([name])[:, 0])
