"""Which rows and columns of a file are the table, guessed or as a person set them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from playground.core.importing.cells import Look, look
from playground.core.importing.errors import MAX_COLUMNS, TableError
from playground.core.importing.layout.block import Block, find_block, fit
from playground.core.importing.layout.body import too_many_cells
from playground.core.importing.layout.header_rows import find_header
from playground.core.importing.layout.headers import Heading, headings
from playground.core.importing.layout.totals import is_total
from playground.core.importing.notes import Note
from playground.core.importing.opening.records import Outline, Row, Source
from playground.core.importing.settings import Settings

_NUMERIC = frozenset("0123456789+-−.,")


@dataclass(frozen=True, eq=False)
class Layout:
    """Where the table is.

    Attributes:
        width: how many columns there are.
        header_rows, unit_row, first, last: as in Settings.
        totals: rows below the last one that sum up the others.
        taken: indices of the columns that are taken.
        headings: of all columns.
        notes: about the names.
        header: cells of the rows that name the columns.
        are_numbers: whether the names were numbers, such as years.
    """

    width: int
    looks: tuple[Look, ...]
    header_rows: tuple[int, ...]
    unit_row: int
    first: int
    last: int
    totals: tuple[int, ...]
    taken: tuple[int, ...]
    headings: list[Heading]
    notes: tuple[Note, ...]
    header: tuple[tuple[str, ...], ...]
    are_numbers: bool

    @cached_property
    def _typed(self) -> tuple[int, ...]:
        """Indices of the columns of numbers and dates."""
        typed = (Look.NUMBER, Look.DATE)
        return tuple(index for index, column in enumerate(self.looks) if column in typed)

    def is_data(self, cells: list[str]) -> bool:
        """Whether a row between the first and the last is one of the table."""
        if len(cells) < self.width:
            return fit(cells, self.looks) > 0.5
        if self.header and cells[0].strip() == self.header[-1][0]:
            stripped = tuple(cell.strip() for cell in cells[: self.width])
            if stripped in self.header:
                return False
        known = 0
        for index in self._typed:
            if cell := cells[index].lstrip():
                if cell[0] in _NUMERIC:
                    return True
                known += 1
        return known < 2 or not any(look(cells[index]) is Look.TEXT for index in self._typed)


def find_layout(source: Source, seen: Outline, given: Settings, delimiter: str) -> Layout:
    """Finds the table.

    Args:
        source: of all rows of the file.
        seen: its outline, with at least one row.
        given: what a person set.
        delimiter: between the cells.
    """
    block = find_block(seen, delimiter)
    first = _first(block, seen, given)
    header = block.header
    if given.first_row and not given.header_rows:
        rows = [row for row in seen.rows if row[0] >= first and len(row[1]) >= block.width]
        header = find_header(
            [row for row in seen.head if row[0] < first],
            rows,
            block.looks,
            may_count=delimiter != ",",
        )
    if delimiter == "," and not header.rows and not (given.header_rows or given.first_row):
        _require_cells_under_names(seen, block)
    header_rows = given.header_rows.value if given.header_rows else header.rows
    unit_row = given.unit_row.value if given.unit_row else header.unit_row
    if not given.first_row and header.are_numbers and given.header_rows:
        first = min(first, header.rows[0]) if header.rows[0] not in header_rows else first
    last, totals = _last(block, seen, given)
    cells = _rows_at(source, {*header_rows, unit_row})
    is_short = bool(header_rows) and len(cells.get(header_rows[-1], [])) == block.width - 1
    named = [_fitted(cells.get(row, []), block.width, is_short=is_short) for row in header_rows]
    units = _fitted(cells[unit_row], block.width, is_short=is_short) if unit_row in cells else []
    found, notes = headings(named, units, block.width, is_short=is_short)
    wanted: Sequence[int] = range(1, min(block.width, MAX_COLUMNS) + 1)
    if given.columns_taken:
        wanted = given.columns_taken.value or range(1, block.width + 1)
    return Layout(
        block.width,
        block.looks,
        header_rows,
        unit_row,
        first,
        last,
        totals,
        tuple(number - 1 for number in wanted if 0 < number <= block.width),
        found,
        tuple(notes),
        tuple(tuple(row) for row in named),
        header.are_numbers and header_rows == header.rows,
    )


def _require_cells_under_names(seen: Outline, block: Block) -> None:
    """Raises TableError if the names are one less than the cells below: decimal commas, perhaps."""
    (_, names), *others = seen.head
    is_header = len(names) == block.width - 1 > 1 and all(look(n) is Look.TEXT for n in names)
    if is_header and others and others[0][0] == block.first:
        raise TableError(too_many_cells(others[0], names))


def _first(block: Block, seen: Outline, given: Settings) -> int:
    if given.first_row:
        return given.first_row.value
    if not given.header_rows and not given.unit_row:
        return block.first
    rows = given.header_rows.value if given.header_rows else block.header.rows
    header = max((0, *rows, given.unit_row.value if given.unit_row else 0))
    if block.first > header and header:
        return block.first
    after = seen.numbers[seen.numbers > header]
    return int(after[0]) if len(after) else header + 1


def _last(block: Block, seen: Outline, given: Settings) -> tuple[int, tuple[int, ...]]:
    """The last row of data, and the rows of totals below it."""
    if given.last_row:
        return given.last_row.value, ()
    totals = list[int]()
    last = block.last
    for number, cells in reversed(seen.rows):
        if number > block.last:
            continue
        if not is_total(cells):
            return number, tuple(reversed(totals))
        totals.append(number)
        last = number
    return last, ()


def _rows_at(source: Source, numbers: set[int]) -> dict[int, list[str]]:
    """The cells of some rows."""
    wanted = {number for number in numbers if number}
    found: dict[int, list[str]] = {}
    for number, cells in source():
        if not wanted or number > max(wanted):
            break
        if number in wanted:
            found[number] = cells
    return found


def _fitted(cells: Sequence[str], width: int, *, is_short: bool) -> list[str]:
    """As many cells as columns."""
    first = cells[0].strip() if cells else ""
    if first in ("#", "%") and len(cells) == width + 1:
        cells = cells[1:]
    elif first[:1] in ("#", "%") and first[1:2].isspace():
        cells = [first[1:], *cells[1:]]
    filled = ["", *cells] if is_short and len(cells) == width - 1 else [*cells]
    return [cell.strip() for cell in (filled + [""] * width)[:width]]


def rows_outside(layout: Layout, rows: Sequence[Row]) -> tuple[list[Row], list[Row], list[Row]]:
    """Rows that are no data: above the header, between it and the data, and below.

    Args:
        layout: where the table is.
        rows: of the file that were looked at.
    """
    named = {*layout.header_rows, layout.unit_row}
    top = min((*layout.header_rows, layout.first))
    above = [row for row in rows if row[0] < top and row[0] not in named]
    between = [row for row in rows if top < row[0] < layout.first and row[0] not in named]
    below = [row for row in rows if row[0] > layout.last > 0 and row[0] not in layout.totals]
    return above, between, below
