"""Choosing the columns of a page with several inputs, and which two of them are shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from playground.core.data.datasets import load
from playground.ui.shared import dataset_choices, sessions


def choose(
    page: str,
    screen: Any,
    bounds: tuple[int, int],
    buttons: Callable[[], None],
    *,
    on_data: Callable[[], None],
    on_target: Callable[[], None],
    on_axes: Callable[[], None],
    on_inputs: Callable[[], None],
) -> None:
    """Data set, target and axes with the page's buttons beside them, and a row of inputs.

    With two inputs, there is nothing to choose about the axes.

    Args:
        page: its name; what was chosen is `choice(page, "data")`, "target", "inputs", and
            `axes(page)`.
        screen: has data, inputs, target and axes.
        bounds: the least and the most inputs.
        buttons: draws the page's own buttons.
        on_data, on_target, on_axes, on_inputs: callbacks.
    """
    dataset = load(screen.data)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Data",
            dataset_choices.names(bounds[0] + 1),
            format_func=lambda name: load(name).title,
            key=sessions.show_choice(f"{page} data", screen.data),
            on_change=on_data,
            width=170,
        )
        st.selectbox(
            "Target y",
            [column.name for column in dataset.columns if column.name not in screen.inputs],
            format_func=dataset_choices.title_formatter(screen.data),
            key=sessions.show_choice(f"{page} target", screen.target),
            on_change=on_target,
            width=230,
        )
        choosing = ("First axis", "Second axis") if len(screen.inputs) > 2 else ()
        for place, label in enumerate(choosing):
            others = {*screen.axes} - {screen.axes[place]}
            st.selectbox(
                label,
                [name for name in screen.inputs if name not in others],
                key=sessions.show_choice(f"{page} axis {place}", screen.axes[place]),
                on_change=on_axes,
                width=140,
            )
        buttons()
    st.pills(
        f"Inputs x ({bounds[0]} to {bounds[1]})",
        [column.name for column in dataset.columns if column.name != screen.target],
        selection_mode="multi",
        format_func=lambda name: dataset_choices.column_title(screen.data, name),
        key=sessions.show_choice(f"{page} inputs", list(screen.inputs)),
        on_change=on_inputs,
    )


def choice(page: str, what: str) -> Any:
    """What was just chosen."""
    return sessions.choice(f"{page} {what}")


def axes(page: str) -> tuple[str, str]:
    """The two axes that were just chosen."""
    return (choice(page, "axis 0"), choice(page, "axis 1"))


def names(page: str, before: tuple[str, ...], bounds: tuple[int, int]) -> tuple[str, ...] | None:
    """The inputs just chosen: those that stay in their order, then new ones.

    None, and a notice, if there are too few or too many.
    """
    chosen = choice(page, "inputs")
    kept = [name for name in before if name in chosen]
    found = (*kept, *(name for name in chosen if name not in kept))
    low, high = bounds
    if low <= len(found) <= high:
        return found
    sessions.notice(f"This page takes {low} to {high} inputs; {len(found)} chosen.")
    return None
