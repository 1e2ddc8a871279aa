"""Reads a file into a table: every decision is guessed, or as a person set it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from playground.core.importing.columns.column_reading import ColumnReading
from playground.core.importing.columns.columns import read_columns
from playground.core.importing.errors import TableError
from playground.core.importing.layout.body import Body, Plan, read_body
from playground.core.importing.layout.layout import Layout, find_layout
from playground.core.importing.opening.open_file import Opened, open_file
from playground.core.importing.opening.records import outline
from playground.core.importing.reading import Reading
from playground.core.importing.remarks.column_notes import column_notes
from playground.core.importing.remarks.findings import find
from playground.core.importing.remarks.problems import problem_of
from playground.core.importing.remarks.row_notes import row_notes
from playground.core.importing.settings import Choice, Settings
from playground.core.importing.table import Table
from playground.core.importing.to_table import table_of


def read(data: bytes | str, name: str = "", settings: Settings | None = None) -> Reading:
    """Reads a file, or cells as they were pasted.

    Args:
        data: the file's bytes, or text.
        name: of the file.
        settings: what a person set; all the rest is guessed, also what was guessed before.

    Raises:
        TableError: if no table can be found; one sentence with the cause and the remedy.
    """
    given = (settings or Settings()).only_set()
    opened = open_file(data, given)
    seen = outline(opened.source)
    if not len(seen.numbers):
        raise TableError("There is nothing in it: the first row must name the columns.")
    layout = find_layout(opened.source, seen, given, opened.delimiter.value)
    at_most = int(
        np.sum((seen.numbers >= layout.first) & (seen.numbers <= (layout.last or np.inf)))
    )
    body = read_body(opened.source, _plan(layout, given), at_most)
    opened = replace(opened, source=lambda: iter(()))  # its text takes much memory
    columns = read_columns(
        [(index + 1, texts) for index, texts in zip(layout.taken, body.columns, strict=True)],
        [layout.headings[index] for index in layout.taken],
        given,
        delimiter="," if opened.is_workbook else opened.delimiter.value,
    )
    used = _used(opened, layout, body, columns, given)
    return Reading(
        name=name,
        settings=used,
        columns=tuple(column.without_texts() for column in columns),
        rows=body.numbers,
        names=tuple(heading.name for heading in layout.headings),
        last_line=int(seen.numbers[-1]),
        total=body.total,
        notes=(
            *opened.notes,
            *row_notes(layout, seen, used),
            *layout.notes,
            *body.notes,
            *column_notes(columns, body.numbers, used),
        ),
        findings=tuple(find(columns, body.numbers, used)),
        lines=opened.lines,
        sheets=opened.sheets,
        problem=problem_of(columns, body.numbers),
    )


def read_table(data: bytes | str) -> Table:
    """The numbers of a file, all decisions guessed.

    Raises:
        TableError: if it cannot be used; one sentence with the cause and the remedy.
    """
    return table_of(read(data))


def _plan(layout: Layout, given: Settings) -> Plan:
    """Rows that a person left out are all that is left out; otherwise those that do not fit."""
    left_out = given.rows_left_out
    no_data = (*layout.header_rows, layout.unit_row, *(left_out.value if left_out else ()))
    return Plan(
        width=layout.width,
        first=layout.first,
        last=layout.last,
        left_out=frozenset(no_data),
        taken=layout.taken,
        names=tuple(heading.name for heading in layout.headings),
        is_data=(lambda _: True) if left_out else layout.is_data,
        sampling=given.sampling.value if given.sampling else "random",
    )


def _used(
    opened: Opened, layout: Layout, body: Body, columns: list[ColumnReading], given: Settings
) -> Settings:
    """The settings that were used: those that were set, and the guesses."""
    marks = sorted({mark for column in columns for mark in column.marks})
    taken = tuple(index + 1 for index in layout.taken)
    return replace(
        given,
        sheet=opened.sheet,
        encoding=opened.encoding,
        delimiter=opened.delimiter,
        header_rows=given.header_rows or Choice(layout.header_rows),
        unit_row=given.unit_row or Choice(layout.unit_row),
        first_row=given.first_row or Choice(layout.first),
        last_row=given.last_row or Choice(layout.last),
        rows_left_out=given.rows_left_out or Choice(body.left_out),
        missing_marks=given.missing_marks or Choice(tuple(marks)),
        columns_taken=given.columns_taken or Choice(taken),
        sampling=given.sampling or Choice("random"),
        columns={**given.columns, **{column.number: column.settings for column in columns}},
    )
