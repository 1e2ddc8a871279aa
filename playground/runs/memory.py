"""Returning freed memory to the operating system."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Any


def trim_heap() -> None:
    """Lets the C library return freed memory to the system, where it can (glibc).

    It otherwise retains the gaps between blocks still in use, which after hundreds of runs are
    many.
    """
    trim = _malloc_trim()
    if trim is not None:
        trim(0)


@cache
def _malloc_trim() -> Any:
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None), "malloc_trim", None)
