"""How columns go together, for the page Data: a heat map, and the strongest pairs."""

from __future__ import annotations

import streamlit as st

from playground.core.data.correlation import MAX_ROWS
from playground.figures import correlation as correlation_figure
from playground.stage.component import mount
from playground.stage.payloads.figure import figure_data
from playground.state.data import DataState
from playground.ui.data import page
from playground.ui.shared import sessions, theme
from playground.ui.shared.selections import last_event

_KEY = "data_heat"


def correlation(now: DataState) -> None:
    """A heat map of r; a click on a cell shows its points."""
    pairs = page.pairs(now)
    names = [f"{a} · {b}: r = {r:.2f}" for a, b, r in pairs.strongest]
    words = f"The strongest pairs: {'; '.join(names)}." if names else "No pair has a known r."
    figure = correlation_figure.correlation(
        pairs.names, pairs.r, (pairs.names.index(now.x), pairs.names.index(now.y))
    )
    mount(
        figure_data(figure, title="Correlations", words=words, height="32rem"),
        key=_KEY,
        on_hand=_cell_chosen,
    )
    notes = ["Click a cell: its two columns become x and y of the scatter."]
    if pairs.left_out:
        notes.append(
            f"{pairs.left_out:,} columns are not drawn: these {len(pairs.names)} go most with "
            f"{now.x} or {now.y}."
        )
    if len(page.on_screen(now)) > MAX_ROWS:
        notes.append(f"Measured on {MOST_ROWS:,} of the rows, evenly chosen.")
    st.caption(theme.escape_markdown(" ".join(notes)))


def strongest(now: DataState) -> None:
    """The pairs that go together most, to choose by keyboard and by name."""
    pairs = page.pairs(now).strongest
    shown = next((at for at, (a, b, _) in enumerate(pairs) if {a, b} == {now.x, now.y}), None)
    if pairs:
        st.pills(
            "Strongest pairs",
            range(len(pairs)),
            format_func=lambda at: theme.escape_markdown("{} · {}: {:.2f}".format(*pairs[at])),
            key=sessions.show_choice("data pair", shown),
            on_change=_pair_chosen,
        )


def _pair_chosen() -> None:
    now, place = sessions.experiment(DataState), sessions.choice("data pair")
    if place is not None:
        x, y, _ = page.pairs(now).strongest[place]
        sessions.change(now.over(x, y))


def _cell_chosen() -> None:
    now = sessions.experiment(DataState)
    names = page.pairs(now).names
    try:
        x, y = (names[int(place)] for place in last_event(_KEY)["cell"])
    except (IndexError, KeyError, TypeError, ValueError) as error:
        sessions.notice(f"The click was not understood and is left out: {error}.")
        return
    if x == y:
        sessions.notice(f"{x} goes with itself, as every column does: choose a cell off the line.")
    else:
        sessions.change(now.over(x, y))
