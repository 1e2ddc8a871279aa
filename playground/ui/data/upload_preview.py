"""A table as it was read: its columns and notes, its first rows, and what becomes of it."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import streamlit as st

from playground.core.data.datasets import Dataset
from playground.core.importing.errors import TableError
from playground.core.importing.table import MAX_INPUTS, Table
from playground.state.data import DataState
from playground.ui.shared import dataset_choices, sessions, theme
from playground.ui.shared.navigation import page
from playground.ui.shared.own_datasets import Upload

Source = Callable[[], bytes | str]

_HEAD = 50
_NOTES = 6
_NUMBERED = "their numbers"


def show(reading: Upload, *, preview: bool) -> None:
    """What was understood, if that is not plain to see, and the form to use it."""
    table = reading.table
    if table is None:
        return
    if preview:
        _preview(table)
    _form(reading, table)


def _preview(table: Table) -> None:
    """Notes, columns and the first rows."""
    _notes(table)
    left, right = st.columns(2, gap="large")
    with left:
        st.markdown("**Columns**")
        columns = _columns(table)
        st.dataframe(columns, hide_index=True, height=_height(columns), placeholder="")
    with right:
        st.markdown(f"**The first {min(_HEAD, len(table.frame))} rows**, as numbers")
        head = _head(table)
        st.dataframe(head, height=_height(head), placeholder="")


def _height(frame: pd.DataFrame) -> int:
    """In pixels: no taller than its rows, and six of them at most."""
    return 35 * (1 + min(6, len(frame))) + 3


def _notes(table: Table) -> None:
    """How it was read, and everything that was changed."""
    read = (
        f"{len(table.frame):,} rows, {table.delimiter}, {table.encoding}, decimal {table.decimal}"
    )
    if not table.notes:
        st.success(f"Read without a change: {read}.")
        return
    notes = [f"- {theme.escape_markdown(note)}" for note in table.notes[:_NOTES]]
    if len(table.notes) > _NOTES:
        notes.append(f"- and {len(table.notes) - _NOTES} more of this kind")
    st.info("\n".join([f"Read: {read}. What was changed:", *notes]))


def _columns(table: Table) -> pd.DataFrame:
    known = {column.name: column for column in table.columns}
    rows = []
    for name, kind, unit in table.column_types:
        column = known.get(name)
        numbers = (column.low, column.high, column.missing) if column else (None, None, None)
        rows.append((name, kind, unit, *numbers))
    return pd.DataFrame(rows, columns=["column", "type", "unit", "from", "to", "missing"])


def _head(table: Table) -> pd.DataFrame:
    head = table.frame.head(_HEAD).rename(columns={c.name: c.title for c in table.columns})
    head.index = pd.Index(table.numbers[:_HEAD], name="row")
    return head


def links(dataset: Dataset) -> None:
    """To every page that takes the data set."""
    for path, least in (("neuron", 2), ("plane", 3), ("layers", 2), ("training", 2)):
        if len(dataset.columns) >= least:
            st.page_link(page(path), query_params={"data": dataset.name}, width="content")


def _form(reading: Upload, table: Table) -> None:
    """Target, inputs, what names the rows; and the button that makes it a data set."""
    titles = {column.name: column.title for column in table.columns}
    key = f"own {hash(reading.key)}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        title = st.text_input("Name of the data", reading.title, max_chars=60, width=220, key=key)
        target = st.selectbox(
            "Target y: what is predicted",
            list(titles),
            index=list(titles).index(table.target),
            format_func=lambda name: titles[name],
            width=260,
            key=f"{key} target",
        )
        names = st.selectbox(
            "Rows are named by",
            [_NUMBERED, *table.texts],
            index=1 + list(table.texts).index(table.row_name) if table.row_name else 0,
            width=220,
            key=f"{key} names",
        )
    inputs = st.pills(
        f"Inputs x that are shown first (1 to {MAX_INPUTS}; pages can change them)",
        [name for name in titles if name != target],
        selection_mode="multi",
        default=reading.best_inputs(target),
        format_func=lambda name: theme.escape_markdown(titles[name]),
        key=f"{key} inputs of {target}",
    )
    row_name = "" if names == _NUMBERED else names
    st.button(
        "Use it",
        type="primary",
        on_click=_use,
        args=(reading, title or reading.title, tuple(inputs), target, row_name),
        help="Puts it beside the built-in data on every page",
    )
    _used(reading)


def _used(reading: Upload) -> None:
    """What became of it."""
    mine = sessions.belongings()
    name, key = mine.used
    if mine.remark:
        st.error(theme.escape_markdown(mine.remark))
    elif key == reading.key and name in mine.sets:
        dataset = mine.sets[name]
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"**{theme.escape_markdown(dataset.title)}** is ready: look at it below, or open it in",
                width="content",
            )
            links(dataset)


def _use(reading: Upload, title: str, inputs: tuple[str, ...], target: str, row_name: str) -> None:
    mine = sessions.belongings()
    try:
        if reading.table is not None:
            dataset = reading.table.dataset(
                dataset_choices.free_title(title), inputs, target, row_name
            )
            dataset_choices.add(dataset, reading.key)
            sessions.change(DataState.default(dataset.name))
    except TableError as problem:
        mine.remark = str(problem)
    else:
        mine.remark = ""
