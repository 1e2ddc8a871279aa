"""The page Data: which data set, where its columns lead, what is lit, and the traps."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import streamlit as st

from playground.core.data.datasets import Dataset, load
from playground.core.data.filters import RowIndices
from playground.core.data.scatter_points import filtered_rows
from playground.core.data.summary import CorrelationMatrix, most_correlated, correlation_matrix
from playground.core.data.traps import traps
from playground.core.formatting import join_words
from playground.state.data import DataState
from playground.state.filter_query import write_rows
from playground.ui.shared import dataset_choices, sessions, theme, widgets
from playground.ui.shared.navigation import page
from playground.ui.shared.page_session import PageSession


def current() -> PageSession[DataState]:
    """The session of this page."""
    return sessions.current("data", DataState, "data")


def on_screen(now: DataState) -> RowIndices:
    """The places of the rows that pass the filters."""
    return filtered_rows(load(now.data), now.where, now.find)


def pairs(now: DataState) -> CorrelationMatrix:
    """How columns go together in these rows."""
    return correlation_matrix(load(now.data), now.x, now.y, now.where, now.find)


# --- the bar --------------------------------------------------------------------------------


def choose(session: PageSession[DataState], axes: Callable[[DataState], None]) -> None:
    """The data set, its columns as `axes` offers them, and the way back."""
    now = session.experiment
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Data",
            dataset_choices.names(),
            format_func=lambda name: load(name).title,
            key=sessions.show_choice("data data", now.data),
            on_change=_data_chosen,
            width=190,
        )
        axes(now)
        widgets.undo_button(session, "The last change on this page")


def _data_chosen() -> None:
    sessions.change(DataState.default(sessions.choice("data data")))


def use(now: DataState) -> None:
    """Links that take the columns along; written in full, so that they win over what was there."""
    dataset = load(now.data)
    second = most_correlated(dataset, now.x, now.y, now.colour)
    both = [now.x, second] if second else [now.x]
    words = f"Use {' and '.join(both)} → {now.y} on" if second else f"Use {now.x} → {now.y} on"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(theme.escape_markdown(words), width="content")
        for path, title, inputs in (
            ("neuron", f"One neuron ({now.x})", [now.x]),
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
                query_params={"data": now.data, "inputs": ",".join(inputs), "target": now.y},
                width="content",
            )


def about(now: DataState) -> None:
    """What the data are and where they come from, in one line."""
    dataset = load(now.data)
    size = f"{len(dataset.row_names):,} rows, {len(dataset.columns):,} columns of numbers"
    lines = (dataset.about, f"{size}.", dataset.source, dataset.licence)
    st.caption(theme.escape_markdown(" ".join(line if line.endswith(".") else f"{line}." for line in lines)))


# --- what is lit ----------------------------------------------------------------------------


def lit_line(now: DataState) -> None:
    """Which rows are lit, in words, and how to put them out again."""
    dataset, lit = load(now.data), now.rows
    with st.container(horizontal=True, vertical_alignment="center", key="data_lit"):
        st.button("Clear selection", on_click=_clear, disabled=not lit)
        st.markdown(theme.escape_markdown(_lit_words(dataset, lit)))
    if lit and not write_rows(lit):
        st.caption("So many rows do not fit into a link: the address leaves out which are lit.")


def _lit_words(dataset: Dataset, lit: tuple[int, ...]) -> str:
    if not lit:
        return "Nothing is lit. Tick rows in the table, or click or draw a box in the picture."
    names = join_words([theme.shortened(dataset.row_names[row]) for row in lit], 5)
    noun = f"{dataset.noun} is" if len(lit) == 1 else f"{dataset.plural} are"
    return f"{len(lit):,} {noun} lit: {names}."


def _clear() -> None:
    sessions.change(replace(sessions.experiment(DataState), rows=()))


def light(rows: RowIndices, *, add: bool = False) -> None:
    """For callbacks: lights rows, or, with `add`, these too; those lit already go out again."""
    now = sessions.experiment(DataState)
    before = np.asarray(now.rows, dtype=np.int64)
    lit = np.setxor1d(before, rows) if add and len(rows) == 1 else rows
    if add and len(rows) != 1:
        lit = np.union1d(before, rows)
    elif len(rows) == 1 and not add and np.array_equal(before, rows):
        lit = rows[:0]
    sessions.change(replace(now, rows=tuple(int(row) for row in np.unique(lit))))


# --- traps ----------------------------------------------------------------------------------


def tell_traps(now: DataState) -> None:
    """What can mislead, as it was found in the rows."""
    found = traps(load(now.data), now.x, now.y)
    st.header("Traps in these data")
    if not found:
        st.markdown("None of those this page looks for.")
    for trap in found:
        words, act = st.columns([6, 1], vertical_alignment="center")
        words.markdown(
            f"**{theme.escape_markdown(trap.title)}.** {theme.escape_markdown(trap.found)} {theme.escape_markdown(trap.matters)}"
        )
        if trap.rows:
            act.button(
                f"Light {len(trap.rows):,} {'row' if len(trap.rows) == 1 else 'rows'}",
                key=f"data_light {trap.title}",
                help=theme.escape_markdown(trap.title),
                on_click=_light_trap,
                args=(trap.rows,),
                width="stretch",
            )


def _light_trap(rows: tuple[int, ...]) -> None:
    sessions.change(replace(sessions.experiment(DataState), rows=rows))
