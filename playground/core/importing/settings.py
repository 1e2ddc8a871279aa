"""How a file is read: every decision as a value, guessed by the reader or set by a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Kind(StrEnum):
    """What a column holds."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time of day"
    CATEGORY = "category"
    TEXT = "text"
    ID = "row name"
    LEFT_OUT = "left out"


@dataclass(frozen=True)
class Choice(Generic[T]):
    """A decision and where it came from.

    Attributes:
        is_set: whether a person set it; otherwise the reader guessed it.
    """

    value: T
    is_set: bool = False


@dataclass(frozen=True)
class _Choices:
    def __iter__(self) -> Iterator[tuple[str, Choice[Any] | None]]:
        for each in fields(self):
            value = getattr(self, each.name)
            if value is None or isinstance(value, Choice):
                yield each.name, value


@dataclass(frozen=True)
class ColumnSettings(_Choices):
    """How one column is read; None where it is still to be guessed.

    Attributes:
        decimal: "." or ",": the sign before the decimals.
        date_format: one of `dates.FORMATS`.
        stand_ins: numbers that mean "unknown" in this column.
    """

    name: Choice[str] | None = None
    kind: Choice[Kind] | None = None
    unit: Choice[str] | None = None
    decimal: Choice[str] | None = None
    date_format: Choice[str] | None = None
    stand_ins: Choice[tuple[float, ...]] | None = None


@dataclass(frozen=True)
class Settings(_Choices):
    """How a file is read; None where it is still to be guessed.

    Rows are counted as a spreadsheet counts, columns from 1.

    Attributes:
        sheet: of a workbook; "" where the file has none.
        encoding: a codec of Python.
        delimiter: one of `records.DELIMITERS`.
        header_rows: rows that name the columns; () if none does.
        unit_row: the row of units; 0 if there is none.
        first_row, last_row: of the data; last_row 0 means the end of the file.
        rows_left_out: rows between the first and the last that are no data, such as a total.
        missing_marks: texts that mean "unknown".
        columns_taken: numbers of the columns that are taken; () for all.
        sampling: "random" or "first": which rows are taken of too many.
        columns: settings of single columns, by their number.
    """

    sheet: Choice[str] | None = None
    encoding: Choice[str] | None = None
    delimiter: Choice[str] | None = None
    header_rows: Choice[tuple[int, ...]] | None = None
    unit_row: Choice[int] | None = None
    first_row: Choice[int] | None = None
    last_row: Choice[int] | None = None
    rows_left_out: Choice[tuple[int, ...]] | None = None
    missing_marks: Choice[tuple[str, ...]] | None = None
    columns_taken: Choice[tuple[int, ...]] | None = None
    sampling: Choice[str] | None = None
    columns: Mapping[int, ColumnSettings] = field(default_factory=dict)

    def column(self, number: int) -> ColumnSettings:
        """The settings of a column; all still to be guessed if there are none."""
        return self.columns.get(number, ColumnSettings())

    def setting(self, **values: Any) -> Settings:
        """These settings, with some set by a person: `settings.setting(delimiter=";")`."""
        chosen: dict[str, Any] = {name: Choice(value, True) for name, value in values.items()}
        return replace(self, **chosen)

    def setting_column(self, number: int, **values: Any) -> Settings:
        """These settings, with some of a column set by a person.

        Args:
            number: of the column, from 1.
            values: by the names in `ColumnSettings`.
        """
        return self.setting_columns([number], **values)

    def setting_columns(self, numbers: Iterable[int], **values: Any) -> Settings:
        """These settings, with some of several columns set by a person.

        Args:
            numbers: of the columns, from 1.
            values: by the names in `ColumnSettings`.
        """
        chosen = {name: Choice(value, True) for name, value in values.items()}
        changed = {number: replace(self.column(number), **chosen) for number in numbers}
        return replace(self, columns={**self.columns, **changed})

    def only_set(self) -> Settings:
        """What a person set; the rest is to be guessed."""
        columns = {
            number: replace(column, **{name: None for name, c in column if not (c and c.is_set)})
            for number, column in self.columns.items()
            if any(choice and choice.is_set for _, choice in column)
        }
        left = {name: None for name, choice in self if not (choice and choice.is_set)}
        return replace(self, **left, columns=columns)

    def fixed(self) -> Settings:
        """The same, as if a person had set all of it: the file is read the same way again."""
        columns = {number: _fix(column) for number, column in self.columns.items()}
        return replace(_fix(self), columns=columns)


C = TypeVar("C", Settings, ColumnSettings)


def _fix(settings: C) -> C:
    fixed: dict[str, Any] = {name: Choice(c.value, True) for name, c in settings if c is not None}
    return replace(settings, **fixed)
