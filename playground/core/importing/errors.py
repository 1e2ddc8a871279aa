"""What can be wrong with somebody's table, and how much of a table is taken."""

from __future__ import annotations

MAX_BYTES = 20 * 2**20
MAX_ROWS = 100_000
MAX_COLUMNS = 200
MIN_ROWS = 3
SEED = 0
"""Of the rows that are kept of a table with more than MAX_ROWS."""

_QUOTED = 40


class TableError(ValueError):
    """A table that cannot be used; the message is one sentence with the cause and the cure."""


def in_quotes(text: str) -> str:
    """A text as a note quotes it: one line, at most 40 characters, nothing unprintable."""
    line = "".join(mark if mark.isprintable() else " " for mark in text[: 2 * _QUOTED])
    short = " ".join(line.split())
    return f"“{short if len(short) <= _QUOTED else f'{short[:_QUOTED]}…'}”"


def count_noun(count: int, noun: str) -> str:
    """`1 row`, `1,200 rows`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
