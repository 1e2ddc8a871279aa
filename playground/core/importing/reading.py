"""A file as it was read: the table, how it was read, and what there is to say about it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from playground.core.importing.columns.column_reading import ColumnReading
from playground.core.importing.notes import Note
from playground.core.importing.settings import Settings


@dataclass(frozen=True, eq=False)
class Reading:
    """What `read` makes of a file.

    Attributes:
        name: of the file.
        settings: how it was read, with where each decision came from.
        columns: in the file's order, those that hold nothing included.
        rows: numbers of the rows, as a spreadsheet counts, `(rows,)`.
        names: of all columns of the file; some may not be taken.
        last_line: the number of the file's last row.
        total: how many rows the file has; some may not be taken.
        notes: what was done, and what is unsure.
        findings: what a person should look at before a model is made.
        lines: the first rows as they are in the file, with their numbers.
        sheets: names of a workbook's sheets.
        problem: why no data set can be made of it, in a sentence; "" if one can.
    """

    name: str
    settings: Settings
    columns: tuple[ColumnReading, ...]
    rows: np.ndarray
    names: tuple[str, ...]
    last_line: int
    total: int
    notes: tuple[Note, ...]
    findings: tuple[Note, ...]
    lines: tuple[tuple[int, str], ...]
    sheets: tuple[str, ...] = ()
    problem: str = ""

    @property
    def frame(self) -> pd.DataFrame:
        """All columns by name: numbers, categories and texts, with the rows' numbers as index."""
        values = {
            column.name: column.values.to_numpy() if column.is_numeric else column.values.array
            for column in self.columns
        }
        return pd.DataFrame(values, index=pd.Index(self.rows, name="row"))

    def column(self, name: str) -> ColumnReading:
        """A column by its name; ValueError if there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise ValueError(f"there is no column {name!r}")
