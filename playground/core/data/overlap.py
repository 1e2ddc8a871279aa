"""Points that lie on each other, drawn side by side."""

from __future__ import annotations

import numpy as np

from playground.core.network.activations import Array


def count_distinct(x: Array, y: Array) -> int:
    """How many different points `x`, `y` `(points,)` there are.

    Args:
        x: `(points,)`.
        y: `(points,)`.
    """
    return len(np.unique(np.column_stack([x, y]), axis=0))


def dodge(x: Array, y: Array, width: float) -> Array:
    """Where to draw the points: those on one spot side by side, evenly, around it.

    They are a sixth of `width` apart, or closer where they are many or the next spot at the same
    y is near: no point is drawn on or beyond a point of another spot.

    Args:
        x, y: `(points,)`.
        width: how far apart the outermost points of a spot may be, in x's unit.

    Returns:
        x as drawn, `(points,)`; points that are alone keep their x.
    """
    spots, spot, copies = np.unique(
        np.column_stack([y, x]), axis=0, return_inverse=True, return_counts=True
    )
    span = np.minimum(width, 0.9 * _room(spots))
    gap = np.minimum(width / 6, span / np.maximum(copies - 1, 1))
    order = np.argsort(spot, kind="stable")
    rank = np.empty(len(x))
    rank[order] = np.arange(len(x)) - np.repeat(np.cumsum(copies) - copies, copies)
    return np.asarray(x + gap[spot] * (rank - (copies[spot] - 1) / 2))


def _room(spots: Array) -> Array:
    """How far the next spot of the same y is, for `spots` `(spots, 2)` sorted by y, then x."""
    far = np.array([np.inf])
    gaps = np.where(np.diff(spots[:, 0]) == 0.0, np.diff(spots[:, 1]), np.inf)
    room: Array = np.minimum(np.concatenate([gaps, far]), np.concatenate([far, gaps]))
    return room[: len(spots)]
