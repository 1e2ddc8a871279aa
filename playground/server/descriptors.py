"""File descriptors: each connection takes one, and a system gives a process only so many."""

from __future__ import annotations

import os
from contextlib import suppress

from playground.limits import DESCRIPTORS

_OPEN = "/dev/fd"
"""On Linux and macOS, a folder with an entry for each that is open."""


def raise_limit() -> int:
    """Asks the system for as many as it allows, up to DESCRIPTORS; returns how many there are."""
    try:
        import resource
    except ImportError:  # Windows, where connections do not count against such a limit
        return DESCRIPTORS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY:
        return DESCRIPTORS
    wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(DESCRIPTORS, hard)
    if wanted > soft:
        with suppress(OSError, ValueError):  # macOS allows less than its hard limit says
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return min(DESCRIPTORS, resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def used() -> int:
    """How many are open; 0 where that cannot be found out.

    Raises:
        OSError: if there is not one left to look with.
    """
    try:
        return len(os.listdir(_OPEN)) - 1  # without the one that looks
    except FileNotFoundError:
        return 0
