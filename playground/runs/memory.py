"""Returning freed memory to the operating system, and beginning nothing once it has little left."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Any

from playground.core.free_memory import free_memory
from playground.limits import MEMORY_LEFT


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


def check_memory() -> None:
    """Raises a ValueError, with a sentence, if a training more could end the server."""
    if free_memory() < MEMORY_LEFT:
        raise ValueError(
            "this server has little memory left and begins no training for now; those under way "
            "go on: wait a minute, then start this one again"
        )
