"""From what was read to a table of numbers that a data set can be made of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from playground.core.data.columns import MAX_ONE_HOT, OTHER, CategoryColumn, Column
from playground.core.importing.columns.column_reading import ColumnReading
from playground.core.importing.errors import TableError, in_quotes
from playground.core.importing.notes import Note, Topic, quoted_list
from playground.core.importing.opening.decoding import ENCODINGS
from playground.core.importing.opening.records import DELIMITERS
from playground.core.importing.reading import Reading
from playground.core.importing.remarks.problems import is_usable
from playground.core.importing.scale import Scaled, readable
from playground.core.importing.settings import Kind
from playground.core.importing.table import Table
from playground.core.network.activations import Array


@dataclass(frozen=True, eq=False)
class _Made:
    """A column as the table has it."""

    source: ColumnReading
    values: Array
    unit: str
    about: str
    scaled: Scaled | None = None
    zero_and_one: tuple[str, str] = ("", "")


def table_of(reading: Reading) -> Table:
    """The numbers of a file, in a size that people can read.

    Raises:
        TableError: if there are too few rows or columns; one sentence with the cause and remedy.
    """
    if reading.problem:
        raise TableError(reading.problem)
    made = [_made(column) for column in reading.columns if is_usable(column)]
    kinds = {each.source.number: each for each in made}
    categories = tuple(
        CategoryColumn.of(column.name, column.values)
        for column in reading.columns
        if column.kind is Kind.CATEGORY and not column.is_constant
    )
    settings = reading.settings
    signs = {c.numerals.decimal for c in reading.columns if c.numerals and c.numerals.has_sign}
    return Table(
        columns=tuple(_column(each) for each in made),
        column_types=tuple(
            (
                column.name,
                _type(column),
                kinds[column.number].unit if column.number in kinds else "",
            )
            for column in reading.columns
        ),
        frame=pd.DataFrame({each.source.name: each.values for each in made}),
        texts={
            column.name: tuple(column.values.astype("str").fillna(""))
            for column in reading.columns
            if column.kind in (Kind.TEXT, Kind.CATEGORY, Kind.ID) and column.values.notna().any()
        },
        categories=categories,
        ids=tuple(column.name for column in reading.columns if column.kind is Kind.ID),
        numbers=tuple(reading.rows.tolist()),
        delimiter=DELIMITERS[settings.delimiter.value] if settings.delimiter else "comma",
        encoding=_encoding(reading),
        decimal="comma" if "," in signs else "point",
        notes=(*reading.notes, *_notes(made), *_category_notes(categories, reading)),
        findings=reading.findings,
    )


def _encoding(reading: Reading) -> str:
    codec = reading.settings.encoding.value if reading.settings.encoding else ""
    return ENCODINGS.get(codec, codec) or "a workbook"


def _type(column: ColumnReading) -> str:
    """The type of a column in words."""
    if column.values.notna().sum() == 0:
        return "empty"
    if column.is_constant:
        return "constant"
    return "two values" if is_usable(column) and not column.is_numeric else f"{column.kind}"


def _made(column: ColumnReading) -> _Made:
    if column.kind is Kind.CATEGORY:
        zero, one = map(str, column.values.cat.remove_unused_categories().cat.categories)
        codes = column.values.cat.remove_unused_categories().cat.codes.to_numpy(np.float64)
        about = f"{in_quotes(one)} is 1, {in_quotes(zero)} is 0"
        values = np.where(codes < 0, np.nan, codes)
        return _Made(column, values, "", about, zero_and_one=(zero, one))
    values = column.values.to_numpy(np.float64)
    if column.kind is not Kind.NUMBER:
        return _Made(column, values, column.unit, column.about)
    scaled = readable(values)
    unit = f"{scaled.prefix} {column.unit}".strip()
    return _Made(column, scaled.values, unit, scaled.about, scaled)


def _column(made: _Made) -> Column:
    known = made.values[np.isfinite(made.values)]
    return Column(
        name=made.source.name,
        unit=made.unit,
        description=made.about or made.source.group or "as in your own table",
        low=float(known.min()),
        high=float(known.max()),
        missing=len(made.values) - len(known),
    )


def _notes(made: Sequence[_Made]) -> list[Note]:
    notes = []
    for each in made:
        if each.zero_and_one[1]:
            text = f"In {in_quotes(each.source.name)}, {each.about}."
            notes.append(Note(Topic.SCALE, text, (), (each.source.number,)))
    shifted = [each for each in made if each.scaled and each.scaled.start]
    for each in shifted:
        start = f"{each.scaled.start:,.15g}" if each.scaled else ""
        name = in_quotes(each.source.name)
        text = f"The numbers of {name} lie close together: counted from {start}."
        notes.append(Note(Topic.SCALE, text, (), (each.source.number,)))
    by_prefix = dict[str, list[_Made]]()
    for each in made:
        if each.scaled and each.scaled.prefix:
            by_prefix.setdefault(each.scaled.prefix, []).append(each)
    for prefix, group in by_prefix.items():
        many = f"{prefix}s" if prefix.isalpha() else prefix
        is_counted = "is counted" if len(group) == 1 else "are counted"
        names = quoted_list([each.source.name for each in group])
        text = f"{names} {is_counted} in {many}, to keep the numbers readable."
        notes.append(Note(Topic.SCALE, text, (), tuple(each.source.number for each in group)))
    return notes


def _category_notes(categories: Sequence[CategoryColumn], reading: Reading) -> Iterator[Note]:
    """Categories of which the rarer ones have no column of their own."""
    for column in categories:
        if count := column.one_hot.others:
            text = (
                f"{in_quotes(column.name)} holds {len(column.categories):,} categories. As an "
                f"input, the {MAX_ONE_HOT - 1} commonest are told apart; the {count:,} others "
                f"count together as “{OTHER}”."
            )
            yield Note(Topic.CATEGORY, text, (), (reading.column(column.name).number,))
