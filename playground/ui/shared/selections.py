"""Selections in tables and events of figures, which Streamlit stores under their keys."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
import streamlit as st

from playground.stage.component import MESSAGE
from playground.stage.protocol import FigureEvent


def show_rows(key: str, rows: Sequence[int]) -> str:
    """Selects rows of a table before it is drawn.

    Does nothing if they are selected already: writing the state again would overwrite a newer
    selection.

    Args:
        key: of the table.
        rows: positions in the table, from 0.

    Returns:
        The key.
    """
    if sorted(selected_rows(key)) != sorted(rows):
        st.session_state[key] = {"selection": {"rows": [*rows], "columns": [], "cells": []}}
    return key


def selected_rows(key: str) -> tuple[int, ...]:
    """The selected rows of the table called `key`, as positions in it."""
    state = st.session_state.get(key) or {"selection": {"rows": []}}
    return tuple(state["selection"]["rows"])


def last_event(key: str) -> FigureEvent | None:
    """For callbacks: the last event of the figure called `key`; None if it was not understood."""
    message = (st.session_state.get(key) or {}).get(MESSAGE)
    try:
        return msgspec.convert(message, FigureEvent)
    except msgspec.ValidationError:
        return None
