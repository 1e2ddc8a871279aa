"""How often which value occurs: the bins of a histogram, and which bin each row is in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from playground.core.fit.ranges import nice_step
from playground.core.network.activations import Array

MAX_VALUES = 12
"""Up to this many different values, each has a bin of its own."""
_BINS = 20


@dataclass(frozen=True, eq=False)
class Histogram:
    """The bins of a column.

    Attributes:
        labels: the value of each bin; () where a bin is an interval of numbers.
        edges: `(bins + 1,)`, the ends of the intervals, of which each includes its left one;
            empty where there are labels.
        bins: `(rows,)`, the bin each row is in, or -1 where the value is unknown.
        distinct: how many different values there are.
    """

    labels: tuple[str, ...]
    edges: Array
    bins: NDArray[np.int64]
    distinct: int

    @property
    def size(self) -> int:
        """How many bins there are."""
        return len(self.labels) or max(0, len(self.edges) - 1)

    def counts(self, rows: NDArray[np.int64] | None = None) -> NDArray[np.int64]:
        """`(bins,)`, how many of the rows, or of all rows, are in each bin."""
        bins = self.bins if rows is None else self.bins[rows]
        return np.bincount(bins[bins >= 0], minlength=self.size)


def histogram(values: Array) -> Histogram:
    """The bins of a numeric column `(rows,)`, NaN where unknown."""
    known = np.isfinite(values)
    distinct = pd.unique(values[known])
    if len(distinct) <= MAX_VALUES:
        distinct = np.sort(distinct)
        bins = np.searchsorted(distinct, np.where(known, values, 0.0))
        labels, edges = tuple(f"{value:.12g}" for value in distinct), np.empty(0)
    else:
        labels, edges = (), _edges(distinct)
        bins = np.searchsorted(edges, np.where(known, values, 0.0), side="right") - 1
        bins = np.clip(bins, 0, len(edges) - 2)
    return Histogram(labels, edges, np.where(known, bins, -1).astype(np.int64), len(distinct))


def _edges(values: Array) -> Array:
    """The ends of about 20 equal intervals in round numbers, around all the values.

    Where each whole number has a bin, it is in the bin's middle.
    """
    low, high = float(values.min()), float(values.max())
    step = nice_step(high / _BINS - low / _BINS)
    if step <= 1.0 and np.array_equal(values, np.round(values)):
        return np.asarray(np.arange(low, high + 2.0) - 0.5)
    first, last = np.floor(low / step + 1e-9), np.floor(high / step + 1e-9)
    return np.asarray(np.arange(first, last + 1.5) * step)


def value_counts(texts: Sequence[str], few: int = MAX_VALUES) -> Histogram:
    """The bins of a column of texts, the most frequent first.

    Args:
        texts: `(rows,)`, "" where unknown.
        few: how many bins at most; beyond, the rest of the texts share the last one.
    """
    counts = Counter(text for text in texts if text)
    distinct = [text for text, _ in counts.most_common()]
    rest = len(distinct) - few + 1 if len(distinct) > few else 0
    labels = [*distinct[: few - 1], f"{rest:,} others"] if rest else distinct
    bin_of = {text: min(index, len(labels) - 1) for index, text in enumerate(distinct)}
    bins = np.array([bin_of.get(text, -1) for text in texts], dtype=np.int64)
    return Histogram(tuple(labels), np.empty(0), bins, len(distinct))
