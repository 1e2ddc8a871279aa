"""What there is to say about the rows and columns that are not in the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from playground.core.importing.errors import MAX_COLUMNS, count_noun, in_quotes
from playground.core.importing.layout.layout import Layout, rows_outside
from playground.core.importing.notes import Note, Remedy, Topic, quoted_list, row_list
from playground.core.importing.opening.records import Outline, Row
from playground.core.importing.settings import Settings

_MANY = 1000


def row_notes(layout: Layout, seen: Outline, settings: Settings) -> Iterator[Note]:
    """One note each for what stands above, between and below, for totals, and for the header.

    Args:
        layout: where the table is.
        seen: the outline of the file.
        settings: how the file was read, for the other ways that a note offers.
    """
    above, between, below = rows_outside(layout, seen.rows)
    if above:
        yield _left_out(
            Topic.ABOVE, above, "above the header" if layout.header_rows else "above the data"
        )
    if between:
        yield _left_out(Topic.BETWEEN, between, "between the header and the data")
    if len(layout.header_rows) > 1:
        text = f"{row_list(layout.header_rows)} name the columns together."
        yield Note(Topic.HEADER, text, layout.header_rows)
    if layout.unit_row:
        named = [*dict.fromkeys(heading.unit for heading in layout.headings if heading.unit)]
        units = f": {quoted_list(named, 5)}" if named else ""
        text = f"Row {layout.unit_row:,} holds units{units}."
        yield Note(Topic.HEADER, text, (layout.unit_row,))
    if layout.totals:
        rows = layout.totals
        text = f"{row_list(rows)} at the end {_verb(rows)} up the others and {_is(rows)} left out."
        remedy = Remedy("Take it as data", settings.setting(last_row=rows[-1]))
        yield Note(Topic.TOTAL, text, rows, remedies=(remedy,))
    if below:
        yield _left_out(Topic.BELOW, below, "below the data")
    if layout.are_numbers:
        row = layout.header_rows[0]
        numbers = (
            name for name in reversed(layout.header[0]) if name.lstrip("-+.")[:1].isdecimal()
        )
        text = f"Row {row:,} names the columns by numbers, such as {in_quotes(next(numbers, ''))}."
        remedy = Remedy("Take it as data", settings.setting(header_rows=(), first_row=row))
        yield Note(Topic.HEADER, text, (row,), unsure=True, remedies=(remedy,))
    if len(layout.taken) < layout.width and not (
        settings.columns_taken and settings.columns_taken.is_set
    ):
        text = f"There are {layout.width:,} columns; the first {MAX_COLUMNS} are taken."
        remedy = Remedy(
            "Take all", settings.setting(columns_taken=tuple(range(1, layout.width + 1)))
        )
        yield Note(Topic.COLUMNS, text, remedies=(remedy,))


def _verb(rows: Sequence[int]) -> str:
    return "sums" if len(rows) == 1 else "sum"


def _is(rows: Sequence[int]) -> str:
    return "is" if len(rows) == 1 else "are"


def _left_out(topic: Topic, rows: list[Row], where: str) -> Note:
    texts = [" ".join(filter(None, (cell.strip() for cell in cells))) for _, cells in rows]
    numbers = tuple(number for number, _ in rows)
    which = row_list(numbers)
    which = which[0].lower() + which[1:]
    count = count_noun(len(rows), "row")
    text = f"{count} {where} left out ({which}): {quoted_list(texts, 5)}."
    return Note(topic, text, numbers[:_MANY])
