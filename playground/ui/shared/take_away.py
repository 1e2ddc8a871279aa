"""The button "Take away": what is on screen as files, made when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias

import streamlit as st

from playground import engine
from playground.core.data.datasets import load
from playground.core.importing.export import csv_of
from playground.core.takeaway import Takeaway
from playground.export.notebook import notebook, script
from playground.export.weights_file import weights_csv, weights_json
from playground.stage.component import card
from playground.stage.live_page import live_page
from playground.stage.payloads.away import away_payload, can_move
from playground.stage.protocol import SharePayload
from playground.state.limits import MAX_BROWSER_PARAMETERS
from playground.ui.shared import commits, sessions, share
from playground.ui.shared.page_session import PageSession
from playground.ui.shared.paper import handout

Make: TypeAlias = Callable[[], bytes]

_JSON_NUMBER, _CSV_LINE, _KERAS_NUMBER = 11, 32, 4
"""Bytes that a weight takes, by which the size of a large file is told before it is made."""
_TOO_LARGE = (
    f"Pictures, and the page that moves, are for networks of at most {MAX_BROWSER_PARAMETERS:,} "
    "weights."
)
_MANY = 2_000
"""From so many weights on, what takes a line or a text for each is not made for its size."""
_KERAS_FILE = 18_000
"""Bytes of a `.keras` file besides its weights."""


@dataclass(frozen=True)
class File:
    """What can be taken.

    Attributes:
        label: on its button.
        about: a sentence.
        name: of the file.
        mime: its type.
        make: the bytes, when they are asked for.
        size: in bytes, where it is better not to make them for that; 0: they are counted.
    """

    label: str
    about: str
    name: str
    mime: str
    make: Make
    size: int = 0


def button(
    session: PageSession[Any],
    takeaway: Callable[[], Takeaway],
    history: Callable[[], Make | None] = lambda: None,
    below: Callable[[], None] = lambda: None,
) -> None:
    """A button that opens the sheet; what is in it is made when it is opened.

    Args:
        session: of the page.
        takeaway: what is on screen.
        history: what makes the table of the run in view, where there is one.
        below: draws what the page has besides.
    """
    drawer = st.popover("Take away", key="take away", on_change=sessions.read)
    if drawer.open:
        with drawer:
            commits.watch_state()
            _sheet(takeaway(), share.on_screen(session.state), history())
            below()


def _sheet(takeaway: Takeaway, shared: SharePayload, history: Make | None) -> None:
    with st.container(key="take_away"):
        for file in files(takeaway, history, shared):
            with st.container(key=f"take_away {file.label}", gap="xxsmall"):
                st.download_button(
                    file.label,
                    file.make,
                    file.name,
                    file.mime,
                    key=f"take {file.label}",
                    on_click="ignore",
                )
                st.caption(f"{file.about} {_size(file)}")
        if can_move(takeaway):
            card(away_payload(takeaway, _file_name(takeaway.title)), key="take pictures")
        else:
            st.caption(_TOO_LARGE)


def files(
    takeaway: Takeaway, history: Make | None = None, shared: SharePayload | None = None
) -> Iterator[File]:
    """What can be taken home.

    Args:
        takeaway: what is on screen.
        history: makes the table of a run, or None.
        shared: the address of the page, or None.
    """
    name, count = _file_name(takeaway.title), takeaway.network.parameter_count
    is_large = count > _MANY
    if can_move(takeaway):
        yield File(
            "Page that moves",
            "One file that needs no server and no internet. Printed, it has room for a bet.",
            f"{name}.html",
            "text/html",
            partial(live_page, takeaway, name, shared),
        )
    elif takeaway.network.layers[-1].units == 1:
        yield File(
            "Handout for paper",
            "One sheet to print: a curve of the network, and room for a bet.",
            f"{name}.html",
            "text/html",
            partial(handout, takeaway, shared),
        )
    yield File(
        "Notebook",
        "Data, network, weights and training in cells, for Jupyter or Colab.",
        f"{name}.ipynb",
        "application/x-ipynb+json",
        partial(notebook, takeaway),
    )
    yield File(
        "Python script",
        "The same as a program. It needs Keras, and no other file.",
        f"{name}.py",
        "text/x-python",
        partial(script, takeaway),
    )
    yield File(
        "Keras model",
        f"For `keras.saving.load_model`, in the data's own units: {_scaled(takeaway)}.",
        f"{name}.keras",
        "application/octet-stream",
        partial(engine.keras_file, takeaway.network, takeaway.weights, takeaway.scaling),
        _KERAS_FILE + _KERAS_NUMBER * count,
    )
    yield File(
        "Weights as JSON",
        "Layers, weights, biases and scaling as text.",
        f"{name}.json",
        "application/json",
        partial(weights_json, takeaway),
        _JSON_NUMBER * count if is_large else 0,
    )
    yield File(
        "Weights as a table",
        "A line for each weight and bias, for a spreadsheet.",
        f"{name} weights.csv",
        "text/csv",
        partial(weights_csv, takeaway),
        _CSV_LINE * count if is_large else 0,
    )
    if history is not None:
        yield File(
            "Losses as a table",
            "The loss of every epoch of this training, for a spreadsheet.",
            f"{name} losses.csv",
            "text/csv",
            history,
        )
    yield File(
        "Data as a table",
        "All rows and columns of the data set, as they were read.",
        f"{_file_name(takeaway.dataset.title)}.csv",
        "text/csv",
        partial(_data_csv, takeaway.data),
    )


def _scaled(takeaway: Takeaway) -> str:
    """Which layers of the model are its scaling."""
    scaling = takeaway.scaling
    if scaling is None:
        return "without a scaling"
    first = bool(scaling.x_mean.any() or (scaling.x_scale != 1.0).any())
    last = (scaling.y_mean, scaling.y_scale) != (0.0, 1.0)
    if first and last:
        return "a Normalization and a Rescaling layer are the scaling"
    if first or last:
        kind = "Normalization layer" if first else "Rescaling layer"
        return f"a {kind} is the scaling"
    return "without a scaling"


def _data_csv(name: str) -> bytes:
    """By its name: a button must not hold a data set that its visitor has left."""
    return csv_of(load(name))


def _size(file: File) -> str:
    """How large it is, so that nobody is surprised."""
    count = file.size or len(file.make())
    about = "About " if file.size else ""
    size = f"{count / 1e6:.1f}\u00a0MB" if count >= 1e6 else f"{-(-count // 1000)}\u00a0kB"
    return f"{about}{size}."


def _file_name(title: str) -> str:
    """A title as the name of a file, on any system."""
    return re.sub(r"[^\w=.,-]+", " ", title).strip(" .")[:60].strip(" .") or "network"
