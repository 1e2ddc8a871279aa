"""The bar of the page Data: the data set and the axes, own tables, the way to other pages, undo."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from playground.core.data.datasets import load
from playground.core.data.summary import most_correlated
from playground.core.data.targets import MAX_CLASSES, class_targets
from playground.state.data import PLAIN, DataState
from playground.ui.data import paper, scatter, upload
from playground.ui.shared import (
    dataset_choices,
    frame,
    sessions,
    shape_box,
    share,
    theme,
    widgets,
)
from playground.ui.shared.column_picker import dataset_box
from playground.ui.shared.navigation import page
from playground.ui.shared.page_session import PageSession

_MAX_TITLE, _MAX_COLUMN = 30, 20
"""Characters of a data set's title and a column's name on the button that opens the sheet."""


def bar(session: PageSession[DataState]) -> None:
    """The data in view, and the page's buttons."""
    state = session.state
    frame.bar(_pill(state), lambda: _sheet(state), lambda: _buttons(session))


def _pill(state: DataState) -> str:
    """What is in view, as Markdown: "80 Cereals: sugars and calories"."""
    dataset = load(state.data)
    x, y = (theme.shortened(dataset.label(name), _MAX_COLUMN) for name in (state.x, state.y))
    title = theme.shortened(dataset.title, _MAX_TITLE)
    return theme.escape_markdown(f"{title}: {x} and {y}")


def _sheet(state: DataState) -> None:
    """Boxes for the data set and the scatter's axes; what the data are and where from."""
    dataset_box("data data", state.data, _on_data_change, generated=True)
    shape_box.draw("data points", state.data, _data_now, _change_points)
    scatter.axes(state)
    dataset = load(state.data)
    size = f"{len(dataset.row_names):,} rows, {len(dataset.columns):,} columns of numbers"
    if count := len(dataset.choices) - len(dataset.columns):
        size += f" and {count:,} of categories"
    parts = (dataset.about, f"{size}.", dataset.source, dataset.licence)
    sentences = [part if part.endswith(".") else f"{part}." for part in parts if part]
    st.caption(theme.escape_markdown(" ".join(sentences)))


@sessions.callback
def _on_data_change() -> None:
    now = _data_now()
    data = sessions.choice("data data", dataset_choices.names(also=now, generated=True))
    sessions.change(DataState.default(data))


def _data_now() -> str:
    return sessions.state(DataState).data


def _change_points(data: str) -> None:
    """Other generated points, over the same axes where there are such columns."""
    state, dataset = sessions.state(DataState), load(data)
    if {state.x, state.y, state.column, state.colour} - {PLAIN} <= {*dataset.choices}:
        sessions.change(replace(state, data=data, where=(), rows=()))
    else:
        sessions.change(DataState.default(data))


def _buttons(session: PageSession[DataState]) -> None:
    state = session.state
    st.button("Unmark all", on_click=_unmark_all, disabled=not state.rows)
    own = st.popover("Your own table", key="own table")
    with own, st.container(key="own_panel"):
        upload.panel()
    drawer = st.popover("Use on …", key="use on", on_change=sessions.read)
    with drawer:
        _open_links(state)
        if drawer.open:
            _paper(state)
    widgets.undo_button(session)
    share.button(session)


@sessions.callback
def _unmark_all() -> None:
    sessions.change(replace(sessions.state(DataState), rows=()))


def _open_links(state: DataState) -> None:
    """Links that open these columns on other pages, each link with all of its columns."""
    dataset = load(state.data)
    second = most_correlated(dataset, state.x, state.y, state.colour)
    both = [state.x, second] if second else [state.x]
    links = [
        ("neuron", "One neuron", [state.x], state.y),
        ("plane", "Planes", both, state.y),
        ("layers", "Layers", both, state.y),
        ("training", "Training", both, state.y),
    ]
    if state.colour in class_targets(dataset, MAX_CLASSES):
        axes = [state.x, state.y]
        classes = [("layers", "Layers"), ("training", "Training")]
        links = [*((path, title, axes, state.colour) for path, title in classes), *links]
    for path, title, inputs, target in links:
        if path == "plane" and len(inputs) < 2:
            continue
        columns = " and ".join(map(dataset.label, inputs))
        st.page_link(
            page(path),
            label=theme.escape_markdown(f"{title}: {columns} → {dataset.label(target)}"),
            icon=":material/arrow_forward:",
            query_params={"data": state.data, "inputs": ",".join(inputs), "target": target},
        )


def _paper(state: DataState) -> None:
    """A button that saves the points on screen as a sheet to be printed; its link is made anew."""
    points = scatter.points_of(state)
    if len(points.rows):
        st.download_button(
            "Handout for paper",
            partial(paper.handout, state.data, points, share.on_screen(state)),
            f"{state.data}.html",
            "text/html",
            icon=":material/print:",
            type="tertiary",
            on_click=sessions.read,
            help="One sheet to print: the points, and room for a line drawn by hand",
        )
