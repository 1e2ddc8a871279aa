"""The table of the page Data: the rows that pass the filters, the lit ones ticked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from playground.core.data.dataset_cache import cached_on_dataset
from playground.core.data.datasets import Dataset, load
from playground.core.data.filters import RangeFilter, RowIndices
from playground.core.data.scatter_points import filtered_rows
from playground.state.data import DataState
from playground.ui.data import page
from playground.ui.shared import sessions, theme
from playground.ui.shared.selections import selected_rows, show_rows

CELLS, COLUMNS = 300_000, 60
"""A table with more is cut for the screen: a browser has to hold it."""
_HEIGHT = 470
_TABLE = "data_table"


def rows(now: DataState) -> None:
    """The rows that pass, the lit ones ticked; or the lit ones alone."""
    dataset, passed = load(now.data), page.on_screen(now)
    wanted = st.toggle("Lit rows only", key="data_lit_only", disabled=not now.rows)
    alone = wanted and bool(now.rows)
    columns = _columns(dataset, now)
    chosen = np.asarray(now.rows, dtype=np.int64) if alone else passed
    shown = chosen[: _most(dataset)]
    if alone:
        _table(dataset, _frame(dataset, shown, columns), key="data_lit_table")
    else:
        ticked = np.flatnonzero(np.isin(shown, now.rows)).tolist()
        frame = table_of(dataset, now.where, now.find, columns)
        _table(dataset, frame, key=show_rows(_TABLE, ticked), on_select=_rows_chosen)
    words = _rows_words(dataset, len(passed), len(chosen), len(shown), len(columns))
    st.caption(f"The {len(chosen):,} rows that are lit." if alone else theme.escape_markdown(words))


def _table(dataset: Dataset, frame: pd.DataFrame, **how: Any) -> None:
    st.dataframe(
        frame,
        hide_index=True,
        height=_HEIGHT,
        column_config=_config(dataset, frame),
        alt=f"Rows of {dataset.title}",
        placeholder="unknown",
        **how,
    )


def _rows_words(dataset: Dataset, passed: int, chosen: int, shown: int, columns: int) -> str:
    total = len(dataset.row_names)
    parts = [f"{passed:,} of {total:,} {dataset.plural} pass the filter."]
    if passed == total:
        parts = [f"All {total:,} {dataset.plural}."]
    parts.append("Click a column's head to sort.")
    if not passed:
        parts.append("Widen a range or clear the text to see some.")
    if shown < chosen:
        parts.append(f"The table shows the first {shown:,}; the picture counts all.")
    every = len(dataset.columns) + len(dataset.text_columns)
    if columns < every:
        parts.append(f"It shows {columns} of {every} columns.")
    return " ".join(parts)


def _most(dataset: Dataset) -> int:
    """How many rows of the table a browser is given."""
    return max(100, CELLS // min(COLUMNS, len(dataset.columns) + len(dataset.text_columns)))


def _columns(dataset: Dataset, now: DataState) -> tuple[str, ...]:
    """The columns the table shows, in its own order: all, or those on screen and the first ones."""
    every = [*dataset.text_columns, *(column.name for column in dataset.columns)]
    if len(every) <= COLUMNS:
        return tuple(every)
    wanted = {now.x, now.y, now.colour, now.column, *(between.column for between in now.where)}
    first = {name for name in every if name not in wanted}
    room = COLUMNS - len(wanted & {*every})
    kept = wanted | {*[name for name in every if name in first][:room]}
    return tuple(name for name in every if name in kept)


@cached_on_dataset
def table_of(
    dataset: Dataset, where: tuple[RangeFilter, ...], find: str, columns: tuple[str, ...]
) -> pd.DataFrame:
    """What the table shows of the rows that pass."""
    return _frame(dataset, filtered_rows(dataset, where, find)[: _most(dataset)], columns)


def _frame(dataset: Dataset, places: RowIndices, columns: tuple[str, ...]) -> pd.DataFrame:
    """Some rows, with their names where no column holds them."""
    frame = dataset.table()[[*columns]].iloc[places].reset_index(drop=True)
    named = any(dataset.texts(name) == dataset.row_names for name in dataset.text_columns)
    if not named:
        frame.insert(0, _free_name(dataset), [dataset.row_names[place] for place in places])
    return frame


def _free_name(dataset: Dataset) -> str:
    """What the column of the rows' names is called: the noun, unless a column has that name."""
    taken = {*dataset.text_columns, *(column.name for column in dataset.columns)}
    return dataset.noun if dataset.noun not in taken else f"{dataset.noun} "


def _config(dataset: Dataset, frame: pd.DataFrame) -> dict[str, Any]:
    numbers = {column.name: column for column in dataset.columns if column.name in frame}
    return {
        name: st.column_config.NumberColumn(
            column.title, help=theme.escape_markdown(column.description) or None
        )
        for name, column in numbers.items()
    }


def _rows_chosen() -> None:
    """What is ticked is lit; what the table cannot show stays as it was."""
    now = sessions.experiment(DataState)
    shown = page.on_screen(now)[: _most(load(now.data))]
    ticked = shown[[place for place in selected_rows(_TABLE) if place < len(shown)]]
    beyond = np.setdiff1d(np.asarray(now.rows, dtype=np.int64), shown)
    lit = np.union1d(ticked, beyond)
    sessions.change(replace(now, rows=tuple(int(row) for row in lit)))
