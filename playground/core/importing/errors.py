"""The error of a table that cannot be used, and how large a table may be."""

from __future__ import annotations

MAX_BYTES = 20 * 2**20
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MIN_ROWS = 3
SEED = 0
"""Of the random choice of rows from a table with more than MAX_ROWS."""

_QUOTED = 40


class TableError(ValueError):
    """A table that cannot be used; the message is one sentence with the cause and the remedy."""


def in_quotes(text: str) -> str:
    """A text as a note quotes it: one line, at most 40 characters, nothing unprintable."""
    line = "".join(char if char.isprintable() else " " for char in text[: 2 * _QUOTED])
    short = " ".join(line.split())
    return f"“{short if len(short) <= _QUOTED else f'{short[:_QUOTED]}…'}”"


def count_noun(count: int, noun: str) -> str:
    """A count and its noun, which takes an s: `1 row`, `1,200 rows`.

    Args:
        count: how many.
        noun: in the singular.
    """
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
