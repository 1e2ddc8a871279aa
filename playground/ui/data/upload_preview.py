"""A table as it was read: notes, columns, first rows, and the form that makes it a data set."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from playground.core.data.datasets import Dataset
from playground.core.importing.errors import TableError
from playground.core.importing.export import csv_as_read
from playground.core.importing.table import MAX_INPUTS, Table
from playground.state.data import DataState
from playground.ui.shared import dataset_choices, sessions, theme
from playground.ui.shared.navigation import page
from playground.ui.shared.own_datasets import Upload

Source = Callable[[], bytes | str]

_HEAD_ROWS = 50
_MAX_NOTES = 6
_BY_NUMBER = "their numbers"


def show(upload: Upload, *, preview: bool) -> None:
    """Draws the form for a table that could be read, and above it what was read.

    Args:
        upload: nothing is drawn if it has no table.
        preview: whether to show notes, columns and first rows; drawn points need none.
    """
    table = upload.table
    if table is None:
        return
    if preview:
        _preview(table)
        _download(upload)
    _dataset_form(upload, table)


def _preview(table: Table) -> None:
    """Notes, columns and the first rows."""
    _notes(table)
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("**Columns**")
        columns = _columns(table)
        st.dataframe(columns, hide_index=True, height=_height(columns), placeholder="")
    with right:
        st.markdown(f"**The first {min(_HEAD_ROWS, len(table.frame))} rows**, as numbers")
        head = _head(table)
        st.dataframe(head, height=_height(head), placeholder="")


def _download(upload: Upload) -> None:
    """A button that saves the table as it was read, before numbers are counted in millions."""
    if upload.reading is not None:
        st.download_button(
            "Save the table as read",
            partial(csv_as_read, upload.reading),
            f"{upload.title}.csv",
            "text/csv",
            key=f"save as read {hash(upload.key)}",
            on_click="ignore",
            help="CSV in UTF-8, with what was found out about units, dates and unknown cells",
        )


def _height(frame: pd.DataFrame) -> int:
    """In pixels: of all rows, but six at most."""
    return 35 * (1 + min(6, len(frame))) + 3


def _notes(table: Table) -> None:
    """The format that was found, and every change made while reading."""
    read = (
        f"{len(table.frame):,} rows, {table.delimiter}, {table.encoding}, decimal {table.decimal}"
    )
    found = sorted((*table.notes, *table.findings), key=lambda note: not note.unsure)
    if not found:
        st.success(f"Read without a change: {read}.")
        return
    notes = [f"- {theme.escape_markdown(note.text)}" for note in found]
    st.info("\n".join([f"Read: {read}. What was changed:", *notes[:_MAX_NOTES]]))
    if len(notes) > _MAX_NOTES:
        with st.expander(f"{len(notes) - _MAX_NOTES} more"):
            st.markdown("\n".join(notes[_MAX_NOTES:]))


def _columns(table: Table) -> pd.DataFrame:
    known = {column.name: column for column in table.columns}
    rows = []
    for name, kind, unit in table.column_types:
        column = known.get(name)
        numbers = (column.low, column.high, column.missing) if column else (None, None, None)
        rows.append((name, kind, unit, *numbers))
    return pd.DataFrame(rows, columns=["column", "type", "unit", "from", "to", "missing"])


def _head(table: Table) -> pd.DataFrame:
    head = table.frame.head(_HEAD_ROWS).rename(columns={c.name: c.title for c in table.columns})
    head.index = pd.Index(table.numbers[:_HEAD_ROWS], name="row")
    return head


def page_links(dataset: Dataset) -> None:
    """Links to every page that takes the data set."""
    for path, min_columns in (("neuron", 2), ("plane", 3), ("layers", 2), ("training", 2)):
        if len(dataset.columns) >= min_columns:
            st.page_link(page(path), query_params={"data": dataset.name}, width="content")


def _dataset_form(upload: Upload, table: Table) -> None:
    """Title, target, row names and inputs, and the button that makes the table a data set."""
    titles = {column.name: column.title for column in table.columns}
    key = f"own {hash(upload.key)}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = st.text_input(
            "Name of the data",
            upload.title,
            max_chars=60,
            width=220,
            key=key,
            on_change=sessions.read,
        )
        target = st.selectbox(
            "Target y: what is predicted",
            list(titles),
            index=list(titles).index(table.target),
            format_func=lambda name: titles[name],
            width=260,
            key=f"{key} target",
            on_change=sessions.read,
        )
        names = st.selectbox(
            "Rows are named by",
            [_BY_NUMBER, *table.texts],
            index=1 + list(table.texts).index(table.row_name) if table.row_name else 0,
            width=220,
            key=f"{key} names",
            on_change=sessions.read,
        )
    inputs = st.pills(
        f"Inputs x to begin with (1 to {MAX_INPUTS}; every page can change them)",
        [name for name in titles if name != target],
        selection_mode="multi",
        default=upload.best_inputs(target),
        format_func=lambda name: theme.escape_markdown(titles[name]),
        key=f"{key} inputs of {target}",
        on_change=sessions.read,
    )
    row_name = "" if names == _BY_NUMBER else names
    st.button(
        "Use it",
        type="primary",
        on_click=_add_dataset,
        args=(upload, title or upload.title, tuple(inputs), target, row_name),
        help="Then every page offers it, beside the built-in data",
    )
    _result(upload)


def _result(upload: Upload) -> None:
    """The error of the last attempt, or links to the data set that was made."""
    own = sessions.own_datasets()
    name, key = own.last_added
    if own.problem:
        st.error(theme.escape_markdown(own.problem))
    elif key == upload.key and name in own.sets:
        dataset = own.sets[name]
        with st.container(horizontal=True, vertical_alignment="center"):
            title = theme.escape_markdown(dataset.title)
            st.markdown(f"**{title}** is ready: look at it below, or open it in", width="content")
            page_links(dataset)


@sessions.callback
def _add_dataset(
    upload: Upload, title: str, inputs: tuple[str, ...], target: str, row_name: str
) -> None:
    own = sessions.own_datasets()
    try:
        if upload.table is not None:
            dataset = upload.table.dataset(
                dataset_choices.free_title(title), inputs, target, row_name
            )
            dataset_choices.add(dataset, upload.key)
            sessions.change(DataState.default(dataset.name))
    except TableError as error:
        own.problem = str(error)
    else:
        own.problem = ""
