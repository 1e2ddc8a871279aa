"""Reads bytes or pasted text into a table of numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from playground.core.data.datasets import Column
from playground.core.importing.column_types import InferredColumn, infer_column
from playground.core.importing.decoding import decode
from playground.core.importing.errors import MIN_ROWS, TableError, count_noun, in_quotes
from playground.core.importing.headers import name_columns
from playground.core.importing.numbers import has_decimal_comma, is_missing, numbers_of
from playground.core.importing.rows import Cells, split
from playground.core.importing.table import Table


def read_table(source: bytes | str) -> Table:
    """Reads a CSV file, or cells as they were pasted.

    Raises:
        TableError: if it cannot be used; one sentence with the cause and the cure.
    """
    data = source.encode("utf-8", errors="replace") if isinstance(source, str) else source
    text, encoding, first = decode(data)
    cells, unnamed = _with_header(split(text))
    if len(cells.rows) < MIN_ROWS:
        raise TableError(
            f"There {'is' if len(cells.rows) == 1 else 'are'} {count_noun(len(cells.rows), 'row')} "
            f"below the header, and this page needs at least {MIN_ROWS}: add rows."
        )
    names, units, renamed = name_columns(cells.header)
    columns = [list(column) for column in zip(*cells.rows, strict=True)]
    comma = _comma(cells.delimiter, columns)
    inferred_columns = [
        infer_column(name, column, cells.numbers, comma=comma)
        for name, column in zip(names, columns, strict=True)
    ]
    _require_two(cells, names, columns, inferred_columns)
    return _table(
        cells,
        dict(zip(names, columns, strict=True)),
        inferred_columns,
        [_unit(unit, inferred) for unit, inferred in zip(units, inferred_columns, strict=True)],
        (*first, *cells.notes, *unnamed, *renamed),
        (encoding, "comma" if comma else "point"),
    )


def _table(
    cells: Cells,
    columns: dict[str, list[str]],
    inferred_columns: list[InferredColumn],
    units: list[str],
    notes: tuple[str, ...],
    read_as: tuple[str, str],
) -> Table:
    found = list(zip(columns, inferred_columns, units, strict=True))
    numeric = {name: inferred.values for name, inferred, _ in found if inferred.is_numeric}
    return Table(
        columns=tuple(
            _column(name, inferred, unit) for name, inferred, unit in found if inferred.is_numeric
        ),
        column_types=tuple((name, inferred.type, unit) for name, inferred, unit in found),
        frame=pd.DataFrame(numeric),
        texts={
            name: tuple(columns[name]) for name, inferred, _ in found if inferred.type == "text"
        },
        numbers=tuple(cells.numbers),
        delimiter=cells.delimiter,
        encoding=read_as[0],
        decimal=read_as[1],
        notes=(*notes, *(note for inferred in inferred_columns for note in inferred.notes)),
    )


def _column(name: str, inferred: InferredColumn, unit: str) -> Column:
    known = inferred.values[np.isfinite(inferred.values)]
    return Column(
        name=name,
        unit=unit,
        description=inferred.about or "as in your own table",
        low=float(known.min()),
        high=float(known.max()),
        missing=len(inferred.values) - len(known),
    )


def _with_header(cells: Cells) -> tuple[Cells, tuple[str, ...]]:
    """If the first row is numbers as the others are, it is no header: the columns are numbered."""
    filled = [cell for cell in cells.header if not is_missing(cell)]
    if not filled or numbers_of(filled).count < len(filled):
        return cells, ()
    names = [f"column {number}" for number in range(1, len(cells.header) + 1)]
    first_number = (cells.numbers[0] if cells.numbers else 2) - 1
    numbered = Cells(
        cells.delimiter,
        names,
        [cells.header, *cells.rows],
        [first_number, *cells.numbers],
        cells.notes,
    )
    return numbered, ("The first row holds numbers, no names: the columns are numbered.",)


def _comma(delimiter: str, columns: Sequence[list[str]]) -> bool | None:
    """Whether decimals are behind a comma in all columns; None: each column decides for itself."""
    if delimiter == "comma":
        return None
    return True if any(has_decimal_comma(column[:500]) for column in columns) else None


def _unit(unit: str, inferred: InferredColumn) -> str:
    """From the header, if it names one, else from the cells; with the size of scaled numbers."""
    if not unit or inferred.type != "numbers":
        return inferred.unit or unit
    size = inferred.unit.split(" ")[0] if " in " in f" {inferred.about}" else ""
    return f"{size} {unit}".strip()


def _require_two(
    cells: Cells, names: list[str], columns: list[list[str]], inferred_columns: list[InferredColumn]
) -> None:
    """Raises TableError unless there are two columns of numbers: a target and an input."""
    numeric = [inferred for inferred in inferred_columns if inferred.is_numeric]
    if len(numeric) >= 2:
        return
    if len(names) == 1:
        raise TableError(
            f"There is one column, {in_quotes(names[0])}, and this page needs two of numbers: put "
            "a comma, a semicolon or a tab between the columns."
        )
    many = "no column has" if not numeric else "only one column has"
    for name, column, inferred in zip(names, columns, inferred_columns, strict=True):
        if inferred.type == "text":
            index = (*numbers_of(column).unreadable, 0)[0]
            raise TableError(
                f"Row {cells.numbers[index]:,} of column {in_quotes(name)} holds "
                f"{in_quotes(column[index])}, which is no number, and {many} numbers that differ: "
                "write numbers into two columns at least."
            )
    raise TableError(
        f"From row {cells.numbers[0]:,} on, {many} numbers that differ: the columns are empty or "
        f"the same in every row, such as {in_quotes(names[0])}; add a column that varies."
    )
