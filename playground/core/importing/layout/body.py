"""The rows of the table as columns of texts: short rows are filled up, others stay out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import numpy as np
import pandas as pd

from playground.core.importing.errors import MAX_ROWS, SEED, TableError, count_noun, in_quotes
from playground.core.importing.notes import Note, Topic, row_list
from playground.core.importing.opening.records import Row, Source

_FEW = 0.05
"""Rows with too many cells may be left out up to this share of all."""
_CHUNK = 4096
_MANY = 1000
"""As many row numbers a note has at most."""


@dataclass(frozen=True)
class Plan:
    """Which part of a file is the table.

    Attributes:
        width: cells of a row.
        first, last: numbers of the first and the last row; last 0: to the end.
        left_out: rows in between that are no data.
        taken: indices of the columns that are wanted.
        names: of all columns, for errors.
        is_data: whether cells, as many as `width` or fewer, are a row of the table.
        sampling: "random" or "first".
    """

    width: int
    first: int
    last: int
    left_out: frozenset[int]
    taken: tuple[int, ...]
    names: tuple[str, ...]
    is_data: Callable[[list[str]], bool]
    sampling: str


@dataclass(eq=False)
class Body:
    """The cells of the table.

    Attributes:
        columns: of texts without blanks around them, `(rows,)` each.
        numbers: of the rows, as a spreadsheet counts.
        total: how many rows of data there are in the file.
        left_out: numbers of rows between the data that are none.
    """

    columns: list[pd.Series]
    numbers: np.ndarray
    total: int
    left_out: tuple[int, ...]
    notes: list[Note] = field(default_factory=list)


def read_body(source: Source, plan: Plan, at_most: int) -> Body:
    """Reads the table's rows; in two passes where there may be more than MAX_ROWS.

    Args:
        source: of all rows of the file.
        plan: which of them are the table.
        at_most: how many rows of the file are between the first and the last.

    Raises:
        TableError: if many rows have more cells than there are columns.
    """
    found, wanted = _Found(plan), None
    rows = found.rows(source)
    if at_most > MAX_ROWS:
        total = sum(1 for _ in rows)
        wanted = _sampled(total, plan.sampling)
        rows = _Found(plan).rows(source)
        if wanted is not None:
            rows = (row for index, row in enumerate(rows) if wanted[index])
    columns, numbers = _columns(rows, plan.taken)
    total = len(numbers) if wanted is None else len(wanted)
    found.require_few_long(total)
    notes = [*found.notes(), *_sample_note(total, plan.sampling)]
    return Body(columns, numbers, total, found.left_out, notes)


def _sampled(total: int, sampling: str) -> np.ndarray | None:
    """Which rows are taken, `(total,)`; None for all."""
    if total <= MAX_ROWS:
        return None
    wanted = np.zeros(total, bool)
    if sampling == "first":
        wanted[:MAX_ROWS] = True
    else:
        wanted[np.random.default_rng(SEED).choice(total, MAX_ROWS, replace=False)] = True
    return wanted


def _sample_note(total: int, sampling: str) -> list[Note]:
    if total <= MAX_ROWS:
        return []
    how = "first rows" if sampling == "first" else f"at random (seed {SEED}), in their order"
    taken = f"the first {MAX_ROWS:,}" if sampling == "first" else f"{MAX_ROWS:,}"
    verb = "were taken" if sampling == "first" else f"were taken {how}"
    return [Note(Topic.SAMPLE, f"Of {total:,} rows, {taken} {verb}.")]


def _columns(rows: Iterator[Row], taken: Sequence[int]) -> tuple[list[pd.Series], np.ndarray]:
    """The wanted columns, packed chunk by chunk: texts take much memory one by one."""
    numbers = list[int]()
    chunks: list[list[pd.Series]] = [[] for _ in taken]
    while chunk := list(islice(rows, _CHUNK)):
        numbers += [number for number, _ in chunk]
        for parts, index in zip(chunks, taken, strict=True):
            parts.append(pd.Series([cells[index].strip() for _, cells in chunk], dtype="str"))
    return [_joined(parts) for parts in chunks], np.array(numbers, np.int64)


def _joined(parts: list[pd.Series]) -> pd.Series:
    if len(parts) == 1:
        return parts[0]
    return pd.concat(parts, ignore_index=True) if parts else pd.Series([], dtype="str")


def too_many_cells(row: Row, names: Sequence[str]) -> str:
    """The sentence about a row with more cells than there are columns.

    Args:
        row: its number and cells.
        names: of the columns.
    """
    return (
        f"{_long(row, names)}; put cells that hold the delimiter into quotation marks, or name "
        "every column."
    )


def _long(row: Row, names: Sequence[str]) -> str:
    number, cells = row
    return (
        f"Row {number:,} has {len(cells)} cells and the header {len(names)}: after column "
        f"{in_quotes(names[-1])} comes {in_quotes(cells[len(names)])}"
    )


class _Found:
    """Goes through the rows of the table, and remembers those that do not fit.

    Args:
        plan: which rows are the table.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._short = list[int]()
        self._between = list[Row]()
        self._long = list[Row]()

    def rows(self, source: Source) -> Iterator[Row]:
        """The rows with as many cells as there are columns."""
        plan = self._plan
        width, last = plan.width, plan.last or np.inf
        for number, cells in source():
            if number < plan.first or number in plan.left_out:
                continue
            if number > last:
                return
            if len(cells) > width and any(cell.strip() for cell in cells[width:]):
                self._long.append((number, cells))
            elif not plan.is_data(cells):
                self._between.append((number, cells))
            else:
                if len(cells) < width:
                    self._short.append(number)
                    cells = cells + [""] * (width - len(cells))
                yield number, cells

    def require_few_long(self, total: int) -> None:
        """Raises TableError if many rows have too many cells."""
        if len(self._long) > max(1, _FEW * total):
            raise TableError(too_many_cells(self._long[0], self._plan.names))

    @property
    def left_out(self) -> tuple[int, ...]:
        """Numbers of rows that are no data, and of those with too many cells."""
        return tuple(sorted(number for number, _ in (*self._between, *self._long)))

    def notes(self) -> list[Note]:
        """One note each for rows that are too long, too short, or no data."""
        notes = []
        if self._long:
            such = count_noun(len(self._long), "such row") + " " if len(self._long) > 1 else ""
            rows = tuple(number for number, _ in self._long[:_MANY])
            text = f"{_long(self._long[0], self._plan.names)}; {such}left out."
            notes.append(Note(Topic.ROWS, text, rows))
        if self._between:
            rows = tuple(number for number, _ in self._between[:_MANY])
            first = next(filter(None, (cell.strip() for cell in self._between[0][1])), "")
            text = f"{row_list(rows)} between the data left out: {in_quotes(first)}."
            notes.append(Note(Topic.BETWEEN, text, rows))
        if self._short:
            count = len(self._short)
            more = f" and {count_noun(count - 1, 'more row')}" if count > 1 else ""
            text = (
                f"Row {self._short[0]:,}{more} {'have' if more else 'has'} fewer cells than the "
                "header; the others count as missing."
            )
            notes.append(Note(Topic.ROWS, text, tuple(self._short[:_MANY])))
        return notes
