"""The widgets that make a question of a target: its threshold, and what cannot be asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
import streamlit as st

from playground.core.data.datasets import Dataset, load
from playground.core.data.targets import (
    first_threshold,
    refusals,
    source_of,
    target_of,
    threshold_of,
    with_threshold,
)
from playground.core.fit.ranges import nice_step
from playground.core.formatting import format_number
from playground.ui.shared import sessions, theme

Change = Callable[[str], None]
"""Sets another target, by its name."""


class HasTarget(Protocol):
    """What is on screen on a page with a target."""

    @property
    def data(self) -> str: ...
    @property
    def inputs(self) -> tuple[str, ...]: ...
    @property
    def target(self) -> str: ...


def draw(key: str, state: HasTarget, now: Callable[[], HasTarget], change: Change) -> None:
    """Draws them below the box of the targets.

    Args:
        key: with which the keys of the widgets begin.
        state: what they show.
        now: for callbacks, what is on screen then.
        change: sets another target.
    """
    dataset = load(state.data)
    question = threshold_of(dataset, state.target)
    column = question[0] if question else state.target
    if column in {each.name for each in dataset.columns} and _varies(dataset, column):
        _threshold(key, dataset, column, question, now, change)
    for name, reason in refusals(dataset).items():
        if name not in dataset.choices_of(state.inputs):
            what = reason.rpartition(": ")[0]  # without what could be done
            st.caption(theme.escape_markdown(f"Not {dataset.label(name)}: {what}."))


def _varies(dataset: Dataset, column: str) -> bool:
    return bool(np.nanmin(dataset.values([column])) < np.nanmax(dataset.values([column])))


def _threshold(
    key: str,
    dataset: Dataset,
    column: str,
    question: tuple[str, float] | None,
    now: Callable[[], HasTarget],
    change: Change,
) -> None:
    name = dataset.label(column)
    st.toggle(
        f"Yes or no: does {theme.escape_markdown(name)} reach a threshold?",
        key=sessions.show_choice(f"{key} asks", question is not None),
        on_change=_on_toggle,
        args=(key, now, change),
    )
    if question is None:
        return
    info = dataset.column(column)
    st.number_input(
        f"Threshold{f' ({theme.escape_markdown(info.unit)})' if info.unit else ''}",
        key=sessions.show_choice(f"{key} threshold", float(question[1])),
        step=nice_step((info.high - info.low) / 100.0),
        format="%g",
        on_change=_on_threshold,
        args=(key, now, change),
    )
    target = target_of(dataset, with_threshold(column, question[1]))
    reached, rows = int(np.nansum(target.values)), int(np.sum(~np.isnan(target.values)))
    st.caption(
        theme.escape_markdown(
            f"{reached:,} of {rows:,} {dataset.plural} reach it. {name} goes from "
            f"{format_number(info.low)} to {format_number(info.high)}."
        )
    )


@sessions.callback
def _on_toggle(key: str, now: Callable[[], HasTarget], change: Change) -> None:
    asks = sessions.choice(f"{key} asks", (False, True))
    dataset, column = _column_of(now())
    change(with_threshold(column, first_threshold(dataset, column)) if asks else column)


@sessions.callback
def _on_threshold(key: str, now: Callable[[], HasTarget], change: Change) -> None:
    threshold = sessions.choice(f"{key} threshold")
    if threshold is None:  # the box was emptied
        return
    change(with_threshold(_column_of(now())[1], threshold))


def _column_of(state: HasTarget) -> tuple[Dataset, str]:
    """The data set, and the column of the target."""
    dataset = load(state.data)
    return dataset, source_of(dataset, state.target)
