"""The controls of the import sheet that are about the file: where its table is, and its signs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from playground.core.importing.errors import MAX_ROWS
from playground.core.importing.opening.decoding import ENCODINGS
from playground.core.importing.opening.records import DELIMITERS
from playground.core.importing.reading import Reading
from playground.core.importing.settings import Choice, Settings
from playground.core.row_ranges import read_ranges, write_ranges
from playground.ui.data.sheet import changes
from playground.ui.data.sheet.changes import Change
from playground.ui.shared import sessions
from playground.ui.shared.own_datasets import Upload

_SIGNS = {".": "point", ",": "comma"}
_MIXED = "differs by column"
_SAMPLINGS = {"random": "at random, from all", "first": "the first ones"}
_COMMON_MARKS = ("NA", "n/a", "-", ".", "?", "*", "***", "missing")


def draw(upload: Upload) -> None:
    """Draws them for the last reading of an upload."""
    read = upload.attempt
    if read is None:
        return
    settings = changes.shown(upload)
    last_line = read.last_line if isinstance(read, Reading) else read.lines[-1][0]
    with st.container(key="sheet_controls"):
        if read.sheets:
            _box(upload, "Sheet", "sheet", read.sheets, str, settings.sheet)
        elif upload.source and not isinstance(upload.source.data, str):
            _box(upload, "Encoding", "encoding", [*ENCODINGS], _encoding, settings.encoding)
        if not read.sheets:
            names = DELIMITERS.__getitem__
            _box(upload, "Between the cells", "delimiter", [*DELIMITERS], names, settings.delimiter)
        if isinstance(read, Reading):
            _decimal(upload, read)
        _rows(upload, settings, last_line)
        _missing(upload, settings)
        if isinstance(read, Reading) and read.total > MAX_ROWS:
            label = f"{MAX_ROWS:,} of {read.total:,} rows"
            values = _SAMPLINGS.__getitem__
            _box(upload, label, "sampling", [*_SAMPLINGS], values, settings.sampling)


def _encoding(codec: str) -> str:
    return ENCODINGS.get(codec, codec)


def _box(
    upload: Upload,
    label: str,
    name: str,
    options: Sequence[str],
    text: Callable[[str], str],
    choice: Choice[str] | None,
) -> None:
    """A select box of one of the settings."""
    key = f"sheet {name}"
    value = choice.value if choice else options[0]
    known = options if value in options else [*options, value]
    st.selectbox(
        label,
        known,
        format_func=text,
        key=sessions.show_choice(key, value),
        on_change=changes.on_change,
        args=(upload.key, key, lambda settings, chosen: settings.setting(**{name: chosen})),
    )


def _decimal(upload: Upload, read: Reading) -> None:
    """One sign for all columns; they may differ."""
    wanted = changes.shown(upload)
    shown = [c.number for c in read.columns if c.numerals and c.numerals.has_sign]
    signs = {choice.value for n in shown if (choice := wanted.column(n).decimal)} or {"."}
    numbers = [column.number for column in read.columns]
    options = [*_SIGNS] if len(signs) == 1 else ["", *_SIGNS]
    key = "sheet decimal"

    def change(settings: Settings, sign: str) -> Settings:
        return settings.setting_columns(numbers, decimal=sign) if sign else settings

    st.selectbox(
        "Decimal sign",
        options,
        format_func=lambda sign: _SIGNS.get(sign, _MIXED),
        key=sessions.show_choice(key, next(iter(signs)) if len(signs) == 1 else ""),
        on_change=changes.on_change,
        args=(upload.key, key, change),
    )


def _rows(upload: Upload, settings: Settings, last_line: int) -> None:
    """Which rows name the columns, hold units, are data, and are none."""

    def ranges(name: str) -> Change:
        return lambda settings, text: settings.setting(**{name: read_ranges(text or "", last_line)})

    def number(name: str) -> Change:
        return lambda settings, value: settings.setting(**{name: int(value or 0)})

    header = write_ranges(settings.header_rows.value) if settings.header_rows else ""
    units = settings.unit_row.value if settings.unit_row else 0
    first = settings.first_row.value if settings.first_row else 1
    last = settings.last_row.value if settings.last_row else 0
    left_out = write_ranges(settings.rows_left_out.value) if settings.rows_left_out else ""
    _text(upload, "Rows with the names", "header", header, ranges("header_rows"))
    _number(upload, "Row with the units", "units", units or None, number("unit_row"), last_line)
    _number(upload, "First row of data", "first", first, number("first_row"), last_line)
    _number(upload, "Last row of data", "last", last or None, number("last_row"), last_line)
    _text(upload, "Rows left out", "left_out", left_out, ranges("rows_left_out"))


def _text(upload: Upload, label: str, name: str, value: str, change: Change) -> None:
    key = f"sheet {name}"
    st.text_input(
        label,
        key=sessions.show_choice(key, value),
        placeholder="none, or 3-5",
        on_change=changes.on_change,
        args=(upload.key, key, change),
    )


def _number(
    upload: Upload, label: str, name: str, value: int | None, change: Change, last_line: int
) -> None:
    key = f"sheet {name}"
    st.number_input(
        label,
        min_value=1,
        max_value=max(last_line, value or 1),
        key=sessions.show_choice(key, value),
        placeholder="the end" if name == "last" else "none",
        on_change=changes.on_change,
        args=(upload.key, key, change),
    )


def _missing(upload: Upload, settings: Settings) -> None:
    """Texts that count as unknown; others can be typed."""
    key = "sheet missing"
    marks = list(settings.missing_marks.value) if settings.missing_marks else []
    options = [*dict.fromkeys([*marks, *_COMMON_MARKS])]

    def change(settings: Settings, chosen: Any) -> Settings:
        return settings.setting(missing_marks=tuple(str(mark).strip() for mark in chosen))

    st.multiselect(
        "Counts as unknown",
        options,
        key=sessions.show_choice(key, marks),
        accept_new_options=True,
        placeholder="empty cells alone",
        on_change=changes.on_change,
        args=(upload.key, key, change),
    )
