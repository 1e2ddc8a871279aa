"""What the hand chose in tables and figures, which Streamlit keeps under their keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import streamlit as st


def show_rows(key: str, rows: Sequence[int]) -> str:
    """Makes the table called `key` show these rows as chosen; returns the key.

    A table that shows them already is left alone: told again, it would lose what was chosen since.
    """
    if sorted(selected_rows(key)) != sorted(rows):
        st.session_state[key] = {"selection": {"rows": [*rows], "columns": [], "cells": []}}
    return key


def selected_rows(key: str) -> tuple[int, ...]:
    """Which rows of the table called `key` are chosen."""
    state = st.session_state.get(key) or {"selection": {"rows": []}}
    return tuple(state["selection"]["rows"])


def last_event(key: str) -> Mapping[str, Any]:
    """For callbacks: what the figure called `key` last said."""
    return cast("Mapping[str, Any]", (st.session_state.get(key) or {}).get("hand") or {})
