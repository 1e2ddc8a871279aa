"""Filters and selected rows as short texts and back, for links."""

from __future__ import annotations

from collections.abc import Sequence
from urllib import parse

from playground.core.data.datasets import Dataset
from playground.core.data.filters import RangeFilter
from playground.core.formatting import format_number, quote, read_int, read_number
from playground.core.row_ranges import intervals
from playground.state.query import require_column

MAX_LINK_CHARS = 400
"""If the selected rows take more characters, they are not in a link."""
_LIMIT = 1e300


def write_where(where: Sequence[RangeFilter]) -> str:
    """`sugars~0~5;fat~1~3`: a column, its smallest and its largest number."""
    return ";".join(
        "~".join((parse.quote(r.column, safe=" "), format_number(r.low), format_number(r.high)))
        for r in where
    )


def read_where(text: str, dataset: Dataset, most: int) -> tuple[RangeFilter, ...]:
    """Reads what `write_where` wrote.

    Args:
        text: as it stands in the link; anything.
        dataset: whose columns they are.
        most: how many filters there can be.

    Raises:
        ValueError: with the reason.
    """
    parts = text.split(";") if text else []
    if len(parts) > most:
        raise ValueError(f"the most filters there can be is {most}, received {len(parts)}")
    where = tuple(_range(part, dataset) for part in parts)
    if len({numbers.column for numbers in where}) < len(where):
        raise ValueError("there can be one filter a column")
    return where


def _range(text: str, dataset: Dataset) -> RangeFilter:
    parts = text.rsplit("~", 2)
    if len(parts) != 3:
        raise ValueError(f"{quote(text)} is not a column, a smallest and a largest number")
    return RangeFilter(require_column(dataset, parse.unquote(parts[0])), *map(_number, parts[1:]))


def _number(text: str) -> float:
    """A number as large as one in a table may be."""
    try:
        return read_number(text, _LIMIT)
    except ValueError:
        raise ValueError(f"{quote(text)} is not a number") from None


def write_rows(rows: Sequence[int]) -> str:
    """`1,3-5`: numbers of rows, counted from 1; "" if that would become too long."""
    text = ",".join(f"{a + 1}-{b + 1}" if b > a else f"{a + 1}" for a, b in intervals(rows))
    return text if len(text) <= MAX_LINK_CHARS else ""


def read_rows(text: str, count: int) -> tuple[int, ...]:
    """Reads what `write_rows` wrote.

    Args:
        text: as it stands in the link; anything.
        count: how many rows the data set has.

    Returns:
        Indices of rows, from 0, in ascending order.

    Raises:
        ValueError: with the reason.
    """
    rows: set[int] = set()
    for part in text.split(",") if text else []:
        ends = [read_int(end, count) for end in part.split("-")]
        if len(ends) > 2 or min(ends) < 1 or ends[0] > ends[-1]:
            raise ValueError(f"{quote(part)} is no row, and no rows, from 1 to {count}")
        rows.update(range(ends[0] - 1, ends[-1]))
    return tuple(sorted(rows))
