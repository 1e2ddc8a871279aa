"""Checks that several values share."""

from __future__ import annotations

from numbers import Integral
from typing import TypeGuard


def is_int(value: object) -> TypeGuard[int]:
    """Whether `value` is an integer, Python's or NumPy's; True and 2.0 are not."""
    return isinstance(value, Integral) and not isinstance(value, bool)


def require_int(name: str, value: object, low: int, high: int) -> None:
    """Raises ValueError unless `value` is a whole number from `low` to `high`."""
    if not is_int(value):
        raise ValueError(f"{name} must be a whole number; received {value!r}")
    if not low <= value <= high:
        raise ValueError(f"{name} must be between {low} and {high}; received {value}")
