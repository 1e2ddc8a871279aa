"""Numbers in a size that people can read: in millions, or counted from the lowest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from playground.core.network.activations import Array

_PREFIXES = {
    -12: "10⁻¹²",
    -9: "10⁻⁹",
    -6: "10⁻⁶",
    -3: "10⁻³",
    3: "thousand",
    6: "million",
    9: "billion",
    12: "trillion",
}
_LARGE, _SMALL = 1e6, 1e-3
"""Sizes beyond which numbers are given in thousands, millions, … or thousandths, …"""
_CLOSE = 1e-4
"""Numbers that differ by less than this share of their size are counted from the lowest."""
_FAR = 1e5
"""A number changes the size of a column only if it is this many times larger than most."""


@dataclass(frozen=True, eq=False)
class Scaled:
    """Numbers in a readable size.

    Attributes:
        values: float64 `(rows,)`, NaN where unknown.
        prefix: such as "million"; "" if the size is as it was.
        start: what they are counted from; 0.0 if they are not.
    """

    values: Array
    prefix: str = ""
    start: float = 0.0

    @property
    def about(self) -> str:
        """What was done to them; "" if nothing was."""
        from_start = f"counted from {self.start:,.15g}" if self.start else ""
        return ", ".join(filter(None, (from_start, f"in {self.prefix}" if self.prefix else "")))


def readable(values: Array) -> Scaled:
    """Numbers in a readable size; there must be two different ones at least.

    Args:
        values: float64 `(rows,)`, NaN where unknown.
    """
    known = values[np.isfinite(values)]
    low = float(np.min(known))
    if np.ptp(known) < _CLOSE * float(np.max(np.abs(known))):
        shifted = values - low
        return Scaled(*_rescaled(shifted), low)
    return Scaled(*_rescaled(values))


def _rescaled(values: Array) -> tuple[Array, str]:
    size = _size(values)
    if _SMALL <= size < _LARGE or size == 0.0:
        return values, ""
    power = int(3 * np.floor(np.log10(size) / 3)) if size > 1e-99 else -99
    return values / 10.0**power, _PREFIXES.get(power, f"10^{power}")


def _size(values: Array) -> float:
    """The size of most of the numbers: a few much larger ones change it little."""
    known = np.abs(values[np.isfinite(values)])
    return max(float(np.quantile(known, 0.9)), float(np.max(known)) / _FAR)
