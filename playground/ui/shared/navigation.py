"""The addresses as Streamlit's pages, and the course as a map of links."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

from playground.site import PAGES, PageSpec


def pages() -> list[StreamlitPage]:
    """Streamlit's pages, in the order of the course."""
    return [_page(address) for address in PAGES]


def page(path: str) -> StreamlitPage:
    """The page of a path, to link to."""
    return _page(next(address for address in PAGES if address.path == path))


def _page(address: PageSpec) -> StreamlitPage:
    """Made anew for every running script.

    A page knows whether it is just being run: shared between sessions, one would switch it off
    for another.
    """
    return st.Page(
        address.file, title=address.title, url_path=address.path, default=not address.path
    )


def course_map() -> None:
    """A link to every page of the course, with the sentence it makes draggable."""
    for address in PAGES:
        if address.path:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.page_link(page(address.path), label=f"**{address.title}**", width="content")
                st.markdown(address.sentence)
