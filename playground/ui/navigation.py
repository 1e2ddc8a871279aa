"""The addresses as Streamlit's pages, and the course as a map of links."""

from __future__ import annotations

from functools import cache

import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

from playground.ui.addresses import ADDRESSES


@cache
def pages() -> dict[str, StreamlitPage]:
    """Streamlit's pages by their path; made when first asked for, by a running script."""
    return {
        address.path: st.Page(
            address.file, title=address.title, url_path=address.path, default=not address.path
        )
        for address in ADDRESSES
    }


def course_map() -> None:
    """A link to every page of the course, with the sentence it makes draggable."""
    for address in ADDRESSES:
        if address.path:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.page_link(pages()[address.path], label=f"**{address.title}**", width="content")
                st.markdown(address.sentence)
