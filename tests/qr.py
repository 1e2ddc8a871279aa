"""Reads a QR code that was drawn as an SVG path back into its modules."""

from __future__ import annotations

import re


def modules(path: str, size: int) -> list[list[int]]:
    """Rows of modules, 1 where they are dark.

    Args:
        path: made of rectangles of height 1.
        size: modules along a side.
    """
    rows = [[0] * size for _ in range(size)]
    rectangles = re.findall(r"M(\d+),(\d+)h(\d+)v1h-(\d+)z", path)
    assert "".join(f"M{x},{y}h{width}v1h-{back}z" for x, y, width, back in rectangles) == path
    for x, y, width, back in rectangles:
        assert width == back
        for column in range(int(x), int(x) + int(width)):
            rows[int(y)][column] = 1
    return rows
