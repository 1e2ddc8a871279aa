"""The site's pages as Streamlit's pages, and a row of links to them."""

from __future__ import annotations

from copy import copy
from functools import cache
from importlib.resources import files

import streamlit as st
from streamlit.navigation.page import Page as StreamlitPage

from playground.site import PAGES, PageSpec

_SCRIPT = "navigation.js"


def pages() -> list[StreamlitPage]:
    """All pages for `st.navigation`, in the order of the course."""
    return [_page(spec) for spec in PAGES]


def page(path: str) -> StreamlitPage:
    """The page with this path, to link to."""
    return _page(next(spec for spec in PAGES if spec.path == path))


def _page(spec: PageSpec) -> StreamlitPage:
    """A page object of its own for every script run.

    It records whether it is the one being run, so sessions must not share it. It is a copy, as
    Streamlit looks up a page's file on the disk whenever it makes one: a fifth of a script's time.
    """
    return copy(_made(spec))


@cache
def _made(spec: PageSpec) -> StreamlitPage:
    return st.Page(spec.file, title=spec.title, url_path=spec.path, default=not spec.path)


def bar(path: str) -> None:
    """A link to every page, in a row; Streamlit's own becomes a menu on a phone: two taps.

    Args:
        path: of the page in view, which the script marks for screen readers.
    """
    with st.container(key="nav", horizontal=True, vertical_alignment="center"):
        for spec in PAGES:
            st.page_link(page(spec.path), width="content")
        place = [spec.path for spec in PAGES].index(path)
        rest = f'<a href="./class">Class</a><i data-page="{place}"></i>{_script()}'
        st.html(rest, width="content", unsafe_allow_javascript=True)


@cache
def _script() -> str:
    text = files("playground").joinpath("stage", "assets", _SCRIPT).read_text(encoding="utf-8")
    return f'<script type="module">{text}</script>'
