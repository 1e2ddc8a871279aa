"""Text to rows of cells, and the outline of a file: how wide its rows are."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from playground.core.importing.errors import TableError

BLANKS, WIDE_BLANKS = " ", "  "
DELIMITERS = {
    "\t": "tab",
    ";": "semicolon",
    ",": "comma",
    "|": "bar",
    WIDE_BLANKS: "two blanks or more",
    BLANKS: "blanks",
}
"""The first wins where several fit: a comma may also be part of a number."""

Row = tuple[int, list[str]]
"""Its number, counted as a spreadsheet counts, and its cells."""
Source = Callable[[], Iterator[Row]]
"""Gives the rows of a file from the first on, those without a cell left out."""

_SEEN = 500
"""As many rows at the start, in the middle and at the end are looked at closely."""
_UNIT_SEPARATOR = "\x1f"
_RUNS = {BLANKS: re.compile(r'("[^"]*")|[ \t]+'), WIDE_BLANKS: re.compile(r'("[^"]*")|\t| {2,}')}


def lines_of(text: str) -> Iterator[str]:
    """The lines with their ends, without a copy of the text."""
    if "\r" in text and ("\n" not in text or re.search(r"\r(?!\n)", text)):
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def records(lines: Iterable[str], delimiter: str, *, strict: bool = False) -> Iterator[Row]:
    """The rows with their numbers, those without a cell left out.

    Args:
        lines: with their ends.
        delimiter: one of DELIMITERS.
        strict: whether a quotation mark that is never closed is an error.

    Raises:
        TableError: where quotation marks are wrong, or a cell is too long.
    """
    if delimiter in _RUNS:
        pattern = _RUNS[delimiter]
        lines = (
            pattern.sub(lambda run: run[1] or _UNIT_SEPARATOR, line.strip(" \t\r\n")) + "\n"
            for line in lines
        )
        delimiter = _UNIT_SEPARATOR
    reader = csv.reader(lines, delimiter=delimiter, strict=strict, skipinitialspace=True)
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise TableError(_broken(number, str(error))) from None
        if any(cell and not cell.isspace() for cell in cells):
            yield number, cells


def _broken(number: int, reason: str) -> str:
    if "field limit" in reason:
        return (
            f"Row {number:,} has a cell of more than {csv.field_size_limit():,} characters: "
            "shorten it, or close its quotation mark."
        )
    return (
        f"Row {number:,} opens a quotation mark that is never closed, or has one within a cell: "
        "close it or take it out."
    )


@dataclass(frozen=True, eq=False)
class Outline:
    """How wide the rows of a file are, and some of them.

    Attributes:
        numbers, widths: of all rows, `(rows,)`.
        head, middle, tail: rows at the start, some in between, rows at the end; none stands twice.
    """

    numbers: NDArray[np.int32]
    widths: NDArray[np.int32]
    head: list[Row]
    middle: list[Row]
    tail: list[Row]

    @property
    def rows(self) -> list[Row]:
        """All rows that were looked at, in the file's order."""
        return [*self.head, *self.middle, *self.tail]


def outline(source: Source) -> Outline:
    """Goes through a file once."""
    numbers, widths = list[int](), list[int]()
    head, middle, step = list[Row](), list[Row](), 1
    tail = deque[Row](maxlen=_SEEN)
    for number, cells in source():
        numbers.append(number)
        widths.append(len(cells))
        if len(head) < _SEEN:
            head.append((number, cells))
            continue
        if len(tail) == _SEEN and len(numbers) % step == 0:
            middle.append(tail[0])
            if len(middle) > _SEEN:
                del middle[::2]
                step *= 2
        tail.append((number, cells))
    return Outline(
        np.array(numbers, np.int32), np.array(widths, np.int32), head, middle, list(tail)
    )
