"""What a commit of the stage has drawn: the stage alone, or the page around it too.

A commit is what a hand leaves behind, so most of them change nothing around the stage. Drawing the
page anew for each would take more of the server, and of the browser, than everything else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

import streamlit as st

from playground.ui.shared import sessions
from playground.ui.shared.page_session import PageSession, PageState

P = ParamSpec("P")
SessionT = TypeVar("SessionT", bound=PageSession[Any])

_SELDOM = 86_400
"""In seconds. A server that was started again knows no fragment, and a commit would come to nothing
there. A browser that has one with a clock asks for the page as soon as it is connected."""


def watch(what: Callable[[Any], object]) -> None:
    """Has the page drawn by every commit that changes what a part of it shows.

    Args:
        what: returns, of the page's session, what is shown; to be compared.
    """
    if session := sessions.in_view():
        session.watched.append((what, what(session)))


def watch_state() -> None:
    """Has the page drawn by every commit: a part of it shows all that one can move."""
    watch(lambda session: session.state)


def stage(
    draw: Callable[Concatenate[SessionT, P], None],
) -> Callable[Concatenate[SessionT, P], None]:
    """Decorates what mounts a page's stage, so that a commit can have it drawn alone.

    The page's link is published here, as every commit changes it.
    """

    @st.fragment(run_every=_SELDOM)
    @wraps(draw)
    def alone(session: SessionT, /, *args: P.args, **kwargs: P.kwargs) -> None:
        sessions.settle(session)
        draw(session, *args, **kwargs)
        sessions.publish(session)

    @wraps(draw)
    def staged(session: SessionT, /, *args: P.args, **kwargs: P.kwargs) -> None:
        watch(_set_by_python)
        alone(session, *args, **kwargs)

    return staged


def _set_by_python(session: PageSession[Any]) -> object:
    return session.version, session.ack


@sessions.callback
def receive(kind: type[PageState]) -> None:
    """Callback of a stage: it sent a message."""
    session = sessions.session(kind)
    if any(what(session) != shown for what, shown in session.watched):
        st.rerun()
