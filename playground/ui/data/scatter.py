"""The scatter of the page Data: two columns as points, coloured by a third."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from playground.core.data.datasets import Dataset, load
from playground.core.data.filters import RowIndices, in_box, in_polygon
from playground.core.data.scatter_points import MAX_PLOTTED, MAX_CATEGORIES, ScatterPoints, histogram_of, scatter_points
from playground.core.data.summary import summaries
from playground.figures import scatter_points as cloud_figure
from playground.stage.component import mount
from playground.stage.payloads.figure import figure_data
from playground.state.data import PLAIN, DataState
from playground.ui.data import page
from playground.ui.shared import sessions, theme
from playground.ui.shared.selections import last_event

_KEY = "data_scatter"


def axes(now: DataState) -> None:
    """Boxes for both axes and the colour."""
    dataset = load(now.data)
    numbers = [column.name for column in dataset.columns]
    choices = (
        ("x", "Across (x)", now.x, [name for name in numbers if name != now.y]),
        ("y", "Up (y)", now.y, [name for name in numbers if name != now.x]),
        (
            "colour",
            "Colour",
            now.colour,
            [PLAIN, *(n for n in (*numbers, *dataset.text_columns) if n not in (now.x, now.y))],
        ),
    )
    for what, label, value, options in choices:
        st.selectbox(
            label,
            options,
            format_func=_titles(dataset).__getitem__,
            key=sessions.show_choice(f"data {what}", value),
            on_change=_axes_chosen,
            width=230,
        )


def _titles(dataset: Dataset) -> dict[str, str]:
    """Names of the columns with their units; of no column, a word for that."""
    return {PLAIN: "none", **{summary.name: summary.title for summary in summaries(dataset)}}


def _axes_chosen() -> None:
    now = sessions.experiment(DataState)
    over = now.over(sessions.choice("data x"), sessions.choice("data y"))
    colour = sessions.choice("data colour")
    sessions.change(replace(over, colour=PLAIN if colour in (over.x, over.y) else colour))


def scatter(now: DataState) -> None:
    """Two columns as points, coloured by a third; click, box or loop light their rows."""
    dataset, seen = load(now.data), _seen(now)
    kinds = amounts = None
    if now.colour in dataset.text_columns:
        kinds = histogram_of(dataset, now.colour, MAX_CATEGORIES)
    elif now.colour:
        amounts = dataset.values([now.colour])[:, 0]
    lit = seen.selected(now.rows)
    figure = cloud_figure.points(
        seen,
        dataset.row_names,
        lit,
        colour=_titles(dataset)[now.colour] if now.colour else "",
        amounts=amounts,
        kinds=kinds,
    )
    words = _scatter_words(dataset, now, seen, len(lit))
    mount(
        figure_data(
            figure,
            title="Scatter",
            words=words,
            height="33rem",
            chooses=True,
        ),
        key=_KEY,
        on_hand=_points_chosen,
    )
    st.caption(theme.escape_markdown(words))


def _seen(now: DataState) -> ScatterPoints:
    return scatter_points(load(now.data), now.x, now.y, now.where, now.find)


def _scatter_words(dataset: Dataset, now: DataState, seen: ScatterPoints, lit: int) -> str:
    count, left_out = len(seen.rows), seen.passed - len(seen.rows)
    r = page.pairs(now).of(now.x, now.y)
    together_words = "" if np.isnan(r) else f"; r = {r:.2f}"
    parts = [
        f"{now.x} and {now.y}: {count:,} {dataset.plural} at {seen.spots:,} distinct points"
        f"{together_words}."
    ]
    if left_out:
        rows = "1 row that does" if left_out == 1 else f"{left_out:,} rows that do"
        parts.append(f"Left out: {rows} not know both numbers.")
    if count > len(seen.plotted):
        parts.append(f"{DRAWN:,} of the points are drawn, evenly chosen; all are counted.")
    if lit:
        parts.append(f"{lit:,} lit.")
    return " ".join(parts)


def _points_chosen() -> None:
    now = sessions.experiment(DataState)
    chosen = last_event(_KEY)
    if chosen.get("clear"):
        page.light(np.empty(0, dtype=np.int64))
        return
    try:
        rows = _rows_in(chosen, _seen(now))
    except (KeyError, TypeError, ValueError) as error:
        sessions.notice(f"What was drawn was not understood and is left out: {error}.")
    else:
        page.light(rows, add=bool(chosen.get("add")))


def _rows_in(chosen: Mapping[str, Any], seen: ScatterPoints) -> RowIndices:
    """The rows of the table that the hand chose, whether their points are drawn or not."""
    if "row" in chosen:
        return np.intersect1d(np.array([int(chosen["row"])]), seen.rows)
    find = in_box if "box" in chosen else in_polygon
    across, up = chosen["box"] if "box" in chosen else chosen["loop"]
    return seen.rows[find(seen.plotted_x, seen.values_y, across, up)]
