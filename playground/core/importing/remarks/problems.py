"""Why no data set can be made of a table, in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from playground.core.importing.columns.column_reading import ColumnReading
from playground.core.importing.errors import MIN_ROWS, count_noun, in_quotes
from playground.core.importing.settings import Kind


def problem_of(columns: Sequence[ColumnReading], rows: np.ndarray) -> str:
    """The sentence, or "".

    Args:
        columns: as they were read.
        rows: numbers of the rows, `(rows,)`.
    """
    if len(rows) < MIN_ROWS:
        return (
            f"There {'is' if len(rows) == 1 else 'are'} {count_noun(len(rows), 'row')} "
            f"below the header, and this page needs at least {MIN_ROWS}: add rows."
        )
    if sum(is_usable(column) for column in columns) >= 2:
        return ""
    if len(columns) == 1:
        return (
            f"There is one column, {in_quotes(columns[0].name)}, and this page needs two of "
            "numbers: put a comma, a semicolon or a tab between the columns."
        )
    return _no_numbers(columns, rows)


def is_usable(column: ColumnReading) -> bool:
    """Whether a column can be an input or a target: numbers, or two categories."""
    if column.is_constant:
        return False
    is_binary = column.kind is Kind.CATEGORY and column.values.nunique() == 2
    return column.is_numeric or (is_binary and column.values.notna().sum() >= 4)


def _no_numbers(columns: Sequence[ColumnReading], rows: np.ndarray) -> str:
    usable = any(is_usable(column) for column in columns)
    many = "only one column has" if usable else "no column has"
    for column in columns:
        if column.kind in (Kind.TEXT, Kind.CATEGORY) and column.values.notna().any():
            index = int(np.flatnonzero(column.values.notna())[0])
            return (
                f"Row {rows[index]:,} of column {in_quotes(column.name)} holds "
                f"{in_quotes(str(column.texts.iloc[index]))}, which is no number, and {many} "
                "numbers that differ: write numbers into two columns at least."
            )
    return (
        f"From row {rows[0]:,} on, {many} numbers that differ: the columns are empty or the same "
        f"in every row, such as {in_quotes(columns[0].name)}; add a column that varies."
    )
