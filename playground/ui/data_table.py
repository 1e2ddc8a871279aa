"""The tables of the page Data: the rows, with filters and lit ones ticked, and the columns."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from playground.core.choosing import Between, Rows
from playground.core.cloud import rows_on_screen
from playground.core.datasets import Column, Dataset, load
from playground.core.describing import summaries
from playground.core.ranges import nice
from playground.core.remembering import remembered
from playground.data_state import MAX_FILTERS, MAX_FIND, Exploration
from playground.ui import data, look
from playground.ui import session as sessions

CELLS, COLUMNS = 300_000, 60
"""A table with more is cut for the screen: a browser has to hold it."""
_HEIGHT = 470
_TABLE, _COLUMNS, _FILTERS, _FIND = "data_table", "data_columns", "data_filters", "data_find"


# --- filters --------------------------------------------------------------------------------


def filters(now: Exploration) -> None:
    """Which rows are looked at: a text they hold, and ranges of their numbers."""
    dataset = load(now.data)
    ranged = [column.name for column in dataset.columns if column.low < column.high]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Find",
            key=sessions.show_choice(_FIND, now.find),
            on_change=_find_chosen,
            max_chars=MAX_FIND,
            placeholder=f"a {dataset.noun}" if dataset.text_columns else f"{dataset.noun} 17",
            width=190,
        )
        st.multiselect(
            "Filter by",
            ranged,
            key=sessions.show_choice(_FILTERS, [between.column for between in now.where]),
            on_change=_filters_chosen,
            max_selections=MAX_FILTERS,
            placeholder="columns",
            width="stretch",
        )
    for between in now.where:
        _slider(dataset.column(between.column), between)


def _slider(column: Column, between: Between) -> None:
    low, high = column.low, column.high
    ends = tuple(min(max(end, low), high) for end in (between.low, between.high))
    st.slider(
        look.plain(column.title),
        min_value=low,
        max_value=high,
        step=min(nice(high / 100 - low / 100), high - low),
        format="%.6g",
        key=sessions.show_choice(_range_key(column.name), ends),
        on_change=_range_chosen,
        args=(column.name,),
    )


def _range_key(name: str) -> str:
    return f"data_range {name}"


def _find_chosen() -> None:
    _filtered(find=sessions.choice(_FIND)[:MAX_FIND])


def _filters_chosen() -> None:
    now = sessions.experiment(Exploration)
    dataset, before = load(now.data), {between.column: between for between in now.where}
    columns = [dataset.column(name) for name in sessions.choice(_FILTERS)]
    _filtered(where=tuple(before.get(c.name, Between(c.name, c.low, c.high)) for c in columns))


def _range_chosen(name: str) -> None:
    now = sessions.experiment(Exploration)
    moved = Between(name, *map(float, sessions.choice(_range_key(name))))
    _filtered(where=tuple(moved if between.column == name else between for between in now.where))


def _filtered(**parts: Any) -> None:
    """Rows that the filter takes away are lit no more."""
    now = replace(sessions.experiment(Exploration), **parts)
    kept = np.intersect1d(np.asarray(now.rows, dtype=np.int64), data.on_screen(now))
    sessions.change(replace(now, rows=tuple(int(row) for row in kept)))


# --- rows -----------------------------------------------------------------------------------


def rows(now: Exploration) -> None:
    """The rows that pass, the lit ones ticked; or the lit ones alone."""
    dataset, passed = load(now.data), data.on_screen(now)
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
        _table(dataset, frame, key=sessions.show_rows(_TABLE, ticked), on_select=_rows_chosen)
    words = _rows_words(dataset, len(passed), len(chosen), len(shown), len(columns))
    st.caption(f"The {len(chosen):,} rows that are lit." if alone else look.plain(words))


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


def _columns(dataset: Dataset, now: Exploration) -> tuple[str, ...]:
    """The columns the table shows, in its own order: all, or those on screen and the first ones."""
    every = [*dataset.text_columns, *(column.name for column in dataset.columns)]
    if len(every) <= COLUMNS:
        return tuple(every)
    wanted = {now.x, now.y, now.colour, now.column, *(between.column for between in now.where)}
    first = {name for name in every if name not in wanted}
    room = COLUMNS - len(wanted & {*every})
    kept = wanted | {*[name for name in every if name in first][:room]}
    return tuple(name for name in every if name in kept)


@remembered
def table_of(
    dataset: Dataset, where: tuple[Between, ...], find: str, columns: tuple[str, ...]
) -> pd.DataFrame:
    """What the table shows of the rows that pass."""
    return _frame(dataset, rows_on_screen(dataset, where, find)[: _most(dataset)], columns)


def _frame(dataset: Dataset, places: Rows, columns: tuple[str, ...]) -> pd.DataFrame:
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
            column.title, help=look.plain(column.description) or None
        )
        for name, column in numbers.items()
    }


def _rows_chosen() -> None:
    """What is ticked is lit; what the table cannot show stays as it was."""
    now = sessions.experiment(Exploration)
    shown = data.on_screen(now)[: _most(load(now.data))]
    ticked = shown[[place for place in sessions.chosen_rows(_TABLE) if place < len(shown)]]
    beyond = np.setdiff1d(np.asarray(now.rows, dtype=np.int64), shown)
    lit = np.union1d(ticked, beyond)
    sessions.change(replace(now, rows=tuple(int(row) for row in lit)))


# --- columns --------------------------------------------------------------------------------


def columns(now: Exploration) -> None:
    """Every column with unit, meaning, range, missing cells and its shape; one is chosen."""
    every = summaries(load(now.data))
    frame = pd.DataFrame(
        {
            "column": [summary.name for summary in every],
            "unit": [summary.unit for summary in every],
            "meaning": [summary.description for summary in every],
            "smallest": [summary.low for summary in every],
            "largest": [summary.high for summary in every],
            "missing": [summary.missing for summary in every],
            "counts": [list(summary.counts) for summary in every],
            "mean": [summary.mean for summary in every],
            "different": [summary.distinct for summary in every],
        }
    )
    place = next(at for at, summary in enumerate(every) if summary.name == now.column)
    st.dataframe(
        frame,
        key=sessions.show_rows(_COLUMNS, [place]),
        on_select=_column_chosen,
        selection_mode="single-row",
        hide_index=True,
        height=min(38 + 35 * len(every), 500),
        column_config={
            "counts": st.column_config.BarChartColumn("counts", width=90, color="gray", y_min=0),
            "meaning": st.column_config.TextColumn("meaning", width=230),
            **{
                name: st.column_config.NumberColumn(name, format="%.6g")
                for name in ("smallest", "largest", "mean")
            },
        },
        alt="The columns",
        placeholder="",
    )


def _column_chosen() -> None:
    now = sessions.experiment(Exploration)
    every = summaries(load(now.data))
    chosen = [place for place in sessions.chosen_rows(_COLUMNS) if place < len(every)]
    name = every[chosen[0]].name if chosen else now.column
    sessions.change(replace(now, column=name))
