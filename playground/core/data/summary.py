"""A column in a few numbers and words, and its correlations with the other columns."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.core.data.correlation import columns_to_draw, correlations, strongest_pairs
from playground.core.data.dataset_cache import cached_on_dataset
from playground.core.data.datasets import Dataset
from playground.core.data.filters import RangeFilter
from playground.core.data.scatter_points import filtered_rows, histogram_of
from playground.core.network.activations import Array

MAX_COLUMNS = 24
"""As many columns as have room for legible names in a heat map."""


@dataclass(frozen=True)
class Summary:
    """A column of numbers or texts.

    Attributes:
        title: how people call it, with its unit.
        low, high, mean, median: None for texts, and where all values are unknown.
        missing: in how many rows it is unknown.
        distinct: how many different values there are.
        counts: how many rows are in each bin of its histogram.
    """

    name: str
    title: str
    unit: str
    description: str
    low: float | None
    high: float | None
    mean: float | None
    median: float | None
    missing: int
    distinct: int
    counts: tuple[int, ...]


@cached_on_dataset
def summaries(dataset: Dataset) -> tuple[Summary, ...]:
    """Every column of the table: those of numbers first, then those of texts."""
    numbers = (_of_numbers(dataset, column.name) for column in dataset.columns)
    texts = (_of_texts(dataset, name) for name in dataset.text_columns)
    return (*numbers, *texts)


def _of_numbers(dataset: Dataset, name: str) -> Summary:
    column, values = dataset.column(name), dataset.values([name])[:, 0]
    known, bins = values[np.isfinite(values)], histogram_of(dataset, name)
    return Summary(
        name=name,
        title=column.labelled.title,
        unit=column.unit,
        description=column.description,
        low=float(known.min()) if len(known) else None,
        high=float(known.max()) if len(known) else None,
        mean=float(known.mean()) if len(known) else None,
        median=float(np.median(known)) if len(known) else None,
        missing=len(values) - len(known),
        distinct=bins.distinct,
        counts=tuple(int(count) for count in bins.counts()),
    )


def _of_texts(dataset: Dataset, name: str) -> Summary:
    bins = histogram_of(dataset, name)
    return Summary(
        name=name,
        title=dataset.label(name),
        unit="text",
        description=_as_input(dataset, name),
        low=None,
        high=None,
        mean=None,
        median=None,
        missing=int((bins.bins < 0).sum()),
        distinct=bins.distinct,
        counts=tuple(int(count) for count in bins.counts()),
    )


def _as_input(dataset: Dataset, name: str) -> str:
    """What a column of texts is to a model."""
    if name not in dataset.choices:
        return ""
    one_hot = dataset.category(name).one_hot
    rest = f"; {one_hot.others:,} rare categories share the last" if one_hot.others else ""
    return f"category; as an input, {len(one_hot.columns)} columns of 0 and 1{rest}"


@dataclass(frozen=True, eq=False)
class CorrelationMatrix:
    """Pearson's r of the columns, over the rows that pass a filter.

    Attributes:
        names: of the columns to draw, in the table's order.
        r: `(names, names)`, NaN where it is unknown.
        left_out: how many columns there are beside these.
        strongest: the pairs of all columns with the largest |r|: names and r.
    """

    names: tuple[str, ...]
    r: Array
    left_out: int
    strongest_pairs: tuple[tuple[str, str, float], ...]

    def of(self, x: str, y: str) -> float:
        """r of two of the columns `names`.

        Args:
            x: one of `names`.
            y: another one.
        """
        return float(self.r[self.names.index(y), self.names.index(x)])


@cached_on_dataset
def correlation_matrix(
    dataset: Dataset, x: str, y: str, where: tuple[RangeFilter, ...] = (), find: str = ""
) -> CorrelationMatrix:
    """The correlations of all columns, or of as many as can be drawn.

    Args:
        dataset: whose columns they are.
        x, y: names of two numeric columns that are among those to draw in any case.
        where, find: as of `filter_rows`.
    """
    names, r = all_correlations(dataset, where, find)
    indices = columns_to_draw(r, (names.index(x), names.index(y)), MAX_COLUMNS)
    pairs = strongest_pairs(r, 4)
    return CorrelationMatrix(
        names=tuple(names[index] for index in indices),
        r=r[np.ix_(indices, indices)],
        left_out=len(names) - len(indices),
        strongest_pairs=tuple((names[a], names[b], float(r[a, b])) for a, b in pairs),
    )


@cached_on_dataset
def all_correlations(
    dataset: Dataset, where: tuple[RangeFilter, ...], find: str
) -> tuple[tuple[str, ...], Array]:
    """Pearson's r of every pair of numeric columns.

    Args:
        dataset: whose columns they are.
        where, find: as of `filter_rows`; r is over the rows that pass.

    Returns:
        The names of the columns, and r `(columns, columns)`.
    """
    names = tuple(column.name for column in dataset.columns)
    rows = filtered_rows(dataset, where, find)
    return names, correlations(dataset.values(names)[rows])


def most_correlated(dataset: Dataset, x: str, y: str, colour: str = "") -> str:
    """A second input beside `x`.

    Args:
        dataset: whose columns they are.
        x: the first input.
        y: the target.
        colour: is taken if it is a numeric column.

    Returns:
        The colour, or else the column with the largest |r| with `y`; "" if there is no other.
    """
    names, r = all_correlations(dataset, (), "")
    if colour in names:
        return colour
    size = np.nan_to_num(np.abs(r[names.index(y)]), nan=-1.0)
    size[[names.index(x), names.index(y)]] = -2.0
    best = int(np.argmax(size))
    return names[best] if size[best] > -2.0 else ""
