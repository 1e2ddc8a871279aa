"""The columns of the page Data: what each holds, and one of them counted in bars."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import streamlit as st

from playground.core.data.datasets import Dataset, load
from playground.core.data.scatter_points import histogram_of
from playground.core.data.summary import Summary, summaries
from playground.figures import bars as bars_figure
from playground.stage.component import mount
from playground.stage.payloads.figure import figure_data
from playground.state.data import DataState
from playground.ui.data import page
from playground.ui.shared import sessions, theme
from playground.ui.shared.selections import selected_rows, show_rows, last_event

_TABLE, _KEY = "data_columns", "data_bars"


# --- what each holds ------------------------------------------------------------------------


def columns(now: DataState) -> None:
    """Every column with unit, meaning, range, missing cells and its shape; one is chosen."""
    every = summaries(load(now.data))
    frame = pd.DataFrame(
        {
            "column": [summary.name for summary in every],
            "unit": [summary.unit for summary in every],
            "meaning": [summary.description for summary in every],
            "smallest": [summary.low for summary in every],
            "largest": [summary.high for summary in every],
            "missing": [summary.missing for summary in every],
            "counts": [list(summary.counts) for summary in every],
            "mean": [summary.mean for summary in every],
            "different": [summary.distinct for summary in every],
        }
    )
    place = next(at for at, summary in enumerate(every) if summary.name == now.column)
    st.dataframe(
        frame,
        key=show_rows(_TABLE, [place]),
        on_select=_column_chosen,
        selection_mode="single-row",
        hide_index=True,
        height=min(38 + 35 * len(every), 500),
        column_config={
            "counts": st.column_config.BarChartColumn("counts", width=90, color="gray", y_min=0),
            "meaning": st.column_config.TextColumn("meaning", width=230),
            **{
                name: st.column_config.NumberColumn(name, format="%.6g")
                for name in ("smallest", "largest", "mean")
            },
        },
        alt="The columns",
        placeholder="",
    )


def _column_chosen() -> None:
    now = sessions.experiment(DataState)
    every = summaries(load(now.data))
    chosen = [place for place in selected_rows(_TABLE) if place < len(every)]
    name = every[chosen[0]].name if chosen else now.column
    sessions.change(replace(now, column=name))


# --- one of them, counted -------------------------------------------------------------------


def bars(now: DataState) -> None:
    """How often which value of the column occurs; a click on a bar lights its rows."""
    dataset = load(now.data)
    (summary,) = (s for s in summaries(dataset) if s.name == now.column)
    rows = page.on_screen(now)
    lit = np.intersect1d(rows, np.asarray(now.rows, dtype=np.int64))
    figure = bars_figure.bars(
        summary.title, histogram_of(dataset, now.column), rows, lit, dataset.plural
    )
    words = _bars_words(dataset, summary)
    st.subheader(theme.escape_markdown(summary.title), anchor=False)
    mount(
        figure_data(figure, title="Distribution", words=words, height="22rem"),
        key=_KEY,
        on_hand=_bar_chosen,
    )
    st.caption(f"{theme.escape_markdown(words)} Click a bar to light its rows.")


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
    now = sessions.experiment(DataState)
    chosen = last_event(_KEY)
    places = histogram_of(load(now.data), now.column).bins
    rows = page.on_screen(now)
    page.light(rows[places[rows] == chosen.get("bar", -2)], add=bool(chosen.get("add")))
