"""Telling points apart that lie on each other, for drawing only."""

from __future__ import annotations

import numpy as np

from playground.core.activations import Array


def distinct_spots(x: Array, y: Array) -> int:
    """How many different points `x`, `y` `(rows,)` there are."""
    return len(np.unique(np.column_stack([x, y]), axis=0))


def dodge(x: Array, y: Array, width: float) -> Array:
    """Where to draw the points: those on one spot stand side by side, evenly, around it.

    Args:
        x, y: `(rows,)`.
        width: how far apart the outermost may stand, in x's unit; they stand a sixth of it
            apart, or closer if there are more than seven.

    Returns:
        x as drawn, `(rows,)`; points that are alone keep their place.
    """
    _, spot = np.unique(np.column_stack([x, y]), axis=0, return_inverse=True)
    drawn = x.astype(np.float64).copy()
    for number in np.flatnonzero(np.bincount(spot) > 1):
        rows = np.flatnonzero(spot == number)
        gap = min(width / 6, width / (len(rows) - 1))
        drawn[rows] += gap * (np.arange(len(rows)) - (len(rows) - 1) / 2)
    return drawn
