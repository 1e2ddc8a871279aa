"""Freed memory goes back to the system."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from playground.runs.memory import trim_heap


def resident() -> int:
    """Pages of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, and only glibc trims")
def test_memory_between_blocks_in_use_is_returned() -> None:
    pieces = [b"x" * 60_000 for _ in range(4000)]
    remaining = pieces[::500]
    before = resident()
    del pieces
    trim_heap()
    assert before - resident() > 20_000, "of 58,000 pages"
    assert len(remaining) == 8
