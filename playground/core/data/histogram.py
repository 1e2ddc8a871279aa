"""How often which value occurs: the bars of a histogram, and which bar each row is in."""

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
"""Up to this many different values, each has a bar of its own."""
_BINS = 20


@dataclass(frozen=True, eq=False)
class Histogram:
    """A column, counted.

    Attributes:
        labels: what each bar stands for; () where a bar is a stretch of numbers.
        edges: `(bars + 1,)`, the ends of the stretches, of which each holds its left one; empty
            where there are labels.
        places: `(rows,)`, the bar each row is in, or -1 where the value is unknown.
        distinct: how many different values there are.
    """

    labels: tuple[str, ...]
    edges: Array
    bins: NDArray[np.int64]
    distinct: int

    @property
    def size(self) -> int:
        """How many bars there are."""
        return len(self.labels) or max(0, len(self.edges) - 1)

    def counts(self, rows: NDArray[np.int64] | None = None) -> NDArray[np.int64]:
        """`(bars,)`, how many of the rows, or of all, are in each bar."""
        places = self.bins if rows is None else self.bins[rows]
        return np.bincount(places[places >= 0], minlength=self.size)


def histogram(values: Array) -> Histogram:
    """The bars of a numeric column `(rows,)`, NaN where unknown."""
    known = np.isfinite(values)
    found = pd.unique(values[known])
    if len(found) <= MAX_VALUES:
        found = np.sort(found)
        places = np.searchsorted(found, np.where(known, values, 0.0))
        labels, edges = tuple(f"{value:.12g}" for value in found), np.empty(0)
    else:
        labels, edges = (), _edges(found)
        places = np.searchsorted(edges, np.where(known, values, 0.0), side="right") - 1
        places = np.clip(places, 0, len(edges) - 2)
    return Histogram(labels, edges, np.where(known, places, -1).astype(np.int64), len(found))


def _edges(found: Array) -> Array:
    """The ends of about 20 equal stretches in round numbers, around all the values.

    Where each whole number has a bar, it stands in the bar's middle.
    """
    low, high = float(found.min()), float(found.max())
    step = nice_step(high / _BINS - low / _BINS)
    if step <= 1.0 and np.array_equal(found, np.round(found)):
        return np.asarray(np.arange(low, high + 2.0) - 0.5)
    first, last = np.floor(low / step + 1e-9), np.floor(high / step + 1e-9)
    return np.asarray(np.arange(first, last + 1.5) * step)


def value_counts(texts: Sequence[str], few: int = MAX_VALUES) -> Histogram:
    """The bars of a column of texts `(rows,)`, the most frequent first; "" is unknown.

    Beyond `few` different texts, the rest share the last bar.
    """
    counts = Counter(text for text in texts if text)
    most = [text for text, _ in counts.most_common()]
    rest = len(most) - few + 1 if len(most) > few else 0
    labels = [*most[: few - 1], f"{rest:,} others"] if rest else most
    place = {text: min(at, len(labels) - 1) for at, text in enumerate(most)}
    places = np.array([place.get(text, -1) for text in texts], dtype=np.int64)
    return Histogram(tuple(labels), np.empty(0), places, len(most))
