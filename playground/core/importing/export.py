"""Tables as plain CSV files: commas, decimal points, UTF-8, names with units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from playground.core.data.datasets import Dataset
from playground.core.importing.columns.column_reading import ColumnReading
from playground.core.importing.reading import Reading
from playground.core.importing.settings import Kind

_FORMULA = ("=", "+", "-", "@", "\t")


def csv_of(dataset: Dataset) -> bytes:
    """Every row with its name, numbers and categories as `as_cell`, empty where unknown."""
    numbers = {column.name: column.title for column in dataset.columns}
    categories = [each for each in dataset.categories if each.name not in numbers]
    frame = dataset.table()[[*numbers]].set_axis([*numbers.values()], axis="columns")
    texts = [each.texts.cat.rename_categories(as_cell).rename(each.name) for each in categories]
    frame = pd.concat([frame, *texts], axis="columns")
    frame.insert(0, dataset.noun, [*map(as_cell, dataset.row_names)], allow_duplicates=True)
    return bytes(frame.to_csv(index=False).encode("utf-8"))


def as_cell(text: str) -> str:
    """A text with an apostrophe before it, if a spreadsheet would run it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_as_read(reading: Reading) -> bytes:
    """Every column that was read, in the file's own units; it comes back unchanged.

    Days and hours are written as dates and times, unknown cells are empty.
    """
    columns = [column for column in reading.columns if column.kind is not Kind.LEFT_OUT]
    frame = pd.concat([_written(column) for column in columns], axis=1)
    frame.columns = [_title(column) for column in columns]
    return bytes(frame.to_csv(index=False).encode("utf-8"))


def _title(column: ColumnReading) -> str:
    """Name and unit; dates and times have none in a file."""
    if column.kind is not Kind.NUMBER or not column.unit:
        return column.name
    return f"{column.name} [{column.unit}]"


def as_texts(column: ColumnReading, rows: Sequence[int] | slice = slice(None)) -> pd.Series:
    """Values as a table shows them: dates as dates, "" where unknown.

    Args:
        column: whose values they are.
        rows: positions of the wanted ones.
    """
    written = _written(replace(column, values=column.values.iloc[rows]))
    is_number = column.kind is Kind.NUMBER
    return written.map(
        lambda value: "" if pd.isna(value) else f"{value:.12g}" if is_number else str(value)
    ).astype("str")


def _written(column: ColumnReading) -> pd.Series:
    if column.kind is Kind.DATE and column.dates:
        moments = pd.Timestamp(column.dates.first) + pd.to_timedelta(column.values, unit="D")
        moments = moments.dt.round("ms")
        has_hours = bool((moments.dropna() != moments.dropna().dt.normalize()).any())
        return moments.dt.strftime("%Y-%m-%d %H:%M:%S.%f" if has_hours else "%Y-%m-%d")
    if column.kind is Kind.TIME:
        seconds = (column.values * 3600.0).round()
        return seconds.map(_clock, na_action="ignore")
    if column.kind is Kind.NUMBER:
        known = column.values.dropna()
        is_whole = bool((known == known.round()).all()) and known.abs().max() < 1e15
        return column.values.astype("Int64") if is_whole else column.values
    return column.values.astype("str")


def _clock(seconds: float) -> str:
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest:02}"
