"""The widgets for generated points: a picture of each shape, and noise, rows and seed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from urllib.parse import quote

import streamlit as st

from playground.core.data import generated
from playground.core.data.generated import MAX_NOISE, MAX_ROWS, MAX_SEED, MIN_ROWS, Generated
from playground.core.data.shapes import SHAPES
from playground.figures.thumbnails import classes_image
from playground.ui.shared import sessions

Change = Callable[[str], None]
"""Sets other points, by their name."""


def draw(key: str, data: str, now: Callable[[], str], change: Change) -> None:
    """Draws them below the box of the data sets.

    Args:
        key: with which the keys of the widgets begin.
        data: name of the data set in view.
        now: for callbacks, the one in view then.
        change: sets another.
    """
    is_shown = generated.is_generated(data)
    shown = Generated.named(data) if is_shown else None
    with st.expander("Generated points", expanded=is_shown, key=f"{key} expander"):
        st.html(f"<style>{pictures_css()}</style>")
        with st.container(key="shapes"):
            st.pills(
                "Shape",
                [*SHAPES],
                format_func=lambda shape: SHAPES[shape].title,
                key=sessions.show_choice(f"{key} shape", shown.shape if shown else None),
                on_change=_on_shape,
                args=(key, now, change),
                label_visibility="collapsed",
            )
        if shown:
            _settings(key, shown, now, change)


def _settings(key: str, shown: Generated, now: Callable[[], str], change: Change) -> None:
    fields = {
        "Noise (%)": ("noise", 0, MAX_NOISE, 1),
        "Points": ("rows", MIN_ROWS, MAX_ROWS, 10),
        "Seed of the points": ("seed", 0, MAX_SEED, 1),
    }
    with st.container(horizontal=True):
        for label, (name, low, high, step) in fields.items():
            st.number_input(
                label,
                min_value=low,
                max_value=high,
                step=step,
                key=sessions.show_choice(f"{key} {name}", getattr(shown, name)),
                on_change=_on_setting,
                args=(key, name, now, change),
                width=150,
            )


@sessions.callback
def _on_shape(key: str, now: Callable[[], str], change: Change) -> None:
    shape = sessions.choice(f"{key} shape", (None, *SHAPES))
    if shape is None:  # pressed again
        return
    data = now()
    before = Generated.named(data) if generated.is_generated(data) else Generated(shape)
    change(replace(before, shape=shape).name)


@sessions.callback
def _on_setting(key: str, name: str, now: Callable[[], str], change: Change) -> None:
    value = sessions.choice(f"{key} {name}")
    change(replace(Generated.named(now()), **{name: value}).name)


@cache
def pictures_css() -> str:
    """The shapes' pictures on their buttons, in the order of SHAPES."""
    rules = []
    for number, shape in enumerate(SHAPES, start=1):
        table = generated.table(Generated(shape, rows=80, noise=3))
        numbers = table[["x1", "x2"] if SHAPES[shape].classes else ["x", "y"]].to_numpy()
        classes = table[generated.CLASS].tolist() if SHAPES[shape].classes else None
        image = quote(classes_image(numbers, classes))
        rules.append(
            f'.st-key-shapes button:nth-of-type({number}) {{ background-image: url("data:'
            f'image/svg+xml,{image}"); }}'
        )
    return "".join(rules)
