"""The filters of the page Data: a text to find, and ranges of numeric columns."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from playground.core.data.columns import Column
from playground.core.data.datasets import load
from playground.core.data.filters import RangeFilter
from playground.core.fit.ranges import nice_step
from playground.state.data import MAX_FILTERS, MAX_FIND, DataState
from playground.ui.data import page
from playground.ui.shared import sessions, theme

_FILTERS, _FIND = "data_filters", "data_find"


def controls(state: DataState) -> bool:
    """A text field, a box of columns to filter by, a switch, and a slider for each column.

    Returns:
        Whether the table is to show the marked rows alone.
    """
    dataset = load(state.data)
    filterable = [c.name for c in dataset.columns if 0.0 < c.high - c.low < np.inf]
    with st.container(horizontal=True, vertical_alignment="center", key="data_filters_row"):
        st.text_input(
            "Find",
            key=sessions.show_choice(_FIND, state.find),
            on_change=_on_find_change,
            max_chars=MAX_FIND,
            placeholder="Find a name" if dataset.text_columns else f"Find {dataset.noun} 17",
            label_visibility="collapsed",
            width=150,
        )
        st.multiselect(
            "Filter by",
            filterable,
            key=sessions.show_choice(_FILTERS, [f.column for f in state.where]),
            on_change=_on_filters_change,
            max_selections=MAX_FILTERS,
            placeholder="Filter by columns",
            format_func={name: dataset.label(name) for name in filterable}.__getitem__,
            label_visibility="collapsed",
            width="stretch",
        )
        marked_only = st.toggle(
            "Marked only",
            key="data_marked_only",
            on_change=sessions.read,
            disabled=not state.rows,
        )
    for range_filter in state.where:
        _slider(dataset.column(range_filter.column), range_filter)
    return marked_only


def _slider(column: Column, range_filter: RangeFilter) -> None:
    low, high = column.low, column.high
    ends = tuple(min(max(end, low), high) for end in (range_filter.low, range_filter.high))
    st.slider(
        theme.widget_label(column.labelled.title),
        min_value=low,
        max_value=high,
        step=min(nice_step(high / 100 - low / 100), high - low),
        format="%.6g",
        key=sessions.show_choice(_range_key(column.name), ends),
        on_change=_on_range_change,
        args=(column.name,),
    )


def _range_key(name: str) -> str:
    return f"data_range {name}"


@sessions.callback
def _on_find_change() -> None:
    _change_filter(find=str(sessions.choice(_FIND) or "")[:MAX_FIND])


@sessions.callback
def _on_filters_change() -> None:
    state = sessions.state(DataState)
    dataset, before = load(state.data), {f.column: f for f in state.where}
    names = sessions.choices(_FILTERS, [column.name for column in dataset.columns])
    columns = [dataset.column(name) for name in names]
    filters = (before.get(c.name, RangeFilter(c.name, c.low, c.high)) for c in columns)
    _change_filter(where=tuple(filters))


@sessions.callback
def _on_range_change(name: str) -> None:
    state = sessions.state(DataState)
    changed = RangeFilter(name, *map(float, sessions.choice(_range_key(name))))
    _change_filter(where=tuple(changed if f.column == name else f for f in state.where))


def _change_filter(**changes: Any) -> None:
    """Puts changed fields of the state on screen; rows that no longer pass are deselected."""
    state = replace(sessions.state(DataState), **changes)
    selected = np.intersect1d(np.asarray(state.rows, dtype=np.int64), page.filtered_indices(state))
    sessions.change(replace(state, rows=tuple(int(row) for row in selected)))
