"""A column in a few numbers and words, and which other columns go with it."""

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
"""As many columns as a heat map can name legibly."""


@dataclass(frozen=True)
class Summary:
    """A column of numbers or texts.

    Attributes:
        title: with its unit.
        low, high, mean, median: None for texts, and where nothing is known.
        missing: how many rows do not know it.
        distinct: how many different values there are.
        counts: how many rows each bar holds.
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
    known, bars = values[np.isfinite(values)], histogram_of(dataset, name)
    return Summary(
        name=name,
        title=column.title,
        unit=column.unit,
        description=column.description,
        low=float(known.min()) if len(known) else None,
        high=float(known.max()) if len(known) else None,
        mean=float(known.mean()) if len(known) else None,
        median=float(np.median(known)) if len(known) else None,
        missing=len(values) - len(known),
        distinct=bars.distinct,
        counts=tuple(int(count) for count in bars.counts()),
    )


def _of_texts(dataset: Dataset, name: str) -> Summary:
    bars = histogram_of(dataset, name)
    return Summary(
        name=name,
        title=name,
        unit="text",
        description="",
        low=None,
        high=None,
        mean=None,
        median=None,
        missing=int((bars.bins < 0).sum()),
        distinct=bars.distinct,
        counts=tuple(int(count) for count in bars.counts()),
    )


@dataclass(frozen=True, eq=False)
class CorrelationMatrix:
    """How columns go together in the rows on screen.

    Attributes:
        names: of the columns that are drawn, in the table's order.
        r: `(names, names)`, NaN where it is not known.
        left_out: how many columns are not drawn.
        strongest: the pairs of all columns with the largest |r|: names and r.
    """

    names: tuple[str, ...]
    r: Array
    left_out: int
    strongest_pairs: tuple[tuple[str, str, float], ...]

    def of(self, x: str, y: str) -> float:
        """r of two columns that are drawn."""
        return float(self.r[self.names.index(y), self.names.index(x)])


@cached_on_dataset
def correlation_matrix(
    dataset: Dataset, x: str, y: str, where: tuple[RangeFilter, ...] = (), find: str = ""
) -> CorrelationMatrix:
    """The correlations of all columns; `x` and `y` are always among those that are drawn."""
    names, r = all_correlations(dataset, where, find)
    places = columns_to_draw(r, (names.index(x), names.index(y)), MAX_COLUMNS)
    pairs = strongest_pairs(r, 4)
    return CorrelationMatrix(
        names=tuple(names[place] for place in places),
        r=r[np.ix_(places, places)],
        left_out=len(names) - len(places),
        strongest_pairs=tuple((names[a], names[b], float(r[a, b])) for a, b in pairs),
    )


@cached_on_dataset
def all_correlations(
    dataset: Dataset, where: tuple[RangeFilter, ...], find: str
) -> tuple[tuple[str, ...], Array]:
    """The names of the columns of numbers, and r of every pair in the rows that pass."""
    names = tuple(column.name for column in dataset.columns)
    rows = filtered_rows(dataset, where, find)
    return names, correlations(dataset.values(names)[rows])


def most_correlated(dataset: Dataset, x: str, y: str, colour: str = "") -> str:
    """A second input beside `x`: the colour, or what goes most with `y`; "" if there is none."""
    names, r = all_correlations(dataset, (), "")
    if colour in names:
        return colour
    size = np.nan_to_num(np.abs(r[names.index(y)]), nan=-1.0)
    size[[names.index(x), names.index(y)]] = -2.0
    best = int(np.argmax(size))
    return names[best] if size[best] > -2.0 else ""
