"""A first look at all columns together: most hold plain numbers, and need no closer one.

What pandas does costs much the same for one cell and for a thousand, and spectra have hundreds of
columns of a few cells: so columns are put one after another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from playground.core.importing.cells import MISSING, MISSING_AMONG_TEXTS
from playground.core.importing.columns.numerals import UNSURE_POINT, Numerals, plain_numerals

_CELLS = 100_000
_FIRST = 50
"""A comma in the first cells of a column shows that it holds no plain numbers."""
_DAYS = (1_900_01_01, 2_100_12_31)
"""A day written as a number is between these."""


@dataclass(frozen=True, eq=False)
class PlainColumn:
    """A column at first sight.

    Attributes:
        texts: its cells, `(rows,)`, without blanks around them.
        known: `(rows,)`, whether a cell is not missing, if the column is of numbers.
        known_text: the same, if it is of texts.
        has_marks: whether a text stands for a missing value.
        numerals: its numbers, None if some cell is no plain one.
        are_days: whether all known cells are such as 20240131.
        has_zeros: whether a whole number begins with 0.
    """

    texts: pd.Series
    known: np.ndarray
    known_text: np.ndarray
    has_marks: bool
    numerals: Numerals | None
    are_days: bool
    has_zeros: bool


def plain_columns(
    columns: Sequence[pd.Series], marks: frozenset[str] | None
) -> Iterator[PlainColumn]:
    """Looks at columns.

    Args:
        columns: of texts without blanks around them, of the same length.
        marks: texts in lower case that count as missing; None for the usual ones.
    """
    rows = len(columns[0]) if columns else 0
    step = max(1, _CELLS // max(1, rows))
    for start in range(0, len(columns), step):
        yield from _group(columns[start : start + step], rows, marks)


def _group(
    columns: Sequence[pd.Series], rows: int, marks: frozenset[str] | None
) -> Iterator[PlainColumn]:
    texts = pd.concat(columns, ignore_index=True) if len(columns) > 1 else columns[0]
    lower = texts.str.lower()
    empty = (lower == "").to_numpy(bool)
    among_numbers, among_texts = (
        (MISSING, MISSING_AMONG_TEXTS) if marks is None else (marks | {""}, marks | {""})
    )
    known = ~lower.isin(among_numbers).to_numpy(bool)
    known_text = ~lower.isin(among_texts).to_numpy(bool)
    values = np.full(len(texts), np.nan)
    if len(columns) > 1 or not texts[known].head(_FIRST).str.contains(",", regex=False).any():
        values = pd.to_numeric(texts.where(known), errors="coerce").to_numpy(np.float64, copy=True)
    points = texts.str.contains(".", regex=False).to_numpy(bool)
    unsure = texts.str.fullmatch(UNSURE_POINT).to_numpy(bool) if points.any() else points
    zeros = (
        texts.str.startswith("0").to_numpy(bool) & (values >= 1.0) & (values == np.round(values))
    )
    days = (values >= _DAYS[0]) & (values <= _DAYS[1])
    for index in range(len(columns)):
        part = slice(index * rows, (index + 1) * rows)
        here = known[part]
        yield PlainColumn(
            texts=texts.iloc[part].reset_index(drop=True),
            known=here,
            known_text=known_text[part],
            has_marks=bool((~here & ~empty[part]).any()),
            numerals=plain_numerals(
                values[part].copy(), here, points[part][here], unsure[part][here]
            ),
            are_days=bool(here.any() and days[part][here].all()),
            has_zeros=bool(zeros[part].any()),
        )
