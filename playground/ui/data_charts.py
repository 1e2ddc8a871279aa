"""The charts of the page Data: the scatter, a column's bars, and how columns go together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from playground.core.choosing import Rows, in_box, in_loop
from playground.core.cloud import DRAWN, KINDS, Cloud, bars_of, cloud
from playground.core.correlation import MOST_ROWS
from playground.core.datasets import Dataset, load
from playground.core.describing import Summary, Together, summaries, together
from playground.data_state import PLAIN, Exploration
from playground.figures import exploring
from playground.stage.component import mount
from playground.stage.figure import figure_data
from playground.ui import data, look
from playground.ui import session as sessions

_SCATTER, _BARS, _HEAT = "data_scatter", "data_bars", "data_heat"


# --- the scatter ----------------------------------------------------------------------------


def axes(now: Exploration) -> None:
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
    now = sessions.experiment(Exploration)
    over = now.over(sessions.choice("data x"), sessions.choice("data y"))
    colour = sessions.choice("data colour")
    sessions.change(replace(over, colour=PLAIN if colour in (over.x, over.y) else colour))


def scatter(now: Exploration) -> None:
    """Two columns as points, coloured by a third; click, box or loop light their rows."""
    dataset, seen = load(now.data), _seen(now)
    kinds = amounts = None
    if now.colour in dataset.text_columns:
        kinds = bars_of(dataset, now.colour, KINDS)
    elif now.colour:
        amounts = dataset.values([now.colour])[:, 0]
    lit = seen.lit(now.rows)
    figure = exploring.points(
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
        key=_SCATTER,
        on_hand=_points_chosen,
    )
    st.caption(look.plain(words))


def _seen(now: Exploration) -> Cloud:
    return cloud(load(now.data), now.x, now.y, now.where, now.find)


def _scatter_words(dataset: Dataset, now: Exploration, seen: Cloud, lit: int) -> str:
    count, left_out = len(seen.rows), seen.passed - len(seen.rows)
    r = _together(now).of(now.x, now.y)
    together_words = "" if np.isnan(r) else f"; r = {r:.2f}"
    parts = [
        f"{now.x} and {now.y}: {count:,} {dataset.plural} at {seen.spots:,} distinct points"
        f"{together_words}."
    ]
    if left_out:
        rows = "1 row that does" if left_out == 1 else f"{left_out:,} rows that do"
        parts.append(f"Left out: {rows} not know both numbers.")
    if count > len(seen.shown):
        parts.append(f"{DRAWN:,} of the points are drawn, evenly chosen; all are counted.")
    if lit:
        parts.append(f"{lit:,} lit.")
    return " ".join(parts)


def _points_chosen() -> None:
    now = sessions.experiment(Exploration)
    chosen = sessions.told(_SCATTER)
    if chosen.get("clear"):
        data.light(np.empty(0, dtype=np.int64))
        return
    try:
        rows = _rows_in(chosen, _seen(now))
    except (KeyError, TypeError, ValueError) as error:
        sessions.notice(f"What was drawn was not understood and is left out: {error}.")
    else:
        data.light(rows, add=bool(chosen.get("add")))


def _rows_in(chosen: Mapping[str, Any], seen: Cloud) -> Rows:
    """The rows of the table that the hand chose, whether their points are drawn or not."""
    if "row" in chosen:
        return np.intersect1d(np.array([int(chosen["row"])]), seen.rows)
    find = in_box if "box" in chosen else in_loop
    across, up = chosen["box"] if "box" in chosen else chosen["loop"]
    return seen.rows[find(seen.drawn_x, seen.at_y, across, up)]


# --- a column's bars ------------------------------------------------------------------------


def bars(now: Exploration) -> None:
    """How often which value of the column occurs; a click on a bar lights its rows."""
    dataset = load(now.data)
    (summary,) = (s for s in summaries(dataset) if s.name == now.column)
    rows = data.on_screen(now)
    lit = np.intersect1d(rows, np.asarray(now.rows, dtype=np.int64))
    figure = exploring.bars(summary.title, bars_of(dataset, now.column), rows, lit, dataset.plural)
    words = _bars_words(dataset, summary)
    st.subheader(look.plain(summary.title), anchor=False)
    mount(
        figure_data(figure, title="Distribution", words=words, height="22rem"),
        key=_BARS,
        on_hand=_bar_chosen,
    )
    st.caption(f"{look.plain(words)} Click a bar to light its rows.")


def _bars_words(dataset: Dataset, summary: Summary) -> str:
    parts = [f"{summary.distinct:,} different values"]
    if summary.low is not None:
        unit = f" {summary.unit}" if summary.unit else ""
        parts = [
            f"from {summary.low:.6g} to {summary.high:.6g}{unit}",
            f"mean {summary.mean:.4g}",
            f"median {summary.median:.4g}",
            *parts,
        ]
    noun = dataset.noun if summary.missing == 1 else dataset.plural
    missing = f"unknown for {summary.missing:,} {noun}" if summary.missing else "known for all"
    return f"{summary.name}: {', '.join(parts)}; {missing}."


def _bar_chosen() -> None:
    now = sessions.experiment(Exploration)
    chosen = sessions.told(_BARS)
    places = bars_of(load(now.data), now.column).places
    rows = data.on_screen(now)
    data.light(rows[places[rows] == chosen.get("bar", -2)], add=bool(chosen.get("add")))


# --- which columns go together --------------------------------------------------------------


def correlation(now: Exploration) -> None:
    """A heat map of r; a click on a cell shows its points."""
    pairs = _together(now)
    names = [f"{a} · {b}: r = {r:.2f}" for a, b, r in pairs.strongest]
    words = f"The strongest pairs: {'; '.join(names)}." if names else "No pair has a known r."
    figure = exploring.correlation(
        pairs.names, pairs.r, (pairs.names.index(now.x), pairs.names.index(now.y))
    )
    mount(
        figure_data(figure, title="Correlations", words=words, height="32rem"),
        key=_HEAT,
        on_hand=_cell_chosen,
    )
    notes = ["Click a cell: its two columns become x and y of the scatter."]
    if pairs.left_out:
        notes.append(
            f"{pairs.left_out:,} columns are not drawn: these {len(pairs.names)} go most with "
            f"{now.x} or {now.y}."
        )
    if len(data.on_screen(now)) > MOST_ROWS:
        notes.append(f"Measured on {MOST_ROWS:,} of the rows, evenly chosen.")
    st.caption(look.plain(" ".join(notes)))


def strongest(now: Exploration) -> None:
    """The pairs that go together most, to choose by keyboard and by name."""
    pairs = _together(now).strongest
    shown = next((at for at, (a, b, _) in enumerate(pairs) if {a, b} == {now.x, now.y}), None)
    if pairs:
        st.pills(
            "Strongest pairs",
            range(len(pairs)),
            format_func=lambda at: look.plain("{} · {}: {:.2f}".format(*pairs[at])),
            key=sessions.show_choice("data pair", shown),
            on_change=_pair_chosen,
        )


def _together(now: Exploration) -> Together:
    return together(load(now.data), now.x, now.y, now.where, now.find)


def _pair_chosen() -> None:
    now, place = sessions.experiment(Exploration), sessions.choice("data pair")
    if place is not None:
        x, y, _ = _together(now).strongest[place]
        sessions.change(now.over(x, y))


def _cell_chosen() -> None:
    now = sessions.experiment(Exploration)
    names = _together(now).names
    try:
        x, y = (names[int(place)] for place in sessions.told(_HEAT)["cell"])
    except (IndexError, KeyError, TypeError, ValueError) as error:
        sessions.notice(f"The click was not understood and is left out: {error}.")
        return
    if x == y:
        sessions.notice(f"{x} goes with itself, as every column does: choose a cell off the line.")
    else:
        sessions.change(now.over(x, y))
