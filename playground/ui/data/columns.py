"""The columns of the page Data: a table of their summaries, and a histogram of one of them."""

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
from playground.stage.payloads.figure import figure_payload
from playground.state.data import DataState
from playground.ui.data import page
from playground.ui.shared import sessions, theme
from playground.ui.shared.selections import last_event, selected_rows, show_rows

_TABLE, _KEY = "data_columns", "data_bars"


def summary(state: DataState) -> None:
    """The table of all columns, and the histogram of the selected one beside it."""
    left, right = st.columns([3, 2], gap="large")
    with left:
        column_table(state)
    with right:
        histogram(state)


# --- summaries ------------------------------------------------------------------------------


def column_table(state: DataState) -> None:
    """A table of all columns: unit, meaning, range, missing cells, counts; one is selected."""
    dataset = load(state.data)
    all_columns = summaries(dataset)
    frame = pd.DataFrame(
        {
            "column": [dataset.label(summary.name) for summary in all_columns],
            "unit": [summary.unit for summary in all_columns],
            "meaning": [summary.description for summary in all_columns],
            "smallest": [summary.low for summary in all_columns],
            "largest": [summary.high for summary in all_columns],
            "missing": [summary.missing for summary in all_columns],
            "counts": [list(summary.counts) for summary in all_columns],
            "mean": [summary.mean for summary in all_columns],
            "different": [summary.distinct for summary in all_columns],
            "in the file": [summary.name for summary in all_columns],
        }
    )
    index = [summary.name for summary in all_columns].index(state.column)
    st.dataframe(
        frame,
        key=show_rows(_TABLE, [index]),
        on_select=_on_column_select,
        selection_mode="single-row",
        hide_index=True,
        height=min(38 + 35 * len(all_columns), 500),
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


@sessions.callback
def _on_column_select() -> None:
    state = sessions.state(DataState)
    all_columns = summaries(load(state.data))
    indices = [index for index in selected_rows(_TABLE) if index < len(all_columns)]
    name = all_columns[indices[0]].name if indices else state.column
    sessions.change(replace(state, column=name))


# --- histogram ------------------------------------------------------------------------------


def histogram(state: DataState) -> None:
    """Draws how often each value of the column occurs; a click on a bar selects its rows."""
    dataset = load(state.data)
    (summary,) = (s for s in summaries(dataset) if s.name == state.column)
    rows = page.filtered_indices(state)
    selected = np.intersect1d(rows, np.asarray(state.rows, dtype=np.int64))
    figure = bars_figure.bars(
        summary.title, histogram_of(dataset, state.column), rows, selected, dataset.plural
    )
    caption = _caption(dataset, summary)
    st.subheader(theme.escape_markdown(summary.title), anchor=False)
    mount(
        figure_payload(figure, title="Distribution", label=caption, height="22rem"),
        key=_KEY,
        on_message=_on_bar_click,
    )
    st.caption(f"{theme.escape_markdown(caption)} Click a bar to mark its rows.")


def _caption(dataset: Dataset, summary: Summary) -> str:
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
    return f"{dataset.label(summary.name)}: {', '.join(parts)}; {missing}."


@sessions.callback
def _on_bar_click() -> None:
    state = sessions.state(DataState)
    event = last_event(_KEY)
    bins = histogram_of(load(state.data), state.column).bins
    rows = page.filtered_indices(state)
    if event and event.bar is not None:
        page.select_rows(rows[bins[rows] == event.bar], add=event.add)
