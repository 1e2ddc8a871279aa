"""Which of the rows above the data name the columns, and which holds their units."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

import numpy as np

from playground.core.importing.cells import Look, look
from playground.core.importing.opening.records import Row
from playground.core.importing.units import is_type, is_unit

_YEARS = (1500.0, 2200.0)
_MOST = 0.4
"""Where words name columns of numbers, numbers beside them need only differ from so many below."""
_MEASURE = re.compile(r"[-+]?\d[\d.,]*\s?([^\d\s.,][^\d]{0,9})")
_SPREAD = 3
"""As many columns a table has at least where facts may stand between header and data."""


@dataclass(frozen=True)
class HeaderRows:
    """The rows that name the columns.

    Attributes:
        rows: their numbers; () if there is none.
        unit_row: the number of the row of units; 0 if there is none.
        is_short: whether the header has one cell less than the rows: row names come first.
        are_numbers: whether the names are numbers, such as years.
    """

    rows: tuple[int, ...] = ()
    unit_row: int = 0
    is_short: bool = False
    are_numbers: bool = False


class _Role(Enum):
    NAMES = "a name for every column"
    MIXED = "names, some of which are numbers"
    UNITS = "units"
    PART = "names for some columns"
    FACT = "something else"


@dataclass(frozen=True)
class _Candidate:
    number: int
    cells: list[str]
    role: _Role
    is_short: bool

    @property
    def is_unique(self) -> bool:
        return len({*self.cells}) == len(self.cells)


def find_header(
    above: list[Row], data: list[Row], looks: tuple[Look, ...], *, may_count: bool
) -> HeaderRows:
    """Finds the header.

    Args:
        above: the rows above the data, from the first of the file on.
        data: the first rows of data, of full width.
        looks: of the columns.
        may_count: whether rows may be numbered in a column that the header has no cell for.
    """
    candidates = _candidates(above, looks, is_named=_is_named_below(data, may_count))
    if found := _chosen(candidates, len(looks)):
        return found
    if len(data) > 2 and (_are_numbers_names(data, looks) or _are_measures_names(data, looks)):
        return HeaderRows((data[0][0],), are_numbers=True)
    if data and _are_texts_names(data, looks):
        return HeaderRows((data[0][0],))
    return HeaderRows()


def _is_named_below(data: list[Row], may_count: bool) -> bool:
    """Whether the first cells of the rows may be names that the header has no cell for."""
    first = [cells[0].strip() for _, cells in data]
    texts = sum(look(cell) is Look.TEXT for cell in first)
    counted = may_count and first == [str(number) for number in range(1, len(first) + 1)]
    return len({*first}) == len(first) and (texts > 0.5 * len(first) or counted)


def _candidates(above: list[Row], looks: tuple[Look, ...], *, is_named: bool) -> list[_Candidate]:
    """The rows that may belong to the header, from the lowest up."""
    found: list[_Candidate] = []
    for number, cells in reversed(above):
        aligned, is_short = _aligned(cells, len(looks), is_named=is_named)
        has_names = any(each.role is _Role.NAMES for each in found)
        has_facts = any(each.role is _Role.FACT for each in found)
        if not aligned or (has_names and found[-1].number - number > 1):
            break
        role = _role(aligned, looks)
        is_remark = cells[0].lstrip()[:1] in ("#", "%") and (is_short or role is _Role.MIXED)
        is_stray = is_short and (role is not _Role.NAMES or has_facts)
        if is_remark or is_stray:
            break
        if role is _Role.FACT and (has_names or len(looks) < _SPREAD):
            break
        found.append(_Candidate(number, aligned, role, is_short))
    return found


def _aligned(cells: list[str], width: int, *, is_named: bool) -> tuple[list[str], bool]:
    """As many cells as columns, [] if they do not fit; and whether the first had none."""
    first = cells[0].strip()
    if first in ("#", "%") and len(cells) == width + 1:
        cells = cells[1:]
    elif first[:1] in ("#", "%") and first[1:2].isspace():
        cells = [first[1:], *cells[1:]]
    cells = [" ".join(cell.split()) for cell in cells]
    if len(cells) == width - 1 and is_named and all(cells):
        return ["", *cells], True
    if len(cells) < width or any(cells[width:]):
        return [], False
    return cells[:width], False


def _role(cells: list[str], looks: tuple[Look, ...]) -> _Role:
    filled = [cell for cell in cells if cell]
    numbers = sum(look(cell) in (Look.NUMBER, Look.DATE) and not is_unit(cell) for cell in filled)
    is_complete = len(filled) >= len(cells) - (not cells[0])
    if numbers:
        is_mixed = is_complete and numbers <= 0.5 * len(cells) and len(cells) >= _SPREAD
        return _Role.MIXED if is_mixed else _Role.FACT
    if filled and sum(is_unit(cell) or is_type(cell) for cell in filled) >= 0.5 * len(filled):
        return _Role.UNITS
    if is_complete and (len(cells) > 1 or cells[0]):
        return _Role.NAMES
    is_key_and_value = not any(cells[2:]) and len(cells) >= _SPREAD and bool(cells[0])
    return _Role.FACT if is_key_and_value or not filled else _Role.PART


def _chosen(candidates: list[_Candidate], width: int) -> HeaderRows | None:
    """The header among candidates, which come from the lowest up."""
    names = [each for each in candidates if each.role is _Role.NAMES]
    if any(each.cells[0] for each in names):  # others are groups above them
        names = [each for each in names if each.cells[0] or each.is_short]
    if names and not names[-1].cells[0] and not names[-1].is_short:
        first = [c for c in candidates if c.role is _Role.PART and c.cells[0]]
        if any(names[-1].number - each.number == 1 for each in first):
            return HeaderRows((names[-1].number - 1, names[-1].number))
    if not names:
        names = [each for each in candidates[:1] if each.role in (_Role.MIXED, _Role.UNITS)]
        names = names or [each for each in candidates[1:2] if each.role is _Role.MIXED]
    if not names:
        return _of_parts(candidates, width)
    units = [c for c in candidates if c.role is _Role.UNITS and c.number > names[-1].number]
    unit_row = next((each.number for each in units if any(map(is_unit, each.cells))), 0)
    if width < _SPREAD:
        return HeaderRows((names[0].number,), unit_row, names[0].is_short)
    top = next((each for each in reversed(names) if each.is_unique), None)
    parts = [c for c in candidates if c.role in (_Role.PART, _Role.NAMES) and c not in names]
    groups = [each for each in parts if each.number < names[-1].number]
    if top is not None:
        rows = [*(each.number for each in reversed(groups)), top.number]
        return HeaderRows(tuple(sorted(rows)), unit_row, top.is_short)
    below = [each for each in parts if each.number > names[0].number]
    rows = sorted(each.number for each in (*groups, *names, *below))
    return HeaderRows(tuple(rows), unit_row, names[0].is_short)


def _of_parts(candidates: list[_Candidate], width: int) -> HeaderRows | None:
    """Rows that name all columns together."""
    parts: list[_Candidate] = []
    for each in candidates:
        if each.role is not _Role.PART or (parts and parts[-1].number - each.number > 1):
            break
        parts.append(each)
    covered = {index for each in parts for index, cell in enumerate(each.cells) if cell}
    if 2 * len(covered) < width:
        return None
    return HeaderRows(tuple(sorted(each.number for each in parts)))


def _are_measures_names(data: list[Row], looks: tuple[Look, ...]) -> bool:
    """Whether most of the first row are different numbers of one unit, "400.5nm", and no others."""
    columns = [index for index, column in enumerate(looks) if column is Look.NUMBER]
    rows = [[cells[index].strip() for index in columns] for _, cells in data[:50]]
    units = [match[1] for cell in rows[0] if (match := _MEASURE.fullmatch(cell))]
    if len(units) < max(_SPREAD, 0.8 * len(columns)) or len({*units}) > 1:
        return False
    has_others = any(_MEASURE.fullmatch(cell) for row in rows[1:] for cell in row)
    return len({*rows[0]}) == len(columns) and not has_others


def _are_numbers_names(data: list[Row], looks: tuple[Look, ...]) -> bool:
    """Whether the first row counts up, such as years or wavelengths, and the others do not.

    Words may name some columns of numbers, such as what a spectrum is to predict.
    """
    columns = [
        index
        for index, column in enumerate(looks)
        if column is Look.NUMBER and look(data[0][1][index]) is not Look.TEXT
    ]
    rows = [_plain_numbers([cells[index] for index in columns]) for _, cells in data[:50]]
    first, others = rows[0], np.array(rows[1:])
    has_words = len(columns) < looks.count(Look.NUMBER)
    if np.isnan(first).any() or len(columns) < (_SPREAD if has_words else 1):
        return False
    low, high = np.transpose([_ends(column, _MOST if has_words else 1.0) for column in others.T])
    outside = float(np.mean((first < low) | (first > high)))
    is_years = bool(np.all((first >= _YEARS[0]) & (first <= _YEARS[1]) & (first == first.round())))
    if is_years and len({*first}) == len(first) and outside == 1.0:
        return True
    return len(first) >= _SPREAD and outside >= 0.8 and _counts(first) and not _counts(rows[1])


def _ends(numbers: np.ndarray, share: float) -> tuple[float, float]:
    """The ends of the middle ones of some numbers; of stand-ins such as -999 there are few."""
    known = numbers[~np.isnan(numbers)]
    if not len(known):
        return np.inf, -np.inf
    low, high = np.quantile(known, [(1.0 - share) / 2, (1.0 + share) / 2])
    return float(low), float(high)


def _plain_numbers(cells: list[str]) -> np.ndarray:
    numbers = []
    for cell in cells:
        try:
            numbers.append(float(cell.strip().replace(",", ".")))
        except ValueError:
            numbers.append(np.nan)
    return np.array(numbers)


def _counts(numbers: np.ndarray) -> bool:
    """Whether numbers rise or fall in steps of much the same size."""
    steps = np.diff(numbers)
    if np.isnan(steps).any() or not (np.all(steps > 0) or np.all(steps < 0)):
        return False
    return float(np.ptp(steps)) <= 0.5 * float(np.abs(steps).mean())


def _are_texts_names(data: list[Row], looks: tuple[Look, ...]) -> bool:
    """Where all columns are of text: whether the first row's texts are nowhere below."""
    if any(column in (Look.NUMBER, Look.DATE) for column in looks):
        return False
    first = [cell.strip() for cell in data[0][1]]
    below = [{cells[index].strip() for _, cells in data[1:]} for index in range(len(looks))]
    news = sum(name not in texts for name, texts in zip(first, below, strict=False))
    return len({*first}) == len(first) and news >= 0.8 * len(looks)
