"""What a person should look at before a model is made of a table, each with a remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from playground.core.importing.columns.column_reading import ColumnReading
from playground.core.importing.errors import in_quotes
from playground.core.importing.layout.totals import is_total
from playground.core.importing.notes import Note, Remedy, Topic, quoted_list, row_list
from playground.core.importing.settings import Kind, Settings

NEARLY = 0.999
"""From this |r| on, two columns count as nearly the same."""
_MAX_COLUMNS = 100
_SOME = 1_000
_MIN_ROWS = 5
_MIN_COLUMNS = 3
"""Of fewer columns of numbers, one is the input and one the target, however much alike they are."""
_ID = re.compile(r"(?i)ids?|.*[ _.-]ids?|(?-i:.*[a-z]I[Dd])")
_SENTINELS = (-1.0, -9.0, -99.0, -999.0, -9999.0)


def find(columns: Sequence[ColumnReading], rows: np.ndarray, settings: Settings) -> Iterator[Note]:
    """Totals among the rows, IDs, numbers that may be stand-ins, and columns nearly the same.

    Args:
        columns: as they were read.
        rows: numbers of the rows, `(rows,)`.
        settings: how the file was read; remedies are changes of them.
    """
    yield from _totals(columns, rows, settings)
    yield from _ids(columns, settings)
    yield from _stand_ins(columns, settings)
    yield from _nearly_equal(columns, settings)


def _totals(
    columns: Sequence[ColumnReading], rows: np.ndarray, settings: Settings
) -> Iterator[Note]:
    names = [c for c in columns if c.kind in (Kind.TEXT, Kind.CATEGORY, Kind.ID)][:2]
    found = list[int]()
    for column in names:
        different = {text for text in column.texts.unique() if is_total([text])}
        if different:
            found += rows[column.texts.isin(different).to_numpy(bool)].tolist()
    if not found or len(found) > 0.5 * len(rows):
        return
    numbers = tuple(sorted({*found}))
    left_out = settings.rows_left_out.value if settings.rows_left_out else ()
    is_one = len(numbers) == 1
    text = (
        f"{row_list(numbers)} {'sums' if is_one else 'sum'} up other rows; a model would count "
        "them twice."
    )
    remedy = settings.setting(rows_left_out=tuple(sorted({*left_out, *numbers})))
    yield Note(Topic.TOTAL, text, numbers, remedies=(Remedy("Leave them out", remedy),))


def _ids(columns: Sequence[ColumnReading], settings: Settings) -> Iterator[Note]:
    """Numbers that only tell rows apart, by their name or as they count the rows."""
    numeric = [c for c in columns if c.kind is Kind.NUMBER and not c.is_constant]
    if len(numeric) < _MIN_COLUMNS:
        return
    for column in numeric:
        values = column.values.to_numpy(float)
        known = values[np.isfinite(values)]
        if column.unit or len(known) < _MIN_ROWS or not (known == np.round(known)).all():
            continue
        if _ID.fullmatch(column.name):
            text = f"{in_quotes(column.name)} names what a row is about, and is no amount"
        elif column.number == 1 and known[0] in (0.0, 1.0) and (np.diff(known) == 1.0).all():
            text = f"{in_quotes(column.name)} counts the rows, and may be no amount"
        else:
            continue
        remedy = settings.setting_column(column.number, kind=Kind.ID)
        text = f"{text}: as an input it would teach the order of the file."
        remedies = (Remedy("Take it as row names", remedy),)
        yield Note(Topic.ID, text, (), (column.number,), unsure=True, remedies=remedies)


def _stand_ins(columns: Sequence[ColumnReading], settings: Settings) -> Iterator[Note]:
    """One negative number such as -99 in a column of others from 0 on: it may mean "unknown"."""
    for column in columns:
        if column.kind is not Kind.NUMBER:
            continue
        values = column.values.to_numpy(float)
        known = values[np.isfinite(values)]
        low = float(known.min()) if len(known) else 0.0
        if low not in _SENTINELS or not (known > low).any() or known[known > low].min() < 0.0:
            continue
        text = (
            f"{low:g} is the only number below 0 in {in_quotes(column.name)}; it may mean "
            "“unknown”."
        )
        chosen = column.settings.stand_ins.value if column.settings.stand_ins else ()
        remedy = settings.setting_column(column.number, stand_ins=(*chosen, float(low)))
        label = f"Count {low:g} as missing"
        yield Note(Topic.STAND_IN, text, (), (column.number,), True, (Remedy(label, remedy),))


def _nearly_equal(columns: Sequence[ColumnReading], settings: Settings) -> Iterator[Note]:
    """Columns that tell the same as one before them, in other units perhaps."""
    numeric = [c for c in columns if c.kind is Kind.NUMBER and not c.is_constant][:_MAX_COLUMNS]
    if len(numeric) < _MIN_COLUMNS:
        return
    values = {c.number: c.values.to_numpy(float)[:: 1 + len(c.values) // _SOME] for c in numeric}
    r = pd.DataFrame(values).corr(min_periods=_MIN_ROWS).abs().to_numpy()
    seen = set[int]()
    for index, column in enumerate(numeric):
        same = [numeric[other] for other in np.flatnonzero(r[index] >= NEARLY) if other > index]
        if not same or column.number in seen:
            continue
        seen |= {other.number for other in same}
        remedy = settings
        for other in same:
            remedy = remedy.setting_column(other.number, kind=Kind.LEFT_OUT)
        names = quoted_list([other.name for other in same])
        verb = "is" if len(same) == 1 else "are"
        first = in_quotes(column.name)
        text = f"{names} {verb} nearly the same as {first}: together they tell no more."
        numbers = tuple(each.number for each in (column, *same))
        label = f"Leave out {names}"
        yield Note(Topic.NEARLY_EQUAL, text, (), numbers, remedies=(Remedy(label, remedy),))
