"""Checks of whole numbers."""

from __future__ import annotations

from numbers import Integral
from typing import TypeGuard


def is_int(value: object) -> TypeGuard[int]:
    """Whether `value` is an integer, Python's or NumPy's; True and 2.0 are not."""
    return isinstance(value, Integral) and not isinstance(value, bool)


def require_int(name: str, value: object, low: int, high: int) -> None:
    """Refuses what is not a whole number within bounds.

    Args:
        name: of the value, for the message.
        value: anything.
        low, high: the bounds, both included.

    Raises:
        ValueError: naming the value.
    """
    if not is_int(value):
        raise ValueError(f"{name} must be a whole number; received {value!r}")
    if not low <= value <= high:
        raise ValueError(f"{name} must be between {low} and {high}; received {value}")
