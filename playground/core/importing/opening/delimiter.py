"""Which sign stands between the cells: the one that cuts rows into equally many, sensible cells."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import islice

from playground.core.importing.cells import Look, look
from playground.core.importing.errors import TableError
from playground.core.importing.opening.records import (
    BLANKS,
    DELIMITERS,
    WIDE_BLANKS,
    lines_of,
    records,
)

_LOOK = 65_536
_ROWS = 300
_MIN_ROWS = 3
_BETTER = 0.02
"""A delimiter that comes later in the list must be better by this share."""
_UNCUT = re.compile(r"[;|\t]|\S {2,}\S|\d (?!\d{3}(?!\d))\d")
_COMMA = re.compile(r"\d,\w|\w,\d")
"""A cell with this in it is probably several, unless it is a number."""
_LONG = 200
_BETWEEN_WORDS = 0.85
"""Blanks also stand between words, and are taken only where nothing else fits."""


def declared(text: str) -> tuple[str, str]:
    """The delimiter of a first line such as `sep=;`, which Excel writes, and the text after it."""
    first, _, rest = text.partition("\n")
    line = first.strip()
    if line.lower().startswith("sep=") and line[4:] in (*DELIMITERS, "\\t"):
        return line[4:].replace("\\t", "\t"), "\n" + rest  # an empty line keeps the rows' numbers
    return "", text


def guess(text: str) -> str:
    """The most probable of DELIMITERS; a comma if none fits."""
    start = text[:_LOOK]
    if len(text) > 2 * _LOOK:
        middle = text.find("\n", len(text) // 2) + 1
        start = start.rpartition("\n")[0] + "\n" + text[middle : middle + _LOOK]
    best, most = ",", 0.0
    for delimiter in DELIMITERS:
        if (score := _score(start, delimiter)) > most + _BETTER:
            best, most = delimiter, score
    return best


def _score(text: str, delimiter: str) -> float:
    """The share of rows of one width, times how sensible their cells are, 0 to 1."""
    try:
        rows = [cells for _, cells in islice(records(lines_of(text), delimiter), 10 * _ROWS)]
    except TableError:
        return 0.0
    rows = rows[:-1] if len(rows) > _MIN_ROWS else rows  # the last row may be cut
    by_width = defaultdict[int, list[list[str]]](list)
    for cells in rows:
        by_width[len(cells)].append(cells)
    scores = [
        len(same) / len(rows) * _sense(same[:: 1 + len(same) // _ROWS], delimiter)
        for width, same in by_width.items()
        if width > 1 and len(same) >= min(_MIN_ROWS, len(rows))
    ]
    return max(scores, default=0.0)


def _sense(rows: list[list[str]], delimiter: str) -> float:
    """How sensible the cells of some rows are, 0 to 1."""
    looks, uncut = Counter[Look](), 0
    for cells in rows:
        for cell in cells:
            looks[here := look(cell)] += 1
            if here is not Look.DATE and len(cell) < _LONG:
                uncut += bool(_UNCUT.search(cell) or (here is Look.TEXT and _COMMA.search(cell)))
    total = looks.total()
    numbers = looks[Look.NUMBER] + looks[Look.DATE]
    if delimiter in (BLANKS, WIDE_BLANKS) and numbers < 0.3 * total:
        return 0.0
    sense: float = (numbers + 0.9 * looks[Look.NOTHING] + 0.7 * looks[Look.TEXT]) / total
    between_words = _BETWEEN_WORDS if delimiter in (BLANKS, WIDE_BLANKS) else 1.0
    return between_words * sense * (1.0 - 0.8 * uncut / total)
