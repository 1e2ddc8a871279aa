"""The scatter of the page Data: two columns as points, coloured by a third."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import streamlit as st

from playground.core.data.datasets import Dataset, RowIndices, load
from playground.core.data.filters import in_box, in_polygon
from playground.core.data.scatter_points import (
    MAX_CATEGORIES,
    MAX_PLOTTED,
    ScatterPoints,
    histogram_of,
    scatter_points,
)
from playground.core.data.summary import summaries
from playground.figures import cloud as scatter_figure
from playground.stage.component import mount
from playground.stage.payloads.figure import figure_payload
from playground.stage.protocol import FigureEvent
from playground.state.data import PLAIN, DataState
from playground.ui.data import page
from playground.ui.shared import sessions, theme
from playground.ui.shared.selections import last_event

_KEY = "data_scatter"
_HEIGHT = "var(--np-data-room)"
"""What the window leaves for it: frame.css knows."""


def axes(state: DataState) -> None:
    """Select boxes for both axes and the colour."""
    dataset = load(state.data)
    numbers = [column.name for column in dataset.columns]
    boxes = (
        ("x", "Across (x)", state.x, [name for name in numbers if name != state.y]),
        ("y", "Up (y)", state.y, [name for name in numbers if name != state.x]),
        (
            "colour",
            "Colour",
            state.colour,
            [PLAIN, *(n for n in (*numbers, *dataset.text_columns) if n not in (state.x, state.y))],
        ),
    )
    for field, label, value, options in boxes:
        st.selectbox(
            label,
            options,
            format_func=_titles(dataset).__getitem__,
            key=sessions.show_choice(f"data {field}", value),
            on_change=_on_axes_change,
        )


def _titles(dataset: Dataset) -> dict[str, str]:
    """By column name, its title with the unit; PLAIN, which is no column, is "none"."""
    return {PLAIN: "none", **{summary.name: summary.title for summary in summaries(dataset)}}


@sessions.callback
def _on_axes_change() -> None:
    state = sessions.state(DataState)
    dataset = load(state.data)
    numbers = [column.name for column in dataset.columns]
    x = sessions.choice("data x", numbers)
    changed = state.over(x, sessions.choice("data y", [name for name in numbers if name != x]))
    colour = sessions.choice("data colour", (PLAIN, *numbers, *dataset.text_columns))
    sessions.change(replace(changed, colour=PLAIN if colour in (changed.x, changed.y) else colour))


def chart(state: DataState) -> None:
    """Draws two columns as points, coloured by a third; click, box or lasso select rows."""
    dataset, points = load(state.data), points_of(state)
    categories = values = None
    if state.colour in dataset.text_columns:
        categories = histogram_of(dataset, state.colour, MAX_CATEGORIES)
    elif state.colour:
        values = dataset.values([state.colour])[:, 0]
    selected = points.selected(state.rows)
    figure = scatter_figure.points(
        points,
        dataset.row_names,
        selected,
        colour=_titles(dataset)[state.colour] if state.colour else "",
        values=values,
        categories=categories,
    )
    caption, note = _caption(dataset, state, points), _footnote(points)
    columns = " and ".join(map(dataset.label, (state.x, state.y)))
    mount(
        figure_payload(
            figure,
            title="Scatter",
            label=" ".join((f"{columns}: {caption}", *note)),
            height=_HEIGHT,
            selectable=True,
        ),
        key=_KEY,
        on_message=_on_select,
    )
    with st.container(key="data_caption", horizontal=True, vertical_alignment="center"):
        st.caption(theme.escape_markdown(caption), width="content")
        if note:
            with st.popover("Which rows?", key="data_footnote", type="tertiary"):
                st.markdown(theme.escape_markdown(" ".join(note)))


def points_of(state: DataState) -> ScatterPoints:
    return scatter_points(load(state.data), state.x, state.y, state.where, state.find)


def _caption(dataset: Dataset, state: DataState, points: ScatterPoints) -> str:
    r = page.correlations(state).of(state.x, state.y)
    correlation = "" if np.isnan(r) else f"; r = {r:.2f}"
    return (
        f"{len(points.rows):,} {dataset.plural} at {points.distinct:,} different points"
        f"{correlation}."
    )


def _footnote(points: ScatterPoints) -> list[str]:
    """Which rows are not drawn, and why, in sentences."""
    count, left_out, parts = len(points.rows), points.passed - len(points.rows), []
    if left_out:
        rows = "1 row is" if left_out == 1 else f"{left_out:,} rows are"
        parts.append(f"{rows} left out, as a number is unknown.")
    if count > len(points.plotted):
        parts.append(f"{MAX_PLOTTED:,} of the points are drawn, evenly chosen; all are counted.")
    return parts


@sessions.callback
def _on_select() -> None:
    state = sessions.state(DataState)
    event = last_event(_KEY)
    try:
        rows = _rows_in(event, points_of(state))
    except ValueError as error:
        sessions.notice(f"The page did not understand what was drawn: {error}.")
    else:
        page.select_rows(rows, add=bool(event and event.add))


def _rows_in(event: FigureEvent | None, points: ScatterPoints) -> RowIndices:
    """The rows inside a click, box or lasso, also those whose points are not drawn."""
    if event is None:
        raise ValueError("it names nothing to select")
    if event.clear:
        return np.empty(0, dtype=np.int64)
    if event.row is not None:
        return np.intersect1d(np.array([event.row]), points.rows)
    if event.box is not None:
        return points.rows[in_box(points.plotted_x, points.values_y, *event.box)]
    if event.loop is not None:
        return points.rows[in_polygon(points.plotted_x, points.values_y, *event.loop)]
    raise ValueError("it names nothing to select")
