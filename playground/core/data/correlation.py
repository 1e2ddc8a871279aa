"""Pearson's r of every pair of columns, over the rows in which both are known."""

from __future__ import annotations

import numpy as np

from playground.core.data.filters import evenly_spaced
from playground.core.network.activations import Array

MAX_ROWS = 20_000
"""Of longer tables so many rows are used, evenly spaced; that moves r by less than 0.01."""
MIN_ROWS = 3
"""With fewer rows r can only be -1 or 1."""


def correlations(values: Array) -> Array:
    """Pearson's r of every pair of columns, each over the rows in which both are known.

    A few matrix products instead of a loop over pairs.

    Args:
        values: `(rows, columns)`, NaN where unknown.

    Returns:
        `(columns, columns)`, symmetric; NaN where both columns are known in fewer than MIN_ROWS
        rows, or one of the two is constant in them.
    """
    values = values[evenly_spaced(np.arange(len(values)), MAX_ROWS)]
    known = np.isfinite(values)
    z = _standardised(values, known)
    mask = known.astype(np.float64)
    rows = mask.T @ mask
    sums, squares = z.T @ mask, (z * z).T @ mask
    with np.errstate(invalid="ignore", divide="ignore"):
        shared = z.T @ z - sums * sums.T / rows
        spread = squares - sums**2 / rows
        spread[spread <= 1e-12 * np.maximum(squares, 1.0)] = np.nan
        r = shared / np.sqrt(spread * spread.T)
    r[rows < MIN_ROWS] = np.nan
    return np.asarray(np.clip(r, -1.0, 1.0))


def _standardised(values: Array, known: Array) -> Array:
    """Every column minus its mean, divided by its standard deviation, and 0 where unknown."""
    count = np.maximum(known.sum(axis=0), 1)
    filled = np.where(known, values, 0.0)
    centred = np.where(known, filled - filled.sum(axis=0) / count, 0.0)
    spread = np.sqrt((centred**2).sum(axis=0) / count)
    return np.asarray(centred / np.where(spread > 0.0, spread, 1.0))


def strongest_pairs(r: Array, most: int) -> tuple[tuple[int, int], ...]:
    """The pairs of different columns with the largest |r|, the strongest first.

    Args:
        r: `(columns, columns)`, as `correlations` gives it.
        most: how many pairs at most.

    Returns:
        Pairs of column indices; none whose r is unknown.
    """
    first, second = np.triu_indices(len(r), k=1)
    size = np.nan_to_num(np.abs(r[first, second]), nan=-1.0)
    order = np.argsort(-size, kind="stable")[:most]
    return tuple((int(first[pair]), int(second[pair])) for pair in order if size[pair] >= 0.0)


def columns_to_draw(r: Array, keep: tuple[int, ...], most: int) -> tuple[int, ...]:
    """The columns to draw where there is no room for all: `keep`, and what correlates with it.

    Args:
        r: `(columns, columns)`, NaN where unknown.
        keep: indices of columns that are drawn in any case.
        most: how many columns at most.

    Returns:
        Indices of columns, in ascending order.
    """
    size = np.nan_to_num(np.abs(r[[*keep]]), nan=-1.0).max(axis=0)
    size[[*keep]] = 2.0
    return tuple(sorted(int(index) for index in np.argsort(-size, kind="stable")[:most]))
