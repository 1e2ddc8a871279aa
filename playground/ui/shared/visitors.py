"""Whose requests these are, as far as the network tells."""

from __future__ import annotations

import streamlit as st


def address() -> str:
    """The visitor's network address; "" on this machine. A whole class may have the same."""
    return st.context.ip_address or ""
