"""The frame around a page's picture: a bar above it, a foot below it, and where messages stand.

The bar has the data in view and what one can do; the stage below it shows the formula and the
picture. The foot stays at the lower edge of the window: one sentence about what was done or is to
be done, and the next page. A message stands there too, so that it never moves the picture.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from playground.site import PAGES, PageSpec
from playground.ui.shared import navigation, theme
from playground.ui.shared.commits import watch
from playground.ui.shared.drawers import drawer
from playground.ui.shared.page_session import PageSession, S

Draw = Callable[[], None]


def title(text: str) -> None:
    """The page's heading, for screen readers: on screen, the formula is the title."""
    with st.container(key="title"):
        st.title(text)


def bar(pill: str, sheet: Draw, buttons: Draw) -> None:
    """The row above the picture.

    Args:
        pill: what is in view, as Markdown: "80 Cereals: sugars → calories".
        sheet: draws what opens by a click on it.
        buttons: draws the page's buttons.
    """
    with st.container(key="bar", horizontal=True, vertical_alignment="center"):
        drawer(pill, "data pill", sheet)
        buttons()


def foot(
    session: PageSession[S], invitation: str, page: str, onward: Draw = lambda: None
) -> DeltaGenerator:
    """The row that stays at the lower edge of the window.

    Args:
        session: of the page.
        invitation: what there is to do, as Markdown, until something was done.
        page: path of the page that it is on; the one after it is offered.
        onward: draws the way into the course, which stands instead as long as there is one.

    Returns:
        The sentence's placeholder, to be overwritten.
    """
    with st.container(key="foot", horizontal=True, vertical_alignment="center"):
        with st.container():
            line = st.empty()
            watch(lambda session: (session.notices, session.status))
            if session.notices:
                line.warning(_lines(session.notices))
            else:
                line.markdown(session.status or invitation)
        onward()
        following = _page_after(page)
        if following:
            st.page_link(
                navigation.page(following.path), label=f"next: {following.title} →", width="content"
            )
    return line


def notices(session: PageSession[S]) -> None:
    """The session's notices, a line each, on a page without a foot.

    They have a container of their own even if there are none: without it the elements below would
    change their position, and the stage would be mounted anew and lose its zoom.
    """
    with st.container():
        watch(lambda session: session.notices)
        if session.notices:
            st.warning(_lines(session.notices))


def _lines(sentences: Sequence[str]) -> str:
    return "  \n".join(map(theme.escape_markdown, sentences))


def _page_after(path: str) -> PageSpec | None:
    paths = [spec.path for spec in PAGES]
    after = paths.index(path) + 1
    return PAGES[after] if after < len(PAGES) else None
