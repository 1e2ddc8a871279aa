"""The page Data: its session, what it shows of the data set, and the rows that are marked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from playground.core.data.datasets import RowIndices, load
from playground.core.data.scatter_points import filtered_rows
from playground.core.data.summary import CorrelationMatrix, correlation_matrix
from playground.core.formatting import join_words
from playground.state.data import DataState
from playground.state.filter_query import write_rows
from playground.ui.shared import sessions, theme
from playground.ui.shared.page_session import PageSession


def current() -> PageSession[DataState]:
    """The session of this page."""
    return sessions.current("data", DataState, "data")


def filtered_indices(state: DataState) -> RowIndices:
    """The indices of the rows that pass the filters."""
    return filtered_rows(load(state.data), state.where, state.find)


def correlations(state: DataState) -> CorrelationMatrix:
    """Correlations of the columns over the rows that pass the filters."""
    return correlation_matrix(load(state.data), state.x, state.y, state.where, state.find)


def selection_text(state: DataState) -> str:
    """Which rows are marked, as Markdown, or how to mark some."""
    dataset, marked = load(state.data), state.rows
    if not marked:
        return "Nothing is marked. Tick rows in the table, or click or draw a box in the picture."
    names = join_words([theme.shortened(dataset.row_names[row]) for row in marked], 5)
    noun = f"{dataset.noun} is" if len(marked) == 1 else f"{dataset.plural} are"
    text = f"{len(marked):,} {noun} marked: {names}."
    if not write_rows(marked):
        text += " So many do not fit into a link: the address leaves them out."
    return theme.escape_markdown(text)


def select_rows(rows: RowIndices, *, add: bool = False) -> None:
    """For callbacks: marks rows; a single row that is marked already is unmarked.

    Args:
        rows: `(count,)`, indices into the data set.
        add: whether the rows marked before stay marked.
    """
    state = sessions.state(DataState)
    before = np.asarray(state.rows, dtype=np.int64)
    selected = np.setxor1d(before, rows) if add and len(rows) == 1 else rows
    if add and len(rows) != 1:
        selected = np.union1d(before, rows)
    elif len(rows) == 1 and not add and np.array_equal(before, rows):
        selected = rows[:0]
    sessions.change(replace(state, rows=tuple(int(row) for row in np.unique(selected))))
