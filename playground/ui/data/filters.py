"""The filters of the page Data: a text that rows hold, and ranges of their numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from playground.core.data.datasets import Column, load
from playground.core.data.filters import RangeFilter
from playground.core.fit.ranges import nice_step
from playground.state.data import MAX_FILTERS, MAX_FIND, DataState
from playground.ui.data import page
from playground.ui.shared import sessions, theme

_FILTERS, _FIND = "data_filters", "data_find"


def filters(now: DataState) -> None:
    """Which rows are looked at: a text they hold, and ranges of their numbers."""
    dataset = load(now.data)
    ranged = [column.name for column in dataset.columns if 0.0 < column.high - column.low < np.inf]
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


def _slider(column: Column, between: RangeFilter) -> None:
    low, high = column.low, column.high
    ends = tuple(min(max(end, low), high) for end in (between.low, between.high))
    st.slider(
        theme.widget_label(column.title),
        min_value=low,
        max_value=high,
        step=min(nice_step(high / 100 - low / 100), high - low),
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
    now = sessions.experiment(DataState)
    dataset, before = load(now.data), {between.column: between for between in now.where}
    columns = [dataset.column(name) for name in sessions.choice(_FILTERS)]
    _filtered(where=tuple(before.get(c.name, RangeFilter(c.name, c.low, c.high)) for c in columns))


def _range_chosen(name: str) -> None:
    now = sessions.experiment(DataState)
    moved = RangeFilter(name, *map(float, sessions.choice(_range_key(name))))
    _filtered(where=tuple(moved if between.column == name else between for between in now.where))


def _filtered(**parts: Any) -> None:
    """Rows that the filter takes away are lit no more."""
    now = replace(sessions.experiment(DataState), **parts)
    kept = np.intersect1d(np.asarray(now.rows, dtype=np.int64), page.on_screen(now))
    sessions.change(replace(now, rows=tuple(int(row) for row in kept)))
