"""The form that makes a table a data set: its name, target, row names and inputs."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from playground.core.data.datasets import Dataset
from playground.core.importing.errors import TableError
from playground.core.importing.table import MAX_INPUTS, Table
from playground.state.data import DataState
from playground.ui.data.corrections import made_of
from playground.ui.shared import dataset_choices, sessions, theme
from playground.ui.shared.navigation import page
from playground.ui.shared.own_datasets import Made, Upload

_BY_NUMBER = "their numbers"
_MAX_PILLS = 40
"""Of more columns, inputs are chosen in a box where one can type."""


def page_links(dataset: Dataset) -> None:
    """Links to every page that takes the data set."""
    for path, min_columns in (("neuron", 2), ("plane", 3), ("layers", 2), ("training", 2)):
        if len(dataset.columns) >= min_columns:
            st.page_link(page(path), query_params={"data": dataset.name}, width="content")


def show(upload: Upload, table: Table) -> None:
    """Title, target, row names and inputs, and the button that makes the table a data set.

    Args:
        upload: what was read.
        table: of it.
    """
    titles = {column.name: column.title for column in table.columns}
    key = f"own {hash((upload.key, *table.choices, *table.texts))}"
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
    inputs = _inputs(upload, table.choices, target, f"{key} inputs of {target}")
    row_name = "" if names == _BY_NUMBER else names
    st.button(
        "Use it",
        type="primary",
        on_click=_add_dataset,
        args=(upload, title or upload.title, tuple(inputs), target, row_name),
        help="Then every page offers it, beside the built-in data",
    )
    _result(upload)


def _inputs(upload: Upload, titles: dict[str, str], target: str, key: str) -> Sequence[str]:
    label = f"Inputs x to begin with (1 to {MAX_INPUTS}; every page can change them)"
    names, best = [name for name in titles if name != target], upload.best_inputs(target)
    if len(names) > _MAX_PILLS:
        return st.multiselect(
            label,
            names,
            default=best,
            format_func=titles.__getitem__,
            key=key,
            on_change=sessions.read,
        )
    return st.pills(
        label,
        names,
        selection_mode="multi",
        default=best,
        format_func=lambda name: theme.escape_markdown(titles[name]),
        key=key,
        on_change=sessions.read,
    )


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
            chosen = Made(dataset.name, dataset.title, inputs, target, row_name)
            dataset_choices.add(dataset, made_of(upload, upload.table, chosen), upload.key)
            sessions.change(DataState.default(dataset.name))
    except TableError as error:
        own.problem = str(error)
    else:
        own.problem = ""
