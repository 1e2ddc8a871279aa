"""Numbers that stand for "unknown", such as -999: far outside all others, and repeated."""

from __future__ import annotations

import re

import numpy as np

from playground.core.network.activations import Array

_NINES = re.compile(r"-?0*9*\.?9+0*|-?9+\.0*")
_SENTINEL = re.compile(r"-(?:[1-9]00+|8{3,}\.?8*|7{3,}\.?7*)|-99\d\d")
_MIN_OTHERS = 2


def stand_in(values: Array, elsewhere: frozenset[float] = frozenset()) -> float | None:
    """The number of a column that probably means "unknown", or None.

    Args:
        values: float64 `(rows,)`, NaN where unknown.
        elsewhere: numbers that mean "unknown" in other columns of the file.
    """
    known = values[np.isfinite(values)]
    if not len(known):
        return None
    for extreme in (float(known.min()), float(known.max())):
        others = known[known != extreme]
        times = len(known) - len(others)
        if len(np.unique(others)) < _MIN_OTHERS and extreme not in elsewhere:
            continue
        if times >= (1 if extreme in elsewhere else 2) and _stands_out(extreme, others, elsewhere):
            return extreme
    return None


def _stands_out(extreme: float, others: Array, elsewhere: frozenset[float]) -> bool:
    """Whether a number is written like a mark, and far from all others."""
    if not len(others):
        return extreme in elsewhere and extreme < -9.0
    text = f"{extreme:g}" if abs(extreme) < 1e6 else f"{extreme:.0f}"
    is_nines = bool(_NINES.fullmatch(text)) and abs(extreme) > 9.0
    is_mark = is_nines or bool(_SENTINEL.fullmatch(text)) or extreme in elsewhere
    gap = float(np.min(np.abs(others - extreme)))
    if not is_mark or gap <= 0.0:
        return False
    if extreme < 0.0 and float(others.min()) >= 0.0 and (is_nines or extreme in elsewhere):
        return True
    return gap > float(np.ptp(others))
