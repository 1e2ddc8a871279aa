"""The table as it was read: its first rows, and of each column name, kind, unit and range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

import numpy as np
import streamlit as st

from playground.core.importing.columns.column_reading import ColumnReading
from playground.core.importing.export import as_texts
from playground.core.importing.notes import quoted_list
from playground.core.importing.reading import Reading
from playground.core.importing.settings import Kind
from playground.ui.shared import theme

_ROWS, _COLUMNS = 20, 40
_CELL = 40


def show(reading: Reading, in_question: frozenset[int]) -> None:
    """A table in a box that scrolls; columns in question are coloured, and named as such.

    Args:
        reading: whose table it is.
        in_question: numbers of columns that somebody should look at.
    """
    every = [column for column in reading.columns if column.kind is not Kind.LEFT_OUT]
    columns = every[:_COLUMNS]
    body = "".join(_body(columns, reading.rows[:_ROWS].tolist(), in_question))
    st.html(
        '<div class="np-read" role="region" tabindex="0" aria-label="The table as it was read">'
        f"<table><thead>{_head(columns, in_question)}</thead><tbody>{body}</tbody></table></div>"
    )
    parts = [f"The first {min(_ROWS, len(reading.rows)):,} of {len(reading.rows):,} rows."]
    if len(every) > len(columns):
        parts.append(f"The first {len(columns)} of {len(every):,} columns.")
    if left_out := [c.name for c in reading.columns if c.kind is Kind.LEFT_OUT]:
        parts.append(f"Not taken: {quoted_list(left_out)}.")
    st.caption(theme.escape_markdown(" ".join(parts)))


def _head(columns: Sequence[ColumnReading], in_question: frozenset[int]) -> str:
    rows = (
        ("Column", [escape(_short(column.name)) for column in columns]),
        ("Kind", [_kind(column, in_question) for column in columns]),
        ("From – to", [escape(_range(column)) for column in columns]),
        ("Unknown", [f"{column.missing:,}" if column.missing else "" for column in columns]),
    )
    html = []
    for index, (title, cells) in enumerate(rows):
        tag = "th" if index == 0 else "td"
        scope = ' scope="col"' if index == 0 else ""
        html.append(f'<tr><th scope="row">{title}</th>')
        for column, cell in zip(columns, cells, strict=True):
            html.append(f"<{tag}{scope}{_class(column, in_question)}>{cell}</{tag}>")
        html.append("</tr>")
    return "".join(html)


def _kind(column: ColumnReading, in_question: frozenset[int]) -> str:
    unit = f", {escape(column.unit)}" if column.unit and column.kind is Kind.NUMBER else ""
    doubt = "<b>in question</b>: " if column.number in in_question else ""
    return f"{doubt}{column.kind}{unit}"


def _range(column: ColumnReading) -> str:
    if column.missing == len(column.values):
        return ""
    if not column.is_numeric:
        different = int(column.values.nunique())
        return f"{different:,} different"
    values = column.values.to_numpy(float)
    low, high = as_texts(column, [int(np.nanargmin(values)), int(np.nanargmax(values))])
    return f"{low} – {high}"


def _body(
    columns: Sequence[ColumnReading], rows: Sequence[int], in_question: frozenset[int]
) -> Iterator[str]:
    texts = [as_texts(column, slice(len(rows))) for column in columns]
    for index, row in enumerate(rows):
        yield f'<tr><th scope="row">{row:,}</th>'
        for column, cells in zip(columns, texts, strict=True):
            yield f"<td{_class(column, in_question)}>{escape(_short(str(cells.iloc[index])))}</td>"
        yield "</tr>"


def _class(column: ColumnReading, in_question: frozenset[int]) -> str:
    names = ["np-number"] if column.is_numeric else []
    if column.number in in_question:
        names.append("np-in-question")
    return f' class="{" ".join(names)}"' if names else ""


def _short(text: str) -> str:
    return text if len(text) <= _CELL else f"{text[: _CELL - 1]}…"
