"""The foot of a page: what there is to do, and the way into the course."""

from __future__ import annotations

from functools import partial

from streamlit.delta_generator import DeltaGenerator

from playground.stage import component
from playground.stage.protocol import OnwardPayload
from playground.ui.course import map_of_lessons
from playground.ui.course.card import receive
from playground.ui.shared import frame
from playground.ui.shared.page_session import PageSession, S

_KEY = "onward"


def foot(session: PageSession[S], invitation: str, page: str) -> DeltaGenerator:
    """The foot of a page, with the way to its lesson, or to the next one that is not done.

    Args:
        session: of the page.
        invitation: what there is to do, as Markdown, until something was done.
        page: path of the page that it is on.

    Returns:
        The sentence's placeholder, to be overwritten.
    """
    return frame.foot(session, invitation, page, partial(_way, page))


def _way(page: str) -> None:
    payload = OnwardPayload(page=page, lessons=map_of_lessons.infos())
    component.course(payload, key=_KEY, on_message=partial(receive, _KEY))
