"""If the app itself fails: a sentence for the person, the details for the server's log."""

from __future__ import annotations

import streamlit as st


def report(error: Exception) -> bool:
    """Says what to do; returns True, as `st.App` takes it, so that no traceback is shown."""
    st.error(
        f"This should not have happened ({type(error).__name__}). Reload the page: its address "
        "holds what you made. The server's log has the details."
    )
    return True
