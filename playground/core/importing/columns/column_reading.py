"""A column of a file as it was read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from playground.core.importing.columns.dates import Dates
from playground.core.importing.columns.numerals import Numerals
from playground.core.importing.settings import ColumnSettings, Kind


@dataclass(frozen=True, eq=False)
class ColumnReading:
    """A column as it was read.

    Attributes:
        number: its place in the file, from 1.
        about: what the numbers mean, if they are not those of the cells; else "".
        group: the name above it in the header, or "".
        values: `(rows,)`: float64 for numbers, days and hours; a categorical for categories; texts
            otherwise. NaN where unknown.
        unreadable: `(rows,)`, whether a cell is neither missing nor what its column holds.
        settings: how it was read.
        numerals, dates: the details.
        texts: its cells, `(rows,)`.
        marks: texts in it that count as missing, and how often.
        is_unsure: whether the decimal sign could also be the other one.
    """

    number: int
    name: str
    unit: str
    kind: Kind
    about: str
    group: str
    values: pd.Series
    unreadable: np.ndarray
    settings: ColumnSettings
    texts: pd.Series
    marks: dict[str, int]
    numerals: Numerals | None = None
    dates: Dates | None = None
    is_unsure: bool = False

    def without_texts(self) -> ColumnReading:
        """The same; where its values are numbers, without the texts, which take much memory."""
        return replace(self, texts=self.texts.iloc[:0]) if self.is_numeric else self

    @property
    def is_numeric(self) -> bool:
        """Whether its values are numbers."""
        return self.kind in (Kind.NUMBER, Kind.DATE, Kind.TIME)

    @cached_property
    def missing(self) -> int:
        """In how many rows it is unknown."""
        if self.is_numeric:
            return int(np.isnan(self.values.to_numpy()).sum())
        return int(self.values.isna().sum())

    @cached_property
    def is_constant(self) -> bool:
        """Whether all its known values are the same, or none is known."""
        if not self.is_numeric:
            return int(self.values.nunique()) < 2
        values = self.values.to_numpy()
        known = values[np.isfinite(values)]
        return len(known) == 0 or float(np.ptp(known)) == 0.0
