"""Unexpected exceptions of the app: a sentence on the page, the details in the server's log."""

from __future__ import annotations

import streamlit as st


def report(error: Exception) -> bool:
    """Shows what to do; returns True, by which `st.App` shows no traceback."""
    st.error(
        f"This should not have happened ({type(error).__name__}). Reload the page: its address "
        "holds what you made. The server's log has the details."
    )
    return True
