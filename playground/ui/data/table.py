"""The table of the page Data: the rows that pass the filters, the selected ones ticked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from playground.core.data.dataset_cache import cached_on_dataset
from playground.core.data.datasets import Dataset, RowIndices, load
from playground.core.data.filters import RangeFilter
from playground.core.data.scatter_points import filtered_rows
from playground.state.data import DataState
from playground.ui.data import page
from playground.ui.shared import sessions, theme
from playground.ui.shared.selections import selected_rows, show_rows

MAX_CELLS, MAX_COLUMNS = 300_000, 60
"""A larger table is cut for the screen, since a browser has to hold it."""
_TABLE = "data_table"


def rows(state: DataState, *, marked_only: bool = False) -> None:
    """The rows that pass, the marked ones ticked; or the marked ones alone.

    Args:
        state: of the page.
        marked_only: whether the others are left out.
    """
    dataset, passed = load(state.data), page.filtered_indices(state)
    selected_only = marked_only and bool(state.rows)
    columns = _columns(dataset, state)
    wanted_rows = np.asarray(state.rows, dtype=np.int64) if selected_only else passed
    shown = wanted_rows[: _max_rows(dataset)]
    with st.container(key="data_rows"):
        if selected_only:
            _table(dataset, _frame(dataset, shown, columns), key="data_selected_table")
        else:
            ticked = np.flatnonzero(np.isin(shown, state.rows)).tolist()
            frame = table_frame(dataset, state.where, state.find, columns)
            _table(dataset, frame, key=show_rows(_TABLE, ticked), on_select=_on_rows_select)
    caption = _caption(dataset, len(passed), len(wanted_rows), len(shown), len(columns))
    if selected_only:
        caption = f"The {len(wanted_rows):,} rows that are marked."
    st.caption(theme.escape_markdown(caption))


def _table(dataset: Dataset, frame: pd.DataFrame, **options: Any) -> None:
    st.dataframe(
        frame,
        hide_index=True,
        height="stretch",
        column_config=_column_config(dataset, frame),
        alt=f"Rows of {dataset.title}",
        placeholder="unknown",
        **options,
    )


def _caption(dataset: Dataset, passed: int, wanted: int, shown: int, columns: int) -> str:
    total = len(dataset.row_names)
    parts = [f"{passed:,} of {total:,} {dataset.plural} pass the filter."]
    if passed == total:
        parts = [f"All {total:,} {dataset.plural}."]
    parts.append("Click a column's head to sort.")
    if not passed:
        parts.append("Widen a range or clear the text to see some.")
    if shown < wanted:
        parts.append(f"The table shows the first {shown:,}; the picture counts all.")
    total_columns = len(dataset.columns) + len(dataset.text_columns)
    if columns < total_columns:
        parts.append(f"It shows {columns} of {total_columns} columns.")
    return " ".join(parts)


def _max_rows(dataset: Dataset) -> int:
    """How many rows of the table are sent to the browser."""
    return max(100, MAX_CELLS // min(MAX_COLUMNS, len(dataset.columns) + len(dataset.text_columns)))


def _columns(dataset: Dataset, state: DataState) -> tuple[str, ...]:
    """The columns to show, in the table's order: all, or those in use and as many more as fit."""
    names = [*dataset.text_columns, *(column.name for column in dataset.columns)]
    if len(names) <= MAX_COLUMNS:
        return tuple(names)
    in_use = {state.x, state.y, state.colour, state.column, *(f.column for f in state.where)}
    others = [name for name in names if name not in in_use]
    room = MAX_COLUMNS - len(in_use & {*names})
    shown = in_use | {*others[:room]}
    return tuple(name for name in names if name in shown)


@cached_on_dataset
def table_frame(
    dataset: Dataset, where: tuple[RangeFilter, ...], find: str, columns: tuple[str, ...]
) -> pd.DataFrame:
    """The rows that pass the filters, as far as the table shows them.

    Args:
        dataset: to take the rows from.
        where: ranges, in the columns' units.
        find: a text that the rows contain, or "".
        columns: names of the columns to show.
    """
    return _frame(dataset, filtered_rows(dataset, where, find)[: _max_rows(dataset)], columns)


def _frame(dataset: Dataset, rows: RowIndices, columns: tuple[str, ...]) -> pd.DataFrame:
    """Rows of the data set, with a column of row names in front unless one is there already."""
    frame = dataset.table()[[*columns]].iloc[rows].reset_index(drop=True)
    has_names = any(dataset.texts(name) == dataset.row_names for name in dataset.text_columns)
    if not has_names:
        frame.insert(0, _free_name(dataset), [dataset.row_names[row] for row in rows])
    return frame


def _free_name(dataset: Dataset) -> str:
    """A name for the column of row names: the noun, with a space if a column has that name."""
    taken = {*dataset.text_columns, *(column.name for column in dataset.columns)}
    return dataset.noun if dataset.noun not in taken else f"{dataset.noun} "


def _column_config(dataset: Dataset, frame: pd.DataFrame) -> dict[str, Any]:
    numbers = {column.name: column for column in dataset.columns if column.name in frame}
    texts = {
        name: st.column_config.TextColumn(dataset.label(name))
        for name in dataset.text_columns
        if dataset.label(name) != name
    }
    return texts | {
        name: st.column_config.NumberColumn(
            column.labelled.title, help=theme.escape_markdown(column.description) or None
        )
        for name, column in numbers.items()
    }


@sessions.callback
def _on_rows_select() -> None:
    """Selects the ticked rows; rows that the table cannot show stay as they were."""
    state = sessions.state(DataState)
    shown = page.filtered_indices(state)[: _max_rows(load(state.data))]
    ticked = shown[[row for row in selected_rows(_TABLE) if row < len(shown)]]
    not_shown = np.setdiff1d(np.asarray(state.rows, dtype=np.int64), shown)
    selected = np.union1d(ticked, not_shown)
    sessions.change(replace(state, rows=tuple(int(row) for row in selected)))
