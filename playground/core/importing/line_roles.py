"""What the reader took each of a file's first lines for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import numpy as np

from playground.core.importing.attempt import Refused
from playground.core.importing.reading import Reading
from playground.core.importing.settings import Choice, Settings

T = TypeVar("T")


class Role(StrEnum):
    """What a line is."""

    NAMES = "names"
    UNITS = "units"
    DATA = "data"
    LEFT_OUT = "left out"
    EMPTY = "empty"
    NOT_SAMPLED = "not in the sample"


@dataclass(frozen=True)
class Line:
    """A line of a file.

    Attributes:
        number: as a spreadsheet counts.
        text: as it is in the file; with line ends where a cell has some.
    """

    number: int
    text: str
    role: Role


def line_roles(read: Reading | Refused) -> tuple[Line, ...]:
    """The first lines of a file, each with what it was taken for.

    Without a table, only lines that a person set are names, units or data.
    """
    rows = read.rows if isinstance(read, Reading) else None
    is_sampled = isinstance(read, Reading) and read.total > len(read.rows)
    return tuple(
        Line(
            number,
            text,
            _role(number, read.settings, rows, is_sampled=is_sampled)
            if text.strip()
            else Role.EMPTY,
        )
        for number, text in read.lines
    )


def _role(number: int, settings: Settings, rows: np.ndarray | None, *, is_sampled: bool) -> Role:
    if number in _value(settings.header_rows, ()):
        return Role.NAMES
    if number == _value(settings.unit_row, 0):
        return Role.UNITS
    first, last = _value(settings.first_row, 0), _value(settings.last_row, 0)
    left_out = _value(settings.rows_left_out, ())
    if not first <= number <= (last or np.inf) or number in left_out or not first:
        return Role.LEFT_OUT
    if rows is None or _is_among(number, rows):
        return Role.DATA
    return Role.NOT_SAMPLED if is_sampled else Role.LEFT_OUT


def _value(choice: Choice[T] | None, otherwise: T) -> T:
    return otherwise if choice is None else choice.value


def _is_among(number: int, rows: np.ndarray) -> bool:
    """Whether a number is among others in ascending order."""
    index = int(np.searchsorted(rows, number))
    return index < len(rows) and int(rows[index]) == number
