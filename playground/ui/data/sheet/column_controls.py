"""The controls of the import sheet that are about one column: its name, kind, unit and signs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from playground.core.formatting import format_number, quote
from playground.core.importing.columns.column_reading import ColumnReading
from playground.core.importing.columns.dates import FORMATS
from playground.core.importing.reading import Reading
from playground.core.importing.settings import Kind
from playground.ui.data.sheet import changes
from playground.ui.shared import sessions
from playground.ui.shared.own_datasets import Upload

_SIGNS = {".": "point", ",": "comma"}
_EXAMPLE = date(2024, 12, 31)


def draw(upload: Upload, reading: Reading, in_question: frozenset[int]) -> None:
    """A box for the column, and beside it the controls of the one that is chosen.

    Args:
        upload: whose columns they are.
        reading: the upload's last one.
        in_question: numbers of columns that somebody should look at; they come first.
    """
    if not reading.columns:
        return
    ordered = sorted(reading.columns, key=lambda column: column.number not in in_question)
    titles = {
        c.number: f"{c.name} – in question" if c.number in in_question else c.name for c in ordered
    }
    with st.container(key="sheet_column"):
        number = st.selectbox(
            "Column",
            [*titles],
            format_func=titles.__getitem__,
            key=f"sheet column {hash(upload.key)}",
            on_change=sessions.read,
        )
        column = next((c for c in reading.columns if c.number == number), ordered[0])
        _controls(upload, column)


def _controls(upload: Upload, column: ColumnReading) -> None:
    settings = changes.shown(upload).column(column.number)
    kind = settings.kind.value if settings.kind else column.kind
    name = settings.name.value if settings.name else column.name
    unit = settings.unit.value if settings.unit else column.unit
    _text(upload, column, "Name", "name", name, _named)
    _box(upload, column, "Kind", "kind", [*Kind], kind, str)
    if kind is Kind.NUMBER:
        _text(upload, column, "Unit", "unit", unit, str.strip)
        sign = settings.decimal.value if settings.decimal else "."
        _box(upload, column, "Its decimal sign", "decimal", [*_SIGNS], sign, _SIGNS.__getitem__)
        numbers = settings.stand_ins.value if settings.stand_ins else ()
        text = ", ".join(map(format_number, numbers))
        _text(upload, column, "Numbers that mean unknown", "stand_ins", text, _numbers)
    elif kind is Kind.DATE:
        value = settings.date_format.value if settings.date_format else ""
        formats = [*FORMATS] if value in FORMATS else [value, *FORMATS]
        _box(upload, column, "Day and month", "date_format", formats, value, _order)


def _order(date_format: str) -> str:
    """The order of day and month, with an example."""
    if date_format not in FORMATS:
        return "as guessed" if not date_format else "year-month-day, as ISO 8601"
    return f"{FORMATS[date_format]}: {_EXAMPLE.strftime(date_format)}"


def _named(text: str) -> str:
    if not text.strip():
        raise ValueError("a column needs a name")
    return text.strip()


def _numbers(text: str) -> tuple[float, ...]:
    """Numbers between blanks, semicolons or commas with a blank, with a decimal point."""
    numbers = []
    for part in text.replace(";", " ").replace(", ", " ").replace("−", "-").split():
        try:
            numbers.append(float(part.rstrip(",")))
        except ValueError:
            raise ValueError(f"{quote(part)} is no number such as -200 or 99.9") from None
    return tuple(numbers)


def _text(
    upload: Upload,
    column: ColumnReading,
    label: str,
    name: str,
    value: str,
    read: Callable[[str], Any],
) -> None:
    key, number = f"sheet column {name}", column.number
    st.text_input(
        label,
        key=sessions.show_choice(key, value),
        placeholder="none",
        on_change=changes.on_change,
        args=(
            upload.key,
            key,
            lambda settings, text: settings.setting_column(number, **{name: read(text or "")}),
        ),
    )


def _box(
    upload: Upload,
    column: ColumnReading,
    label: str,
    name: str,
    options: Sequence[Any],
    value: Any,
    text: Callable[[Any], str],
) -> None:
    key, number = f"sheet column {name}", column.number
    st.selectbox(
        label,
        options,
        format_func=text,
        key=sessions.show_choice(key, value),
        on_change=changes.on_change,
        args=(
            upload.key,
            key,
            lambda settings, chosen: settings.setting_column(number, **{name: chosen}),
        ),
    )
