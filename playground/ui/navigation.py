"""The addresses as Streamlit's pages, and the course as a map of links."""

from __future__ import annotations

import streamlit as st

from playground.ui.addresses import ADDRESSES

PAGES = {
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
                st.page_link(PAGES[address.path], label=f"**{address.title}**", width="content")
                st.markdown(address.sentence)
