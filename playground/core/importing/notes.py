"""What the reader tells a person: a sentence, what it is about, and what can be done instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from playground.core.importing.errors import in_quotes
from playground.core.importing.settings import Settings


class Topic(StrEnum):
    """What a note is about."""

    ENCODING = "encoding"
    ABOVE = "rows above"
    BETWEEN = "rows between"
    BELOW = "rows below"
    ROWS = "rows"
    SAMPLE = "sample"
    HEADER = "header"
    NAMES = "names"
    COLUMNS = "columns"
    DECIMAL = "decimal sign"
    FACTOR = "factors"
    MISSING = "missing"
    STAND_IN = "stand-ins"
    DATES = "dates"
    SCALE = "scale"
    ID = "row names"
    TOTAL = "totals"
    CATEGORY = "categories"
    NEARLY_EQUAL = "nearly equal columns"


@dataclass(frozen=True)
class Remedy:
    """Another way to read the file.

    Attributes:
        label: of the button that does it.
        settings: what `read` is to be called with.
    """

    label: str
    settings: Settings


@dataclass(frozen=True)
class Note:
    """Something that the reader did, found, or is unsure about.

    Attributes:
        text: one sentence.
        rows: numbers of the rows in question, as a spreadsheet counts.
        columns: numbers of the columns in question, from 1.
        unsure: whether it could also be otherwise.
        remedies: what a person may prefer.
    """

    topic: Topic
    text: str
    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    unsure: bool = False
    remedies: tuple[Remedy, ...] = ()


def quoted_list(names: Sequence[str], most: int = 3) -> str:
    """Names as a sentence lists them: `“a”, “b” and 4 more`.

    Args:
        names: at least one.
        most: as many are named.
    """
    shown = [in_quotes(name) for name in names[:most]]
    if len(names) > most:
        return f"{', '.join(shown)} and {len(names) - most:,} more"
    return " and ".join([", ".join(shown[:-1]), shown[-1]] if len(shown) > 1 else shown)


def row_list(rows: Sequence[int]) -> str:
    """Rows as a sentence names them: `Row 3`, `Rows 3 to 7`, `Rows 3, 5 and 8`."""
    first, last = rows[0], rows[-1]
    if len(rows) == 1:
        return f"Row {first:,}"
    if last - first == len(rows) - 1:
        return f"Rows {first:,} to {last:,}"
    if len(rows) <= 3:
        return f"Rows {', '.join(f'{row:,}' for row in rows[:-1])} and {last:,}"
    return f"{len(rows):,} rows between {first:,} and {last:,}"
