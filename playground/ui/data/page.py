"""The page Data: its data set, links to other pages, selected rows, and traps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import streamlit as st

from playground.core.data.datasets import Dataset, RowIndices, load
from playground.core.data.scatter_points import filtered_rows
from playground.core.data.summary import CorrelationMatrix, correlation_matrix, most_correlated
from playground.core.data.traps import traps
from playground.core.formatting import join_words
from playground.state.data import DataState
from playground.state.filter_query import write_rows
from playground.ui.shared import dataset_choices, sessions, share, theme, widgets
from playground.ui.shared.column_picker import dataset_box
from playground.ui.shared.navigation import page
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


# --- toolbar, links and source --------------------------------------------------------------


def toolbar(session: PageSession[DataState], axes: Callable[[DataState], None]) -> None:
    """A box for the data set, those of the scatter's axes, and Undo.

    Args:
        session: of this page.
        axes: draws the boxes for the axes.
    """
    state = session.state
    with st.container(horizontal=True, vertical_alignment="bottom"):
        dataset_box("data data", state.data, _on_data_change, width=190)
        axes(state)
        widgets.undo_button(session, "The last change on this page")
        share.button(session)


@sessions.callback
def _on_data_change() -> None:
    data = sessions.choice("data data", dataset_choices.names())
    sessions.change(DataState.default(data))


def open_links(state: DataState) -> None:
    """Links that open these columns on other pages, each link with all of its columns."""
    dataset = load(state.data)
    second = most_correlated(dataset, state.x, state.y, state.colour)
    both = [state.x, second] if second else [state.x]
    text = f"Use {' and '.join(both)} → {state.y} on" if second else f"Use {state.x} → {state.y} on"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(theme.escape_markdown(text), width="content")
        for path, title, inputs in (
            ("neuron", f"One neuron ({state.x})", [state.x]),
            ("plane", "Planes", both),
            ("layers", "Layers", both),
            ("training", "Training", both),
        ):
            if path == "plane" and len(inputs) < 2:
                continue
            st.page_link(
                page(path),
                label=theme.escape_markdown(title),
                icon=":material/arrow_forward:",
                query_params={"data": state.data, "inputs": ",".join(inputs), "target": state.y},
                width="content",
            )


def source_line(state: DataState) -> None:
    """What the data are, how large, and where they come from, in one line."""
    dataset = load(state.data)
    size = f"{len(dataset.row_names):,} rows, {len(dataset.columns):,} columns of numbers"
    parts = (dataset.about, f"{size}.", dataset.source, dataset.licence)
    sentences = [part if part.endswith(".") else f"{part}." for part in parts]
    st.caption(theme.escape_markdown(" ".join(sentences)))


# --- selected rows --------------------------------------------------------------------------


def selection_line(state: DataState) -> None:
    """Which rows are selected, in a sentence, and a button that clears the selection."""
    dataset, selected = load(state.data), state.rows
    with st.container(horizontal=True, vertical_alignment="center", key="data_selection"):
        st.button("Clear selection", on_click=_clear_selection, disabled=not selected)
        st.markdown(theme.escape_markdown(_selection_text(dataset, selected)))
    if selected and not write_rows(selected):
        st.caption("So many rows do not fit into a link: the address leaves out which are lit.")


def _selection_text(dataset: Dataset, selected: tuple[int, ...]) -> str:
    if not selected:
        return "Nothing is lit. Tick rows in the table, or click or draw a box in the picture."
    names = join_words([theme.shortened(dataset.row_names[row]) for row in selected], 5)
    noun = f"{dataset.noun} is" if len(selected) == 1 else f"{dataset.plural} are"
    return f"{len(selected):,} {noun} lit: {names}."


@sessions.callback
def _clear_selection() -> None:
    sessions.change(replace(sessions.state(DataState), rows=()))


def select_rows(rows: RowIndices, *, add: bool = False) -> None:
    """For callbacks: selects rows; a single row that is selected already is deselected.

    Args:
        rows: `(count,)`, indices into the data set.
        add: whether the rows selected before stay selected.
    """
    state = sessions.state(DataState)
    before = np.asarray(state.rows, dtype=np.int64)
    selected = np.setxor1d(before, rows) if add and len(rows) == 1 else rows
    if add and len(rows) != 1:
        selected = np.union1d(before, rows)
    elif len(rows) == 1 and not add and np.array_equal(before, rows):
        selected = rows[:0]
    sessions.change(replace(state, rows=tuple(int(row) for row in np.unique(selected))))


# --- traps ----------------------------------------------------------------------------------


def traps_section(state: DataState) -> None:
    """What can mislead in these data, each with a button that selects its rows."""
    found = traps(load(state.data), state.x, state.y)
    st.header("Traps in these data")
    if not found:
        st.markdown("None of those this page looks for.")
    for trap in found:
        text, action = st.columns([6, 1], vertical_alignment="center")
        title, found_text, matters = map(
            theme.escape_markdown, (trap.title, trap.found, trap.matters)
        )
        text.markdown(f"**{title}.** {found_text} {matters}")
        if trap.rows:
            action.button(
                f"Light {len(trap.rows):,} {'row' if len(trap.rows) == 1 else 'rows'}",
                key=f"data_trap {trap.title}",
                help=title,
                on_click=_select_trap_rows,
                args=(state.data, trap.rows),
                width="stretch",
            )


@sessions.callback
def _select_trap_rows(data: str, rows: tuple[int, ...]) -> None:
    state = sessions.state(DataState)
    if state.data != data:
        raise sessions.StaleChoice("Those rows are of other data, so nothing new is lit.")
    sessions.change(replace(state, rows=rows))
