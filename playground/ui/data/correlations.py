"""Correlations of the columns, for the page Data: a heat map and the strongest pairs."""

from __future__ import annotations

import streamlit as st

from playground.core.data.correlation import MAX_ROWS
from playground.core.data.datasets import load
from playground.figures import correlation as heat_map_figure
from playground.stage.component import mount
from playground.stage.payloads.figure import figure_payload
from playground.state.data import DataState
from playground.ui.data import page
from playground.ui.shared import sessions, theme
from playground.ui.shared.selections import last_event
from playground.ui.shared.terms import EXPLANATIONS

_KEY = "data_heat"


def overview(state: DataState) -> None:
    """The strongest pairs, and the heat map below them."""
    strongest_pairs(state)
    heat_map(state)


def heat_map(state: DataState) -> None:
    """Draws r of all columns; a click on a cell puts its two columns on the scatter's axes."""
    matrix, label = page.correlations(state), load(state.data).label
    pairs = [f"{label(a)} · {label(b)}: r = {r:.2f}" for a, b, r in matrix.strongest_pairs]
    text = f"The strongest pairs: {'; '.join(pairs)}." if pairs else "No pair has a known r."
    figure = heat_map_figure.correlation(
        [*map(label, matrix.names)],
        matrix.r,
        (matrix.names.index(state.x), matrix.names.index(state.y)),
    )
    mount(
        figure_payload(figure, title="Correlations", label=text, height="32rem"),
        key=_KEY,
        on_message=_on_cell_click,
    )
    notes = ["Click a cell: its two columns become x and y of the scatter."]
    if matrix.left_out:
        notes.append(
            f"{matrix.left_out:,} columns are not drawn: these {len(matrix.names)} go most with "
            f"{label(state.x)} or {label(state.y)}."
        )
    if len(page.filtered_indices(state)) > MAX_ROWS:
        notes.append(f"Measured on {MAX_ROWS:,} of the rows, evenly chosen.")
    st.caption(theme.escape_markdown(" ".join(notes)))


def strongest_pairs(state: DataState) -> None:
    """Buttons for the most correlated pairs: the heat map's clicks, for the keyboard."""
    pairs, label = page.correlations(state).strongest_pairs, load(state.data).label
    texts = [theme.escape_markdown(f"{label(a)} · {label(b)}: {r:.2f}") for a, b, r in pairs]
    shown = next((i for i, (a, b, _) in enumerate(pairs) if {a, b} == {state.x, state.y}), None)
    if pairs:
        st.pills(
            "Strongest pairs",
            range(len(pairs)),
            format_func=texts.__getitem__,
            key=sessions.show_choice("data pair", shown),
            on_change=_on_pair_select,
            help=EXPLANATIONS["correlation"],
        )


@sessions.callback
def _on_pair_select() -> None:
    state = sessions.state(DataState)
    pairs = page.correlations(state).strongest_pairs
    index = sessions.choice("data pair", (None, *range(len(pairs))))
    if index is not None:
        x, y, _ = pairs[index]
        sessions.change(state.over(x, y))


@sessions.callback
def _on_cell_click() -> None:
    state = sessions.state(DataState)
    names = page.correlations(state).names
    event = last_event(_KEY)
    if event is None or event.cell is None or not all(0 <= i < len(names) for i in event.cell):
        sessions.notice("The click was not understood and is left out.")
        return
    x, y = (names[index] for index in event.cell)
    if x == y:
        label = load(state.data).label(x)
        sessions.notice(
            f"{label} goes with itself, as every column does: choose a cell off the line."
        )
    else:
        sessions.change(state.over(x, y))
